"""Slips of the keyboard that need no dictionary: words and paragraphs written twice, numbers of two kinds, open marks.

Code is left alone: a rule of language is not for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from exporter.findings import Finding, finding
from exporter.model.blocks import Paragraph, Verse
from exporter.preflight.copy import Copy, Said, excerpt, folded

REPEATABLE_WORDS: Final = 5
"""A shorter paragraph may stand twice on purpose: an answer, a refrain."""

_NEVER_TWICE: Final = (
    *("في", "من", "إلى", "على", "عن", "أن", "إن", "التي", "الذي", "الذين", "هذا", "هذه", "ذلك", "تلك", "كان"),
    *("كانت", "قد", "لم", "لن", "مع", "بعد", "قبل", "بين", "ثم", "أو", "عند", "حتى", "منذ", "لكن", "حيث", "خلال"),
    *("قال", "قالت", "وقال", "وقالت", "وأضاف", "وأضافت", "كما", "غير", "أكثر", "وفي", "ومن", "وأن", "وهو", "وهي"),
    *("که", "از", "به", "با", "را", "است", "اور", "کے", "کی", "کا", "میں", "نے", "سے"),
    *("the", "of", "to", "in", "and", "for", "on", "with", "is"),
)
"""Words of which two in a row are a slip. Others may be said twice: شيئا فشيئا has its like in يوما يوما, and there are
names such as بي بي سي."""
_DOUBLED: Final = re.compile(
    rf"(?<![\w\u064b-\u0652])({'|'.join(_NEVER_TWICE)})\s+\1(?![\w\u064b-\u0652])", re.IGNORECASE
)

_NUMBER: Final = re.compile(r"\d(?:[\d.,:/٫٬،]*\d)?")
_DIGIT_SETS: Final = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")

_CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
REOPENED: Final = "«“"
_CLOSING: Final = {closing: opening for opening, closing in _PAIRS.items()}
_ENUMERATED: Final = re.compile(r"(?:^|\s)\w{1,2}\)|[:;]-?[()]")
"""«1)», «أ)» at the head of an item, and a face of two signs: brackets of their own right."""


def paragraph_twice(copy: Copy) -> Iterator[Finding]:
    """No paragraph stands twice: the commonest slip of cut and paste. Newspaper practice."""
    seen: dict[str, Said] = {}
    for said in copy.texts:
        text = folded(said.text)
        if not isinstance(said.block, Paragraph) or text.count(" ") + 1 < REPEATABLE_WORDS:
            continue
        first = seen.setdefault(text, said)
        if first is not said:
            yield finding("PREFLIGHT-020", said.at, line=first.at.line, excerpt=excerpt(text))


def word_twice(copy: Copy) -> Iterator[Finding]:
    """No particle stands twice in a row («في في»). Newspaper practice."""
    for said in copy.texts:
        for found in _DOUBLED.finditer(said.text):
            yield finding("PREFLIGHT-021", said.at, word=found[1], excerpt=excerpt(said.text, found.start()))


def number_of_two_kinds(copy: Copy) -> Iterator[Finding]:
    """A number has the digits of one set: «2٠٢٦» was typed on two keyboards. Unicode UTS #39, 5.3."""
    for said in copy.texts:
        for found in _NUMBER.finditer(said.text):
            if sum(not digits_of.isdisjoint(found[0]) for digits_of in map(frozenset, _DIGIT_SETS)) > 1:
                yield finding("PREFLIGHT-022", said.at, number=found[0])


def direction_marks(copy: Copy) -> Iterator[Finding]:
    """Invisible direction marks that loading kept, because they change an order, are told. UAX #9, 2.6."""
    for said in copy.texts:
        if found := _CONTROLS.search(said.text):
            name = f"U+{ord(found[0]):04X} {unicodedata.name(found[0])}"
            yield finding(
                "PREFLIGHT-023", said.at, name=name, excerpt=excerpt(_CONTROLS.sub("", said.text), found.start())
            )


def open_marks(copy: Copy) -> Iterator[Finding]:
    """Brackets and quotation marks come in pairs, inside one paragraph.

    A quotation over several paragraphs opens in each and closes in the last (the press's own rule); one over several
    hemistichs closes where the verse does.
    """
    texts = [said for said in copy.texts if not isinstance(said.block, Verse)]
    for said, after in zip(texts, [*texts[1:], None], strict=True):
        for place in _unpaired(said.text):
            mark = said.text[place]
            goes_on = mark in REOPENED and after is not None and after.text.lstrip().startswith(mark)
            if not goes_on:
                yield finding("PREFLIGHT-024", said.at, mark=mark, excerpt=excerpt(said.text, place))


def _unpaired(text: str) -> Iterator[int]:
    """The places of marks without a partner."""
    enumerated = {found.end() - 1 for found in _ENUMERATED.finditer(text)}
    opened: list[int] = []
    for place, character in enumerate(text):
        if place in enumerated:
            continue
        if character in _PAIRS:
            opened.append(place)
        elif character in _CLOSING:
            partner = next((one for one in reversed(opened) if text[one] == _CLOSING[character]), None)
            if partner is None:
                yield place
                continue
            while (last := opened.pop()) != partner:
                yield last
    yield from opened
    curly = [place for place, character in enumerate(text) if character in "“”„"]
    if len(curly) % 2:  # many write them the other way round in Arabic: their number counts
        yield curly[-1]

"""Where a word may be elongated, best place first: the rules of kashida.

W3C Arabic & Persian Layout Requirements, justification (issues #57, #225): no standard fixes the rules, so each here
names its own source. Sources:

[MS]    Microsoft, Justifying Text Using CSS in Internet Explorer 5.5 (2000), as told by E. Smitshuijzen, The Big
        Kashida Secret (khtt.net 1821): the practice of newspapers; so do Uniscribe's SCRIPT_JUSTIFY and Word.
[LO]    LibreOffice, i18nutil/source/utility/kashida.cxx: the same with exceptions (tdf#65344, i#98410).
[B06]   Benatia, Elyaakoubi, Lazrek, Arabic text justification, TUGboat 27:2 (2006), 3.2.
[Afifi] F. S. Afifi, Learning Arabic Calligraphy, part 3, as read by aliftype/raqim-kashida (arabic-naskh.pat).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from exporter.text.joining import code_points, joins

TATWEEL: Final = "\u0640"

NASTALIQ: Final = frozenset({"ur", "pnb", "skr", "ks"})
"""Languages whose press is set in Nastaliq, which lengthens other letters by other rules (R. Ishida on www-style,
May 2014; Afifi, part 9): none of these rules holds for them."""

LEAST_LETTERS: Final = 4
"""[B06] 3.2: words of four letters stretch best, of two never, of three hardly; in a short word nothing hides it."""


class Opportunity(NamedTuple):
    """A join at which a word may be elongated.

    Attributes:
        at: before which character of the text; its letter's marks stand before it.
        rank: 1 for the best.
        word: where its word begins: of all places of a word one is taken.
    """

    at: int
    rank: int
    word: int


# Joining groups of ArabicShaping.txt 15.0.
_ALEF: Final = code_points("0622 0623 0625 0627 0671-0673 0675 0773-0774 0870-0882")
_BEH: Final = code_points(  # and what looks so before another letter: noon, yeh
    "0628 062A-062B 066E 0679-0680 0750-0756 08A0-08A1 08B6-08B8 08BE-08C0 0646 06B9-06BD 0767-0769 0889 08BD "
    "0620 0626 0649-064A 0678 06CC 06CE 06D0-06D1 063D-063F 0775-0777 077A-077B 0886 08A8-08A9 08BA"
)
_DAL: Final = code_points("062F-0630 0688-0690 06EE 0759-075A 08AE")
_REH: Final = code_points("0631-0632 0691-0699 06EF 075B 076B-076C 0771 08AA 08B2 08B9")
_SEEN: Final = code_points("0633-0634 069A-069C 06FA 075C 076D 0770 077D-077E")
_SAD: Final = code_points("0635-0636 069D-069E 06FB 08AF")
_TAH: Final = code_points("0637-0638 069F 088B-088C 08A3")
_AIN: Final = code_points("0639-063A 06A0 06FC 075D-075F 08B3 08C3")
_FEH: Final = code_points("0641 06A1-06A6 0760-0761 08A4 08BB")
_QAF: Final = code_points("0642 066F 06A7-06A8 08A5 08B5 08BC 08C4")
_KAF: Final = code_points("0643 06AC-06AE 077F 08B4 063B-063C 06A9-06AB 06AF-06B4 0762-0764 088D 08B0 08C2 08C8")
_LAM: Final = code_points("0644 06B5-06B8 076A 08A6 08C7")
_HEH: Final = code_points("0629 06C0 06D5 06C3 0647 06C1-06C2 06BE 06FF")  # with teh marbuta
_WAW: Final = code_points("0624 0648 0676-0677 06C4-06CB 06CF 0778-0779 08AB 08B1")
_YEH: Final = code_points("0620 0626 0649-064A 0678 06CC-06CE 06D0-06D3 063D-063F 0775-0777 077A-077B 08A8-08A9 08BA")


class _Word:
    """The letters of a word, where they stand in the text, and which of them join the next."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.places = [at for at in range(start, end) if text[at].isalpha()]
        self.letters = [text[at] for at in self.places]
        edges = [*self.places, end]
        between = [text[one + 1 : other] for one, other in pairwise(edges)]
        self.marked = [bool(one) for one in between]
        self.joined = [
            joins(one + gap, other) and all(map(_is_mark, gap))
            for one, gap, other in zip(self.letters, between, self.letters[1:], strict=False)
        ] + [False]

    def is_final(self, nth: int) -> bool:
        """Whether a letter has its final form: it joins the letter before it and none after."""
        return nth > 0 and self.joined[nth - 1] and not self.joined[nth]


Rule = Callable[[_Word, int], bool]
"""Whether a rule speaks of the join after the nth letter of a word."""


def _after_the_authors_tatweel(word: _Word, nth: int) -> bool:
    """[MS] 1, [LO]: the author chose the place; but a tatweel that carries a mark is part of the spelling."""
    return word.letters[nth] == TATWEEL and word.letters[nth + 1] != TATWEEL and not word.marked[nth]


def _after_seen_or_sad(word: _Word, nth: int) -> bool:
    """[MS] 2: after the initial or medial form of seen or sad."""
    return word.letters[nth] in _SEEN | _SAD


def _before_final_heh_or_dal(word: _Word, nth: int) -> bool:
    """[MS] 3: before the final form of teh marbuta, heh, dal; [B06] 3.2: before a heh at the end is best."""
    return word.letters[nth + 1] in _HEH | _DAL and word.is_final(nth + 1)


def _before_final_alef_tah_lam_or_kaf(word: _Word, nth: int) -> bool:
    """[MS] 4: before the final form of alef, tah, lam, kaf, gaf."""
    return word.letters[nth + 1] in _ALEF | _TAH | _LAM | _KAF and word.is_final(nth + 1)


def _before_beh_with_reh_or_yeh(word: _Word, nth: int) -> bool:
    """[MS] 5: before a medial beh that reh, yeh or alef maqsura follows."""
    medial = word.letters[nth + 1] in _BEH and word.joined[nth + 1]
    return medial and word.letters[nth + 2] in _REH | _YEH


def _before_final_waw_ain_qaf_or_feh(word: _Word, nth: int) -> bool:
    """[MS] 6: before the final form of waw, ain, qaf, feh. [Afifi] forbids it to calligraphers; newspapers do it."""
    return word.letters[nth + 1] in _WAW | _AIN | _QAF | _FEH and word.is_final(nth + 1)


def _before_any_final(word: _Word, nth: int) -> bool:
    """[MS] 7: before the final form of any other letter."""
    return word.is_final(nth + 1)


RULES: Final[tuple[Rule, ...]] = (
    _after_the_authors_tatweel,
    _after_seen_or_sad,
    _before_final_heh_or_dal,
    _before_final_alef_tah_lam_or_kaf,
    _before_beh_with_reh_or_yeh,
    _before_final_waw_ain_qaf_or_feh,
    _before_any_final,
)
"""In order: the first that speaks of a join gives its rank."""


def _inside_lam_alef(word: _Word, nth: int) -> bool:
    """The Unicode Standard, 9.2: lam-alef is one form, always."""
    return word.letters[nth] in _LAM and word.letters[nth + 1] in _ALEF


def _after_lam_or_kaf(word: _Word, nth: int) -> bool:
    """[Afifi] 5, 12, 14: never after lam and kaf: the article stays whole, and the name الله."""
    return word.letters[nth] in _LAM | _KAF


def _before_final_yeh(word: _Word, nth: int) -> bool:
    """[B06] 3.2, [Afifi] 12, [LO] tdf#65344: never before a final yeh, unless seen or sad stands before it."""
    yeh = word.letters[nth + 1] in _YEH and word.is_final(nth + 1)
    return yeh and word.letters[nth] not in _SEEN | _SAD | {TATWEEL}


def _beside_a_tatweel(word: _Word, nth: int) -> bool:
    """[MS] 1: where the author has lengthened a word nothing else is; a tatweel that carries a mark stays as it is."""
    return word.letters[nth + 1] == TATWEEL or (word.letters[nth] == TATWEEL and word.marked[nth])


NEVER: Final[tuple[Rule, ...]] = (_inside_lam_alef, _after_lam_or_kaf, _before_final_yeh, _beside_a_tatweel)
"""Joins that are left alone whatever the rules say."""


_TOKEN: Final = re.compile(r"\S+")
_ADDRESS: Final = re.compile(r"://|[@#_/\\=]|\bwww\.")
"""What is looked up or typed, letter by letter: an address, a tag, a path."""


def is_elongated(language: str) -> bool:
    """Whether these rules hold for the press of a language, given as a BCP 47 tag."""
    return language.partition("-")[0].lower() not in NASTALIQ


def opportunities(text: str) -> tuple[Opportunity, ...]:
    """All places of a text in logical order, word after word; of a word the best first, of equals the last ([MS])."""
    found: list[Opportunity] = []
    for token in _TOKEN.finditer(text):
        start = token.start()
        found += (Opportunity(start + at, rank, start + word) for at, rank, word in _of_token(token[0]))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _of_token(token: str) -> tuple[Opportunity, ...]:
    found: list[Opportunity] = []
    for start, end in _words(token):
        found += sorted(_places(_Word(token, start, end)), key=lambda place: (place.rank, -place.at))
    return tuple(found)


def _words(token: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end that hold nothing but Arabic letters with their marks and joiners.

    A token with letters of another script, digits or the signs of an address gives none.
    """
    if _ADDRESS.search(token) or any(map(_is_foreign, token)):
        return
    start = 0
    for at, character in enumerate([*token, ""]):
        if not character or not (_is_arabic(character) or _is_mark(character) or character in "\u200c\u200d"):
            if at > start:
                yield start, at
            start = at + 1


def _places(word: _Word) -> Iterator[Opportunity]:
    count = sum(letter != TATWEEL for letter in word.letters)
    for nth in range(len(word.letters) - 1):
        if word.joined[nth] and not any(never(word, nth) for never in NEVER):
            rank = next((rank for rank, rule in enumerate(RULES, start=1) if rule(word, nth)), 0)
            if rank and count >= (1 if rank == 1 else LEAST_LETTERS):
                yield Opportunity(word.places[nth + 1], rank, word.start)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"


def _is_arabic(character: str) -> bool:
    return character == TATWEEL or (character.isalpha() and unicodedata.bidirectional(character) == "AL")


def _is_foreign(character: str) -> bool:
    return character.isdigit() or (character.isalpha() and not _is_arabic(character))

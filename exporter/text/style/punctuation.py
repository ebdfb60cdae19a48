"""Marks in house style: Arabic marks after Arabic, spaces around them, quotes, ellipses, dashes.

Nearly every mark of Arabic text is also a mark of Latin text: what stands in a Latin phrase stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from exporter.model.style import Style
from exporter.text.style.cells import Edit

LETTER: Final = r"\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
"""Letters of the Arabic script, as the inside of a character class; no marks, no tatweel."""
MARKS: Final = r"\u064b-\u0655\u0670"
"""Vowel marks, as the inside of a character class."""
_LATIN: Final = "A-Za-z\u00c0-\u024f"
_ARABIC_FOR: Final = {",": "،", ";": "؛", "?": "؟"}
_MARK: Final = re.compile(r"(?<![0-9\u0660-\u0669\u06f0-\u06f9])[,]|,(?![0-9\u0660-\u0669\u06f0-\u06f9])|[;?]")
_LETTER: Final = re.compile(f"[{LETTER}{_LATIN}]")
_PHRASE_END: Final = re.compile(f"[{_LATIN}][{_LATIN}'’.-]*[ \u00a0]+[{_LATIN}0-9'’.-]+$")
_REPEATED: Final = re.compile(r"([!؟?،؛])\1+")
_DOTS: Final = re.compile(r"\.{3,}|…|\. \. \.")
_DASH: Final = re.compile(r"(?<=[ \u00a0])(?:--?|[–—])(?=[ \u00a0])")
_DIGIT_NEAR: Final = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"

_OPENING, _CLOSING, _EITHER = "«", "»", '"“”„‟'
_NO_SPACE_BEFORE: Final = re.compile(
    rf"(?<=[{LETTER}{MARKS}{_LATIN}0-9٠-٩۰-۹%٪°$€£…»”)\]])[ \u00a0]+(?=[،؛؟!:.,;](?![.\d٠-٩۰-۹]))"
    rf"(?!(?<=[0-9٠-٩۰-۹] ): [0-9٠-٩۰-۹])"  # a score or an hour: 2 : 1
)
_SPACE_AFTER: Final = re.compile(rf"(?<=[{LETTER}{MARKS}»”)\]0-9٠-٩۰-۹][،؛؟!])(?=[{LETTER}{_LATIN}«“(])")
_SPACE_AFTER_COLON: Final = re.compile(rf"(?<=[{LETTER}{MARKS}]:)(?=[{LETTER}«“])")
_SPACE_AFTER_STOP: Final = re.compile(rf"(?<=[{LETTER}{MARKS}][{LETTER}{MARKS}][{LETTER}{MARKS}]\.)(?=[{LETTER}]{{3}})")
_INSIDE: Final = re.compile(r"(?<=[(\[«“])[ \u00a0]+|[ \u00a0]+(?=[)\]»”])")
_BEFORE_OPENING: Final = re.compile(rf"(?<=[{LETTER}]{{3}})(?=[«(])")
_AFTER_CLOSING: Final = re.compile(rf"(?<=[»)])(?=[{LETTER}{_LATIN}])")
_MANY: Final = re.compile(r"(?<= ) +")


def marks(text: str, style: Style) -> Iterator[Edit]:
    """Comma, semicolon and question mark in their Arabic form, but in and after a Latin phrase, and in numbers."""
    if not style.marks:
        return
    for match in _MARK.finditer(text):
        if not _is_latin(text, match.start(), match[0]):
            yield Edit(match.start(), match.end(), _ARABIC_FOR[match[0]])


def _is_latin(text: str, at: int, mark: str) -> bool:
    """Whether a mark belongs to a Latin phrase: Latin stands on both sides, or it closes one of several words."""
    before = next(filter(_LETTER.fullmatch, reversed(text[max(at - 40, 0) : at])), "")
    behind = _LETTER.search(text, at + 1)
    if not before or re.fullmatch(f"[{LETTER}]", before):
        return not before and (behind is None or re.fullmatch(f"[{LETTER}]", behind[0]) is None)
    if behind and re.fullmatch(f"[{_LATIN}]", behind[0]) and mark != "?":
        return True
    return mark == "?" and _PHRASE_END.search(text[max(at - 80, 0) : at]) is not None


def repeated(text: str, style: Style) -> Iterator[Edit]:
    """A mark once: `!!`, `؟؟`, `،،`."""
    if style.repeated:
        yield from (Edit(match.start() + 1, match.end(), "") for match in _REPEATED.finditer(text))


def ellipsis(text: str, style: Style) -> Iterator[Edit]:
    """One way to write an ellipsis; two points (..) are the pause of Arabic headlines, and stay."""
    if style.ellipsis:
        yield from (Edit(match.start(), match.end(), style.ellipsis) for match in _DOTS.finditer(text))


def dash(text: str, style: Style) -> Iterator[Edit]:
    """The house's dash between spaces; between two numbers it is a range and stays."""
    if not style.dash:
        return
    for match in _DASH.finditer(text):
        around = text[max(match.start() - 2, 0)] + text[min(match.end() + 1, len(text) - 1)]
        if not all(char in _DIGIT_NEAR for char in around):
            yield Edit(match.start(), match.end(), style.dash)


def quotes(text: str, style: Style) -> Iterator[Edit]:
    """The house's quotation marks, inner ones inside outer ones.

    Straight and curly marks are paired in turn, since many keyboards give both halves alike. A text whose marks do not
    pair is left alone: nobody can tell which one is missing.
    """
    if style.quotes is None:
        return
    pairs = _pairs(text)
    for start, end, depth in pairs:
        inner = depth % 2
        opening = style.quotes.inner_opening if inner else style.quotes.opening
        closing = style.quotes.inner_closing if inner else style.quotes.closing
        for at, mark in ((start, opening), (end, closing)):
            yield Edit(at, at + 1, mark)


def _pairs(text: str) -> list[tuple[int, int, int]]:
    """The pairs of marks: where each opens and closes, and in how many others it stands; none when one is missing."""
    pairs: list[tuple[int, int, int]] = []
    stack: list[tuple[int, bool]] = []
    for at, char in enumerate(text):
        if char == _OPENING or (char in _EITHER and not (stack and stack[-1][1])):
            if char == '"' and text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalnum():
                continue  # inches: nothing is open that it could close, and it opens nothing
            stack.append((at, char != _OPENING))
        elif char == _CLOSING or char in _EITHER:
            if not stack or stack[-1][1] == (char == _CLOSING):
                return []
            start, _ = stack.pop()
            pairs.append((start, at, len(stack)))
    return [] if stack else sorted(pairs)


def spaces(text: str, style: Style) -> Iterator[Edit]:
    """No space before a mark and inside brackets and quotes, one after a mark, never two in a row.

    Initials (أ.ف.ب) and a prefix before an opening mark (و«, بـ«) stay together.
    """
    if not style.spaces:
        return
    gone = [_NO_SPACE_BEFORE, _INSIDE, _MANY]
    missing = [_SPACE_AFTER, _SPACE_AFTER_COLON, _SPACE_AFTER_STOP, _BEFORE_OPENING, _AFTER_CLOSING]
    edits = [Edit(match.start(), match.end(), "") for pattern in gone for match in pattern.finditer(text)]
    edits += [Edit(match.start(), match.start(), " ") for pattern in missing for match in pattern.finditer(text)]
    end = -1
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start >= end:
            yield edit
            end = max(edit.end, edit.start + 1)

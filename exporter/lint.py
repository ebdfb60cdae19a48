"""Where an article departs from house style, and the article's file mended.

The file is mended in place, character by character: its layout and its comments stay. What was mended is read again
and compared; a mend that would change anything else is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from exporter.errors import InputError
from exporter.findings import Finding, in_order
from exporter.house.house import House
from exporter.loading.markdown import Traced
from exporter.loading.source import Source, read
from exporter.loading.trace import Trace, trace
from exporter.model.inlines import exact_places, plain
from exporter.text.hygiene import spelled
from exporter.text.style.cells import Departure
from exporter.text.style.rules import Styled, styled

CODES: Final = {
    "digits": "STYLE-001",
    "separators": "STYLE-002",
    "percent": "STYLE-003",
    "currency": "STYLE-004",
    "marks": "STYLE-005",
    "quotes": "STYLE-006",
    "spaces": "STYLE-007",
    "ellipsis": "STYLE-008",
    "dash": "STYLE-009",
    "repeated": "STYLE-010",
    "tatweel": "STYLE-011",
    "tanwin": "STYLE-012",
    "waw": "STYLE-013",
    "spelling": "STYLE-014",
    "months": "STYLE-015",
    "names": "STYLE-016",
}
"""The code of a departure by its rule."""
OF_NUMBERS: Final = frozenset({"digits", "separators", "percent", "currency"})
NOT_MENDED: Final = "STYLE-017"


@dataclass(frozen=True, slots=True)
class Mended:
    """An article's file after mending.

    Attributes:
        text: what the file should hold now.
        done: the departures that are mended.
        left: those that are not, with why.
    """

    text: str
    done: tuple[Finding, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A text with its styled form, and which of the article's texts it is."""

    index: int
    traced: Traced
    styled: Styled

    def findings(self) -> Iterator[Finding]:
        """Its departures, each at its place in the file."""
        text = plain(self.traced.inlines)
        for departure in _numbers_whole(self.styled.departures):
            at = next((place for place in self.traced.places[departure.start : departure.end] if place >= 0), 0)
            where = slice(departure.start, departure.end)
            # A desk looks for what its file has, which may be another rule's matter as well: ١٢٫٥ % and not 12.5 %.
            said = (text[where], "".join(self.styled.cells[where])) if departure.was else ("", departure.now)
            was, now = (part.strip() or spelled(part) for part in said)
            length = departure.end - departure.start
            yield self.traced.copy.finding(CODES[departure.rule], at, length, was=was, now=now)

    def patches(self) -> Iterator[tuple[int, int, str]]:
        """What to write into the file: start, end, the new text."""
        text = plain(self.traced.inlines)
        for char, cell, place in zip(text, self.styled.cells, self.traced.places, strict=True):
            if char != cell and place >= 0:
                yield (*self.traced.copy.written(place), _escaped(cell, self.traced.copy.style))


def _numbers_whole(departures: Iterable[Departure]) -> Iterator[Departure]:
    """The departures of one number as one, by the rule that sees most of it: 12.5 % is told once, not four times."""
    last: Departure | None = None
    for one in sorted(departures, key=lambda departure: (departure.start, departure.end)):
        if last and {last.rule, one.rule} <= OF_NUMBERS and one.start <= last.end:
            rule = max(last, one, key=lambda departure: departure.end - departure.start).rule
            last = replace(last, end=max(last.end, one.end), rule=rule)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def lint(path: Path, house: House) -> tuple[Finding, ...]:
    """Where an article departs from house style.

    Raises:
        InputError: the article is wrong.
    """
    return in_order(found for one in _judged(trace(read(path), path), house) for found in one.findings())


def mend(path: Path, house: House) -> Mended:
    """The article's file in house style; nothing is written.

    Raises:
        InputError: the article is wrong.
    """
    source = read(path)
    traced = trace(source, path)
    judged = _judged(traced, house)
    texts = [plain(one.inlines) for one in traced.texts]
    kept, made = judged, _patched(source, path, texts, judged)
    if made is None:  # one of them at least: each is tried by itself
        kept, made = [], source
        for one in judged:
            if (longer := _patched(source, path, texts, [*kept, one])) is not None:
                kept, made = [*kept, one], longer
    done = in_order(found for one in kept for found in one.findings())
    left = (replace(found, code=NOT_MENDED) for one in judged if one not in kept for found in one.findings())
    return Mended(made.text, done, in_order(left))


def _judged(traced: Trace, house: House) -> list[_Judged]:
    """The texts that depart from the style, styled; those whose words are another's are left out."""
    style = house.style_for(traced.language)
    out: list[_Judged] = []
    for index, one in enumerate(traced.texts):
        if any(f"{one.copy.where}.".startswith(f"{path}.") for path in traced.verbatim):
            continue
        unknown = (at for at, place in enumerate(one.places) if place < 0)
        found = styled(plain(one.inlines), style, {*unknown, *exact_places(one.inlines)})
        if found.departures:
            out.append(_Judged(index, one, found))
    return out


def _patched(source: Source, path: Path, texts: Sequence[str], judged: Sequence[_Judged]) -> Source | None:
    """The file with some texts styled; None when it would then say anything else than that."""
    text = source.text
    for start, end, now in sorted((patch for one in judged for patch in one.patches()), reverse=True):
        text = text[:start] + now + text[end:]
    wanted = list(texts)
    for one in judged:
        wanted[one.index] = one.styled.text
    made = replace(source, text=text)
    try:
        after = trace(made, path).texts
    except InputError:
        return None
    return made if [plain(one.inlines) for one in after] == wanted else None


def _escaped(text: str, style: str) -> str:
    """A text as it is written inside a YAML scalar of a style."""
    match style:
        case '"':
            return text.replace("\\", "\\\\").replace('"', '\\"')
        case "'":
            return text.replace("'", "''")
        case _:
            return text

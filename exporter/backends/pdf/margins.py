"""The margins of a proof, laid over its pages when the lines are known: numbers of lines, findings, the page's head.

All of it is furniture (ISO 32000-1, 14.8.2.2): artifacts that no reader takes for words of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from exporter import messages
from exporter.backends.api import Context
from exporter.backends.html.markup import fill
from exporter.backends.pdf.engine import HTML
from exporter.backends.pdf.fetcher import EditionFetcher
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.printable import check
from exporter.backends.pdf.structure import REPEATED
from exporter.findings import NOWHERE, Finding, Severity, Span, in_order
from exporter.house.layout import ProofMarks
from exporter.model.composition import Composition, Line, Sources
from exporter.model.galley import Edition, Galley
from exporter.model.identity import state
from exporter.model.inlines import Direction
from exporter.model.walk import passages
from exporter.typefaces.coverage import share

SAME_LINE_PT = 3.0
"""Lines whose tops are no further apart stand beside each other, as cells of a table do."""
PX_TO_PT, MM_TO_PX = 0.75, 96 / 25.4
HEAD_MM, FOOT_MM = 20.0, 8.0
"""Above the first finding of a page, and below its last."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line of the article: its number, its page, where it stands; points."""

    number: int
    page: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Slip:
    """A finding as the margin prints it, and the place on the page that it is about; points."""

    number: int
    page: int
    top: float
    text: str
    mend: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Key:
    """The numbers of findings beside the line that they are about."""

    top: float
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the text of one page."""

    numbers: list[Numbered] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


def fill_margins(
    document: Any, composition: Composition, edition: Edition, context: Context, found: Iterable[Finding]
) -> None:
    """Put the margins of a proof around the pages of a laid-out document.

    Args:
        document: WeasyPrint's, before it is drawn.
        composition: its lines.
        edition: what it was made of.
        context: the layout, whose `proof` says what is printed, and what was found before.
        found: what was found on the pages.
    """
    how = context.layout.proof
    assert how
    lines = tuple(_numbered(composition.lines))
    slips = tuple(_slips((*context.findings, *found), composition, edition))
    sheets = [_sheet(page, lines, slips, how) for page in range(1, len(document.pages) + 1)]
    pages = _laid_over(sheets, len(lines), edition, context)
    for page, over in zip(document.pages, pages[: len(sheets)], strict=True):
        # What comes first lies below: the watermark is under the text.
        page._page_box.children = (*over._page_box.children, *page._page_box.children)
    document.pages.extend(pages[len(sheets) :])


def _laid_over(sheets: list[Sheet], count: int, edition: Edition, context: Context) -> list[Any]:
    """The margins as pages, and after them those that list what had no room in a margin; nothing on them is read."""
    fonts, how = bundled_fonts(context.families), context.layout.proof
    assert how
    gap, foot = how.slip_gap_mm * MM_TO_PX, (context.layout.page.height_mm - FOOT_MM) * MM_TO_PX
    rest: list[Slip] = []
    for _ in range(2):  # the second time without those that had no room
        markup = _markup(sheets, rest, count, edition, context)
        pages: list[Any] = HTML(string=markup, url_fetcher=EditionFetcher(())).render(font_config=fonts).pages
        full = False
        for sheet, page in zip(sheets, pages, strict=False):
            slips = list(_with_class(page._page_box, "slip"))
            room = _room(slips, gap, foot - HEAD_MM * MM_TO_PX)
            full |= room < len(slips)
            rest += sheet.slips[room:]
            del sheet.slips[room:]
            _part(slips, gap, foot)
        if not full:
            break
    for page in pages:
        for part in page._page_box.descendants(placeholders=True):
            if part is not page._page_box:
                setattr(part, REPEATED, True)
    return pages


def _markup(sheets: list[Sheet], rest: list[Slip], count: int, edition: Edition, context: Context) -> str:
    first, layout = edition.galleys[0], context.layout
    texts = [passage.text for galley in edition.galleys for passage in passages(galley)]
    said = "\n".join(
        [
            edition.file_name,
            *(slip.text + slip.mend for sheet in sheets for slip in sheet.slips),
            *(slip.text + slip.mend for slip in rest),
        ]
    )
    for chain in context.roles.values():
        for family in share(said, chain):
            check(family)
    return fill(
        layout.template("margin.html.jinja"),
        {
            "sheets": sheets,
            "rest": rest,
            "layout": layout,
            "roles": context.roles,
            "language": _language(first),
            "rtl": first.direction is Direction.RTL,
            "numeral": lambda number: first.digits.spell(str(number)),
            "slug": edition.file_name,
            "version": state(edition.galleys),
            "word_count": sum(len(text.split()) for text in texts),
            "line_count": count,
            "time": first.digits.spell(_time(edition, context)),
        },
        folder=layout.root,
    )


def _language(galley: Galley) -> str:
    return galley.article.language.partition("-")[0].lower()


def _time(edition: Edition, context: Context) -> str:
    """The time that the file is of, by the article's own clock; empty when nothing has a date."""
    dated = [one for galley in edition.galleys if (one := galley.article.updated or galley.article.published)]
    return context.moment.astimezone(dated[0].tzinfo).strftime("%Y-%m-%d %H:%M") if dated else ""


def _numbered(lines: Iterable[Line]) -> Iterator[Numbered]:
    """The lines from the top of the first page down; those beside each other are one."""
    last: Numbered | None = None
    for line in sorted(lines, key=lambda line: (line.page, line.top)):
        if last and last.page == line.page and line.top - last.top < SAME_LINE_PT:
            continue
        last = Numbered((last.number if last else 0) + 1, line.page, line.top, line.bottom - line.top)
        yield last


def _slips(found: Iterable[Finding], composition: Composition, edition: Edition) -> Iterator[Slip]:
    """Every finding with its number, in the order in which a reader of the file meets them."""
    language: messages.Language = "ar" if _language(edition.galleys[0]) == "ar" else "en"
    places = tuple(_places(composition, Sources(edition, composition)))
    for number, one in enumerate(in_order(found), start=1):
        page, top = _place(one, places)
        mend = messages.mend(one, language)
        if one.ruling:
            mend = f"{mend} ({one.ruling.reason})".strip()
        yield Slip(number, page, top, messages.text(one, language), mend, messages.severity(one))


def _places(composition: Composition, sources: Sources) -> Iterator[tuple[Span, int, float]]:
    """Where each block and picture was written, and where it stands: every page of it."""
    for block in composition.blocks():
        at = sources.of(block)
        for line in {line.page: line for line in reversed(block)}.values():
            yield at, line.page, line.top
    for picture in composition.pictures:
        figure = sources.picture(picture.name)
        if figure:
            yield figure.at, picture.page, picture.top


def _place(one: Finding, places: tuple[tuple[Span, int, float], ...]) -> tuple[int, float]:
    """The page and the height of what a finding is about; of what was written before it, where that has no place."""
    wanted = dict(one.args).get("page")
    before = [
        (at.line, at.column, page == wanted, -page, -top)
        for at, page, top in places
        if at != NOWHERE and at.file == one.at.file and (at.line, at.column) <= (one.at.line, one.at.column)
    ]
    if not before:
        return next(((page, top) for _, page, top in places), (1, 0.0))
    *_, page, top = max(before)
    return -int(page), -top


def _sheet(page: int, lines: Iterable[Numbered], slips: Iterable[Slip], how: ProofMarks) -> Sheet:
    here = [slip for slip in slips if slip.page == page]
    keys: dict[float, list[int]] = {}
    for slip in here:
        keys.setdefault(slip.top, []).append(slip.number)
    numbers = [line for line in lines if line.page == page and line.number % how.number_every == 0]
    return Sheet(numbers, [Key(top, numbers) for top, numbers in keys.items()], sorted(here, key=_height))


def _height(slip: Slip) -> tuple[float, int]:
    return slip.top, slip.number


def _with_class(box: Any, name: str) -> Iterator[Any]:
    """The boxes of a class; what is placed absolutely is behind a placeholder."""
    for one in box.descendants(placeholders=True):
        if one.element_tag == "div" and name in (one.element.get("class") or "").split():
            yield one


def _room(slips: list[Any], gap: float, height: float) -> int:
    """How many findings have room below each other."""
    ends = accumulate(slip.margin_height() + gap for slip in slips)
    return sum(end <= height for end in ends)


def _part(slips: list[Any], gap: float, foot: float) -> None:
    """Move the findings of a page down until none covers another, then up until the last stands above the foot."""
    end = 0.0
    for slip in slips:
        slip.translate(0, max(0.0, end - slip.position_y))
        end = slip.position_y + slip.margin_height() + gap
    limit = foot
    for slip in reversed(slips):
        slip.translate(0, min(0.0, limit - slip.position_y - slip.margin_height()))
        limit = slip.position_y - gap

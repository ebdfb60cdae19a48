"""Newspaper pages for the tests: articles printed and read back, their lines by column."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from exporter import readback
from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.backends.pdf.options import Options
from exporter.house.layout import load_layout
from exporter.model.blocks import Block
from exporter.model.composition import Composition, Line, Part
from exporter.model.digits import Digits
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import Direction
from exporter.model.issue import Furniture, Place
from exporter.model.walk import passages
from exporter.resources import templates_dir
from tests.backends.galleys import brief, paragraph, says
from tests.backends.pdf import pages

TEXT = "مضى الناس في طريقهم إلى السوق وهم يتحدثون عن يوم جديد لا يشبه ما سبقه من الأيام. " * 3
STEP = 11.5 * 1.5
"""Of the grid, in points: the layout's text and its leading."""
MM, PX = 72 / 25.4, 0.75
WORDS = Furniture(
    language="ar",
    direction=Direction.RTL,
    digits=Digits.ARABIC,
    masthead="الرصيف",
    date="",
    number="",
    contents="في هذا العدد",
    leaf="ص {page}",
    onward="التتمة ص {page}",
    resumed="تتمة ص {page}",
)


@cache
def newspaper() -> Context:
    plain, layout = pages.context(), load_layout(templates_dir() / "newspaper")
    roles = {role: plain.families.chain(role, names) for role, names in layout.roles.items()}
    return replace(plain, layout=layout, roles=roles)


def printed(*galleys: Galley, **options: str) -> tuple[bytes, Composition]:
    """Articles as a file that has read back, and their lines where they stand."""
    seen: list[Composition] = []

    def look(composition: Composition, edition: Edition) -> tuple[()]:
        seen.append(composition)
        return ()

    words = WORDS if len(galleys) > 1 else None
    edition = Edition(galleys, furniture=words, places=tuple(Place(catchword="خبر") for _ in galleys if words))
    made = pdf.render(edition, replace(newspaper(), inspect=look), Options(**options))  # type: ignore[arg-type]
    expected = [passage for galley in galleys for passage in passages(galley)]
    assert readback.judge(expected, pdf.readback(made), "x.pdf")[1] == ()
    return next(iter(made.files.values())), seen[0]


def story(*blocks: Block, count: int = 12, slug: str = "story") -> Galley:
    """Paragraphs with what is given among them."""
    body: list[Block] = [paragraph(TEXT) for _ in range(count)]
    for nth, block in enumerate(blocks):
        body.insert((nth + 1) * count // (len(blocks) + 1) + nth, block)
    galley = brief(*body)
    return replace(galley, article=replace(galley.article, slug=slug), headline=says(f"خبر {slug}"), section=())


def text_lines(composition: Composition) -> list[Line]:
    """The lines of running text: those of the text's own leading."""
    return [
        one for one in composition.lines if one.part is Part.PARAGRAPH and one.bottom - one.top == pytest.approx(STEP)
    ]


def columns(lines: list[Line], page: int = 1) -> list[list[Line]]:
    """The columns of a page in reading order, each with its lines."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        if line.page == page and line.column:
            found.setdefault(line.column, []).append(line)
    return list(found.values())

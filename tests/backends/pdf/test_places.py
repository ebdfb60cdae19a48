"""The desk is told where a newspaper's pages are not as its file asks; sheets of two pages hold each page once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.pdf.pasteup.places import judged
from exporter.backends.pdf.spreads import sheets
from exporter.messages import is_error, mend, text
from exporter.model.galley import Edition
from exporter.model.issue import Place
from exporter.model.pagesheet import Piece
from tests.backends.galleys import brief

PIECE = Piece(0, 1, 0, 2, 0, 0, (10.0, 10.0), None, None)


def told(pieces: list[Piece], *places: Place) -> list[str]:
    findings = list(judged(Edition(tuple(brief() for _ in places), places=places), pieces, 5))
    for one in findings:
        assert all(text(one, language) and mend(one, language) for language in ("ar", "en"))
    assert {one.code for one in findings if is_error(one)} <= {"EDITION-018"}
    return [one.code for one in findings]


def test_a_plan_that_is_as_the_desk_asks_says_nothing() -> None:
    parts = [
        replace(PIECE, continued_on=3),
        replace(PIECE, article=1, page=2),
        replace(PIECE, page=3, continued_from=1),
    ]
    assert told(parts, Place(1, 5, 3), Place()) == []
    assert told([PIECE], Place(1, 2, continued=4)) == [], "it is whole, and need not go on"


@pytest.mark.parametrize(
    ("pieces", "place", "code"),
    [
        ([PIECE], Place(columns=6), "EDITION-015"),
        ([PIECE, replace(PIECE, page=2)], Place(continued=3), "EDITION-017"),
    ],
)
def test_what_finds_no_room_is_told(pieces: list[Piece], place: Place, code: str) -> None:
    assert told(pieces, place) == [code]


def test_an_article_on_another_page_than_planned_is_told() -> None:
    assert told([PIECE, replace(PIECE, article=1, page=2)], Place(1), Place(1)) == ["EDITION-016"]


@pytest.mark.parametrize("pages", [(2,), (1, 3)])
def test_a_page_that_would_stay_white_is_refused(pages: tuple[int, ...]) -> None:
    pieces = [replace(PIECE, article=nth, page=page) for nth, page in enumerate(pages)]
    assert told(pieces, *(Place() for _ in pages)) == ["EDITION-018"]


@given(st.integers(1, 200))
def test_sheets_hold_each_page_once_the_first_alone_and_an_even_one_before_the_odd_one_after_it(count: int) -> None:
    spread = sheets(count, facing=True)
    assert [number for sheet in spread for number in sheet] == list(range(1, count + 1))
    assert spread[0] == (1,)
    assert all(len(sheet) == 2 and sheet[0] % 2 == 0 for sheet in spread[1:-1])
    assert sheets(count, facing=False) == [(number,) for number in range(1, count + 1)]

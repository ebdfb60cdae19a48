"""A table wider than Word takes is told before anything is made, and stops the DOCX alone."""

from __future__ import annotations

from exporter.findings import Span
from exporter.model.blocks import Align, Box, Table
from exporter.model.inlines import words_of
from exporter.model.limits import WORD_COLUMNS
from exporter.preflight import unfit
from tests.backends.galleys import brief, says

AT = Span("article.yml", 7, 3)


def table(columns: int) -> Table:
    row = tuple(says(str(column)) for column in range(columns))
    return Table((), row, (row,), (Align.START,) * columns, AT)


def test_each_table_with_a_column_too_many_is_named_with_its_place_also_in_a_box() -> None:
    galley = brief(Box(words_of("صندوق"), (table(WORD_COLUMNS + 1),)), table(WORD_COLUMNS + 2))
    assert [(one.code, one.at, dict(one.args)["columns"]) for one in unfit(galley, "docx")] == [
        ("DOCX-001", AT, WORD_COLUMNS + 1),
        ("DOCX-001", AT, WORD_COLUMNS + 2),
    ]


def test_as_many_columns_as_word_takes_pass() -> None:
    assert unfit(brief(table(WORD_COLUMNS)), "docx") == ()


def test_other_formats_take_any_number() -> None:
    assert unfit(brief(table(WORD_COLUMNS + 1)), "pdf") == ()

"""Two hundred articles made by chance, as books, before EPUBCheck: one Java machine for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.backends.table import FORMATS
from exporter.pipeline import export
from tests.backends import invented
from tests.real.tools import epubcheck

pytestmark = [pytest.mark.real, pytest.mark.slow]

ARTICLES = 200
EPUB = [row for row in FORMATS if row.name == "epub"]


def test_two_hundred_articles_made_by_chance_are_books_without_a_fault(tmp_path: Path) -> None:
    for seed in range(ARTICLES):
        (book,), _ = export(invented.write(seed, tmp_path), EPUB)
        (tmp_path / f"{seed:03}.epub").write_bytes(book.data)
    found = epubcheck.validate_all(tmp_path)
    assert len(found) == ARTICLES
    assert {name: faults for name, faults in found.items() if faults} == {}

"""What every format of the table promises, on articles made by chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.backends.table import FORMATS, Format
from exporter.messages import is_error
from exporter.pipeline import Written, export
from tests.backends import invented

SEEDS = range(24)
every_format = pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)


def made(row: Format, path: Path) -> Written:
    """The one file of an article in a format; what is said of it is in the catalogue, and is no error."""
    (written,), findings = export(path, [row])
    assert not any(map(is_error, findings)), "and `is_error` looks each up in the catalogue"
    return written


@every_format
@pytest.mark.parametrize("seed", SEEDS)
def test_any_article_comes_back_word_for_word(seed: int, row: Format, tmp_path: Path) -> None:
    assert made(row, invented.write(seed, tmp_path)).words > 100, "and a file that differs is refused"


@every_format
def test_any_article_gives_the_same_bytes_twice(row: Format, tmp_path: Path) -> None:
    first, second = (made(row, invented.write(seed, tmp_path)) for seed in (1, 1))
    other = made(row, invented.write(2, tmp_path))
    assert first.data == second.data != other.data


@every_format
def test_a_file_bears_the_slug_and_the_suffix_of_its_format(row: Format, tmp_path: Path) -> None:
    assert made(row, invented.write(3, tmp_path)).name == f"invented{row.suffix}"

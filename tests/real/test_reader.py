"""A reader's view: books opened by foliate-js in Chromium, on a telephone and a tablet, by day and by night."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.backends.epub.books import made
from tests.backends.epub.test_edition import issue
from tests.real import exports
from tests.real.tools import foliate
from tests.real.tools.foliate import Reader

pytestmark = [pytest.mark.real, pytest.mark.slow]

READERS = {
    "phone": Reader(360, 640, pages=3),
    "phone, large type by night": Reader(360, 640, dark=True, size=28, pages=4),
    "tablet by night": Reader(820, 1180, dark=True, pages=3),
    "phone whose program paints its own night": Reader(
        360, 640, style="html, body { background: #000 !important; color: #d0d0d0 !important }", pages=3
    ),
}
VIEWS = [("date-palm-feature", name) for name in READERS] + [
    (sample, name)
    for sample in ("currency-economy", "caspian-persian", "monsoon-urdu")
    for name in ("phone", "tablet by night")
]
OWN = "My Own Typeface"


def article(answer: dict[str, Any]) -> dict[str, Any]:
    """What the engine says of the article's document, the last it came to."""
    document: dict[str, Any] = answer["documents"][-1]
    return document


def book(folder: Path, body: str) -> Path:
    """An article around a body in YAML, as the command line exports it."""
    source = folder / "article.yml"
    source.write_text(f"language: ar\nslug: shown\nheadline: عنوان\nbody:\n{body}", encoding="utf-8")
    exports.run(source, "--epub", "-o", folder)
    return folder / "shown.epub"


def table(columns: int, rows: int) -> str:
    """A table with heads, one of its cells an address that cannot be broken between words."""
    cells = [", ".join(f"قيمة {row * columns + column}" for column in range(columns - 1)) for row in range(rows)]
    heads = ", ".join(f"العمود {column}" for column in range(columns))
    lines = "".join(f'        - [{cell}, "https://example.org/line/{nth}"]\n' for nth, cell in enumerate(cells))
    return f"  - table:\n      caption: جدول\n      header: [{heads}]\n      rows:\n{lines}  - انتهى الجدول.\n"


@pytest.mark.parametrize(("sample", "reader"), VIEWS)
def test_a_book_reads_from_the_right_with_its_typefaces_and_pictures_and_nothing_sticks_out_or_fades(
    sample: str, reader: str, exported: Path, tmp_path: Path
) -> None:
    answer = foliate.read(exported / f"{sample}.epub", tmp_path, READERS[reader])
    assert foliate.complaints(answer) == []
    shown = article(answer)
    assert shown["images"] > 0
    loaded = {font.partition(" ")[0].strip('"') for font in shown["fonts"] if font.endswith(":loaded")}
    assert loaded >= {"Amiri", "Vazirmatn"}


@pytest.mark.parametrize(("columns", "rows", "size"), [(8, 3, 16), (8, 3, 28), (5, 40, 16), (3, 60, 16)])
def test_a_table_never_leaves_the_page_and_loses_no_row(columns: int, rows: int, size: int, tmp_path: Path) -> None:
    answer = foliate.read(book(tmp_path, table(columns, rows)), tmp_path, Reader(360, 640, size=size, pages=3))
    assert foliate.complaints(answer) == []
    assert article(answer)["scrolled"] == []


def test_long_lines_of_code_and_a_title_of_five_thousand_letters_stay_on_the_page(tmp_path: Path) -> None:
    body = "  - |\n    تمهيد.\n\n    ```\n" + f"    {'x' * 300}\n" * 60 + "    ```\n"
    answer = foliate.read(book(tmp_path, body), tmp_path, Reader(360, 640, pages=3))
    assert foliate.complaints(answer) == []


def test_a_note_pops_up_whole_and_stands_at_the_end_as_well(exported: Path, tmp_path: Path) -> None:
    answer = foliate.read(exported / "date-palm-feature.epub", tmp_path, Reader(360, 640, pages=3))
    assert [note[:23] for note in answer["notes"]] == ["1 يعود أقدم تاريخ مقروء", "2 الكلمة هي «الشجن»، وت"]
    assert article(answer)["hidden"] == 0, "a reader that hides asides leaves the notes where they are"


def test_a_typeface_that_a_reader_wants_for_the_text_takes_its_place(exported: Path, tmp_path: Path) -> None:
    asked = Reader(pages=3, style=f'body {{ font-family: "{OWN}" !important }}')
    shown = article(foliate.read(exported / "date-palm-feature.epub", tmp_path, asked))
    assert shown["text"] == [f'"{OWN}"']
    assert not any(OWN in family for family in shown["headings"])


def test_a_typeface_that_a_reader_wants_for_everything_takes_every_place(exported: Path, tmp_path: Path) -> None:
    asked = Reader(pages=3, style=f'* {{ font-family: "{OWN}" !important }}')
    shown = article(foliate.read(exported / "date-palm-feature.epub", tmp_path, asked))
    assert [shown["text"], shown["headings"], shown["labels"]] == [[f'"{OWN}"']] * 3


def test_an_edition_opens_on_cover_and_contents_by_section(tmp_path: Path) -> None:
    path = tmp_path / "issue.epub"
    path.write_bytes(*made(issue()).files.values())
    answer = foliate.read(path, tmp_path, Reader(360, 640, pages=4))
    assert foliate.complaints(answer) == []
    assert answer["toc"] == ["محليات", "رياضة", "العالم", "كلمة أخيرة"]
    assert answer["sections"] == 7

"""The layout `archive`: valid by veraPDF, with what an archivist asks on its last page and in its metadata."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from exporter.backends.table import FORMATS
from exporter.errors import ReadbackError
from exporter.pipeline import Wishes, Written, export
from tests.real.tools import poppler, verapdf
from tests.real.tools.verapdf import Flavour

pytestmark = pytest.mark.real

PDF = [row for row in FORMATS if row.name == "pdf"]


def made(root: Path, name: str, folder: Path, **wishes: object) -> Path:
    (file,), _ = export(root / "samples" / name, PDF, Wishes(layout="archive", **wishes))  # type: ignore[arg-type]
    return put(file, folder)


def put(file: Written, folder: Path) -> Path:
    path = folder / file.name
    path.write_bytes(file.data)
    return path


@pytest.fixture(scope="module")
def tram(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(root, "tram-line-opens/article.yml", tmp_path_factory.mktemp("archive"))


@pytest.mark.parametrize("flavour", ["3a", "3u", "ua1"])
def test_a_file_for_the_archive_is_valid(flavour: Flavour, tram: Path) -> None:
    assert verapdf.validate(tram, flavour) == []


def test_so_is_one_in_another_language(root: Path, tmp_path: Path) -> None:
    path = made(root, "monsoon-urdu/article.yml", tmp_path)
    assert verapdf.validate(path, "3a") == []
    assert verapdf.validate(path, "ua1") == []


def test_the_last_page_says_what_the_file_is(tram: Path) -> None:
    last = poppler.text(tram).rstrip("\f\n").rpartition("\f")[2]
    for fact in (
        "بيانات الوثيقة",
        "سلمى الدرديري",
        "وكالة مدار",
        "2026-03-01 09:00+02:00",
        "https://madar.example.org/cairo/tram-line-opens",
        "urn:uuid:9934c5fd-c906-594a-b712-9c0fd85ff5a9",
        "tram.jpg (1800 × 1200)",
        "PDF/A-3a",
        "PDF/UA-1",
        "arabic-exporter",
        "824",
    ):
        assert fact in last, fact


def test_the_metadata_say_it_too(tram: Path) -> None:
    with pikepdf.open(tram) as file, file.open_metadata() as said:
        assert said["dc:identifier"] == "urn:uuid:9934c5fd-c906-594a-b712-9c0fd85ff5a9"
        assert said["dc:publisher"] == {"وكالة مدار"}
        assert said["dc:language"] == {"ar"}
        assert said["dc:source"] == "https://madar.example.org/cairo/tram-line-opens"
        assert "وكالة مدار" in said["dc:rights"]


def test_a_file_for_the_press_does_not_call_itself_one_for_the_archive(root: Path, tmp_path: Path) -> None:
    press = made(root, "flood-brief/article.yml", tmp_path, options={"pdf": {"pdf_for": "press"}})
    said = poppler.text(press)
    assert "PDF/X-4" in said
    assert "PDF/A" not in said


def test_words_of_the_article_cannot_hide_in_a_colophon(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sly"
    folder.mkdir()
    (folder / "layout.toml").write_text('based_on = "archive"\n', encoding="utf-8")
    (folder / "page.html.jinja").write_text(
        '{% extends "article/page.html.jinja" %}\n'
        '{% block before scoped %}<section role="doc-colophon">{% endblock %}\n'
        "{% block after scoped %}</section>{% endblock %}\n",
        encoding="utf-8",
    )
    wishes = Wishes(layout="sly", templates=tmp_path)
    with pytest.raises(ReadbackError):
        export(root / "samples" / "flood-brief" / "article.yml", PDF, wishes)

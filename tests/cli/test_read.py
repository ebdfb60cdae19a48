"""`export read`: a Word document back into an article's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from exporter.loading.load import load
from tests.backends.docx.handmade import TEXT, TITLE, document, paragraph, relation
from tests.backends.docx.test_intake import drawing as drawn
from tests.backends.docx.test_intake import with_picture
from tests.backends.docx.test_intake_desk import tracked
from tests.cli.conftest import Program

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="20" height="20"/></svg>'


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.docx"
    path.write_bytes(with_picture(TITLE, drawn(), TEXT))
    return path


def test_the_article_and_its_pictures_are_written_beside_each_other(
    program: Program, story: Path, tmp_path: Path
) -> None:
    done = program("read", str(story), "-o", "desk/article.yml")
    assert done.code == 0
    assert sorted(path.name for path in (tmp_path / "desk").iterdir()) == [
        "article.schema.json",
        "article.yml",
        "جسر-1.png",
    ]
    assert load(tmp_path / "desk" / "article.yml").article.slug == "story"
    assert "INTAKE-048" in done.err and "desk/article.yml" in done.out


def test_without_a_place_the_folder_is_named_after_the_article(program: Program, story: Path, tmp_path: Path) -> None:
    assert program("read", str(story)).code == 0
    assert (tmp_path / "story" / "article.yml").is_file()


def test_an_article_that_is_there_is_not_touched_unless_forced(program: Program, story: Path, tmp_path: Path) -> None:
    there = tmp_path / "desk" / "article.yml"
    there.parent.mkdir()
    there.write_text("نص المحرر", encoding="utf-8")
    refused = program("read", str(story), "-o", "desk")
    assert (refused.code, "INTAKE-060" in refused.err) == (2, True)
    assert there.read_text(encoding="utf-8") == "نص المحرر"
    assert [path.name for path in there.parent.iterdir()] == ["article.yml"]
    assert program("read", str(story), "-o", "desk", "-f").code == 0
    assert there.read_text(encoding="utf-8").startswith("# yaml-language-server")


@pytest.mark.parametrize("name", ["photo.jpg", "plan.svg"])
def test_the_original_of_a_picture_stays_where_the_document_only_has_what_was_made_of_it(
    program: Program, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "khabar"
    folder.mkdir()
    Image.new("CMYK", (40, 30), (0, 200, 200, 0)).save(folder / "photo.jpg")
    (folder / "plan.svg").write_text(SVG, encoding="utf-8")
    original = (folder / name).read_bytes()
    text = f"headline: عنوان\nlead: {{image: {name}, alt: صورة}}\nbody: نص\n"
    (folder / "article.yml").write_text(text, encoding="utf-8")
    assert program("khabar/article.yml", "--docx").code == 0
    assert program("read", "khabar.docx", "-o", "khabar", "--force").err == ""
    assert (folder / name).read_bytes() == original
    lead = load(folder / "article.yml").article.lead
    assert lead is not None and lead.image == name
    assert "INTAKE-056" in program("read", "khabar.docx", "-o", "elsewhere").err


def test_standard_output_takes_the_article_and_says_that_pictures_are_lost(program: Program, story: Path) -> None:
    done = program("read", str(story), "-o", "-")
    assert done.out.startswith("# yaml-language-server")
    assert "INTAKE-061" in done.err
    assert program("read", str(story), "-o", "-", "--json").code == 2


def test_tracked_changes_are_accepted_or_rejected(program: Program, tmp_path: Path) -> None:
    (tmp_path / "tracked.docx").write_bytes(tracked())
    assert "قبل جديد" in program("read", "tracked.docx", "-o", "-").out
    assert "قبل قديم" in program("read", "tracked.docx", "-o", "-", "--changes", "reject").out
    assert program("read", "tracked.docx", "--changes", "maybe").code == 2


def test_json_names_the_article_the_pictures_and_every_finding(program: Program, story: Path) -> None:
    report = program("read", str(story), "-o", "desk", "--json").json()
    assert report["article"] == "desk/article.yml"
    assert report["pictures"] == ["desk/جسر-1.png"]
    assert {one["code"] for one in report["findings"]} == {"INTAKE-047", "INTAKE-048"}


@pytest.mark.parametrize("name", ["missing.docx", "."])
def test_what_cannot_be_read_is_wrong_input(program: Program, name: str) -> None:
    done = program("read", name)
    assert (done.code, "INTAKE-012" in done.err) == (3, True)


def test_an_article_that_no_file_can_say_exactly_is_written_and_told(program: Program, tmp_path: Path) -> None:
    mail = '<w:hyperlink r:id="m"><w:r><w:t>سامي</w:t></w:r></w:hyperlink>'
    byline = paragraph("", "Byline").replace("</w:p>", f"{mail}</w:p>")
    data = document(TITLE, byline, TEXT, relate=(relation("m", "hyperlink", "mailto:not an address", "External"),))
    (tmp_path / "mail.docx").write_bytes(data)
    done = program("read", "mail.docx", "-o", "out")
    assert done.code == 0
    assert "INTAKE-055" in done.err


@pytest.mark.parametrize("words", [("s3://desk/story.docx",), ("story.docx", "-o", "s3://desk/out")])
def test_a_place_in_a_store_is_told_as_such(program: Program, story: Path, words: tuple[str, ...]) -> None:
    refused = program("read", *words)
    assert (refused.code, "INTAKE-062" in refused.err) == (2, True)


def test_a_file_url_is_a_place_on_this_machine(program: Program, story: Path) -> None:
    assert program("read", story.as_uri(), "-o", "desk").code == 0

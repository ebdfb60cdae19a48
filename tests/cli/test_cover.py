"""`--cover FILE`: a cover of one's own for the EPUB, judged as any picture is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.cli.conftest import Program

NAME = "غلاف %2e%2e العدد.png"


def painted(path: Path) -> Path:
    Image.linear_gradient("L").resize((90, 120)).save(path, "PNG")
    return path


def test_the_file_becomes_the_cover_and_its_name_may_be_in_any_script(program: Program, article: Path) -> None:
    painted(article.parent / NAME)
    assert program("article.yml", "--epub", "--cover", NAME).code == 0
    with zipfile.ZipFile("khabar.epub") as book:
        (name,) = (name for name in book.namelist() if name.startswith("EPUB/images/cover"))
        assert Image.open(BytesIO(book.read(name))).size == (90, 120)


def test_a_cover_may_lie_anywhere_for_it_is_named_on_the_command_line(program: Program, article: Path) -> None:
    deep = article.parent / "deep"
    deep.mkdir()
    painted(article.parent / "front.png")
    article.rename(deep / "article.yml")
    assert program("deep/article.yml", "--epub", "--cover", "deep/../front.png", "-o", "out").code == 0


def test_a_cover_that_is_no_picture_is_told_with_its_name_and_no_file_is_written(
    program: Program, article: Path
) -> None:
    Path("cover.png").write_text("<html>not a picture</html>", encoding="utf-8")
    outcome = program("article.yml", "--epub", "--cover", "cover.png")
    assert outcome.code == 3
    assert "cover.png: error IMAGE-009" in outcome.err
    assert not Path("khabar.epub").exists()


def test_a_picture_cut_short_is_no_cover(program: Program, article: Path) -> None:
    whole = painted(Path("whole.png")).read_bytes()
    Path("half.png").write_bytes(whole[: len(whole) // 2])
    outcome = program("article.yml", "--epub", "--cover", "half.png")
    assert outcome.code == 3
    assert "IMAGE-010" in outcome.err


def test_a_cover_without_an_epub_is_wrong_usage(program: Program, article: Path) -> None:
    painted(Path("front.png"))
    outcome = program("article.yml", "--docx", "--cover", "front.png")
    assert (outcome.code, "CLI-016" in outcome.err) == (2, True)

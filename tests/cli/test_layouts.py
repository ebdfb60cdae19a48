"""Layouts of a newsroom's own: begun, looked for, and told line by line when they are wrong; never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from exporter.resources import layouts, templates_dir
from tests.cli.conftest import Program


@pytest.fixture
def own(program: Program) -> Path:
    """The folder `own` with a layout that was just begun."""
    assert program("new", "own/gazette", "--layout", "article").code == 0
    return Path("own/gazette")


def exported(program: Program, *more: str) -> tuple[int, list[dict[str, object]]]:
    outcome = program("article.yml", "--templates", "own", "--layout", "gazette", "--json", *(more or ("--pdf",)))
    return outcome.code, json.loads(outcome.out)["articles"][0]["findings"]


@pytest.mark.parametrize("base", layouts())
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_layout_that_was_just_begun_is_the_one_that_it_is_based_on(
    program: Program, article: Path, base: str, language: str
) -> None:
    assert program("new", "own/gazette", "--layout", base, "--lang", language).code == 0
    # Every commented measure is one that may be said: uncommented it is still sound.
    file = Path("own/gazette/layout.toml")
    rows = file.read_text(encoding="utf-8").splitlines()
    head = rows.index(f'based_on = "{base}"')
    file.write_text("\n".join([*rows[: head + 1], *(row.removeprefix("# ") for row in rows[head + 1 :])]), "utf-8")
    assert program("check", "article.yml", "--templates", "own", "--layout", "gazette").code == 0


def test_it_prints_the_same_page_until_something_is_changed(program: Program, article: Path, own: Path) -> None:
    assert exported(program) == (0, [])
    mine = Path("khabar.pdf").read_bytes()
    assert program("article.yml", "--pdf").code == 0
    assert Path("khabar.pdf").read_bytes() == mine
    (own / "page.css").write_text('@import "article/page.css";\n.headline { font-size: 3rem }\n', encoding="utf-8")
    assert exported(program) == (0, [])
    assert Path("khabar.pdf").read_bytes() != mine


def test_own_layouts_are_named_beside_the_shipped_ones(program: Program, article: Path, own: Path) -> None:
    said = program("article.yml", "--pdf", "--templates", "own", "--layout", "gazete")
    assert said.code == 2
    assert all(name in said.err for name in (*layouts(), "gazette"))
    assert program("article.yml", "--pdf", "--layout", "gazette").code == 2, "without its folder it is unknown"
    assert program("article.yml", "--pdf", "--templates", "own", "--layout", "../own/gazette").code == 2


@pytest.mark.parametrize("folder", ["nothing", "article.yml"])
def test_what_is_no_folder_of_layouts_is_refused(program: Program, article: Path, folder: str) -> None:
    said = program("article.yml", "--pdf", "--templates", folder)
    assert (said.code, "LAYOUT-009" in said.err) == (2, True)


def test_a_layout_is_not_begun_over_another_nor_on_nothing(program: Program, own: Path) -> None:
    assert program("new", "own/gazette", "--layout", "article").code == 2
    said = program("new", "own/weekly", "--layout", "artikle")
    assert (said.code, "newspaper" in said.err, Path("own/weekly").exists()) == (2, True, False)


INCLUDE = '{% include "article/page.html.jinja" %}\n'
TEMPLATES = (
    ("a tag that is not closed", INCLUDE + "{% if rtl %}\n", "LAYOUT-011", 2),
    ("a word that is no tag", "\n\n{% fro x in galleys %}", "LAYOUT-011", 3),
    ("a template that is not there", '\n{% include "articel/page.html.jinja" %}', "LAYOUT-012", 2),
    ("a template outside", '{% include "../../article.yml" %}', "LAYOUT-012", 1),
    ("itself, where no other has its name", '{% include "gazette/page.html.jinja" %}', "LAYOUT-012", 1),
    ("an unknown name", INCLUDE + "\n{{ headlin }}", "LAYOUT-013", 3),
    ("an unknown attribute", "{{ galleys[0].headlin }}", "LAYOUT-013", 1),
    ("a file", "\n{{ layout.folder.joinpath('page.css').read_text() }}", "LAYOUT-014", 2),
    ("what Python keeps to itself", "{{ ''.__class__.__mro__ }}", "LAYOUT-014", 1),
    ("a division by nothing", "\n\n\n{{ 1 / 0 }}", "LAYOUT-015", 4),
    ("a loop without end", "{% for n in range(10 ** 9) %}{% endfor %}", "LAYOUT-015", 1),
    ("a circle", '{% include "gazette/other.jinja" %}', "LAYOUT-015", 1),
    ("a macro that is called wrongly", '{% import "blocks/blocks.jinja" as b %}\n{{ b.article(1) }}', "LAYOUT-013", 2),
)


@pytest.mark.parametrize(("text", "code", "line"), [row[1:] for row in TEMPLATES], ids=[row[0] for row in TEMPLATES])
def test_a_wrong_template_is_told_with_its_line(
    program: Program, article: Path, own: Path, text: str, code: str, line: int
) -> None:
    (own / "page.html.jinja").write_text(text, encoding="utf-8")
    (own / "other.jinja").write_text('{% include "gazette/page.html.jinja" %}', encoding="utf-8")
    exit_code, (found,) = exported(program)
    assert (exit_code, found["code"]) == (3, code)
    assert str(found["file"]).startswith("own/gazette/")
    assert found["line"] == line
    assert found["mend"]
    assert not Path("khabar.pdf").exists()


SHEETS = (
    ("an unknown property", "\n.headline { colour: red }", [("LAYOUT-020", 3, 13)]),
    ("a wrong value", ".headline { color: reddish }", [("LAYOUT-020", 2, 13)]),
    ("an unknown selector", ".headline:foo { color: red }", [("LAYOUT-020", 2, 1)]),
    ("a rule without an end", ".headline { color: red;\n.deck color", [("LAYOUT-020", 3, 1)]),
    ("a typeface", "@font-face { font-family: x; src: url(x.ttf) }", [("LAYOUT-022", 2, 1)]),
    ("an import that comes too late", '.deck { color: red }\n@import "proof/page.css";', [("LAYOUT-020", 3, 1)]),
    ("a sheet that is not there", '@import "proof/pages.css";', [("LAYOUT-021", 2, 9)]),
    ("a sheet outside", '@import "../../x.css"; @import "https://example.org/x.css";', [("LAYOUT-021", 2, 9)] * 2),
    ("itself", '@import "gazette/page.css";', [("LAYOUT-021", 2, 10)]),
    ("two faults", ".deck { a: b }\n.deck { c: d }", [("LAYOUT-020", 2, 9), ("LAYOUT-020", 3, 9)]),
)


@pytest.mark.parametrize(("text", "places"), [row[1:] for row in SHEETS], ids=[row[0] for row in SHEETS])
def test_a_wrong_style_sheet_is_told_with_its_line(
    program: Program, article: Path, own: Path, text: str, places: list[tuple[str, int, int]]
) -> None:
    (own / "page.css").write_text(f'@import "article/page.css";\n{text}\n', encoding="utf-8")
    for _ in range(2):  # a kept sheet must not be better the second time
        exit_code, found = exported(program)
        assert exit_code == 3
        assert [(one["code"], one["line"]) for one in found] == [place[:2] for place in places]
        assert {one["file"] for one in found} == {"own/gazette/page.css"}


def test_a_fault_of_an_imported_sheet_is_told_of_that_sheet(program: Program, article: Path, own: Path) -> None:
    (own / "page.css").write_text('@import "house.css";\n', encoding="utf-8")
    Path("own/house.css").write_text('@import "article/page.css";\n\n.deck { a: b }', encoding="utf-8")
    _, (found,) = exported(program)
    assert (found["code"], found["file"], found["line"]) == ("LAYOUT-020", "own/house.css", 3)


@pytest.mark.parametrize("name", ["page.css", "page.html.jinja", "emblem.png"])
def test_no_link_leads_out_of_the_folder(program: Program, article: Path, own: Path, name: str) -> None:
    Path("secret").write_text("x", encoding="utf-8")
    if name == "emblem.png":
        (own / "page.css").write_text("body { background: url(gazette/emblem.png) }", encoding="utf-8")
    (own / name).unlink(missing_ok=True)
    (own / name).symlink_to(Path("secret").resolve())
    exit_code, (found,) = exported(program)
    assert (exit_code, found["code"]) == (3, "LAYOUT-008")


@pytest.mark.parametrize(("data", "code"), [(b"\xff\xfe", "LAYOUT-010"), (b" " * 1_000_001, "LAYOUT-010")])
@pytest.mark.parametrize("name", ["page.css", "page.html.jinja"])
def test_a_file_that_is_no_text_or_too_large_is_refused(
    program: Program, article: Path, own: Path, name: str, data: bytes, code: str
) -> None:
    (own / name).write_bytes(data)
    exit_code, (found,) = exported(program)
    assert (exit_code, found["code"], found["file"]) == (3, code, f"own/gazette/{name}")


def test_the_papers_emblem_is_printed_from_the_folder(program: Program, article: Path, own: Path) -> None:
    rule = "html { background: url(gazette/emblem.png) }"
    (own / "page.css").write_text(f'@import "article/page.css";\n{rule}\n', encoding="utf-8")
    assert exported(program)[1][0]["code"] == "PDF-003", "there is no such picture"
    (own / "emblem.png").write_text("no picture", encoding="utf-8")
    assert exported(program)[1][0]["code"] == "LAYOUT-023"


def test_a_template_of_its_own_prints_around_the_article(program: Program, article: Path, own: Path) -> None:
    Image.new("RGB", (60, 20), (150, 20, 20)).save(own / "emblem.png")
    (own / "page.css").write_text(
        '@import "article/page.css";\nhtml { background: url(gazette/emblem.png) no-repeat }\n', encoding="utf-8"
    )
    (own / "page.html.jinja").write_text(INCLUDE, encoding="utf-8")
    assert exported(program) == (0, [])


def test_the_newsrooms_own_html_page_goes_before_the_shipped_one(program: Program, article: Path, own: Path) -> None:
    folder = Path("own/html")
    folder.mkdir()
    (folder / "page.css").write_text("body { color: #123456 }", encoding="utf-8")
    assert exported(program, "--html") == (0, [])
    assert "#123456" in Path("khabar.html").read_text(encoding="utf-8")
    (folder / "page.html.jinja").write_text('{% include "html/page.html.jinja" %}\n{{ nothing }}', encoding="utf-8")
    _, (found,) = exported(program, "--html")
    assert (found["code"], found["file"], found["line"]) == ("LAYOUT-013", "own/html/page.html.jinja", 2)


def test_no_shipped_file_is_changed_by_an_export(program: Program, article: Path, own: Path) -> None:
    def files() -> set[Path]:
        return {path for path in templates_dir().rglob("*") if path.is_file()}

    before = files()
    (own / "page.html.jinja").write_text(INCLUDE, encoding="utf-8")
    assert exported(program)[0] == 0
    assert files() - before == set()

"""What the documents say of the program is true; their links lead somewhere; both guides say the same."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from exporter import __version__, errors
from exporter.backends.table import FORMATS
from exporter.cli.commands import check, export
from exporter.cli.main import INTERRUPTED, USAGE, make_parser
from exporter.cli.table import COMMANDS, EXPORT, SHELLS
from exporter.images import locate, prepare, svg
from exporter.images.sniff import Kind
from exporter.loading import markdown, source, yaml_tree
from exporter.loading.formats import LINK_SCHEMES
from exporter.model.limits import WORD_COLUMNS
from exporter.resources import edition_schema_file, schema_file
from exporter.text.slug import LONGEST

ROOT = Path(__file__).parents[2]
GUIDES = ("guide.md", "guide.ar.md")
DOCUMENTS = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCED = re.compile(r"^(```+)(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)(?: \"[^\"]*\")?\)")
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """A document without its examples."""
    return re.sub(r"`[^`\n]*`", "", FENCED.sub("", text))


def headings(text: str) -> list[tuple[int, str]]:
    return [(len(marks), title) for marks, title in HEADING.findall(FENCED.sub("", text))]


def anchors(text: str) -> set[str]:
    """The anchors that forges make of headings: letters, digits, marks and hyphens stay, spaces become hyphens."""
    titles = (title.replace("`", "").strip().lower() for _, title in headings(text))
    kept = ("".join(c for c in title if c in " -_" or unicodedata.category(c)[0] in "LNM") for title in titles)
    return {title.replace(" ", "-") for title in kept}


def options(command_name: str) -> set[str]:
    command = next(row for row in (EXPORT, *COMMANDS) if row.name == command_name)
    actions: list[argparse.Action] = make_parser(command, "en")._actions
    return {flag for action in actions for flag in action.option_strings}


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_file().read_bytes())
    return loaded


def exit_codes() -> set[int]:
    raised = {
        error.exit_code for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "exit_code")
    }
    return {0, check.FOUND, USAGE, export.PART_FAILED, INTERRUPTED} | raised


# ------------------------------------------------------------ every document


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_inside_the_repository_leads_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(prose(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        goal = (path.parent / name).resolve() if name else path
        if not goal.exists() or (anchor and anchor not in anchors(goal.read_text(encoding="utf-8"))):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_has_one_title_and_skips_no_level(path: Path) -> None:
    levels = [level for level, _ in headings(path.read_text(encoding="utf-8"))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_the_changelog_tells_of_the_current_version() -> None:
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_opens_with_the_two_commands_and_names_every_exit_code_and_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (_, first), *_ = [(match[2], match[3]) for match in FENCED.finditer(readme)]
    assert [line.split("#")[0].split() for line in first.splitlines()] == [["make", "sample"], ["make", "test"]]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)} == exit_codes()
    assert all(re.search(rf"exporter {command.name}\b", readme) for command in COMMANDS)


def test_the_architecture_lists_the_rooms_that_there_are() -> None:
    table = read("architecture.md").partition("## The rooms")[2].partition("\n## ")[0]
    rooms = {path.name for path in (ROOT / "exporter").iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == rooms
    modules = {path.name for path in (ROOT / "exporter").glob("[!_]*.py")}
    assert set(re.findall(r"`(\w+\.py)`\s\(", table)) == modules


def test_the_architecture_orders_the_rooms_as_the_contract_does() -> None:
    text = read("architecture.md").partition("## Who may import whom")[2]
    fence = FENCED.search(text)
    assert fence is not None
    shown = [line.split(" | ") for line in fence[3].splitlines()]
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    built = {path.stem for path in (ROOT / "exporter").iterdir()}
    layers = [[name for name in re.findall(r"\w+", layer) if name in built] for layer in contract["layers"]]
    assert shown == [layer for layer in layers if layer]


# ------------------------------------------------------------ layout requirements


def test_every_statement_on_layout_stands_once_with_a_state() -> None:
    rows = re.findall(r"^\| (Q\d+) \| [^|]+ \| ([^|]+) \|", read("alreq.md"), re.MULTILINE)
    assert [number for number, _ in rows] == [f"Q{n}" for n in range(1, 31)]
    assert all(re.match(r"met|in part|later|as Q\d+$", state) for _, state in rows)


def test_the_tests_and_files_that_the_layout_table_names_are_there() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("[!r]*/**/*.py"))
    tests += "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "real").glob("*.py"))
    for name in re.findall(r"`([\w./]+)`", read("alreq.md")):
        if name.startswith("test_"):
            assert f"def {name}(" in tests, name
        else:
            assert (ROOT / name).exists() or (ROOT / "exporter" / name).exists(), name


# ------------------------------------------------------------ the guides


def test_both_guides_have_the_same_parts_and_the_same_examples() -> None:
    english, arabic = map(read, GUIDES)
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(arabic)]
    assert [without_comments(fence) for fence in FENCED.finditer(english) if fence[2] != "text"] == [
        without_comments(fence) for fence in FENCED.finditer(arabic) if fence[2] != "text"
    ]
    assert len(FENCED.findall(english)) == len(FENCED.findall(arabic))
    assert english.count("\n|") == arabic.count("\n|"), "a row is missing in one"


def without_comments(fence: re.Match[str]) -> str:
    return re.sub(r"\s+# .*$", "", fence[3], flags=re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_every_command_format_and_flag(guide: str) -> None:
    text = read(guide)
    for command in (EXPORT, *COMMANDS):
        assert f"`exporter {command.name}".rstrip() in text, command.name
        missing = {flag for flag in options(command.name) if not re.search(rf"`{flag}\b", text)}
        assert missing == set(), command.name
    assert all(f"| `--{row.name}` |" in text for row in FORMATS)
    assert all(f"shell-init {shell}" in text for shell in SHELLS)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_no_flag_that_is_not_there(guide: str) -> None:
    known = set().union(*(options(row.name) for row in (EXPORT, *COMMANDS)))
    assert set(re.findall(r"(?<![\w|:-])--[a-z][a-z-]*", read(guide))) <= known


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_lists_every_exit_code(guide: str) -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", read(guide), re.MULTILINE)} == exit_codes()


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_shows_every_field_and_block(guide: str) -> None:
    text, whole = read(guide), schema()
    shown = "\n".join(fence[3] for fence in FENCED.finditer(text))
    definitions = [whole, *whole["$defs"].values()]
    fields = {name for definition in definitions for name in definition["properties"]} - {"$schema"}
    assert {name for name in fields if not re.search(rf"\b{name}:", shown)} == set()
    assert "`$schema`" in text
    assert set(whole["required"]) == {"headline", "body"}, "the guide says that only these are required"


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_tells_the_limits_that_the_program_has(guide: str) -> None:
    text = read(guide)
    limits = (
        f"{source.MAX_BYTES // 1_000_000} ",
        f"{yaml_tree.MAX_NODES:,}",
        f"{yaml_tree.MAX_DEPTH} ",
        f"{LONGEST}",
        f"{locate.MAX_BYTES // 1_000_000} ",
        f"{prepare.MAX_PIXELS // 1_000_000} ",
        f"{prepare.LONG_SIDE}",
        f"{svg.LONG_SIDE}",
        f"{markdown._DEEPEST // 2}",
        f"{WORD_COLUMNS}",
    )
    assert [limit for limit in limits if not re.search(rf"(?<!\d){limit}(?!\d)", text)] == []
    assert [kind for kind in Kind if kind not in text] == []
    assert [scheme for scheme in LINK_SCHEMES if f"`{scheme}`" not in text] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_shows_every_field_of_an_edition(guide: str) -> None:
    whole = json.loads(edition_schema_file().read_bytes())
    shown = next(fence[3] for fence in FENCED.finditer(read(guide)) if "masthead:" in fence[3])
    fields = {name for part in (whole, *whole["$defs"].values()) for name in part["properties"]} - {"$schema"}
    assert {name for name in fields if not re.search(rf"\b{name}:", shown)} == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_example_of_an_article_passes_the_check(guide: str, tmp_path: Path) -> None:
    from PIL import Image

    from exporter.pipeline import examine

    def said(article: Path) -> list[str]:
        # Each example prints some of the pictures that lie there for all.
        return [one.code for one in examine(article)[2] if one.code != "IMAGE-033"]

    for name in re.findall(r"image: (\S+)", read(guide)):
        Image.new("RGB", (60, 40), "green").save(tmp_path / name)
    examples = [fence[3] for fence in FENCED.finditer(read(guide)) if fence[2] == "yaml"]
    editions = [example for example in examples if "masthead:" in example]
    assert (len(examples), len(editions)) == (4, 1)
    for example in editions:
        for path in re.findall(r"- (?:path: )?(\S+/)article.yml", example):
            (tmp_path / path).mkdir()
            (tmp_path / path / "article.yml").write_text("headline: عنوان\nbody: نص المقال\n", encoding="utf-8")
    for example in examples:
        article = tmp_path / "article.yml"
        if example in editions:
            article.write_text(example, encoding="utf-8")
            assert len(examine(article)[0].galleys) == 2 and said(article) == []
            continue
        article.write_text(example if "headline:" in example else f"headline: عنوان\n{example}", encoding="utf-8")
        assert said(article) == []


@pytest.mark.parametrize(("guide", "language"), [("guide.md", "en"), ("guide.ar.md", "ar")])
def test_the_message_that_a_guide_shows_is_the_one_that_is_said(
    guide: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from exporter.cli.main import main

    (shown,) = (fence[3] for fence in FENCED.finditer(read(guide)) if fence[2] == "text")
    place, line = re.findall(r"^(\S+?):(\d+)", shown)[0]
    article = tmp_path / place
    article.parent.mkdir()
    article.write_text("\n" * (int(line) - 1) + "hedline: عنوان\nbody: نص\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", place, "--lang", language]) == 1
    assert shown in capsys.readouterr().err


@pytest.mark.parametrize("block", [block for block in read("guide.ar.md").split("\n\n") if block[:1].isalpha()])
def test_every_paragraph_in_arabic_begins_in_arabic(block: str) -> None:
    # Forges set a paragraph's direction by its first strong letter.
    assert unicodedata.bidirectional(next(c for c in block if c.isalpha())) == "AL"


def test_the_decisions_are_numbered_without_a_gap_and_each_says_context_decision_and_consequence() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in files] == [f"{n:03}-" for n in range(1, len(files) + 1)]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:3]}. ")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence")), path.name

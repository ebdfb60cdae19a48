"""The other commands, the help, and the language of messages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from exporter import __version__
from exporter.cli.main import language_of, make_parser
from exporter.cli.table import COMMANDS, EXPORT, SHELLS
from exporter.resources import houses, layouts
from tests.cli.conftest import ARTICLE, Program


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("command", [EXPORT, *COMMANDS], ids=lambda command: command.name or "export")
def test_every_command_has_help_in_both_languages(program: Program, command: tuple[str, str], language: str) -> None:
    outcome = program(*filter(None, [command[0], "--lang", language, "--help"]))
    assert outcome.code == 0
    assert outcome.err == ""
    assert import_module(f"exporter.cli.help_{language}").HELP[command[0] or "export"] in outcome.out
    if language == "ar":
        assert not any(word in outcome.out for word in ("positional", "options:", "optional arguments"))


def test_the_help_names_every_command(program: Program) -> None:
    out = program("--help").out
    assert all(f"export {command.name}" in out for command in COMMANDS)


def test_no_argument_at_all_shows_the_help_as_wrong_usage(program: Program) -> None:
    outcome = program()
    assert outcome.code == 2
    assert "usage:" in outcome.out


def test_the_version_is_the_packages(program: Program) -> None:
    assert program("--version").out.split()[-1] == __version__


def test_a_mistyped_option_names_the_nearest(program: Program) -> None:
    outcome = program("article.yml", "--pfd")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--pfd" in outcome.err
    assert "did you mean --pdf?" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "locale", "language"),
    [
        ([], "ar_EG.UTF-8", "ar"),
        ([], "en_GB.UTF-8", "en"),
        ([], "fr_FR.UTF-8", "en"),
        (["--lang", "ar"], "en_GB.UTF-8", "ar"),
        (["--lang=en"], "ar_EG.UTF-8", "en"),
        (["x.yml", "--lang", "ar", "--pdf"], "", "ar"),
    ],
)
def test_messages_are_in_the_language_asked_for_else_the_systems(
    arguments: list[str], locale: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert language_of(arguments) == language


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["a.yml", "--xyzzy"], "CLI-012", "--xyzzy"),
        (["--verison"], "CLI-001", "--version"),
        (["check"], "CLI-011", "ARTICLE"),
        (["shell-init", "ksh"], "CLI-002", "bash, zsh, fish"),
        (["a.yml", "--pdf", "-o"], "CLI-002", "PLACE"),
        (["a.yml", "--lang", "de"], "CLI-002", "ar, en"),
    ],
)
def test_wrong_usage_is_said_in_the_language_of_the_messages(
    program: Program, arguments: list[str], code: str, said: str
) -> None:
    for language in ("en", "ar"):
        outcome = program("--lang", language, *arguments) if "de" not in arguments else program(*arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert code in outcome.err
        assert said in outcome.err
        assert "argument" not in outcome.err


def test_a_value_that_is_named_like_a_command_is_no_command(program: Program, article: Path) -> None:
    assert program("-o", "check", "article.yml", "--html").code == 0
    assert Path("check/khabar.html").exists()


def test_lang_may_stand_before_the_command(program: Program) -> None:
    assert program("--lang", "ar", "check", "--help").out.startswith("usage: export check")


def test_check_passes_a_good_article_and_writes_nothing(program: Program, article: Path) -> None:
    outcome = program("check", "article.yml")
    assert (outcome.code, outcome.err) == (0, "")
    assert [path.name for path in article.parent.iterdir()] == ["article.yml"]


def test_check_says_all_that_is_wrong_and_gives_one(program: Program, article: Path) -> None:
    article.write_text(ARTICLE.replace("headline:", "headlin:") + "tagz: [أ]\n", encoding="utf-8")
    outcome = program("check", "article.yml", "--json")
    (one,) = outcome.json()["articles"]
    assert outcome.code == 1
    assert {finding["field"] for finding in one["findings"]} == {"headlin", "tagz"}
    assert all(finding["text"] and finding["mend"] for finding in one["findings"])


def test_check_finds_a_character_that_no_typeface_has(program: Program, article: Path) -> None:
    article.write_text(ARTICLE + "\n  يوم ☃ بارد\n", encoding="utf-8")
    outcome = program("check", "article.yml")
    assert outcome.code == 1
    assert "article.yml:7:3: error PREFLIGHT-001" in outcome.err
    assert "U+2603 SNOWMAN" in outcome.err


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_new_article_passes_the_check_and_exports(program: Program, language: str) -> None:
    assert program("new", "my-story", "--lang", language).code == 0
    assert program("check", "my-story/article.yml").code == 0
    assert program("my-story/article.yml", "--docx", "--epub").code == 0
    assert Path("my-story.docx").exists()
    assert json.loads(Path("my-story/article.schema.json").read_text(encoding="utf-8"))["$schema"]


def test_new_touches_no_folder_that_is_there(program: Program) -> None:
    Path("story").mkdir()
    outcome = program("new", "story")
    assert outcome.code == 2
    assert "CLI-006" in outcome.err
    assert list(Path("story").iterdir()) == []


@pytest.mark.parametrize("name", ["a b", "..", "x/../..", "a--b", "-x", "x" * 81])
def test_new_refuses_a_name_that_is_no_slug(program: Program, name: str) -> None:
    assert program("new", "--", name).code == 2


def test_schema_prints_the_schema(program: Program) -> None:
    assert json.loads(program("schema").out)["title"] == "article"
    assert json.loads(program("schema", "edition").out)["title"] == "edition"
    assert program("schema", "editoin").code == 2


def test_fonts_lists_each_family_with_its_roles_and_licence(program: Program) -> None:
    listed = json.loads(program("fonts", "--json").out)["fonts"]
    assert len(listed) >= 5
    assert all(row["roles"] and row["faces"] and row["licence"] == "OFL-1.1" for row in listed)
    assert all(row["family"] in program("fonts").out for row in listed)


@pytest.mark.parametrize("shell", SHELLS)
def test_shell_init_names_every_command_and_flag(program: Program, shell: str) -> None:
    out = program("shell-init", shell).out
    flags = [flag for flag in make_parser(EXPORT, "en").flags() if flag.startswith("--")]
    assert flags
    assert all(word in out for word in [*flags, *(command.name for command in COMMANDS)])
    assert all(name in out for name in (*layouts(), *houses(), "press"))
    assert not re.search("@[A-Z]+@", out)


def test_an_unknown_shell_is_refused(program: Program) -> None:
    assert program("shell-init", "ksh").code == 2


def shell(name: str, script: str, folder: Path) -> str:
    """Run a script in a shell that has our function and, as `exporter`, a program that says how it was called."""
    fake = folder / "exporter"
    fake.write_text('#!/bin/sh\necho "exporter: $*"\n', encoding="utf-8")
    fake.chmod(0o755)
    init = subprocess.run(
        [sys.executable, "-m", "exporter.cli.main", "shell-init", name], capture_output=True, text=True, check=True
    ).stdout
    (folder / "init").write_text(init, encoding="utf-8")
    path = shutil.which(name)
    assert path, f"{name} is missing: scripts/system-packages test installs it"
    # Line by line from standard input, as at a terminal: zsh reads all of `-c` before it runs the first word.
    start = f"set -x PATH {folder} $PATH" if name == "fish" else f"PATH={folder}:$PATH"
    lines = f"{start}\n. {folder}/init\n{script}\n"
    ran = subprocess.run([path], input=lines, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.stdout


@pytest.mark.parametrize("name", SHELLS)
def test_export_of_an_article_goes_to_the_program(name: str, tmp_path: Path) -> None:
    script = "export article.yml --pdf\nexport --all x.json\nexport a.json\nexport fonts\nexport new tram"
    assert shell(name, script, tmp_path).splitlines() == [
        "exporter: article.yml --pdf",
        "exporter: --all x.json",
        "exporter: a.json",
        "exporter: fonts",
        "exporter: new tram",
    ]


@pytest.mark.parametrize("name", SHELLS)
def test_export_of_a_variable_stays_the_shells_own(name: str, tmp_path: Path) -> None:
    show = 'sh -c \'echo "$HEADLINE" "$CONFIG" "$fonts"\''
    fonts = "set fonts naskh" if name == "fish" else "fonts=naskh"
    script = f"export HEADLINE='a b'\nexport CONFIG=article.yml\n{fonts}\nexport fonts\n{show}"
    assert shell(name, script, tmp_path) == "a b article.yml naskh\n"


def test_bash_offers_the_values_of_options_and_the_layouts_of_the_newsrooms_folder(tmp_path: Path) -> None:
    (tmp_path / "own" / "gazette").mkdir(parents=True)
    (tmp_path / "own" / "gazette" / "layout.toml").touch()
    (tmp_path / "ours.toml").touch()
    script = f"""cd {tmp_path}
offered() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _exporter_complete; echo "${{COMPREPLY[*]}}"; }}
offered exporter a.yml --layout ''
offered exporter a.yml --templates own --layout g
offered exporter a.yml --house g
offered exporter a.yml --house o
offered exporter a.yml --pdf-for ''"""
    assert shell("bash", script, tmp_path).splitlines() == [
        " ".join(layouts()),
        "gazette",
        "gulf",
        "ours.toml",
        "screen press",
    ]


def test_fish_offers_the_values_of_options(tmp_path: Path) -> None:
    (tmp_path / "own" / "gazette").mkdir(parents=True)
    (tmp_path / "own" / "gazette" / "layout.toml").touch()
    said = shell(
        "fish",
        f"""cd {tmp_path}
complete --do-complete 'exporter a.yml --templates own --layout '
complete --do-complete 'exporter a.yml --pdf-for '""",
        tmp_path,
    )
    assert {*layouts(), "gazette", "screen", "press"} <= {line.split("\t")[0] for line in said.splitlines()}


def test_check_says_what_one_format_alone_would_refuse(program: Program, article: Path) -> None:
    row = "".join(f"  |{f' {cell} |' * 64}\n" for cell in ("عمود", "---", "1"))
    article.write_text(f"{article.read_text(encoding='utf-8')}\n{row}", encoding="utf-8")
    outcome = program("check", "article.yml")
    assert (outcome.code, outcome.err.count("DOCX-001")) == (1, 1)


def test_a_source_line_is_shown_with_its_non_joiners_and_without_controls(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(
        'headline: "می‌خواهم\\x1b"\nbody: متن\nheadlin: خطا\n'.replace("\\x1b", "\x07"), encoding="utf-8"
    )
    shown = program("check", "a.yml").err
    assert "می\u200cخواهم" in shown
    assert "\x07" not in shown


def test_check_lays_out_the_pages_that_the_export_would(program: Program, article: Path) -> None:
    row = "".join(f"  |{f' {cell} |' * 14}\n" for cell in ("المستقلة", "---", "1"))
    article.write_text(f"{article.read_text(encoding='utf-8')}\n{row}", encoding="utf-8")
    asked = ("article.yml", "--layout", "newspaper", "--json")
    for page in (("--paper", "broadsheet"), ("--paper", "150x220", "--columns", "3")):
        checked = program("check", *asked, *page).json()["articles"][0]
        exported = program(*asked, "--pdf", *page).json()["articles"][0]
        found, made = ({one["code"] for one in each["findings"]} for each in (checked, exported))
        assert found == made
        assert ("PREFLIGHT-062" in found) == ("150x220" in page)

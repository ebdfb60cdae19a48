"""Files that are no article at all: refused quickly, by name, without a traceback."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from exporter.errors import InputError
from exporter.loading.load import load
from exporter.loading.source import MAX_BYTES
from exporter.loading.yaml_tree import MAX_NODES
from exporter.model.inlines import plain
from tests.loading.articles import HEAD, codes, found, loaded, written

BODY = "body: وصل الترام.\n"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (finding,) = found(tmp_path / "nowhere.yml")
    assert finding.code == "LOAD-001"
    assert str(finding.at) == "nowhere.yml"
    with pytest.raises(InputError) as caught:
        load(written(tmp_path, "x") / "article.yml")
    assert [f.code for f in caught.value.findings] == ["LOAD-001"]


def test_a_folder_a_pipe_and_a_device_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    assert [f.code for f in found(tmp_path)] == ["LOAD-002"]
    assert [f.code for f in found(tmp_path / "pipe.yml")] == ["LOAD-003"]
    assert [f.code for f in found(Path("/dev/zero"))] == ["LOAD-003"]


def test_a_name_that_no_system_takes_is_refused(tmp_path: Path) -> None:
    assert [f.code for f in found(tmp_path / "a\0b")] == ["LOAD-004"]


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "article.yml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    (finding,) = found(path)
    assert time.perf_counter() - start < 0.5
    assert finding.code == "LOAD-005"
    assert dict(finding.args) == {"size": "50", "limit": MAX_BYTES // 1_000_000}


@pytest.mark.parametrize(
    ("data", "expected", "place"),
    [
        (f"{HEAD}{BODY}".encode("utf-16"), "LOAD-008", (1, 1)),
        (f"{HEAD}{BODY}".encode("cp1256"), "LOAD-007", (1, 11)),
        (f"{HEAD}body: ".encode() + b"\xff\xfe\xfa \x00", "LOAD-006", (2, 7)),
        (f"{HEAD}body: ".encode() + b"\xed\xa0\x80", "LOAD-010", (2, 7)),
        (f"{HEAD}body: أ".encode()[:-1], "LOAD-006", (2, 7)),
    ],
)
def test_what_is_not_utf8_is_told_by_its_kind_and_place(
    tmp_path: Path, data: bytes, expected: str, place: tuple[int, int]
) -> None:
    (finding,) = found(written(tmp_path, data))
    assert (finding.code, (finding.at.line, finding.at.column)) == (expected, place)


def test_a_byte_order_mark_of_utf8_is_harmless(tmp_path: Path) -> None:
    assert loaded(tmp_path, b"\xef\xbb\xbf" + f"{HEAD}{BODY}".encode()).findings == ()


def test_a_nul_is_an_error_and_other_controls_are_repairs_told_with_their_place(tmp_path: Path) -> None:
    (nul, _) = found(written(tmp_path, f"{HEAD}body: وصل\0الترام\n"))
    assert (nul.code, nul.at.line, nul.at.column) == ("LOAD-009", 2, 10)
    result = loaded(tmp_path, f"{HEAD}dateline: القا\x1aهرة\nsection: محلي\u200bات\nkicker: أرض\u2028وماء\n{BODY}")
    assert result.article.dateline == "القاهرة"
    assert result.article.section == "محليات"
    assert plain(result.article.kicker) == "أرض وماء"
    assert [(f.at.line, f.at.column) for f in result.findings] == [(2, 15), (3, 14), (4, 12)]
    assert all(f.code.startswith("TEXT-") for f in result.findings)


def test_line_ends_of_other_systems_count_lines_alike(tmp_path: Path) -> None:
    for end in ("\r\n", "\r"):
        (finding,) = found(written(tmp_path, f"{HEAD}{BODY}xyz: 1\n".replace("\n", end)))
        assert (finding.code, finding.at.line, finding.at.column) == ("LOAD-052", 3, 1)


def test_a_yaml_bomb_is_refused_at_once(tmp_path: Path) -> None:
    levels = [f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]" for i in range(9)]
    start = time.perf_counter()
    result = codes(tmp_path, "a: &a [x, x, x]\n" + "\n".join(levels))
    assert time.perf_counter() - start < 1
    assert set(result) == {"LOAD-020", "LOAD-052", "LOAD-050"}


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 100_000, "- " * 100_000])
def test_a_bottomless_file_is_refused_at_its_bound(tmp_path: Path, text: str) -> None:
    start = time.perf_counter()
    assert codes(tmp_path, text) == ["LOAD-023"]
    assert time.perf_counter() - start < 2


def test_too_many_values_are_refused(tmp_path: Path) -> None:
    assert codes(tmp_path, f"tags: [{'a,' * (MAX_NODES + 1)}]") == ["LOAD-024"]


def test_json_is_read_like_yaml_with_places(tmp_path: Path) -> None:
    article = {"headline": "خط 😀", "body": ["أ", {"pullquote": "ب"}], "tags": ["رياضة"]}
    for ascii_only in (True, False):
        result = loaded(tmp_path, json.dumps(article, ensure_ascii=ascii_only), "article.json")
        assert plain(result.article.headline) == "خط 😀"
        assert result.findings == ()
    path = written(tmp_path, '{\n\t"headline": "خط",\n\t"body": "أ",\n\t"bodi": 1\n}', "article.json")
    (finding,) = found(path)
    assert (finding.code, finding.at.line, finding.at.column) == ("LOAD-012", 4, 2)


def test_places_in_json_count_an_escaped_pair_as_it_is_written(tmp_path: Path) -> None:
    pair = r"\ud83d\ude00"
    text = f'{{"headline": "{pair}{pair}", "xyz": "{pair}", "body": "{pair} نص {pair}<b>", "abc": 1}}'
    places = [(f.code, f.at.column, f.at.length) for f in found(written(tmp_path, text, "article.json"))]
    assert places == [
        ("LOAD-052", text.index('"xyz"') + 1, 5),
        ("LOAD-054", text.index("<b>") + 1, 3),
        ("LOAD-052", text.index('"abc"') + 1, 5),
    ]
    broken = f'{{"headline": "{pair}", "body": "{pair}", "tags": ["\\ud800"]}}'
    (fault,) = found(written(tmp_path, broken, "article.json"))
    assert (fault.code, fault.at.column) == ("LOAD-010", broken.index("\\ud800") + 1)


@pytest.mark.parametrize("char", ["\U0010e000", "\U0010e0a0", "\\U0010E0A2", "\\udbf8\\udc80"])
def test_a_character_that_stands_for_a_hidden_one_is_refused_and_not_changed(tmp_path: Path, char: str) -> None:
    name = "article.json" if "ud" in char else "article.yml"
    (fault,) = found(written(tmp_path, f'{{"headline": "أ{char}", "body": "ب"}}', name))
    assert (fault.code, fault.at.column, fault.at.length) == ("LOAD-075", 16, len(char))


def test_other_private_characters_stay(tmp_path: Path) -> None:
    assert plain(loaded(tmp_path, "headline: أ\U0010e100\U0010dfff\nbody: ب\n").article.headline)[1:] == (
        "\U0010e100\U0010dfff"
    )


def test_bad_json_is_refused_as_json(tmp_path: Path) -> None:
    assert codes(tmp_path, '{"headline": "خط", "body": "أ",}', "article.json") == ["LOAD-042"]
    assert codes(tmp_path, '{"headline": "\\ud800", "body": "أ"}', "article.json") == ["LOAD-010"]
    assert codes(tmp_path, '{"headline": "أ", "headline": "ب", "body": "أ"}', "article.json") == ["LOAD-019"]
    assert codes(tmp_path, "[" * 100_000, "article.json") == ["LOAD-023"]


def test_the_file_is_called_as_the_user_called_it(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}dateline: القا\u200bهرة\n{BODY}")
    assert {f.at.file for f in load(path).findings} == {str(path)}

"""A newsroom lets findings matter more or less, and says why; what is an error everywhere stays one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exporter.backends.table import FORMATS
from exporter.cli.main import main
from exporter.errors import InputError, RenderError
from exporter.findings import Severity
from exporter.house.house import load_house
from exporter.messages import codes, entry, severity
from exporter.pipeline import Wishes, examine, export
from tests.preflight.desk import NOW, article, written

RAISED = '[preflight]\n"PREFLIGHT-021" = { severity = "error", reason = "نُشر تصويب بسببها" }\n'
LOWERED = '[preflight]\n"PREFLIGHT-011" = { severity = "notice", reason = "صور الأرشيف القديم بلا أسماء" }\n'
TWICE = article(body=["وصل الترام في في موعده."])
NAMELESS = article(lead={"image": "tram.png", "alt": "عربة ترام", "caption": "الترام"})


def house(folder: Path, text: str) -> Path:
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


def wishes(folder: Path, text: str) -> Wishes:
    return Wishes(now=NOW, house=load_house(house(folder, text)))


def test_a_warning_that_the_house_calls_an_error_stops_the_export(tmp_path: Path) -> None:
    path = written(tmp_path, TWICE)
    assert [one.code for one in examine(path, Wishes(now=NOW))[2]] == ["PREFLIGHT-021"]
    with pytest.raises(InputError) as caught:
        examine(path, wishes(tmp_path, RAISED))
    (found,) = caught.value.findings
    assert severity(found) is Severity.ERROR
    assert found.ruling
    assert found.ruling.reason == "نُشر تصويب بسببها"


def test_so_does_a_finding_of_the_page(tmp_path: Path) -> None:
    text = '[preflight]\n"PREFLIGHT-060" = { severity = "error", reason = "ورق مصقول" }\n'
    path = written(tmp_path, article(), 700)
    pdf, docx = ([row for row in FORMATS if row.name == name] for name in ("pdf", "docx"))
    with pytest.raises(RenderError) as caught:
        export(path, pdf, wishes(tmp_path, text))
    assert [one.code for one in caught.value.findings] == ["PREFLIGHT-060"]
    assert export(path, docx, wishes(tmp_path, text))[0], "a page of Word's is not laid out here"


def test_a_warning_that_the_house_calls_a_notice_is_no_reason_to_fail_a_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = str(written(tmp_path, NAMELESS)), str(house(tmp_path, LOWERED))
    assert main(["check", path, "--lang", "en"]) == 1
    capsys.readouterr()
    assert main(["check", path, "--lang", "en", "--house", file]) == 0
    said = capsys.readouterr().err
    assert "note PREFLIGHT-011" in said
    assert "(warning): صور الأرشيف القديم بلا أسماء" in said


def test_programs_hear_the_houses_severity_the_usual_one_and_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = str(written(tmp_path, NAMELESS)), str(house(tmp_path, LOWERED))
    assert main(["check", path, "--json", "--house", file]) == 0
    (one,) = json.loads(capsys.readouterr().out)["articles"][0]["findings"]
    assert one["severity"] == "notice"
    assert one["ruling"] == {"usual": "warning", "reason": "صور الأرشيف القديم بلا أسماء"}
    assert main(["check", path, "--json"]) == 1
    assert "ruling" not in json.loads(capsys.readouterr().out)["articles"][0]["findings"][0]


@pytest.mark.parametrize("code", [code for code in codes() if entry(code).severity is Severity.ERROR])
def test_what_is_an_error_everywhere_is_never_lowered(code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_house(house(tmp_path, f'[preflight]\n"{code}" = {{ severity = "notice", reason = "لا" }}\n'))
    (found,) = caught.value.findings
    assert (found.code, found.at.line) == ("HOUSE-005", 2)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('"PREFLIGHT-999" = { severity = "error", reason = "x" }', "HOUSE-003"),
        ('"PREFLIGHT-021" = { severity = "fatal", reason = "x" }', "HOUSE-004"),
        ('"PREFLIGHT-021" = { severity = "error" }', "HOUSE-004"),
        ('"PREFLIGHT-021" = { severity = "error", reason = "" }', "HOUSE-004"),
        ('"PREFLIGHT-021" = { severity = "error", reason = "x", until = 3 }', "HOUSE-004"),
        ('"PREFLIGHT-021" = "error"', "HOUSE-004"),
        ('"PREFLIGHT-021" = { severity = ["error"], reason = "x" }', "HOUSE-004"),
    ],
)
def test_a_wrong_ruling_is_told_at_its_line(row: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_house(house(tmp_path, f"[preflight]\n{row}\n"))
    (found,) = caught.value.findings
    assert (found.code, found.at.line, found.at.column) == (code, 2, 1)

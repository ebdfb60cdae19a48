"""Each article of `tests/cases` gives exactly the findings that its first line names, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import InputError
from exporter.loading.load import load
from exporter.messages import is_error, mend, text
from tests.loading.articles import found

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yml"))


def expected(case: Path) -> str:
    return case.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# expects ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bad_article_gives_exactly_these_findings(case: Path) -> None:
    places = " ".join(f"{f.code} {f.at.line}:{f.at.column}" for f in found(case))
    assert (places or "nothing") == expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_finding_says_what_where_and_how_to_mend_it(case: Path) -> None:
    lines = case.read_text(encoding="utf-8").split("\n")
    for finding in found(case):
        assert finding.at.file == case.name
        assert finding.snippet == lines[finding.at.line - 1]
        assert finding.at.column + finding.at.length <= len(finding.snippet) + 1
        for language in ("ar", "en"):
            assert text(finding, language) and "None" not in text(finding, language)
            assert mend(finding, language) or finding.code.startswith("TEXT")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_error_is_raised_and_a_warning_is_given_back(case: Path) -> None:
    if any(map(is_error, found(case))):
        with pytest.raises(InputError) as caught:
            load(case)
        assert caught.value.exit_code == 3
    else:
        assert load(case).article.headline


def test_there_are_cases() -> None:
    assert len(CASES) > 70

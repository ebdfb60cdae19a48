"""What stands in the margins of a proof, as poppler finds it on the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exporter.pipeline import Written
from tests.backends.pdf.test_margins import WORDS, proof
from tests.real.tools import poppler, verapdf

pytestmark = pytest.mark.real


def on_paper(made: Written, folder: Path) -> str:
    """All that stands on the pages, furniture too."""
    path = folder / made.name
    path.write_bytes(made.data)
    return re.sub("[\u200e\u200f\u202a-\u202e]", "", poppler.text(path))


def test_the_head_tells_slug_version_words_lines_and_time(tmp_path: Path) -> None:
    said = on_paper(proof(tmp_path), tmp_path)
    assert "khabar" in said
    assert re.search(r"[0-9a-f]{12}", said)
    assert "2026-03-01 12:00" in said
    for word in ("النسخة", "الكلمات", "الأسطر", "الوقت"):
        assert word in said


def test_every_finding_stands_in_the_margin_with_its_number_and_its_mend(tmp_path: Path) -> None:
    said = on_paper(proof(tmp_path, tags=["نقل", "نقل"], body=["وصل الترام في في موعده."]), tmp_path)
    assert "مكررة" in said
    assert "احذف إحداهما" in said
    assert "الوسم" in said


def test_every_fifth_line_has_its_number(tmp_path: Path) -> None:
    said = on_paper(proof(tmp_path, body=[WORDS * 8, WORDS * 9]), tmp_path)
    alone = {int(number) for number in re.findall(r"^\s*(\d+)\s*$", said, re.MULTILINE)}
    assert {5, 10, 15, 20} <= alone
    assert not {6, 7, 8, 9, 11} & alone


def test_a_proof_is_accessible_and_fit_for_the_archive(tmp_path: Path) -> None:
    made = proof(tmp_path, tags=["نقل", "نقل"], body=[" ".join(f"وصل في في الترام{n}" for n in range(40))])
    path = tmp_path / made.name
    path.write_bytes(made.data)
    assert verapdf.validate(path, "ua1") == []
    assert verapdf.validate(path, "3a") == []

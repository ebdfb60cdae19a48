"""Several articles where one place is a URL: listed, tried again, out of a folder of this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.places.desk import call, story


def test_what_failed_is_listed_and_the_list_is_tried_again(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    story(s3, "desk/good")
    s3.pipe_file("desk/bad/article.yml", b"headline: [")
    again, out = tmp_path / "failed.txt", str(tmp_path / "out")
    words = ("--html", "--failed", str(again), "-o", out)
    status, _, said = call(capsys, "s3://desk/good/article.yml", "s3://desk/bad/article.yml", *words)
    assert status == 5 and again.read_text() == "s3://desk/bad/article.yml\n" and "BATCH-014" in said
    s3.pipe_file("desk/bad/article.yml", b"slug: nahr\nheadline: x\nbody: y\n")
    assert call(capsys, "--retry", str(again), *words)[0] == 0
    assert again.read_text() == "" and sorted(p.name for p in Path(out).glob("*.html")) == ["jisr.html", "nahr.html"]


def test_a_folder_of_this_machine_goes_into_a_store(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("nahr", "jisr"):
        (tmp_path / "desk" / name).mkdir(parents=True)
        (tmp_path / "desk" / name / "article.yml").write_text("headline: x\nbody: y\n", encoding="utf-8")
    assert call(capsys, str(tmp_path / "desk"), "--html", "-o", "s3://desk/out")[0] == 0
    assert s3.ls("desk/out") == ["desk/out/jisr.html", "desk/out/nahr.html"]

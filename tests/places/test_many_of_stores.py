"""Many articles where some lie in a store: what is counted, listed, tried again, and refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.places.desk import call, story


def test_many_of_a_store_and_of_here_are_counted_and_what_failed_is_tried_again(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    story(s3, "desk/a")
    s3.pipe_file("desk/b/article.yml", b"headlin: x")
    (tmp_path / "here").mkdir()
    s3.get("desk/a/", f"{tmp_path}/here/", recursive=True)
    article = tmp_path / "here" / "article.yml"
    article.write_text(article.read_text(encoding="utf-8").replace("slug: jisr", "slug: huna"), encoding="utf-8")
    again, place = str(tmp_path / "again.txt"), ("--html", "-o", "s3://desk/o")
    code, out, said = call(capsys, "s3://desk/a", "s3://desk/b", f"{tmp_path}/he*", "--failed", again, *place)
    assert code == 5 and out.splitlines()[-1] == "made: 2, unchanged: 0, failed: 1" and f"--retry {again}" in said
    assert sorted(s3.ls("desk/o")) == ["desk/o/huna.html", "desk/o/jisr.html"]
    assert Path(again).read_text(encoding="utf-8") == "s3://desk/b/article.yml\n"
    story(s3, "desk/b")
    assert call(capsys, "--retry", again, *place)[0] == 0


def test_a_url_of_a_file_is_its_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "article.yml").write_text("slug: huna\nheadline: عنوان\nbody: نص\n", encoding="utf-8")
    for counts in ("made: 1, unchanged: 0, failed: 0", "made: 0, unchanged: 1, failed: 0"):
        code, out, _ = call(capsys, folder.as_uri(), "--html", "-o", tmp_path.as_uri(), "-j", "1")
        assert code == 0 and out.splitlines()[-1] == counts

"""A proof has what a proof-reader needs in its margins, and its text is the article's and nothing else."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from exporter.backends.table import FORMATS
from exporter.pipeline import Wishes, Written, examine, export
from tests.preflight.desk import NOW, article, written

PROOF = Wishes(layout="proof", now=NOW)
PDF = tuple(row for row in FORMATS if row.name == "pdf")
WORDS = "وقالت الهيئة إن الركاب استقلوا الرحلة الأولى من المحطة عند الساعة السادسة صباحا في موعدها. "


def proof(folder: Path, wishes: Wishes = PROOF, **changes: Any) -> Written:
    """The proof of an article; that it reads back is the pipeline's own promise."""
    ((made,), _) = export(written(folder, article(**changes)), PDF, wishes)
    return made


def test_what_has_no_room_in_a_margin_stands_on_pages_of_its_own(tmp_path: Path) -> None:
    body = [" ".join(f"وصل في في الترام{n}" for n in range(40))]
    few, many = (proof(tmp_path, body=one) for one in ([WORDS], body))
    sizes = [len(pikepdf.open(BytesIO(one.data)).pages) for one in (few, many)]
    assert sizes[0] == 1
    assert sizes[1] > 2


def test_nothing_in_the_margins_has_a_place_in_the_tree(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(proof(tmp_path, tags=["نقل", "نقل"]).data)) as file:
        for page in file.pages:
            content = page.Contents.read_bytes()
            assert content.count(b"/Artifact") > 5


def test_the_same_article_gives_the_same_proof(tmp_path: Path) -> None:
    assert proof(tmp_path).data == proof(tmp_path).data


def test_findings_reach_the_layout_through_the_context(tmp_path: Path) -> None:
    _, context, found = examine(written(tmp_path, article(tags=["نقل", "نقل"])), PROOF)
    assert context.findings == found
    assert [one.code for one in found] == ["PREFLIGHT-042"]
    assert replace(context, findings=()).layout.proof

"""What LibreOffice saves and edits comes back: every sample as it was, every edit as exactly that edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.loading.load import load
from exporter.model.article import Article
from exporter.model.blocks import Block, Paragraph
from exporter.model.inlines import Mark, Text, canonical, plain
from exporter.pipeline import TakenIn, take_in
from tests.real.exports import SAMPLES
from tests.real.tools import libreoffice_desk, openxml_sdk

pytestmark = pytest.mark.real

STORY = "tram-line-opens"

UNTRACKED = (
    'Reword "صفقوا حين تحركت", "هتفوا حين تحركت"',
    'InsertAfter "وتعمل العربات من السادسة", "فقرة أضافها المحرر."',
    'Drop "أما عم صبحي"',
    'Bold "شبكة سي"',
    'Remark "كانت شبكة", "هدى", "من قال هذا؟"',
)
TRACKED = (
    "Track True",
    'Reword "في الخريف المقبل", "في الشتاء المقبل"',
    'InsertAfter "وخصصت الهيئة رقما", "فقرة متعقبة."',
    'Drop "وانتقدت الباحثة"',
)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_that_libreoffice_saved_comes_back_as_it_was(exported: Path, tmp_path: Path, name: str) -> None:
    article = load(SAMPLES[name]).article
    document = next(path for path in exported.glob("*.docx") if path.stem == article.slug)
    taken = take_in(libreoffice_desk.edit(document, tmp_path / document.name))
    assert differing(taken.article, article) == set()
    assert taken.findings == ()


@pytest.fixture(scope="module")
def desk(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document after a round at the desk, some of it tracked."""
    target = tmp_path_factory.mktemp("desk") / "edited.docx"
    return libreoffice_desk.edit(exported / f"{STORY}.docx", target, *UNTRACKED, *TRACKED)


def test_edits_come_back_as_exactly_those_edits(desk: Path) -> None:
    expected = replace(before(), body=with_tracked(with_untracked(before().body)))
    taken = take_in(desk, "accept")
    assert differing(taken.article, expected) == set()
    assert codes(taken) == ["INTAKE-020", "INTAKE-022"]
    assert dict(taken.findings[1].args) == {"author": "هدى", "near": "كانت شبكة", "text": "من قال هذا؟"}


def test_rejected_changes_leave_the_text_as_it_was_before_them(desk: Path) -> None:
    taken = take_in(desk, "reject")
    assert differing(taken.article, replace(before(), body=with_untracked(before().body))) == set()
    assert codes(taken) == ["INTAKE-021", "INTAKE-022"]


def test_the_front_matter_that_is_edited_takes_its_place(exported: Path, tmp_path: Path) -> None:
    edits = ('Reword "بعد أربع سنوات من الانتظار", "أخيرا"', 'Reword "القاهرة، الأحد", "الجيزة، الأحد"')
    taken = take_in(libreoffice_desk.edit(exported / f"{STORY}.docx", tmp_path / "front.docx", *edits))
    assert differing(taken.article, before()) == {"headline", "dateline"}
    assert plain(taken.article.headline).endswith("الجديد أخيرا")
    assert (taken.article.dateline, taken.article.published) == ("الجيزة", before().published)


def test_the_memo_and_the_bookmarks_are_sound_to_the_open_xml_sdk(exported: Path) -> None:
    assert openxml_sdk.validate(exported / "date-palm-feature.docx") == []


def before() -> Article:
    return load(SAMPLES[STORY]).article


def with_untracked(body: tuple[Block, ...]) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in body:
        words = plain(block.inlines) if isinstance(block, Paragraph) else ""
        if words.startswith("أما عم صبحي"):
            continue
        if words.startswith("استقل"):
            block = Paragraph((Text(words.replace("صفقوا", "هتفوا")),))
        if words.startswith("وكانت شبكة"):
            start, end = words.split("شبكة سي", 1)
            block = Paragraph(canonical((Text(start), Text("شبكة سي", Mark.STRONG), Text(end))))
        out.append(block)
        if words.startswith("وتعمل العربات"):
            out.append(Paragraph((Text("فقرة أضافها المحرر."),)))
    return tuple(out)


def with_tracked(body: tuple[Block, ...]) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in body:
        words = plain(block.inlines) if isinstance(block, Paragraph) else ""
        if words.startswith("وانتقدت الباحثة"):
            continue
        if words.startswith("وفي البرلمان"):
            block = Paragraph((Text(words.replace("في الخريف المقبل", "في الشتاء المقبل")),))
        out.append(block)
        if words.startswith("وخصصت الهيئة"):
            out.append(Paragraph((Text("فقرة متعقبة."),)))
    return tuple(out)


def codes(taken: TakenIn) -> list[str]:
    return [one.code for one in taken.findings]


def differing(one: Article, other: Article) -> set[str]:
    return {name for name in Article.__slots__ if name != "at" and getattr(one, name) != getattr(other, name)}

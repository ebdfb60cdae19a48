"""A long footnote costs what running text of its length costs: WeasyPrint's flex would lay it out again and again."""

from __future__ import annotations

from dataclasses import replace

from exporter.model.blocks import Footnote
from exporter.model.galley import Galley
from exporter.model.inlines import NoteRef
from tests.backends.galleys import brief, paragraph, says
from tests.backends.pdf.pages import rendition
from tests.pipeline.test_bounded import steps

WORDS = 150
TEXT = "كلمة أخرى " * (WORDS // 2)


def _cost(galley: Galley) -> int:
    rendition(galley)  # fills caches
    return steps(lambda: rendition(galley))


def _with_note(text: str) -> Galley:
    note = Footnote(1, (paragraph(text),))
    return replace(brief(paragraph("نص", NoteRef(1))), notes=(note,), notes_label=says("الهوامش"))


def test_a_long_note_takes_as_many_steps_as_a_paragraph() -> None:
    note = _cost(_with_note(TEXT)) - _cost(_with_note("نص"))
    text = _cost(brief(paragraph(TEXT))) - _cost(brief(paragraph("نص")))
    assert note <= 1.5 * text

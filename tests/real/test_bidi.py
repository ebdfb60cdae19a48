"""UAX #9 by the places of the glyphs: the probes, through our own pipeline, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real import probes
from tests.real.drawing import drawn
from tests.real.tools import bidi_probe, browser, libreoffice

pytestmark = pytest.mark.real

NO_ISOLATES = {0x2066: None, 0x2069: None}
STRAY = "'"
"""What LibreOffice's PDF says for a part of some ligatures; no probe has it."""


def test_there_are_probes_enough() -> None:
    assert len(probes.PROBES) >= 40


def test_q12_q14_q18_no_character_of_a_probe_stands_elsewhere_in_the_pdf(probed: Path) -> None:
    found = bidi_probe.compare(drawn(probed / "probes.pdf"), probes.expected())
    assert (found.misplaced, found.faults) == (0, ())
    assert found.total > 1500


def test_q12_q14_q18_no_character_of_a_probe_stands_elsewhere_in_the_word_document(
    probed: Path, tmp_path: Path
) -> None:
    printed = libreoffice.to_pdf(probed / "probes.docx", tmp_path)
    lines, paragraphs = [line.replace(STRAY, "") for line in drawn(printed)], probes.expected()
    assert len(lines) == len(paragraphs), "each probe is one line of an A4 page"
    wrong = {
        said.translate(NO_ISOLATES)
        for line, said in zip(lines, paragraphs, strict=True)
        if bidi_probe.compare([line], [said]).misplaced
    }
    assert wrong == set()


@pytest.mark.parametrize("width", [browser.PHONE, browser.TABLET])
def test_q12_q13_q14_no_character_of_a_probe_stands_elsewhere_in_the_book(probed: Path, width: int) -> None:
    pages = browser.show_book(probed / "probes.epub", width=width)
    found = bidi_probe.compare(pages[-1].lines(), probes.expected())
    assert (found.misplaced, found.faults) == (0, ())


@pytest.mark.parametrize("width", [browser.PHONE, browser.DESK])
def test_q12_q13_q14_no_character_of_a_probe_stands_elsewhere_in_the_web_page(probed: Path, width: int) -> None:
    (page,) = browser.show(probed / "probes.html", width=width)
    found = bidi_probe.compare(page.lines(), probes.expected())
    assert (found.misplaced, found.faults) == (0, ())

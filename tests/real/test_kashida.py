"""P2 and Q23 with kashida on: four readers find what they find with it off, and PDF/UA-1 holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.house.layout import load_layout
from exporter.messages import is_error
from exporter.model.galley import Edition, Galley
from exporter.model.walk import passages
from exporter.readback import judge
from exporter.resources import templates_dir
from exporter.text.kashida import TATWEEL
from exporter.typefaces.families import load_families
from tests.backends.galleys import brief, everything, paragraph
from tests.backends.pdf.pages import context
from tests.real.survival import READERS, lost
from tests.real.test_text_survival import FAMILIES, LIGATURES, SAMPLES, VOWELLED, sample, wanted
from tests.real.tools import verapdf

pytestmark = [pytest.mark.real, pytest.mark.slow]

LENGTHENED = brief(
    *[paragraph("قـال الكاتب إن الرحـمـة تسبق العـدل، ثم مضـى إلى المدرسـة في المدينة القديمـة قبل السـاعة. ")] * 12
)
"""With tatweels of the author's own."""
HARD = {
    "vowelled": brief(*(paragraph(text) for text in VOWELLED * 6)),
    "ligatures": brief(*(paragraph(text) for text in LIGATURES[:2] * 6)),
    "every block": everything(),
}


@cache
def newspaper(family: str, *, kashida: bool = True) -> Context:
    """The layout in columns, its text in one family."""
    layout, families = load_layout(templates_dir() / "newspaper"), load_families()
    assert layout.justification
    layout = replace(layout, justification=replace(layout.justification, kashida=kashida))
    names = {role: (family,) if role == "text" else names for role, names in layout.roles.items()}
    roles = {role: families.chain(role, names) for role, names in names.items()}
    return replace(context(), layout=layout, roles=roles)


def printed(galley: Galley, family: str, folder: Path, *, kashida: bool = True) -> Path:
    """The galley's PDF, which has read back (P1)."""
    made = pdf.render(Edition((galley,)), newspaper(family, kashida=kashida))
    _, verdict = judge(tuple(passages(galley)), tuple(pdf.readback(made)), "a.pdf")
    assert not any(map(is_error, verdict))
    path = folder / f"{kashida}.pdf"
    path.write_bytes(next(iter(made.files.values())))
    return path


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_of_a_sample_comes_back(name: str, family: str, tmp_path: Path) -> None:
    path = printed(sample(name), family, tmp_path)
    found = {reader: read(path) for reader, read in READERS.items()}
    assert {reader: lost(wanted(sample(name), reader), text) for reader, text in found.items()} == {
        reader: Counter() for reader in READERS
    }
    assert not [reader for reader, text in found.items() if TATWEEL in text]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("page", HARD)
def test_no_word_of_a_hard_page_is_lost_that_is_not_lost_without_kashida(
    page: str, family: str, tmp_path: Path
) -> None:
    longer, plain = (printed(HARD[page], family, tmp_path, kashida=on) for on in (True, False))
    for reader, read in READERS.items():
        asked = wanted(HARD[page], reader)
        missing = lost(asked, read(longer)) - lost(asked, read(plain))
        assert missing == Counter(), reader


@pytest.mark.parametrize("family", FAMILIES)
def test_an_authors_tatweels_come_back_and_no_others(family: str, tmp_path: Path) -> None:
    path = printed(LENGTHENED, family, tmp_path)
    written = "".join(passage.text for passage in passages(LENGTHENED))
    assert {reader: read(path).count(TATWEEL) for reader, read in READERS.items()} == dict.fromkeys(
        READERS, written.count(TATWEEL)
    )


@pytest.mark.parametrize("page", HARD)
def test_verapdf_finds_no_breach_of_pdf_ua_1(page: str, tmp_path: Path) -> None:
    assert verapdf.validate(printed(HARD[page], "Amiri", tmp_path), "ua1") == []


@pytest.mark.parametrize("name", ["date-palm-feature", "tram-line-opens"])
def test_a_sample_in_the_newspaper_is_accessible(name: str, tmp_path: Path) -> None:
    assert verapdf.validate(printed(sample(name), "Markazi Text", tmp_path), "ua1") == []

"""P1 by other eyes: the words of every sample, by its YAML on one side and by other people's readers on the other."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import pytest
from lxml import html

from tests.real import source_words
from tests.real.exports import SAMPLES
from tests.real.source_words import Source, bare, split
from tests.real.tools import browser, libreoffice, mupdf, pdfium, poppler

pytestmark = pytest.mark.real


class Reader(Protocol):
    """What the drivers of the PDF readers have in common."""

    def text(self, path: Path) -> str: ...


samples = pytest.mark.parametrize("sample", SAMPLES)

NUMBERS = "a[role=doc-noteref], a[role=doc-backlink]"

WORDED = {
    "andalus-culture": "السبت 11 أبريل 2026 اقرأ أيضًا كلمات مفتاحية المصدر",
    "caspian-persian": "شنبه ۲۵ آوریل ۲۰۲۶ کلیدواژه‌ها منبع حقوق",
    "conductor-interview": "السبت 17 يناير 2026 كلمات مفتاحية الحقوق",
    "cup-final-sports": "السبت 16 مايو 2026 كلمات مفتاحية المصدر",
    "currency-economy": "الاثنين 2 مارس 2026 كلمات مفتاحية المصدر الحقوق",
    "date-palm-feature": "الجمعة 20 فبراير 2026 اقرأ أيضًا كلمات مفتاحية المصدر الحقوق",
    "flood-brief": "الأربعاء 4 مارس 2026",
    "monsoon-urdu": "ہفتہ 4 جولائی 2026 کلیدی الفاظ ماخذ",
    "tram-line-opens": "الأحد 1 مارس 2026 آخر تحديث 1 مارس 2026 16:25 تصويب 1 مارس 2026 "
    "اقرأ أيضًا كلمات مفتاحية المصدر الحقوق",
}
"""What the program says in each sample of its own, in order."""
NOTES_LABEL = "هوامش"


def assert_says(read: list[str], source: Source, worded: str, notes: list[str]) -> None:
    """Front, body word for word, notes, end; and between them nothing but what the program words itself."""
    start = position(read, source.body)
    rest = read[start + len(source.body) :]
    assert rest[: len(notes)] == notes
    added = [*left_over(bare(read[:start]), source.front), *left_over(bare(rest[len(notes) :]), source.end)]
    assert added == worded.split()


def position(read: list[str], words: list[str]) -> int:
    """Where some words stand one after the other."""
    size = len(words)
    places = [i for i in range(len(read) - size + 1) if read[i : i + size] == words]
    if not places:
        start = next(i for i in range(len(read)) if read[i : i + 3] == words[:3])
        assert read[start : start + size] == words
    return places[0]


def left_over(read: list[str], pieces: Iterable[str]) -> list[str]:
    """What remains of the words when the pieces, which must come in this order, are taken out."""
    out, at = [], 0
    for piece in map(bare, map(split, pieces)):
        start = at + position(read[at:], piece)
        out += read[at:start]
        at = start + len(piece)
    return out + read[at:]


def source_of(sample: str) -> Source:
    return source_words.read(SAMPLES[sample])


def labelled(source: Source) -> list[str]:
    return [NOTES_LABEL, *source.notes] if source.notes else []


@samples
def test_a_browser_shows_the_words_of_the_article_on_the_web_page(sample: str, exported: Path) -> None:
    (page,) = browser.show(exported / f"{sample}.html", unread=NUMBERS)
    source = source_of(sample)
    assert page.errors == ()
    assert_says(split(page.text), source, WORDED[sample], labelled(source))


@samples
def test_the_documents_of_the_book_hold_the_words_of_the_article(sample: str, exported: Path) -> None:
    with zipfile.ZipFile(exported / f"{sample}.epub") as book:
        *_, chapter = browser.spine(book)
        tree: Any = html.document_fromstring(book.read(chapter))
    for number in tree.xpath("//head | //a[@role='doc-noteref'] | //a[@role='doc-backlink']"):
        number.drop_tree()
    for block in tree.xpath("//p | //li | //h1 | //h2 | //h3 | //td | //th | //div | //caption | //figcaption | //br"):
        block.tail = "\n" + (block.tail or "")
    source = source_of(sample)
    assert_says(split(tree.text_content()), source, WORDED[sample], labelled(source))


@samples
def test_libreoffice_reads_the_words_of_the_article_and_of_its_notes(sample: str, exported: Path) -> None:
    text, notes = libreoffice.text_and_notes(exported / f"{sample}.docx")
    source = source_of(sample)
    assert_says(split(text), source, WORDED[sample], [])
    assert split(notes) == source.notes


@pytest.mark.parametrize(
    ("reader", "bound"), [(poppler, 0.40), (pdfium, 0.20), (mupdf, 0.30)], ids=["poppler", "PDFium", "MuPDF"]
)
@samples
def test_a_plain_reader_of_the_pdf_loses_no_more_words_than_the_engine_s_glyph_map_is_known_to(
    sample: str, reader: Reader, bound: float, exported: Path
) -> None:
    """The text layer (P2) will bring these bounds to nothing; measured: 15 to 37 %, 1 to 19 %, 7 to 30 %."""
    source = source_of(sample)
    asked = Counter([*source.body, *source.notes])
    lost = asked - Counter(split(reader.text(exported / f"{sample}.pdf")))
    print(f"{sample}: {lost.total() / asked.total():.1%} of {asked.total()} words lost")
    assert lost.total() / asked.total() <= bound

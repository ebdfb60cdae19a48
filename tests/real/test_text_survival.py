"""P2: the words of an article come back from its PDF, in every typeface, with four readers.

What a reader gets wrong in any PDF, however right, is left out of what is asked of it and named here:
docs/decisions/012-text-layer.md has the reasons.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from exporter import pipeline
from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.model.galley import Edition, Galley
from exporter.model.walk import passages
from exporter.typefaces.families import Family, load_families
from tests.backends.galleys import brief, latin, paragraph
from tests.backends.pdf.pages import context
from tests.real.tools import mupdf, pdfium, pdfjs, poppler, verapdf

pytestmark = [pytest.mark.real, pytest.mark.slow]

READERS: dict[str, Callable[[Path], str]] = {
    "poppler": poppler.text,
    "PDFium": pdfium.text,
    "MuPDF": mupdf.text,
    "pdf.js": pdfjs.text,
}
FAMILIES = [family.name for family in load_families().families if family.covers(ord("ش"))]
SAMPLES_DIR = Path(__file__).parents[2] / "samples"
SAMPLES = sorted(path.parent.name for path in SAMPLES_DIR.glob("*/article.yml"))

VOWELLED = (
    "أَيَا دَارَ قَوْمٍ لَمْ يَعُودُوا وَمَا زَالَ فِيكِ النَّقْشُ وَالنَّشِيدُ",
    "تَمُرُّ السُّنُونَ عَلَى كُلِّ نَقْشٍ فَيَبْقَى قَدِيمٌ وَفِي كُلِّ قَوْسٍ حَدِيثٌ جَدِيدٌ لِغَرِيبٍ لَهُ فِي الْحِجَارَةِ بَيْتٌ وَعِيدٌ",
    "إِنَّ المُهَنْدِسِينَ أَعَدُّوا خُطَّةً لِتَوْسِيعِ الطَّرِيقِ، ثُمَّ عَرَضُوهَا عَلَى المَجْلِسِ البَلَدِيِّ فَوَافَقَ عَلَيْهَا",
)
LIGATURES = (
    "لا إله إلا الله محمد رسول الله، وصلى الله على الأنبياء والآل والإخوة",
    "في المحكمة لمحامٍ نجيب الحجة ولحمه لمّا مجمح تحمحم يحيى بمجمجة الليل الدولي والإقبال على المملكة والخبر اللافت",
    "office affluent fjord efficient waffle",
)
DIGITS = (
    "صرفت 1.2 مليار جنيه أي 18% من الكلفة و12,500 شجرة عند الساعة 6:10 صباحا",
    "رقم ١٢٣٫٥ و٪١٠ و۱۲۳ مع ١٬٢٠٠ راكب بين ٢٠١٩ و٢٠٢٣",
)
BRACKETS = (
    "قال (المهندس) إن «العمل» انتهى [تقريبا] ثم {أضاف} وكالة Reuters إن ‹النص› بقي",
    "(بين قوسين) و«بين علامتين» وكلمة (Tram) لاتينية",
)
PERSIAN = ("او می‌خواهم را نمی‌گوید و کتاب‌های آن‌ها را می‌خوانند پس نامه‌ای نوشته‌اند",)
URDU = (
    "لاہور میں بارش کے بعد سڑکوں پر پانی کھڑا ہے اور ٹریفک کے مسائل بڑھ گئے ہیں۔",
    "محکمۂ موسمیات نے درجۂ حرارت بتایا",
)
PAGES = {
    "vowelled": VOWELLED,
    "ligatures": LIGATURES,
    "digits": DIGITS,
    "brackets": BRACKETS,
    "Persian": PERSIAN,
    "Urdu": URDU,
}

_LETTER = "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f\u200c"
ARABIC = re.compile(f"[{_LETTER}]+")
MARKS_BEFORE_A_STOP = re.compile("([\u064b-\u0652\u0670]+)([.,:/\u060c%+-]+)")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")


def arabic(text: str) -> list[str]:
    """The Arabic words of a text, bare of what stands beside them."""
    bare = re.sub("[\u00ad\u200d-\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFC", text))
    return [word for found in ARABIC.findall(bare) if (word := found.strip("\u200c"))]


def as_read(words: list[str], reader: str) -> list[str]:
    """The words as the reader could at best give them: pdf.js drops every format character, ZWNJ too."""
    return [word.replace("\u200c", "") for word in words] if reader == "pdf.js" else words


def wanted(galley: Galley, reader: str) -> list[str]:
    """The Arabic words of a galley as the reader could at best give them."""
    texts = [passage.text for passage in passages(galley)]
    if reader == "PDFium":  # It leaves marks and the stop that follows them as they stand, the stop first.
        texts = [MARKS_BEFORE_A_STOP.sub(r"\2\1", text) for text in texts]
    return as_read([word for text in texts for word in arabic(text)], reader)


def lost(galley: Galley, text: str, reader: str) -> Counter[str]:
    """The words that do not come back as often as they stand in the article."""
    return Counter(wanted(galley, reader)) - Counter(as_read(arabic(text), reader))


@cache
def in_family(name: str) -> Context:
    """The shipped layout, all of its roles set in one family, the others as what it lacks."""
    ours = context()
    family = load_families().by_name(name)
    chains: dict[str, tuple[Family, ...]] = {
        role: tuple(dict.fromkeys((family, *chain))) for role, chain in ours.roles.items()
    }
    return replace(ours, roles=chains)


def printed(galley: Galley, of: Context, folder: Path) -> Path:
    """The galley's PDF."""
    path = folder / "printed.pdf"
    (content,) = pdf.render(Edition((galley,)), of).files.values()
    path.write_bytes(content)
    return path


@cache
def sample(name: str) -> Galley:
    """A sample, made ready."""
    return pipeline.examine(SAMPLES_DIR / name / "article.yml")[0].galleys[0]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_arabic_word_of_a_sample_comes_back(name: str, family: str, tmp_path: Path) -> None:
    path = printed(sample(name), in_family(family), tmp_path)
    assert {reader: lost(sample(name), read(path), reader) for reader, read in READERS.items()} == {
        reader: Counter() for reader in READERS
    }


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("page", PAGES)
def test_every_arabic_word_of_a_hard_page_comes_back_in_order(page: str, family: str, tmp_path: Path) -> None:
    galley = brief(*(paragraph(text) for text in PAGES[page] * 3))
    path = printed(galley, in_family(family), tmp_path)
    for reader, read in READERS.items():
        # MuPDF turns round each stretch between Western digits or Latin words alone, and leaves their order.
        ordered = sorted if reader == "MuPDF" and page in ("digits", "brackets", "ligatures") else list
        words = wanted(galley, reader)  # the page's foot comes after them
        assert ordered(as_read(arabic(read(path)), reader)[: len(words)]) == ordered(words), reader


@pytest.mark.parametrize("family", FAMILIES)
def test_latin_words_and_ligatures_come_back(family: str, tmp_path: Path) -> None:
    path = printed(brief(paragraph(latin(LIGATURES[2] + " naïve café"))), in_family(family), tmp_path)
    for reader, read in READERS.items():
        # PDFium gives Latin words of a file that turns from the right last word first.
        ordered = sorted if reader == "PDFium" else list
        assert ordered(LATIN.findall(read(path))) == ordered([*LIGATURES[2].split(), "naïve", "café"]), reader


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_passes_pdf_ua(name: str, tmp_path: Path) -> None:
    assert verapdf.validate(printed(sample(name), context(), tmp_path)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_poppler_has_nothing_to_say_against_a_sample(name: str, tmp_path: Path) -> None:
    assert poppler.validate(printed(sample(name), context(), tmp_path)) == []

"""A space is where the article has one and nowhere else, in four readers: at a change of script, at signs, line ends.

What is asked are pairs of neighbours on the page: whether the reader parts them, or not. Where a reader has its own
rule for a pair, it is named (docs/decisions/012-text-layer.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.model.inlines import plain
from tests.backends.galleys import brief, emphasis, latin, number, paragraph, strong
from tests.backends.pdf.pages import data
from tests.real.tools import mupdf, pdfium, pdfjs, poppler

pytestmark = pytest.mark.real

READERS: dict[str, Callable[[Path], str]] = {
    "poppler": poppler.text,
    "PDFium": pdfium.text,
    "MuPDF": mupdf.text,
    "pdf.js": pdfjs.text,
}
BODY = (
    paragraph("قالت وكالة ", latin("Reuters"), " إن المشروع بدأ"),
    paragraph("قالت ", strong("الوزارة"), " إن ", emphasis("الخط"), " بدأ"),
    paragraph("كتب «العنوان» في الصفحة الأولى"),
    paragraph("ثم (المهندس) أضاف [كلمة] أخرى"),
    paragraph("فاز الفريق ", number("3-2"), " أمس"),
    paragraph("بلغ العدد 2023 في المدينة"),
    paragraph("بلغ العدد ٢٠٢٣ في المدينة"),
    paragraph("وصل ", latin("iPhone 15"), " و", latin("Android"), " معا"),
    paragraph("ثم مضى الناس في طريقهم إلى السوق وهم يتحدثون عن يوم جديد لا يشبه ما سبقه من الأيام. " * 6),
    paragraph("قال ", emphasis("الرجل الطويل "), strong("الذي مر "), "من هنا " * 40),
)
WORD = re.compile("[\u0621-\u064a]+|[A-Za-z]+")


def words(text: str) -> list[str]:
    """The Arabic and Latin words, bare of what stands beside them, in no order that a reader could change."""
    bare = re.sub("[\u00ad\u200b-\u200f]", "", unicodedata.normalize("NFC", text))
    return sorted(WORD.findall(bare))


@pytest.mark.parametrize("reader", READERS)
def test_no_word_is_cut_and_no_two_are_run_together(reader: str, tmp_path: Path) -> None:
    path = tmp_path / "spaces.pdf"
    path.write_bytes(data(brief(*BODY)))
    wanted = words(" ".join(["خبر قصير", *(plain(one.inlines) for one in BODY)]))
    found = words(READERS[reader](path))
    foot = words("صفحة من")
    for word in foot * (len(found) - len(wanted) >= len(foot)) * max((len(found) - len(wanted)) // len(foot), 1):
        found.remove(word)
    assert found == wanted


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("joined", ["«العنوان»", "(المهندس)", "[كلمة]", "الأيام."])
def test_what_stands_at_a_word_without_a_space_is_not_parted_from_it(joined: str, reader: str, tmp_path: Path) -> None:
    path = tmp_path / "spaces.pdf"
    path.write_bytes(data(brief(*BODY)))
    word = WORD.findall(joined)[0]
    text = re.sub("[\u200b-\u200f]", "", READERS[reader](path))
    sides = {(text[found.start() - 1], text[found.end()]) for found in re.finditer(word, text)}
    assert sides and all(" " not in side or word == "الأيام" for side in sides)

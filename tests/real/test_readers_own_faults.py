"""What a reader gets wrong in the plainest PDF there is, and so cannot be asked of it in ours.

Each fault is shown twice: in a file made by hand (`minimal_pdf`), which the other readers read as it was written, and
in what `survival.at_best` leaves out. Faults that our way of writing gets round are shown to be faults, and got round.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.backends.galleys import brief, latin, paragraph
from tests.backends.pdf.pages import context, data
from tests.real.minimal_pdf import write
from tests.real.survival import READERS, UNSEEN, at_best

pytestmark = pytest.mark.real


@dataclass(frozen=True, slots=True)
class Fault:
    """A reader's fault.

    Attributes:
        reader: whose it is.
        written: the text of a line.
        line: the same from left to right, as every producer writes it.
        read: what the reader gives.
        right: other readers, which give it as written from the same file.
    """

    reader: str
    written: str
    line: str
    read: str
    right: tuple[str, ...]


LEFT_OUT = {
    "a non-joiner after a vowel mark": Fault(
        "PDFium", "قلم نَ\u200cه", "ه\u200c\u064eن ملق", "قلم ن\u200c\u064eه", ("poppler", "MuPDF")
    ),
    "every non-joiner": Fault("pdf.js", "نَ\u200cه قلم", "ملق ه\u200c\u064eن", "نَه قلم", ("poppler", "MuPDF")),
    "Arabic-Indic numbers": Fault("MuPDF", "عام ٢٠١٩ مايو", "ويام ٢٠١٩ ماع", "عام ٩١٠٢ مايو", ("PDFium", "pdf.js")),
    "Arabic-Indic fractions": Fault("MuPDF", "١٢٫٥", "١٢٫٥", "٥٫٢١", ("poppler", "PDFium", "pdf.js")),
}
"""What `at_best` leaves out of what is asked."""

GOT_ROUND = {
    "the space beside a number": Fault(
        "poppler", "السبت 16 مايو", "ويام 16 تبسلا", "السبت 16مايو", ("PDFium", "pdf.js")
    ),
    "the space beside a comma": Fault("poppler", "السبت، ثم", "مث ،تبسلا", "السبت ،ثم", ("PDFium", "MuPDF", "pdf.js")),
    "a stop after a vowel mark": Fault("PDFium", "الطريقِ، ثم", "مث ،\u0650قيرطلا", "الطريق،ِ ثم", ("MuPDF", "pdf.js")),
    "words beside a number": Fault("MuPDF", "السبت 16 مايو", "ويام 16 تبسلا", "مايو16 السبت", ("PDFium", "pdf.js")),
    "a percentage": Fault("PDFium", "أي 18% الكلفة", "ةفلكلا %18 يأ", "أي %18 الكلفة", ("pdf.js",)),
    "a non-joiner": Fault("pdf.js", "می\u200cروم", "مور\u200cیم", "میروم", ("poppler", "PDFium", "MuPDF")),
}
"""What our way of writing gets round."""

NOT_ASKED = {
    "brackets": Fault(
        "PDFium", "قال (المهندس) ثم", "مث )سدنهملا( لاق", "قال )المهندس( ثم", ("poppler", "MuPDF", "pdf.js")
    ),
}
"""What no test asks, since brackets are not words."""


def bare(text: str) -> str:
    """A text without marks of direction, poppler's embeddings among them, and any white space as one space."""
    return " ".join(UNSEEN.sub("", text).split())


@pytest.mark.parametrize("name", [*LEFT_OUT, *GOT_ROUND, *NOT_ASKED])
def test_the_reader_fails_on_the_plainest_file_too_and_others_do_not(name: str, tmp_path: Path) -> None:
    fault = (LEFT_OUT | GOT_ROUND | NOT_ASKED)[name]
    path = write(tmp_path / "plain.pdf", [fault.line])
    assert bare(READERS[fault.reader](path)) == fault.read
    assert {reader: bare(READERS[reader](path)) for reader in fault.right} == dict.fromkeys(fault.right, fault.written)


@pytest.mark.parametrize("reader", READERS)
def test_a_plain_file_without_such_a_place_reads_as_it_was_written(reader: str, tmp_path: Path) -> None:
    path = write(tmp_path / "plain.pdf", ["ةيبرع ةملك"])
    assert bare(READERS[reader](path)) == "كلمة عربية"


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_of_what_is_asked_is_what_the_reader_gives(name: str) -> None:
    fault = LEFT_OUT[name]
    assert at_best(fault.written, fault.reader) == fault.read
    assert {reader: at_best(fault.written, reader) for reader in fault.right} == dict.fromkeys(
        fault.right, fault.written
    )


@pytest.mark.parametrize("name", GOT_ROUND)
@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_fails_on_in_a_plain_file_it_reads_in_ours(name: str, reader: str, tmp_path: Path) -> None:
    written = GOT_ROUND[name].written
    assert at_best(written, reader) == written
    path = tmp_path / "ours.pdf"
    path.write_bytes(data(brief(paragraph(written)), of=context()))
    assert written in bare(READERS[reader](path))


def test_pdfium_gives_the_latin_words_of_a_line_from_the_right_last_word_first(tmp_path: Path) -> None:
    plain = write(tmp_path / "plain.pdf", ["ةلاكو Reuters News نإ لاق تلاق مث"])
    assert "News Reuters" in bare(READERS["PDFium"](plain))
    assert "Reuters News" in bare(READERS["pdf.js"](plain))
    ours = tmp_path / "ours.pdf"
    ours.write_bytes(data(brief(paragraph("ثم قالت ", latin("Reuters News"), " إن قال وكالة")), of=context()))
    assert {reader: "Reuters News" in bare(read(ours)) for reader, read in READERS.items()} == {
        "poppler": True,
        "PDFium": False,
        "MuPDF": True,
        "pdf.js": True,
    }

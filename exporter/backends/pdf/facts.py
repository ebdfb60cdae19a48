"""Facts of a finished PDF, by qpdf: what a desk relies on when it hands the file over. What fails is an error.

ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1), ISO 15930-7 (PDF/X-4); clause by clause at each check. It shares no code
with what wrote the file, and looks at no picture and no operator: of a press file `presscheck` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf

from exporter.findings import Finding, finding
from exporter.house.layout import Press

PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")
ROUNDING_PT: Final = 0.1
POINTS_A_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Checked:
    """A finished file, and how it was to be made ready for the press; None for one for the screen."""

    file: pikepdf.Pdf
    press: Press | None


def fonts_inside(checked: Checked) -> Iterator[Finding]:
    """Every font program is in the file. ISO 19005-3, 6.2.11.4; ISO 14289-1, 7.21.4; ISO 15930-7, 6.3."""
    for font in _objects(checked.file, "/Font"):
        holders = font.get("/DescendantFonts", [font])
        for holder in holders if font.get("/Subtype") != "/Type3" else ():
            descriptor = holder.get("/FontDescriptor", pikepdf.Dictionary())
            if not any(key in descriptor for key in PROGRAMS):
                yield finding("PDF-060", font=str(font.get("/BaseFont", "?")).lstrip("/"))


def codes_have_meaning(checked: Checked) -> Iterator[Finding]:
    """Every font says which characters its codes are. ISO 19005-3, 6.2.11.7; ISO 14289-1, 7.21.7."""
    for font in _objects(checked.file, "/Font"):
        if font.get("/Subtype") not in ("/CIDFontType0", "/CIDFontType2") and "/ToUnicode" not in font:
            yield finding("PDF-061", font=str(font.get("/BaseFont", "?")).lstrip("/"))


def tagged(checked: Checked) -> Iterator[Finding]:
    """Content is tagged, and the tags are there. ISO 14289-1, 7.1; ISO 19005-3, 6.7.2."""
    root = checked.file.Root
    marked = bool(root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False))
    if not marked or not root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/K"):
        yield finding("PDF-062")


def titled(checked: Checked) -> Iterator[Finding]:
    """The file says its language and its title, and a reader shows the title. ISO 14289-1, 7.1 and 7.2."""
    root = checked.file.Root
    shown = bool(root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False))
    named = bool(str(checked.file.trailer.get("/Info", pikepdf.Dictionary()).get("/Title", "")).strip())
    if not str(root.get("/Lang", "")) or not shown or not named:
        yield finding("PDF-063")


def intended(checked: Checked) -> Iterator[Finding]:
    """One output intent says what the colours are meant for, with its profile. ISO 19005-3, 6.2.3; 15930-7, 6.2.2."""
    subtype, channels = ("/GTS_PDFX", 4) if checked.press else ("/GTS_PDFA1", 3)
    intents = list(checked.file.Root.get("/OutputIntents", ()))
    sound = len(intents) == 1 and intents[0].get("/S") == subtype and "/DestOutputProfile" in intents[0]
    if not sound or int(intents[0].DestOutputProfile.get("/N", 0)) != channels:
        yield finding("PDF-064", wanted=subtype.lstrip("/"))


def boxes(checked: Checked) -> Iterator[Finding]:
    """A page of the press: trimmed inside its bleed, inside the sheet, with room for marks. ISO 15930-7, 6.4."""
    press = checked.press
    if press is None:
        return
    bleed = press.bleed_mm * POINTS_A_MM
    room = press.slug_mm * POINTS_A_MM if press.marks else 0.0
    for number, page in enumerate(checked.file.pages, start=1):
        trim, outer, sheet = (_box(page.obj, key) for key in ("/TrimBox", "/BleedBox", "/MediaBox"))
        if not (trim and outer and sheet and _around(outer, trim, bleed) and _around(sheet, outer, room)):
            yield finding("PDF-065", page=number)
        elif press.marks and "/PressMarks" not in page.obj.Resources.get("/XObject", pikepdf.Dictionary()):
            yield finding("PDF-066", page=number)


CHECKS: tuple[tuple[str, Callable[[Checked], Iterator[Finding]]], ...] = (
    ("fonts are embedded", fonts_inside),
    ("codes have their characters", codes_have_meaning),
    ("the content is tagged", tagged),
    ("the file has a language and a title", titled),
    ("the output intent is there", intended),
    ("boxes and marks are right", boxes),
)


def look(data: bytes, press: Press | None) -> tuple[Finding, ...]:
    """What is wrong with a finished file, each once (PDF-060 to PDF-066)."""
    with pikepdf.open(BytesIO(data)) as file:
        checked = Checked(file, press)
        return tuple(dict.fromkeys(found for _, check in CHECKS for found in check(checked)))


def _objects(file: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    return (one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind)


def _box(page: Any, key: str) -> tuple[float, ...]:
    return tuple(map(float, page[key])) if key in page else ()


def _around(outer: tuple[float, ...], inner: tuple[float, ...], room: float) -> bool:
    """Whether a box lies around another with so much room on each side."""
    sides = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return all(abs(side - room) <= ROUNDING_PT for side in sides)

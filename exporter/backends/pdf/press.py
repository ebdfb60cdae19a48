"""The file for the press: PDF/X-4 made of the one for screen and archive.

ISO 15930-7 (PDF/X-4): inks alone, an output intent with its profile, boxes, identification, nothing to click. It is not
PDF/A, whose output intent and links are others. The tags stay: what the file says is read back from them (P1).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import chain
from typing import Any
from uuid import UUID, uuid5

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from exporter.backends.api import Context
from exporter.backends.html.about import about
from exporter.backends.html.markup import fill
from exporter.backends.pdf.presscheck import look
from exporter.backends.pdf.presscolours import to_inks
from exporter.backends.pdf.pressmarks import MM, Frame, Lettering, all_plates, marks
from exporter.errors import RenderError, UsageError
from exporter.findings import finding
from exporter.house.layout import Layout, Press
from exporter.images.conditions import REGISTRY, Condition, condition_of
from exporter.images.inks import Inks
from exporter.model.galley import Edition
from exporter.typefaces.coverage import share

VERSION = "1.6"
"""ISO 15930-7 stands on PDF 1.6."""

_SPACE = UUID("b4d5aa3e-6f0e-5b39-9d51-0f7c8a5e2a41")


def press_of(layout: Layout) -> Press:
    """How a layout is made ready for the press.

    Raises:
        UsageError: it does not say (PDF-030).
    """
    if layout.press is None:
        raise UsageError(finding("PDF-030", layout=layout.name))
    return layout.press


def style_sheet(press: Press) -> str:
    """What the layout's style sheet lacks: the bleed."""
    return fill("pdf/press.css.jinja", {"press": press})


def made_ready(data: bytes, edition: Edition, context: Context) -> bytes:
    """A file for the press from one for the screen whose pages have their bleed.

    Args:
        data: the PDF/A file.
        edition: what it holds.
        context: the look and the time.

    Raises:
        RenderError: it cannot be printed as the layout says (PDF-031 to PDF-034).
    """
    press = press_of(context.layout)
    condition, limit = condition_of(press.condition), press.ink_limit_percent / 100
    swatches = {colour: (c / 100, m / 100, y / 100, k / 100) for colour, (c, m, y, k) in press.inks.items()}
    with pikepdf.open(BytesIO(data)) as file:
        _without_links(file)
        to_inks(file, Inks(condition.profile, limit, swatches))
        frames = [_boxes(page.obj, press) for page in file.pages]
        if press.marks:
            _marks(file, frames, edition, context)
        _identify(file, edition, condition, context.moment)
        if wrong := look(file, press):
            raise RenderError(wrong)
        out = BytesIO()
        file.save(out, force_version=VERSION, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def _boxes(page: Any, press: Press) -> Frame:
    """Write the boxes (ISO 15930-7, 6.4): media round bleed round trim; WeasyPrint keeps the bleed within 10 pt."""
    left, bottom, right, top = map(float, page.TrimBox)
    bleed, slug = press.bleed_mm * MM, press.slug_mm * MM if press.marks else 0.0
    for key, room in (("/TrimBox", 0.0), ("/BleedBox", bleed), ("/MediaBox", bleed + slug), ("/CropBox", bleed + slug)):
        page[key] = Array([round(edge, 4) for edge in (left - room, bottom - room, right + room, top + room)])
    return Frame(right - left, top - bottom, bleed, slug)


def _marks(file: pikepdf.Pdf, frames: list[Frame], edition: Edition, context: Context) -> None:
    press, name = press_of(context.layout), edition.file_name
    # The time that files of undated articles bear would look like a day of printing.
    is_dated = edition.date or any(one.article.updated or one.article.published for one in edition.galleys)
    time = [f"{context.moment:%Y-%m-%d %H:%M} UTC"] if is_dated else []
    plates = file.make_indirect(all_plates(file))
    face = next(iter(share(name, context.roles["caption"])), context.roles["caption"][0]).face(400)
    lettering = Lettering(face.data())
    for nth, (page, frame) in enumerate(zip(file.pages, frames, strict=True), start=1):
        words = (name, f"{nth}/{len(frames)}", *time, press.condition)
        box = file.make_stream(marks(frame, words, lettering, press.ink_limit_percent / 100))
        box.Type, box.Subtype, box.BBox = Name.XObject, Name.Form, page.obj.MediaBox
        box.Resources = Dictionary(ColorSpace=Dictionary(All=plates))
        resources = Dictionary({key: value for key, value in page.obj.Resources.items()})
        resources.XObject = Dictionary({key: value for key, value in resources.get("/XObject", Dictionary()).items()})
        resources.XObject.PressMarks = box
        page.obj.Resources = resources
        drawn = b"/Artifact <</Type /Page>> BDC q /PressMarks Do Q EMC\n"
        page.obj.Contents = file.make_stream(page.obj.Contents.read_bytes() + drawn)


def _identify(file: pikepdf.Pdf, edition: Edition, condition: Condition, moment: datetime) -> None:
    """The output intent and what the file says of itself (ISO 15930-7, 6.2.2, 6.7, 6.8)."""
    profile = file.make_stream(condition.profile, N=4)
    file.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String(condition.name),
                OutputCondition=String(condition.info),
                Info=String(condition.info),
                RegistryName=String(REGISTRY),
                DestOutputProfile=profile,
            )
        ]
    )
    info = file.docinfo
    info[Name.Trapped] = Name("/False")
    info[Name.CreationDate] = info[Name.ModDate] = String(f"D:{moment:%Y%m%d%H%M%S}Z")
    said = {
        "about": about(edition),
        "producer": str(info.Producer),
        "creator": str(info.Creator),
        "moment": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "identifier": uuid5(_SPACE, f"{edition.file_name} {about(edition).title} {moment:%Y%m%d%H%M%S}"),
    }
    packet = file.make_stream(fill("pdf/press.xmp.jinja", said).encode("utf-8"))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    file.Root.Metadata = packet


def _without_links(file: pikepdf.Pdf) -> None:
    """Take away what is clicked (ISO 15930-7, 6.10): a link is its words; one within the file is a note's label."""
    gone = {
        int(note.StructParent) for page in file.pages for note in page.obj.get("/Annots", ()) if "/StructParent" in note
    }
    for page in file.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
    tree = file.Root.StructTreeRoot
    for element in _elements(tree):
        links = [kid for kid in _kids(element) if _is_reference(kid)]
        if links:
            within = any("/Dest" in kid.Obj for kid in links)
            element.S = Name.Lbl if within else Name.Span
            element.K = Array([kid for kid in _kids(element) if not _is_reference(kid)])
            if "/Alt" in element:
                del element.Alt
    numbers = list(tree.ParentTree.Nums)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    tree.ParentTree.Nums = Array(chain.from_iterable(pair for pair in pairs if int(pair[0]) not in gone))


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_reference(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"

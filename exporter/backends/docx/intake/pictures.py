"""Pictures of a document: their bytes, their alternative text, and the file name that they have in the article.

ECMA-376 part 1, 20.4.2.5 (docPr), 20.1.8.13 (blip).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from exporter.backends.docx.intake.desk import Desk, Story
from exporter.backends.docx.intake.names import ADEC, PIC, WP, A, Element, R
from exporter.images.sniff import Kind, kind_of
from exporter.text.hygiene import clean

SUFFIXES: Final = {
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.PNG: (".png",),
    Kind.GIF: (".gif",),
    Kind.TIFF: (".tif", ".tiff"),
    Kind.WEBP: (".webp",),
    Kind.AVIF: (".avif",),
    Kind.SVG: (".svg",),
}
OFFICE_ID: Final = "{urn:schemas-microsoft-com:office:office}title"
_NAME: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in its place: its path in the article and its alternative text."""

    path: str
    alt: str


def shown(image: Element, drawing: Element, story: Story, *, near: str) -> Shown | None:
    """The picture of a drawing; None where it is lost, which is told."""
    desk = story.desk
    relation = story.relations.get(image.get(R + "embed") or image.get(R + "id") or image.get(R + "link") or "")
    if relation is None or relation.external or relation.target not in desk.package:
        desk.say("INTAKE-028", target=relation.target[:120] if relation else "", near=near)
        return None
    data = desk.package.data(relation.target)
    kind = kind_of(data)
    if not isinstance(kind, Kind):
        desk.say("INTAKE-029", kind=kind or PurePosixPath(relation.target).suffix.upper().lstrip("."), near=near)
        return None
    cut = image.getparent()
    if cut is not None and (crop := cut.find(A + "srcRect")) is not None and crop.attrib:
        desk.say("INTAKE-035", near=near)
    path = _placed(data, kind, drawing, desk)
    alt = _alt(drawing, image)
    if not alt and next(drawing.iter(ADEC + "decorative"), None) is None:
        desk.say("INTAKE-045", path=path)
    return Shown(path, alt)


def _alt(drawing: Element, image: Element) -> str:
    described = next(drawing.iter(WP + "docPr"), None)
    text = described.get("descr") if described is not None else image.get(OFFICE_ID)
    return " ".join(clean(text or "").text.split())


def _placed(data: bytes, kind: Kind, drawing: Element, desk: Desk) -> str:
    """The path under which the picture is kept: the one that it had, else one made of its name in the document."""
    digest = hashlib.sha256(data).hexdigest()[:12]
    told = [path for name, path in (desk.memo.pictures if desk.memo else ()) if name.startswith(digest)]
    place = min(desk.shown[digest], len(told) - 1)
    desk.shown[digest] += 1
    if told and _is_inside(told[place]):
        return _kept(told[place], data, kind, desk)
    already = next((path for path, other in desk.pictures.items() if other == data), "")
    if already:
        return already
    named = next((one.get("name") or "" for one in drawing.iter(PIC + "cNvPr")), "")
    stem = _NAME.sub("-", PurePosixPath(named).stem).strip("-.") if PurePosixPath(named).suffix else ""
    return _kept(f"{stem or f'picture-{len(desk.pictures) + 1}'}{SUFFIXES[kind][0]}", data, kind, desk)


def _kept(path: str, data: bytes, kind: Kind, desk: Desk) -> str:
    """Keep a picture under its path, or one beside it where another picture or another kind has that name."""
    pure = PurePosixPath(path)
    fits = pure.suffix.lower() in SUFFIXES[kind]
    number, now = 2, pure if fits else pure.with_suffix(SUFFIXES[kind][0])
    name = str(now)
    while desk.pictures.get(name, data) != data:
        name, number = str(now.with_stem(f"{now.stem}-{number}")), number + 1
    if not fits:
        desk.originals[name] = path
    desk.pictures[name] = data
    return name


def _is_inside(path: str) -> bool:
    """Whether a path stays in the article's folder: a document may have been made to lead out of it."""
    return (
        bool(path) and "\\" not in path and ":" not in path and path[0] != "/" and ".." not in PurePosixPath(path).parts
    )

"""Caption and credit that a picture carries inside: XMP first, then IPTC-IIM.

IPTC Photo Metadata Standard: dc:description and photoshop:Credit; IIM 2:120, 2:110, 2:80. IIM 1:90 names the text's
encoding; Arabic agencies send UTF-8 without it, and Windows-1256 (LIBRARIES, 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporter.findings import Finding, finding

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_UTF8_MARK = b"\x1b%G"
_CAPTION, _CREDIT, _BYLINE, _CODED = (2, 120), (2, 110), (2, 80), (1, 90)
_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a picture says about itself; empty where it says nothing."""

    caption: str = ""
    credit: str = ""
    findings: tuple[Finding, ...] = ()


def carried(image: ImageFile) -> Carried:
    """Read the caption and the credit of an opened picture."""
    caption, credit = _xmp(image.info.get("xmp", b""))
    if caption and credit:
        return Carried(caption, credit)
    iim = _iim(image)
    return Carried(caption or iim.caption, credit or iim.credit, iim.findings)


def _xmp(packet: bytes | str) -> tuple[str, str]:
    if not packet:
        return "", ""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(packet.strip(b"\0 \n\r\t") if isinstance(packet, bytes) else packet.strip())
    except (SyntaxError, ValueError, DefusedXmlException):
        return "", ""
    description = root.find(f".//{_DC}description")
    caption = "" if description is None else " ".join("".join(description.itertext()).split())
    for item in root.iterfind(f".//{_DC}description//{_RDF}li"):
        caption = " ".join((item.text or "").split())
        break
    credit = next((text for node in root.iter() if (text := node.get(f"{_PHOTOSHOP}Credit"))), "")
    return caption, credit or (root.findtext(f".//{_PHOTOSHOP}Credit") or "").strip()


def _iim(image: ImageFile) -> Carried:
    from PIL.IptcImagePlugin import getiptcinfo

    try:
        records = getiptcinfo(image) or {}
    except Exception:  # Pillow's reader of this block raises whatever its bytes provoke; the picture is none the worse
        return Carried()
    marked = _first(records, _CODED) == _UTF8_MARK
    caption, sure = _decode(_first(records, _CAPTION), marked=marked)
    credit, certain = _decode(_first(records, _CREDIT) or _first(records, _BYLINE), marked=marked)
    guessed = () if sure and certain else (finding("IMAGE-019", text=(caption if not sure else credit)[:80]),)
    return Carried(caption, credit, guessed)


def _first(records: dict[tuple[int, int], bytes | list[bytes]], key: tuple[int, int]) -> bytes:
    value = records.get(key, b"")
    return value[0] if isinstance(value, list) else value


def _decode(raw: bytes, *, marked: bool) -> tuple[str, bool]:
    """The text, and whether its encoding is certain."""
    try:
        text, sure = raw.decode("utf-8"), True
    except UnicodeDecodeError:
        text, sure = raw.decode("utf-8", "replace") if marked else raw.decode("cp1256", "replace"), False
    return " ".join(text.replace("\0", " ").split()), sure

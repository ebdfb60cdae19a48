"""The colours of a file turned into inks: in the content of pages, forms and patterns, and in pictures.

ISO 15930-7, 6.2.4 (colour spaces); ISO 32000-1, 8.6.8 (colour operators), 8.6.7 (overprint: black text prints over what
lies under it, so that no white shows round it where a plate is a little off).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name, Operator

from exporter.errors import RenderError
from exporter.findings import finding
from exporter.images.inks import Inks, Shares

BLACK: Shares = (0.0, 0.0, 0.0, 1.0)
OVER, KNOCK = Name("/PressOver"), Name("/PressKnock")
"""Graphics states: black ink prints over, any other colour knocks out what lies under it."""

_PLAIN_SPACES = frozenset({"/DeviceCMYK", "/DeviceGray", "/Pattern"})
_QUALITY = 92


def to_inks(file: pikepdf.Pdf, inks: Inks) -> None:
    """Turn all colours of a file into inks.

    Raises:
        RenderError: something has colours that cannot be turned (PDF-032).
    """
    pictures: set[tuple[int, int]] = set()
    for page in file.pages:
        body = _content(page.obj, inks)
        page.obj.Contents = file.make_stream(b"q\n0 0 0 1 k 0 0 0 1 K\n" + body + b"\nQ\n")
        _states(page.obj.Resources)
        for holder in _holders(page.obj.Resources, set()):
            if holder.get("/Subtype") == "/Image":
                if holder.objgen not in pictures:
                    pictures.add(holder.objgen)
                    _picture(holder, inks)
            else:
                holder.write(_content(holder, inks))
                if "/CS" in holder.get("/Group", {}):
                    holder.Group.CS = Name.DeviceCMYK  # transparent parts are blended as inks
                _states(holder.Resources)


def _states(resources: Any) -> None:
    if "/ExtGState" not in resources:
        resources.ExtGState = pikepdf.Dictionary()
    states = resources.ExtGState
    states[OVER] = pikepdf.Dictionary(op=True, OPM=1)
    states[KNOCK] = pikepdf.Dictionary(op=False)


def _holders(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The pictures, forms and patterns that some resources name, each once."""
    for kind in ("/XObject", "/Pattern"):
        for one in list(resources.get(kind, pikepdf.Dictionary()).values()):
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
            if not isinstance(one, pikepdf.Stream):
                raise _refusal("a gradient")
            yield one
            if "/Resources" in one:
                yield from _holders(one.Resources, seen)


def _content(holder: Any, inks: Inks) -> bytes:
    """The content of a page, form or pattern with its colour operators turned."""
    turned: list[Any] = []
    for one in pikepdf.parse_content_stream(holder):
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            raise _refusal("an inline picture")
        turned += _turned(one, inks)
    return pikepdf.unparse_content_stream(turned)


def _turned(one: Any, inks: Inks) -> list[Any]:
    operator = str(one.operator)
    match operator:
        case "rg" | "RG":
            shares = inks.colour(*map(float, one.operands))
            return _ink(shares, "k" if operator == "rg" else "K")
        case "g" | "G":
            return _ink((0.0, 0.0, 0.0, 1 - float(one.operands[0])), "k" if operator == "g" else "K")
        case "k":
            cyan, magenta, yellow, black = map(float, one.operands)
            return _ink((cyan, magenta, yellow, black), "k")
        case "scn" | "SCN" if len(one.operands) == 4:
            cyan, magenta, yellow, black = map(float, one.operands)
            return _ink((cyan, magenta, yellow, black), "k" if operator == "scn" else "K")
        case "scn":
            return [one, pikepdf.ContentStreamInstruction([KNOCK], Operator("gs"))]
        case "cs" | "CS" if str(one.operands[0]) not in _PLAIN_SPACES:
            raise _refusal(f"the colour space {one.operands[0]}")
        case "sh":
            raise _refusal("a gradient")
    return [one]


def _ink(shares: Shares, operator: str) -> list[Any]:
    """An ink, and for areas and text whether it prints over."""
    painted = pikepdf.ContentStreamInstruction([round(share, 4) for share in shares], Operator(operator))
    if operator == "K":
        return [painted]
    state = OVER if shares == BLACK else KNOCK
    return [painted, pikepdf.ContentStreamInstruction([state], Operator("gs"))]


def _picture(picture: Any, inks: Inks) -> None:
    """A picture's pixels in CMYK; photographs stay JPEG, flat drawings lossless; grey prints with black as it is."""
    space = picture.get("/ColorSpace")
    if picture.get("/ImageMask", False) or space in ("/DeviceGray", "/DeviceCMYK"):
        return
    photograph = picture.get("/Filter") == "/DCTDecode"
    image = inks.picture(pikepdf.PdfImage(picture).as_pil_image())
    picture.ColorSpace = Name.DeviceCMYK
    picture.BitsPerComponent = 8
    if not photograph:
        picture.write(image.tobytes())
        return
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    picture.write(out.getvalue(), filter=Name.DCTDecode)
    picture.Decode = [1, 0] * 4  # Pillow writes inks inverted, as Adobe does


def _refusal(what: str) -> RenderError:
    return RenderError(finding("PDF-032", what=what))

"""A press file read back for its inks: what each page paints, with how much ink, and in which size of type.

ISO 15930-7, 6.2.4 (no colour but inks); ISO 32000-1, 8.4.4, 9.4 (graphics and text state). Shares no code with what
turned the colours: it looks at the finished file, whatever made it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias

import pikepdf

from exporter.findings import Finding, finding
from exporter.house.layout import Press
from exporter.images.inks import heaviest

_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FOREIGN = frozenset({"rg", "RG", "sh", "BI"})
_SPACES = frozenset({"/DeviceCMYK", "/DeviceGray", "/Pattern", "/All"})
_BLACK = 0.85
"""A share of black ink from which a colour is black to the eye."""
_ROUNDING = 0.02
"""Shares of 8 bits, four of them, each rounded."""

_Shares: TypeAlias = tuple[float, ...]
_NOTHING: _Shares = (0, 0, 0, 0)
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]


class _State(NamedTuple):
    """What `q` saves: the scale of lengths, the size of type, the inks of areas and of lines."""

    scale: float = 1.0
    size: float = 0.0
    fill: _Shares = (0, 0, 0, 1)
    stroke: _Shares = (0, 0, 0, 1)


def look(file: pikepdf.Pdf, press: Press) -> tuple[Finding, ...]:
    """What is wrong with a file's inks, each once (PDF-032 to PDF-034)."""
    found: list[Finding] = []
    seen: set[tuple[int, int]] = set()
    for page in file.pages:
        found += _content(page.obj, _State(), press, seen)
    return tuple(dict.fromkeys(found))


def _drawn(one: Any, state: _State, press: Press, seen: set[tuple[int, int]]) -> Iterator[Finding]:
    """A picture, once in the file; or a form, each time, for what is drawn there may be of another size."""
    if one.get("/Subtype") == "/Form":
        yield from _content(one, state, press, seen)
    elif one.objgen not in seen:
        seen.add(one.objgen)
        yield from _picture(one, press)


def _picture(picture: Any, press: Press) -> Iterator[Finding]:
    space = picture.get("/ColorSpace")
    if picture.get("/ImageMask", False) or space == "/DeviceGray":
        return
    if space != "/DeviceCMYK":
        yield finding("PDF-032", what=f"a picture in {space}")
        return
    image = _pixels(picture)
    total = heaviest(image) * 100
    if total > press.ink_limit_percent + 100 * _ROUNDING:
        yield _too_heavy("a picture", total, press)


def _pixels(picture: Any) -> Any:
    """A picture's inks. Pillow turns what a JPEG of Adobe's kind holds by itself, as `Decode` does."""
    from PIL import Image

    if picture.get("/Filter") == "/DCTDecode":
        return Image.open(BytesIO(picture.read_raw_bytes()))
    return Image.frombytes("CMYK", (int(picture.Width), int(picture.Height)), picture.read_bytes())


def _content(holder: Any, state: _State, press: Press, seen: set[tuple[int, int]]) -> Iterator[Finding]:
    blended = holder.get("/Group", pikepdf.Dictionary()).get("/CS", "/DeviceCMYK")
    if blended != "/DeviceCMYK":
        yield finding("PDF-032", what=f"transparency in {blended}")
    resources = holder.get("/Resources", pikepdf.Dictionary())
    for pattern in resources.get("/Pattern", pikepdf.Dictionary()).values():
        if pattern.objgen not in seen:
            seen.add(pattern.objgen)
            yield from _content(pattern, _State(), press, seen)
    stack: list[_State] = []
    text: _Matrix = (1, 0, 0, 1, 0, 0)
    for one in pikepdf.parse_content_stream(holder):
        operator = str(one.operator) if not isinstance(one, pikepdf.ContentStreamInlineImage) else "BI"
        if operator == "q":
            stack.append(state)
        elif operator == "Q":
            state = stack.pop() if stack else state
        elif operator == "BT":
            text = (1, 0, 0, 1, 0, 0)
        elif operator == "Tm":
            a, b, c, d, e, f = map(float, one.operands)
            text = (a, b, c, d, e, f)
        elif operator in _FOREIGN or (operator in ("cs", "CS") and str(one.operands[0]) not in _SPACES):
            yield finding("PDF-032", what=" ".join([*map(str, getattr(one, "operands", ())), operator]))
        elif operator == "Do":
            yield from _drawn(resources.XObject[str(one.operands[0])], state, press, seen)
        elif operator in _SHOWS:
            yield from _type(state, math.hypot(text[2], text[3]), press)
        else:
            state = _changed(state, operator, one)
            yield from _tint(state.fill, operator in _FILLS, press)
            yield from _tint(state.stroke, operator in _STROKES, press)


def _changed(state: _State, operator: str, one: Any) -> _State:
    match operator:
        case "cm":
            _, _, c, d, _, _ = map(float, one.operands)
            return state._replace(scale=state.scale * math.hypot(c, d))
        case "Tf":
            return state._replace(size=float(one.operands[1]))
        case "k":
            return state._replace(fill=tuple(map(float, one.operands)))
        case "K":
            return state._replace(stroke=tuple(map(float, one.operands)))
        case "g":
            return state._replace(fill=(0, 0, 0, 1 - float(one.operands[0])))
        case "G":
            return state._replace(stroke=(0, 0, 0, 1 - float(one.operands[0])))
        case "scn":  # marks on all plates, and patterns, whose own content is looked at
            return state._replace(fill=_NOTHING)
        case "SCN":
            return state._replace(stroke=_NOTHING)
    return state


def _type(state: _State, scale: float, press: Press) -> Iterator[Finding]:
    size = round(state.size * scale * state.scale, 1)
    *colours, black = state.fill
    if black >= _BLACK and sum(colours) > 0 and size < press.rich_black_from_pt:
        yield finding("PDF-033", size=size, inks=_percents(state.fill), least=press.rich_black_from_pt)
    yield from _tint(state.fill, True, press)


def _tint(shares: _Shares, painted: bool, press: Press) -> Iterator[Finding]:
    total = sum(shares) * 100
    if painted and total > press.ink_limit_percent + 100 * _ROUNDING:
        yield _too_heavy(_percents(shares), total, press)


def _too_heavy(what: str, total: float, press: Press) -> Finding:
    return finding("PDF-034", what=what, total=round(total), limit=press.ink_limit_percent)


def _percents(shares: _Shares) -> str:
    return " ".join(f"{name}{share * 100:.0f}" for name, share in zip("CMYK", shares, strict=True))

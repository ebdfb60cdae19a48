"""The cover: section, kicker, headline, lead picture and date, drawn with the bundled typefaces.

EPUB 3.3, section 3.2: a core media type; a JPEG, since shops and shelves show no SVG.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, TypeAlias

from PIL import Image

from exporter.backends.api import Context
from exporter.backends.epub.canvas import Canvas, Stroke
from exporter.backends.epub.lettering import Evenness, Line, Style, broken, inked, isolated
from exporter.model.galley import Galley, Picture
from exporter.model.inlines import Direction
from exporter.resources import templates_dir

Measures: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """A text set in lines.

    Attributes:
        size: of the em, in pixels.
        leading: from baseline to baseline, in pixels.
    """

    lines: tuple[Line, ...]
    size: float
    leading: float
    colour: str

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in pixels."""
        return len(self.lines) * self.leading


@cache
def measures() -> Measures:
    """The cover's measures and colours, `templates/epub/cover.toml`."""
    return tomllib.loads((templates_dir() / "epub" / "cover.toml").read_text(encoding="utf-8"))


def draw(galley: Galley, context: Context) -> Picture:
    """Draw the cover; the same article gives the same bytes."""
    look = measures()
    lead = galley.pictures[galley.lead.image] if galley.lead else None
    page, band, text = (_of(look[name], lead) for name in ("page", "band", "text"))
    top = look["picture"]["height"] if lead else 0
    canvas = Canvas(page["width"], page["height"], page["paper"])
    if lead:
        canvas.paint(_fitted(lead, page["width"], top, look["picture"]["focus"]))
    canvas.fill(band["colour"], 0, top, page["width"], top + band["height"])
    top += band["height"] + (text["top"] if lead else text["plain_top"])
    _compose(canvas, galley, context, text, top)
    return Picture("cover.jpg", "image/jpeg", canvas.jpeg(page["quality"]), page["width"], page["height"])


def _of(table: Measures, lead: Picture | None) -> Measures:
    return table if lead else {**table, **table["no_picture"]}


def _fitted(picture: Picture, width: int, height: int, focus: tuple[float, float]) -> Stroke:
    """Crop a photograph to fill; show a drawing whole on its own ground, for a chart must keep its edges."""
    image = Image.open(BytesIO(picture.data))
    image.draft("RGB", (width, height))  # a JPEG is decoded no larger than need be
    colours = image if image.mode == "RGB" else image.convert("RGB")  # to convert is to copy
    if picture.media_type == "image/png":
        return _contained(colours, width, height)
    return _cropped(colours, width, height, focus)


def _contained(image: Image.Image, width: int, height: int) -> Stroke:
    """Show a drawing whole in the middle of a frame, as `ImageOps.contain` does, on the colour of its corner."""
    scale = min(width / image.width, height / image.height)
    shown = round(image.width * scale), round(image.height * scale)
    left, above = (width - shown[0]) // 2, (height - shown[1]) // 2
    corner, row = image.crop((0, 0, 1, 1)), image.height / shown[1]

    def stroke(strip: Image.Image, top: int) -> None:
        rows = min(strip.height, height - top)
        if rows > 0:
            strip.paste(corner.resize((width, rows)), (0, 0))
            first, last = max(top - above, 0), min(top + rows - above, shown[1])
            if first < last:
                box = (0, first * row, image.width, min(last * row, image.height))
                part = image.resize((shown[0], last - first), Image.Resampling.BILINEAR, box)
                strip.paste(part, (left, above + first - top))

    return stroke


def _cropped(image: Image.Image, width: int, height: int, focus: tuple[float, float]) -> Stroke:
    """Fill a frame as `ImageOps.fit` does, so many rows at a time as are asked for."""
    scale = max(width / image.width, height / image.height)
    left = max(0.0, image.width - width / scale) * focus[0]
    above = max(0.0, image.height - height / scale) * focus[1]
    right = min(left + width / scale, image.width)

    def stroke(strip: Image.Image, top: int) -> None:
        rows = min(strip.height, height - top)
        if rows > 0:
            box = (left, above + top / scale, right, min(above + (top + rows) / scale, image.height))
            strip.paste(image.resize((width, rows), Image.Resampling.BILINEAR, box))

    return stroke


def _compose(canvas: Canvas, galley: Galley, context: Context, text: Measures, top: float) -> None:
    """Set the foot from below, the kicker from above, and the headline as large as the room between allows."""
    foot = float(canvas.height - text["foot"])
    for name, inlines in (("dateline", galley.dateline), ("byline", galley.byline)):
        setting = _set(name, isolated(inlines), galley, context, text)
        foot -= setting.height
        _print(canvas, setting, galley, text, foot)
    labels = [isolated(inlines) for inlines in (galley.section, galley.kicker) if inlines]
    kicker = _set("kicker", text["between"].join(labels), galley, context, text)
    _print(canvas, kicker, galley, text, top)
    top += kicker.height + (text["gap"] if labels else 0)
    room = foot - text["clear"] - top
    _print(canvas, _set("headline", isolated(galley.headline), galley, context, text, room), galley, text, top)


def _set(
    name: str, words: str, galley: Galley, context: Context, text: Measures, room: float = float("inf")
) -> Setting:
    """Set a text in the largest size at which all of it fits; cut it short at the smallest."""
    look = measures()[name]
    measure = measures()["page"]["width"] - 2 * text["margin"]
    base = int(galley.direction is Direction.RTL)
    even = Evenness(text["narrowest"], text["step"])
    for size in look["sizes"]:
        style = Style(context.roles[look["role"]], look["weight"], size, galley.article.language, base)
        leading = size * look["leading"]
        most = max(1, min(look["most"], int(room / leading) if room < float("inf") else look["most"]))
        lines, whole = broken(words, style, measure, most, even)
        if whole:
            break
    return Setting(lines, size, leading, text[look["colour"]])


def _print(canvas: Canvas, setting: Setting, galley: Galley, text: Measures, top: float) -> None:
    """Print lines flush to the side where their language begins."""
    baseline = top + (setting.leading + setting.size * text["ascent"]) / 2
    for line in setting.lines:
        ink, left, rise = inked(line, setting.size)
        rtl = galley.direction is Direction.RTL
        start = canvas.width - text["margin"] - line.width if rtl else text["margin"]
        canvas.ink(setting.colour, round(start + left), round(baseline - rise), ink)
        baseline += setting.leading

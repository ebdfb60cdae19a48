"""Pictures in the line of text, kept with their caption and credit.

ECMA-376 part 1, 20.4 (DrawingML in WordprocessingML); alternative text, 20.4.2.5; MS-ODRAWXML (decorative).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exporter.backends.docx.elements import Element, emus, on, plain_element, w
from exporter.backends.docx.paragraphs import filled, paragraph
from exporter.backends.docx.runs import runs, wide_space
from exporter.backends.docx.story import Setting, Story
from exporter.model.blocks import Figure
from exporter.model.galley import Picture

MM_AN_INCH: Final = 25.4
PICTURE_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DECORATIVE_URI: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def figure(block: Figure, story: Story, setting: Setting) -> Iterator[Element]:
    """The picture, its caption, then its archival mark and credit on one line."""
    last = bool(block.mark or block.credit)
    kept = on("keepNext") if block.caption or last else None
    yield filled([w("r", _drawing(block, story, setting))], "Figure", story, kept)
    if block.caption:
        yield paragraph(block.caption, "Caption", story, on("keepNext") if last else None)
    if last:
        space = [wide_space(story)] if block.mark and block.credit else []
        yield filled([*runs(block.mark, story, "ArchivalMark"), *space, *runs(block.credit, story)], "Credit", story)


def _drawing(block: Figure, story: Story, setting: Setting) -> Element:
    picture, relation = story.picture(block.image)
    width, height = (emus(mm) for mm in _size_mm(picture, story, setting))
    identity = story.book.identity()
    inline = plain_element(
        "wp",
        "inline",
        plain_element("wp", "extent", cx=width, cy=height),
        _description(block, identity),
        plain_element("wp", "cNvGraphicFramePr", plain_element("a", "graphicFrameLocks", noChangeAspect=1)),
        plain_element(
            "a", "graphic", plain_element("a", "graphicData", _pic(picture, relation, width, height), uri=PICTURE_URI)
        ),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return w("drawing", inline)


def _description(block: Figure, identity: int) -> Element:
    """The alternative text; a picture without one is marked as mere decoration, which a speaking Word passes over."""
    name = f"Picture {identity}"
    if block.alt:
        return plain_element("wp", "docPr", id=identity, name=name, descr=block.alt)
    extension = plain_element("a", "ext", plain_element("adec", "decorative", val=1), uri=DECORATIVE_URI)
    return plain_element("wp", "docPr", plain_element("a", "extLst", extension), id=identity, name=name)


def _pic(picture: Picture, relation: str, width: int, height: int) -> Element:
    place = plain_element(
        "a", "xfrm", plain_element("a", "off", x=0, y=0), plain_element("a", "ext", cx=width, cy=height)
    )
    return plain_element(
        "pic",
        "pic",
        plain_element(
            "pic",
            "nvPicPr",
            plain_element("pic", "cNvPr", id=0, name=picture.name),
            plain_element("pic", "cNvPicPr"),
        ),
        plain_element(
            "pic",
            "blipFill",
            plain_element("a", "blip", r_embed=relation),
            plain_element("a", "stretch", plain_element("a", "fillRect")),
        ),
        plain_element("pic", "spPr", place, plain_element("a", "prstGeom", plain_element("a", "avLst"), prst="rect")),
    )


def _size_mm(picture: Picture, story: Story, setting: Setting) -> tuple[float, float]:
    """As wide as the measure, unless that is too high or would enlarge a small picture too far."""
    limits = story.book.sheet.figures
    ratio = picture.height / picture.width
    natural = picture.width / limits.least_dpi * MM_AN_INCH
    width = min(setting.width_mm, natural, limits.max_height_mm / ratio)
    return width, width * ratio

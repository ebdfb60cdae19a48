"""A face's tatweel is used when it joins its letters, and left alone when it does not."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from exporter.typefaces import tatweel
from exporter.typefaces.families import Face, load_families

FAMILIES = load_families().families
ARABIC = [face for family in FAMILIES if family.covers(0x0634) for face in family.faces]
OTHERS = [face for family in FAMILIES if not family.covers(0x0634) for face in family.faces]


@pytest.mark.parametrize("face", ARABIC, ids=lambda face: face.path.stem)
def test_every_bundled_arabic_face_can_lengthen_its_words(face: Face) -> None:
    assert tatweel.fault(face.data()) == ""


@pytest.mark.parametrize("face", OTHERS, ids=lambda face: face.path.stem)
def test_a_face_for_other_scripts_cannot(face: Face) -> None:
    assert tatweel.fault(face.data()) == "none"


def _changed(change: Callable[[TTFont, str], None]) -> bytes:
    font = TTFont(BytesIO(load_families().by_name("Almarai").faces[0].data()))
    change(font, font.getBestCmap()[0x640])
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _without(font: TTFont, name: str) -> None:
    for table in font["cmap"].tables:
        table.cmap.pop(0x640, None)


def _blank(font: TTFont, name: str) -> None:
    font["hmtx"][name] = (0, 0)


def _wide(font: TTFont, name: str) -> None:
    font["hmtx"][name] = (900, -4)


def _raised(font: TTFont, name: str) -> None:
    font["glyf"][name].coordinates.translate((0, 300))
    font["glyf"][name].recalcBounds(font["glyf"])


def _stepped(font: TTFont, name: str) -> None:
    font["glyf"][name].coordinates.translate((0, 30))
    font["glyf"][name].recalcBounds(font["glyf"])


def _short(font: TTFont, name: str) -> None:
    font["glyf"][name].coordinates.scale((0.7, 1))
    font["glyf"][name].recalcBounds(font["glyf"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without, "none"),
        (_blank, "its advance is 0.00 em"),
        (_wide, "its advance is 0.90 em"),
        (_raised, "it does not meet its letters"),
        (_stepped, "it makes a step at its letters"),
        (_short, "it does not fill its advance"),
    ],
    ids=["missing", "blank", "too wide", "above the baseline", "a little above it", "shorter than its advance"],
)
def test_a_tatweel_is_not_used_that_is(change: Callable[[TTFont, str], None], said: str) -> None:
    assert tatweel.fault(_changed(change)) == said


def test_the_changed_face_is_faulty_by_the_change_alone() -> None:
    assert tatweel.fault(_changed(lambda font, name: None)) == ""

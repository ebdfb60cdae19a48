"""What is remembered between two layouts of a page: nothing on it may tell."""

from __future__ import annotations

import gc
import sys
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exporter.backends.pdf import memory
from exporter.backends.pdf.engine import HTML, boxes, images, inline, line_break, preferred
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.model.blocks import Align, Table
from exporter.model.inlines import words_of
from exporter.typefaces.families import load_families
from tests.backends.galleys import brief, everything, paragraph
from tests.backends.pdf.pages import changed, data
from tests.images.pictures import photo, saved

FLOATS = ".pullquote { float: inline-start; width: 40% } .body b { float: inline-end } p::first-line { color: #700 }"


@pytest.mark.parametrize("style", ["", FLOATS])
def test_a_page_of_remembered_lines_is_the_page_without_byte_for_byte(
    style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = changed(tmp_path, "page.css", lambda sheet: sheet + style)
    remembered = data(everything(), of=of)
    monkeypatch.setattr(inline, "split_first_line", line_break.split_first_line)
    monkeypatch.setattr(preferred, "split_first_line", line_break.split_first_line)
    monkeypatch.setattr(inline, "avoid_collisions", memory._original_room)
    assert data(everything(), of=of) == remembered


def test_a_line_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, laid_out, split = list[object](), list[object](), inline.split_inline_box

    def once(context: object, box: object, *rest: object) -> object:
        if isinstance(box, boxes.LineBox):
            laid_out.append(box)
        return split(context, box, *rest)

    following = inline.get_next_linebox

    def line(*asked: object) -> object:
        lines.append(asked)
        return following(*asked)

    monkeypatch.setattr(inline, "split_inline_box", once)
    monkeypatch.setattr(inline, "get_next_linebox", line)
    data(brief(*[paragraph("ثم مضى الناس في طريقهم إلى السوق " * 20)] * 3))
    assert 0 < len(laid_out) <= len(lines), (len(laid_out), len(lines))


def test_most_lines_of_a_page_with_numbers_are_set_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, made = list[str](), list[str]()

    def count(name: list[str], split: object) -> object:
        def counted(text: str, *rest: object, **named: object) -> object:
            name.append(text)
            return split(text, *rest, **named)  # type: ignore[operator]

        return counted

    monkeypatch.setattr(memory, "_original_split", count(made, memory._original_split))
    monkeypatch.setattr(inline, "split_first_line", count(asked, memory.split_first_line))
    data(brief(*[paragraph(f"فقرة {nth} " + "ثم مضى الناس في طريقهم إلى السوق " * 20) for nth in range(30)]))
    assert len(made) < 0.7 * len(asked), (len(made), len(asked))


@given(
    st.lists(
        st.sampled_from(["كتاب", "وَالعَرَبِيَّةُ", "Reuters", "3-0", "«نعم»", "لا\u200bبد", "ا" * 150]),
        min_size=1,
        max_size=60,
    ),
    st.sampled_from(["overflow-wrap: anywhere", "word-break: break-all", "white-space: nowrap", "hyphens: none"]),
    st.booleans(),
)
def test_the_narrowest_line_is_found_in_the_beginning_of_a_text_as_in_all_of_it(
    words: list[str], rule: str, is_start: bool
) -> None:
    asked = (" ".join(words), _style(rule), None, 0, 0, is_start, True)
    (_, *ours), (_, *theirs) = memory.split_first_line(*asked), memory._original_split(*asked)
    assert ours == theirs


def test_a_long_cell_is_not_set_whole_for_each_of_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow, split = list[str](), memory._original_split

    def counted(text: str, style: Any, context: Any, width: Any, *rest: Any) -> tuple[Any, ...]:
        if width == 0:
            narrow.append(text)
        line: tuple[Any, ...] = split(text, style, context, width, *rest)
        return line

    monkeypatch.setattr(memory, "_original_split", counted)
    cell = words_of("كلمة أخرى في خلية طويلة من الجدول " * 12)
    data(brief(Table((), (), ((cell, cell),), (Align.START,) * 2)))
    assert len(narrow) > 50 and max(map(len, narrow)) < memory.BEGINNING + 20


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "LA"])
def test_the_pixels_of_a_png_reach_the_file_as_they_are(mode: str) -> None:
    image = photo("RGB").convert(mode)
    ours, theirs = (
        zlib.decompress(way(Image.open(BytesIO(saved(image, "PNG")))))
        for way in (memory.png_data, memory._original_data)
    )
    assert _pixels(ours, image) == _pixels(theirs, image)


def test_a_png_is_not_packed_again() -> None:
    packed = saved(photo("RGB"), "PNG", compress_level=1)
    assert memory.png_data(Image.open(BytesIO(packed))) in packed
    assert images.RasterImage._get_png_data is memory.png_data


def _pixels(rows: bytes, image: Image.Image) -> bytes:
    """The pixels of a PNG's unpacked rows, by a reader that is given them as a PNG again."""
    colours = {"L": 0, "RGB": 2, "P": 3, "LA": 4}[image.mode]

    def chunk(name: bytes, content: bytes) -> bytes:
        sum_ = zlib.crc32(name + content)
        return len(content).to_bytes(4) + name + content + sum_.to_bytes(4)

    header = image.width.to_bytes(4) + image.height.to_bytes(4) + bytes([8, colours, 0, 0, 0])
    palette = chunk(b"PLTE", bytes(image.getpalette() or b"")) if image.mode == "P" else b""
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + palette
    png += chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return Image.open(BytesIO(png)).convert("RGBA").tobytes()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the memory of /proc")
def test_a_line_that_is_forgotten_takes_no_memory() -> None:
    style = _style()

    def make(lines: int) -> int:
        for _ in range(lines):
            layout = line_break.Layout(style)
            layout.set_text("سطر من الكلام")
        gc.collect()
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096

    before = make(2_000)
    assert make(20_000) - before < 2 << 20  # WeasyPrint alone leaves 4.6 MB


@cache
def _style(rule: str = "") -> Any:
    """The style of a line as our pages have it, with font features."""
    page = HTML(string=f'<p style="font-kerning: normal; word-spacing: 0.01pt; {rule}">سطر')
    (laid_out,) = page.render(font_config=bundled_fonts(load_families())).pages
    return next(box for box in laid_out._page_box.descendants() if isinstance(box, boxes.TextBox)).style

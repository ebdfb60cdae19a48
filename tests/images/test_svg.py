"""A drawing is drawn when it stands alone; what reaches out of it or runs is refused, by name."""

from __future__ import annotations

import pytest

from exporter.findings import Finding
from exporter.images.prepare import Ready, prepare_picture
from exporter.images.svg import LONG_SIDE
from tests.images.pictures import opened

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def drawing(inside: str, before: str = "") -> Ready | Finding:
    return prepare_picture(f"{before}{HEAD}{inside}</svg>".encode())


def test_a_drawing_comes_out_as_png_large_enough_for_print() -> None:
    result = drawing('<rect width="40" height="20" fill="#f00"/>', '<?xml version="1.0" encoding="UTF-8"?>\n')
    assert isinstance(result, Ready)
    assert (result.picture.width, result.picture.height) == (LONG_SIDE, LONG_SIDE // 2)
    assert opened(result.picture.data).convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    assert result == drawing('<rect width="40" height="20" fill="#f00"/>', '<?xml version="1.0" encoding="UTF-8"?>\n')


def test_arabic_in_a_drawing_is_shaped_with_the_bundled_typefaces() -> None:
    def ink(text: str) -> int:
        style = 'x="20" y="14" font-size="8" text-anchor="middle" font-family="Noto Naskh Arabic"'
        result = drawing(f"<text {style}>{text}</text>")
        assert isinstance(result, Ready)
        box = opened(result.picture.data).getchannel("A").getbbox()
        assert box is not None
        return box[2] - box[0]

    assert ink("محمد") < ink("\u200c".join("محمد"))  # joined letters are narrower than the same kept apart


@pytest.mark.parametrize(
    "named", ["", 'font-family="sans-serif"', 'font-family="Arial"', 'style="font-family: Tahoma"']
)
def test_text_in_a_typeface_that_is_not_bundled_is_drawn_in_one_that_is(named: str) -> None:
    result = drawing(f'<text x="2" y="14" font-size="8" {named}>محمد</text>')
    assert isinstance(result, Ready)
    assert opened(result.picture.data).getchannel("A").getbbox()


@pytest.mark.parametrize(
    ("inside", "before", "code"),
    [
        ("<script>alert(1)</script>", "", "IMAGE-012"),
        ('<rect onclick="alert(1)"/>', "", "IMAGE-012"),
        ('<a href="javascript:alert(1)"/>', "", "IMAGE-012"),
        ("<foreignObject/>", "", "IMAGE-012"),
        ('<image href="https://example.org/a.png"/>', "", "IMAGE-013"),
        ('<image xlink:href="file:///etc/passwd"/>', "", "IMAGE-013"),
        ('<image href="a.png"/>', "", "IMAGE-013"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "", "IMAGE-013"),
        ('<image href="data:image/png;base64,AAAA"/>', "", "IMAGE-026"),
        ('<image xlink:href=" DATA:image/jpeg;base64,AAAA"/>', "", "IMAGE-026"),
        ("<style>rect { fill: url('data:image/png;base64,AAAA') }</style>", "", "IMAGE-026"),
        ("<filter id='f'/>", "", "IMAGE-026"),
        ('<feTurbulence numOctaves="1000"/>', "", "IMAGE-026"),
        ("<g>" * 300 + "</g>" * 300, "", "IMAGE-027"),
        ('<g id="a"><use href="#a"/></g>', "", "IMAGE-027"),
        ('<rect fill="url(https://example.org/a.svg#b)"/>', "", "IMAGE-013"),
        ("<rect style=\"fill: url( 'x.svg#b')\"/>", "", "IMAGE-013"),
        ("<style>@import 'x.css';</style>", "", "IMAGE-013"),
        ("<style>rect { fill: url(x.svg) }</style>", "", "IMAGE-013"),
        ("", "<?xml-stylesheet href='x.css'?>", "IMAGE-013"),
        ("&e;", '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "IMAGE-014"),
        ("&e;", '<!DOCTYPE svg [<!ENTITY e "x">]>', "IMAGE-014"),
        ("<rect>", "", "IMAGE-015"),
    ],
)
def test_what_runs_or_reaches_out_is_refused(inside: str, before: str, code: str) -> None:
    result = drawing(inside, before)
    assert isinstance(result, Finding)
    assert result.code == code


@pytest.mark.parametrize(
    ("once", "again"),
    [
        ('<g id="l{to}">{many}</g>', '<use xlink:href="#l{of}"/>'),
        ('<mask id="l{to}">{many}</mask>', '<rect mask="url(#l{of})" width="9" height="9"/>'),
        ('<pattern id="l{to}" width="1" height="1">{many}</pattern>', "<rect style=\"fill: url( '#l{of}')\"/>"),
    ],
    ids=["use", "mask", "pattern"],
)
def test_a_thing_drawn_over_and_over_is_refused_before_it_is_drawn(once: str, again: str) -> None:
    levels = "".join(once.format(to=n + 1, many=again.format(of=n) * 10) for n in range(9))
    result = drawing(f'<defs><rect id="l0" width="1" height="1"/>{levels}</defs>{again.format(of=9)}')
    assert isinstance(result, Finding) and result.code == "IMAGE-027"


def test_a_drawing_that_takes_too_much_memory_ends_itself_and_not_the_program() -> None:
    pattern = '<pattern id="p" width="30" height="30" patternUnits="userSpaceOnUse"><path d="M0 0h1v1z"/></pattern>'
    result = drawing(f'{pattern}<g transform="scale(100)"><rect width="40" height="20" fill="url(#p)"/></g>')
    assert isinstance(result, Finding) and result.code == "IMAGE-027"


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ('width="1" height="100000" viewBox="0 0 100 100"', (LONG_SIDE, LONG_SIDE)),
        ('width="100%" height="1e9" viewBox="-10,-5 100 50" preserveAspectRatio="none"', (LONG_SIDE, LONG_SIDE // 2)),
        ('style="width:1px;height:900000px" viewBox="0 0 100 100"', (LONG_SIDE, LONG_SIDE)),
        ('width="10mm" height="2cm"', (LONG_SIDE // 2, LONG_SIDE)),
    ],
)
def test_a_drawing_is_drawn_in_the_size_that_was_judged_and_fills_it(box: str, size: tuple[int, int]) -> None:
    root = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    result = prepare_picture(f'{root}<rect x="-10" y="-5" width="999" height="999" fill="#f00"/></svg>'.encode())
    assert isinstance(result, Ready)
    assert (result.picture.width, result.picture.height) == size
    assert opened(result.picture.data).convert("RGB").getpixel((size[0] - 1, size[1] - 1)) == (255, 0, 0)


@pytest.mark.parametrize(
    "box",
    [
        "",
        'viewBox="0 0 0 0"',
        'viewBox="0 0 1 100000"',
        'viewBox="0 0 1e9 1e9"',
        'viewBox="x 0 9 9"',
        f'viewBox="0 0 {"9" * 400} {"9" * 400}"',
        f'viewBox="{"9" * 400} 0 9 9"',
        'width="100%" height="100%"',
    ],
    ids=range(8),
)
def test_a_drawing_without_a_usable_size_is_refused(box: str) -> None:
    result = prepare_picture(f'<svg xmlns="http://www.w3.org/2000/svg" {box}/>'.encode())
    assert isinstance(result, Finding)
    assert result.code == "IMAGE-015"


def test_references_inside_the_drawing_are_welcome() -> None:
    inside = '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
    assert isinstance(drawing(inside + '<rect width="9" height="9" fill="url(#g)"/><use href="#g"/>'), Ready)


# ------------------------------------------------------------------ direction

LINE = "نمو 5% في Reuters، 2026!"
EDGE = 'y="14" font-size="2"'


def ink(inside: str) -> tuple[tuple[int, ...], bytes]:
    """Where the ink stands, and what it looks like there."""
    result = drawing(inside)
    assert isinstance(result, Ready) and result.findings == ()
    alpha = opened(result.picture.data).getchannel("A")
    box = alpha.getbbox()
    assert box is not None
    return box, alpha.crop(box).tobytes()


TURNED = ink(f'<text x="38" {EDGE} text-anchor="end">\u202b{LINE}</text>')


@pytest.mark.parametrize(
    "text",
    [
        f'<text x="38" {EDGE} direction="rtl">{LINE}</text>',
        f'<text x="38" {EDGE} direction="rtl" text-anchor="start">\n  {LINE}\n</text>',
        f'<g direction="rtl" text-anchor="start"><text x="38" {EDGE}>{LINE}</text></g>',
        f'<text x="38" {EDGE} style="direction: rtl; text-anchor: start">{LINE}</text>',
        f'<text {EDGE} direction="rtl"><tspan x="38">نمو 5% </tspan>في Reuters، 2026!</text>',
        f'<text {EDGE} style="direction:rtl">\n<tspan x="38"><tspan>{LINE}</tspan></tspan></text>',
        f'<g direction="ltr"><text x="38" {EDGE} style="direction:rtl">{LINE}</text></g>',
    ],
    ids=range(7),
)
def test_text_from_right_to_left_begins_at_its_place_and_runs_as_it_is_read(text: str) -> None:
    assert ink(text) == TURNED


def test_an_anchor_at_the_end_is_the_left_end_of_text_from_right_to_left() -> None:
    left, _ = ink(f'<text x="2" {EDGE} direction="rtl" text-anchor="end">{LINE}</text>')
    same, _ = ink(f'<text x="2" {EDGE} text-anchor="start">\u202b{LINE}</text>')
    assert left == same and left[0] < LONG_SIDE / 10
    middle, _ = ink(f'<text x="20" {EDGE} direction="rtl" text-anchor="middle">{LINE}</text>')
    assert abs((middle[0] + middle[2]) / 2 - LONG_SIDE / 2) < 20


def test_each_line_of_a_text_is_turned_by_itself() -> None:
    two = f'<text {EDGE} direction="rtl"><tspan x="38" y="8">نعم!</tspan><tspan x="38" y="14">{LINE}</tspan></text>'
    first, second = (
        '<text x="38" y="8" font-size="2" direction="rtl">نعم!</text>',
        f'<text x="38" {EDGE} direction="rtl">{LINE}</text>',
    )
    assert ink(two) == ink(first + second)


def test_text_that_says_nothing_of_its_direction_is_left_as_it_is() -> None:
    assert ink(f'<text x="38" {EDGE} text-anchor="end">{LINE}</text>') != TURNED
    assert ink(f'<g direction="rtl"><text x="2" {EDGE} direction="ltr">Yes!</text></g>') == ink(
        f'<text x="2" {EDGE}>Yes!</text>'
    )


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<style>text { direction: rtl }</style><text>نعم!</text>", ["IMAGE-032"]),
        ('<style>.a { text-anchor: end }</style><text direction="rtl">نعم!</text>', ["IMAGE-032"]),
        ('<text x="1 2 3" direction="rtl">نعم</text>', ["IMAGE-032"]),
        ("<style>.a { text-anchor: end }</style><text>Yes</text>", []),
        ('<text x="1 2 3">Yes</text>', []),
    ],
)
def test_direction_that_cannot_be_followed_is_told(inside: str, told: list[str]) -> None:
    result = drawing(inside + '<rect width="9" height="9"/>')
    assert isinstance(result, Ready)
    assert [found.code for found in result.findings] == told

"""A carpet page in the Andalusian manner: eight-fold stars, a braided border, a medallion in the margin."""

from __future__ import annotations

import math
from collections.abc import Iterator

from brush import Point, blur, box, dot, fade, glow, picture, shape, stroke, tag

WIDTH, HEIGHT = 1600, 2000
LAPIS, GOLD, PALE, RED, GREEN, INK = "#1f3f74", "#c8983f", "#f3e4bf", "#9c3b2b", "#2f6b57", "#2b2219"
LEFT, TOP, SIDE, ROWS, COLUMNS = 350.0, 280.0, 180.0, 8, 5


def draw() -> str:
    """The whole picture as SVG."""
    return picture(
        WIDTH,
        HEIGHT,
        _paper(),
        _border(),
        _stars(),
        _corners(),
        tag("g", _medallion(0, 0), transform="translate(118 1000) scale(0.8)"),
        _age(),
    )


def _paper() -> str:
    return tag(
        "defs",
        fade("sheet", (0, "#f4e7c8"), (0.5, "#efdfb8"), (1, "#e4cf9f"), to=(1, 1)),
        fade("gold", (0, "#e3bd66"), (0.45, "#c8983f"), (0.6, "#ecd08a"), (1, "#a87a2b"), to=(1, 1)),
        fade("gutter", (0, "#5a3d1c", 0), (0.9, "#5a3d1c", 0.05), (1, "#3a260f", 0.5), to=(1, 0)),
        glow("stain", (0, "#8a6330", 0.16), (0.75, "#8a6330", 0.1), (1, "#8a6330", 0)),
        glow("edge", (0, "#5a3a16", 0), (0.7, "#5a3a16", 0), (1, "#5a3a16", 0.2)),
        blur("soft", 22),
        tag("clipPath", box(LEFT, TOP, SIDE * COLUMNS, SIDE * ROWS, "#fff"), id="field"),
    ) + box(0, 0, WIDTH, HEIGHT, "url(#sheet)")


def _star(x: float, y: float, outer: float, inner: float, tips: int, turn: float = 0) -> list[Point]:
    return [
        (
            x + math.cos(turn + at * math.pi / tips) * (inner if at % 2 else outer),
            y + math.sin(turn + at * math.pi / tips) * (inner if at % 2 else outer),
        )
        for at in range(2 * tips)
    ]


def _khatam(x: float, y: float, radius: float) -> list[Point]:
    return _star(x, y, radius, radius * math.cos(math.pi / 4) / math.cos(math.pi / 8), 8)


def _places() -> Iterator[tuple[int, float, float]]:
    for row in range(ROWS):
        for column in range(COLUMNS):
            yield row + column, LEFT + SIDE * (column + 0.5), TOP + SIDE * (row + 0.5)


def _stars() -> str:
    reach = SIDE / 2
    said = [box(LEFT, TOP, SIDE * COLUMNS, SIDE * ROWS, RED)]
    for row in range(ROWS + 1):
        for column in range(COLUMNS + 1):
            said.append(_cross(LEFT + SIDE * column, TOP + SIDE * row))
    for at, x, y in _places():
        ground, petal = (LAPIS, PALE) if at % 2 else (GREEN, PALE)
        said.append(shape(_khatam(x, y, reach), ground, stroke="url(#gold)", stroke_width=9, stroke_linejoin="miter"))
        said.append(shape(_khatam(x, y, reach * 0.74), "none", stroke="#e3bd66", stroke_width=3))
        said += [
            tag(
                "path",
                d=f"M{x:.1f} {y:.1f}q-15 -24 0 -50q15 26 0 50z",
                fill=petal,
                transform=f"rotate({turn * 45 + 22.5} {x:.1f} {y:.1f})",
            )
            for turn in range(8)
        ]
        said += [
            dot(x + math.cos(turn * math.pi / 4) * 58, y + math.sin(turn * math.pi / 4) * 58, 4.2, "#e3bd66")
            for turn in range(8)
        ]
        said.append(dot(x, y, 13, "url(#gold)", stroke=INK, stroke_width=1.4) + dot(x, y, 5, RED))
    return tag("g", *said, clip_path="url(#field)") + _frame(LEFT, TOP, SIDE * COLUMNS, SIDE * ROWS)


def _frame(x: float, y: float, wide: float, high: float) -> str:
    said = []
    for out, width, colour in (
        (0, 4, INK),
        (8, 12, "url(#gold)"),
        (16, 3, INK),
        (92, 3, INK),
        (100, 12, "url(#gold)"),
        (108, 3, INK),
        (118, 2, LAPIS),
    ):
        said.append(
            tag(
                "rect",
                x=x - out,
                y=y - out,
                width=wide + 2 * out,
                height=high + 2 * out,
                fill="none",
                stroke=colour,
                stroke_width=width,
            )
        )
    return "".join(said)


def _cross(x: float, y: float) -> str:
    leaf = "".join(
        tag(
            "path",
            d=f"M{x:.1f} {y - 8:.1f}q-11 -18 0 -40q11 22 0 40z",
            fill="#e3bd66",
            transform=f"rotate({turn * 90} {x:.1f} {y:.1f})",
        )
        for turn in range(4)
    )
    buds = "".join(dot(x + dx * 17, y + dy * 17, 3.4, PALE) for dx in (-1, 1) for dy in (-1, 1))
    return leaf + dot(x, y, 7, PALE) + buds


def _border() -> str:
    x, y, wide, high = LEFT - 54, TOP - 54, SIDE * COLUMNS + 108, SIDE * ROWS + 108
    said = [tag("rect", x=x, y=y, width=wide, height=high, fill="none", stroke=LAPIS, stroke_width=78)]
    for start, length, turn in (
        ((x, y), wide, 0),
        ((x, y + high), wide, 0),
        ((x, y), high, 90),
        ((x + wide, y), high, 90),
    ):
        said.append(tag("g", _braid(length), transform=f"translate({start[0]} {start[1]}) rotate({turn})"))
    return "".join(said)


def _braid(length: float) -> str:
    turns = max(round(length / 84), 2)
    step, said = length / turns, []
    for phase in (0, 1, 2):
        line = [
            (at * step / 12, 21 * math.sin(at / 12 * math.pi + phase * 2 * math.pi / 3)) for at in range(12 * turns + 1)
        ]
        said += [stroke(line, INK, 13), stroke(line, "#e3bd66", 9.5), stroke(line, "#fbeec6", 2)]
    return "".join(said)


def _corners() -> str:
    said = []
    for cx in (LEFT - 54, LEFT + SIDE * COLUMNS + 54):
        for cy in (TOP - 54, TOP + SIDE * ROWS + 54):
            said.append(box(cx - 40, cy - 40, 80, 80, RED, stroke="url(#gold)", stroke_width=6))
            said.append(
                shape(_khatam(cx, cy, 33), PALE, stroke=INK, stroke_width=2)
                + shape(_khatam(cx, cy, 20), LAPIS)
                + dot(cx, cy, 7, "#e3bd66")
            )
    return "".join(said)


def _medallion(x: float, y: float) -> str:
    said = [stroke([(x, y - 330), (x, y + 330)], LAPIS, 3)]
    for way in (-1, 1):
        said += [
            stroke([(x, y + way * at), (x - side * 26, y + way * (at + 26)), (x, y + way * (at + 52))], LAPIS, 3)
            for at in (140, 192, 244)
            for side in (-1, 1)
        ]
        said.append(dot(x, y + way * 334, 9, RED))
    said += [
        shape(_star(x, y, 118, 100, 24), LAPIS),
        dot(x, y, 96, "url(#gold)", stroke=INK, stroke_width=2),
        dot(x, y, 84, LAPIS),
    ]
    said += [
        tag(
            "path",
            d=f"M{x} {y - 24}q-22 -26 0 -56q22 30 0 56z",
            fill=PALE if at % 2 else "#e3bd66",
            transform=f"rotate({at * 30} {x} {y})",
        )
        for at in range(12)
    ]
    said += [dot(x, y, 27, RED, stroke="url(#gold)", stroke_width=5), shape(_khatam(x, y, 15), "#e3bd66")]
    return "".join(said)


def _age() -> str:
    stains = "".join(
        tag("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill="url(#stain)", filter="url(#soft)")
        for x, y, rx, ry in ((1480, 160, 150, 110), (80, 1840, 190, 130), (1390, 1900, 240, 60), (60, 330, 80, 160))
    )
    return stains + box(0, 0, WIDTH, HEIGHT, "url(#gutter)") + box(0, 0, WIDTH, HEIGHT, "url(#edge)")

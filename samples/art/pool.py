"""Three palms before dawn and their picture in still water, under a thin moon."""

from __future__ import annotations

from random import Random

from brush import Point, blur, box, curve, dot, fade, glow, limb, mix, path, picture, stroke, tag
from palms import crown

WIDTH, HEIGHT = 1800, 1200
WATER = 780


def draw() -> str:
    """The whole picture as SVG."""
    chance = Random(53)
    shore = tag("g", _dunes(), _palms(), _bank(chance), id="shore")
    mirror = tag("use", href="#shore", transform=f"translate(0 {2 * WATER}) scale(1 -1)", opacity=0.5)
    clipped = tag("g", mirror, clip_path="url(#below)", filter="url(#still)")
    return picture(
        WIDTH, HEIGHT, _light(), _sky(chance), box(0, WATER, WIDTH, 420, "url(#pool)"), shore, clipped, _surface(chance)
    )


def _light() -> str:
    crowns = "".join(tag("g", crown(Random(seed)), id=f"crown{seed}") for seed in (4, 5, 6))
    return tag(
        "defs",
        fade("sky", (0, "#0f2438"), (0.4, "#2c4f63"), (0.68, "#8a8f8d"), (0.86, "#e0b48a"), (1, "#f3cfa0")),
        fade("pool", (0, "#e8c296"), (0.16, "#9a9a92"), (0.5, "#37586a"), (1, "#10263a")),
        fade("dune", (0, "#b08a68"), (1, "#5d4a42")),
        fade("near", (0, "#5a463a"), (1, "#2b2422")),
        glow("moon", (0, "#fff7df", 0.28), (0.4, "#fff1cd", 0.14), (1, "#fff1cd", 0)),
        tag("clipPath", box(0, WATER, WIDTH, 420, "#fff"), id="below"),
        blur("still", 2.4),
        blur("soft", 12),
        crowns,
    )


def _sky(chance: Random) -> str:
    said = [box(0, 0, WIDTH, WATER + 4, "url(#sky)")]
    for _ in range(120):
        y = 430 * chance.random() ** 1.6
        said.append(dot(chance.uniform(0, WIDTH), y, chance.uniform(0.8, 2.6), "#fff6e2", opacity=0.9 - y / 520))
    said.append(dot(1330, 230, 210, "url(#moon)"))
    said.append(path("M1318 172A60 60 0 1 0 1388 254A52 52 0 1 1 1318 172Z", "#fff7e0"))
    for x, y, reach in ((420, 560, 420), (1240, 612, 380), (900, 516, 300)):
        said.append(tag("ellipse", cx=x, cy=y, rx=reach, ry=10, fill="#f0cba2", opacity=0.5, filter="url(#soft)"))
    return "".join(said)


def _dunes() -> str:
    far = path("M0 780V690Q220 630 470 676T940 660T1380 684T1800 640V780Z", "#c39a75", opacity=0.8)
    return far + path("M0 780V736Q300 690 620 730T1180 724T1800 706V780Z", "url(#dune)")


def _palms() -> str:
    said = []
    for at, (x, tall, lean, size) in enumerate(((640, 455, -70, 1.2), (800, 350, 40, 1.0), (470, 270, -40, 0.82))):
        foot: Point = (x, WATER - 36)
        top: Point = (x + lean, foot[1] - tall)
        middle: Point = (x + lean * 0.2, foot[1] - tall * 0.5)
        said.append(limb([foot, middle, top], [44 * size, 32 * size, 30 * size], "#1c2226"))
        lit = f"M{x + 18 * size:.0f} {foot[1]}Q{middle[0] + 16 * size:.0f} {middle[1]:.0f}"
        edge = lit + f" {top[0] + 13 * size:.0f} {top[1]:.0f}"
        said.append(curve(edge, "#c99a72", 4, opacity=0.7))
        place = f"translate({top[0]} {top[1]}) scale({size})"
        said.append(tag("use", href=f"#crown{at + 4}", transform=place, stroke=mix("#16241f", "#3a4a3f", at * 0.35)))
    return "".join(said)


def _bank(chance: Random) -> str:
    said = [path(f"M0 {WATER}V752Q260 742 520 760T1010 758T1500 764T1800 748V{WATER}Z", "url(#near)")]
    for _ in range(130):
        x, tall = chance.uniform(0, WIDTH), chance.uniform(16, 62)
        blade = f"M{x:.0f} {WATER - 6}q0 {-tall * 0.6:.0f} {chance.uniform(-22, 22):.0f} {-tall:.0f}"
        said.append(curve(blade, mix("#1b2a22", "#5a5638", chance.random()), 3))
    return "".join(said)


def _surface(chance: Random) -> str:
    said = [stroke([(0, WATER + 1), (WIDTH, WATER + 1)], "#f3d6ac", 3, opacity=0.7)]
    for _ in range(90):
        near = chance.random() ** 1.4
        x, y, reach = chance.uniform(-80, WIDTH), WATER + 10 + near * 400, 30 + near * 150
        said.append(stroke([(x, y), (x + reach, y)], chance.choice(("#f3d6ac", "#16303f")), 1 + near * 3, opacity=0.28))
    for reach in (30, 64, 104):
        said.append(
            tag(
                "ellipse",
                cx=1250,
                cy=985,
                rx=reach,
                ry=reach * 0.2,
                fill="none",
                stroke="#f6e2c0",
                stroke_width=2.4,
                opacity=0.55,
            )
        )
    return "".join(said)

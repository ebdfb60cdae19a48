"""A date palm grove at the end of the day, with the water channel that feeds it."""

from __future__ import annotations

import math
from random import Random

from brush import Point, blur, box, dot, fade, glow, limb, mix, path, picture, shape, stroke, tag, towards

WIDTH, HEIGHT = 1800, 1200
EYE: Point = (840, 690)
SUN: Point = (640, 560)


def draw() -> str:
    """The whole picture as SVG."""
    chance = Random(11)
    crowns = "".join(tag("g", crown(Random(seed)), id=f"crown{seed}") for seed in range(3))
    return picture(
        WIDTH, HEIGHT, _light(crowns), _sky(), _ground(chance), _grove(chance), box(0, 0, WIDTH, HEIGHT, "url(#edge)")
    )


def _light(crowns: str) -> str:
    return tag(
        "defs",
        fade("sky", (0, "#4f8a8b"), (0.4, "#a9bfa4"), (0.75, "#f3d9a0"), (1, "#ffeac0")),
        glow(
            "sun",
            (0, "#fffbe6", 1),
            (0.12, "#fff3c4", 0.95),
            (0.3, "#ffdf94", 0.5),
            (0.6, "#ffd98c", 0.16),
            (1, "#ffd27a", 0),
        ),
        fade("ground", (0, "#f0cd8d"), (0.18, "#cf9f5f"), (0.6, "#93683f"), (1, "#5a4030")),
        fade("water", (0, "#fff3cf"), (0.3, "#e9d29a"), (0.7, "#7fa79b"), (1, "#3d7377")),
        fade("edge", (0, "#1c1a12", 0), (0.7, "#1c1a12", 0), (1, "#1c1a12", 0.4)),
        blur("soft", 16),
        crowns,
    )


def crown(chance: Random) -> str:
    """Fronds about the origin, in the colour that is inherited; 200 px is a frond's length."""
    said = []
    for at in range(21):
        angle = math.radians(-204 + at * 11.4 + chance.uniform(-5, 5))
        length = chance.uniform(165, 225)
        said.append(_frond(angle, length, chance))
    for at in range(7):
        x = -42 + at * 14
        said.append(
            tag(
                "path",
                d=f"M0 6Q{x} 10 {x * 1.15:.0f} {58 + chance.randint(-8, 10)}",
                stroke="#c9772e",
                stroke_width=9,
                fill="none",
                stroke_linecap="round",
            )
        )
    return "".join(said)


def _frond(angle: float, length: float, chance: Random) -> str:
    droop = length * (0.12 + 0.38 * abs(math.cos(angle)) ** 2)
    tip = (math.cos(angle) * length, math.sin(angle) * length + droop)
    bend = (math.cos(angle) * length * 0.62, math.sin(angle) * length * 0.7 - length * 0.16)
    spine, leaves = [], []
    for step in range(19):
        t = step / 18
        x = 2 * (1 - t) * t * bend[0] + t * t * tip[0]
        y = 2 * (1 - t) * t * bend[1] + t * t * tip[1]
        spine.append((x, y))
        if step < 2:
            continue
        along = math.atan2(y - spine[-2][1], x - spine[-2][0])
        reach = 40 * math.sin(math.pi * min(t * 0.85 + 0.12, 1)) + chance.uniform(0, 8)
        for side in (-0.62, 0.62):
            leaves.append(
                f"M{x:.0f} {y:.0f}l{math.cos(along + side) * reach:.0f}"
                f" {math.sin(along + side) * reach + reach * 0.3:.0f}"
            )
    rib = "M0 0Q" + f"{bend[0]:.0f} {bend[1]:.0f} {tip[0]:.0f} {tip[1]:.0f}"
    return tag("path", d=rib + "".join(leaves), fill="none", stroke="inherit", stroke_width=3.6, stroke_linecap="round")


def _sky() -> str:
    hills = path("M0 690V630Q160 596 330 622T700 610T1080 626T1420 600T1800 622V690Z", "#d9b880", opacity=0.65)
    return (
        box(0, 0, WIDTH, 700, "url(#sky)")
        + dot(SUN[0], SUN[1], 760, "url(#sun)")
        + dot(SUN[0], SUN[1], 56, "#fffdf0")
        + hills
    )


def _ground(chance: Random) -> str:
    said = [box(0, 686, WIDTH, 514, "url(#ground)")]
    for across in range(-3600, 5400, 420):  # furrows
        if abs(across - 780) > 500:
            said.append(shape([EYE, (across, HEIGHT), (across + 90, HEIGHT)], "#5d4a2c", opacity=0.16))
    said.append(shape([EYE, (440, HEIGHT), (1120, HEIGHT)], "#6a4c30"))
    said.append(shape([EYE, (500, HEIGHT), (1060, HEIGHT)], "url(#water)"))
    for at in range(34):
        near = chance.random() ** 1.7 * 0.96 + 0.04
        left, right = towards(EYE, (500, HEIGHT), near), towards(EYE, (1060, HEIGHT), near)
        start, wide = chance.uniform(0.05, 0.7), chance.uniform(0.08, 0.28)
        said.append(
            stroke(
                [towards(left, right, start), towards(left, right, min(start + wide, 0.95))],
                "#fff6d6" if at % 3 else "#2f6165",
                1 + 5 * near,
                opacity=0.5,
            )
        )
    for _ in range(260):
        near = chance.random() ** 1.4 * 0.95 + 0.05
        x, y = towards(EYE, (chance.choice((chance.uniform(-2600, 400), chance.uniform(1170, 3800))), HEIGHT), near)
        blade = 34 * near
        said.append(
            stroke(
                [(x - blade * 0.5, y - blade), (x, y), (x + blade * 0.4, y - blade * 1.1)],
                mix("#d0ab62", "#4c5a34", near),
                1 + 4 * near,
                opacity=0.8,
            )
        )
    return "".join(said)


def _grove(chance: Random) -> str:
    said = []
    rows = [
        (across, near)
        for near in (0.07, 0.09, 0.115, 0.15, 0.2, 0.28, 0.41, 0.66)
        for across in (-1500, -620, 160, 1440, 2260, 3200)
    ]
    for across, near in rows:
        foot = towards(EYE, (across + chance.uniform(-90, 90), HEIGHT), near)
        if -260 < foot[0] < WIDTH + 260:
            said.append(_palm(foot, near, chance))
        if (across, near) == (2260, 0.28):
            said.append(_farmer(1035, 905, 212))
    said += [_palm((40, 1330), 0.98, chance), _palm((1790, 1380), 1.05, chance)]
    return "".join(said)


def _farmer(x: float, foot: float, tall: float) -> str:
    away = [(x - 14, foot), (x + 16, foot), (x + 250, foot + 190), (x + 180, foot + 190)]
    gown = (
        f"M{x - 24} {foot - tall * 0.8:.0f}q24 -14 48 0l10 {tall * 0.36:.0f}"
        f"l14 {tall * 0.42:.0f}h-92l12 -{tall * 0.42:.0f}z"
    )
    arm = limb(
        [(x + 22, foot - tall * 0.76), (x + 46, foot - tall * 0.9), (x + 26, foot - tall * 1.03)],
        [17, 13, 11],
        "#4a5b52",
    )
    basket = path(f"M{x - 42} {foot - tall * 1.06:.0f}h84l-12 34h-60z", "#8a5a2c") + path(
        f"M{x - 38} {foot - tall * 1.06:.0f}q38 -44 76 0z", "#c9772e"
    )
    feet = limb([(x - 12, foot - 8), (x - 14, foot + 4)], [12, 10], "#3c2a1e") + limb(
        [(x + 14, foot - 8), (x + 18, foot + 4)], [12, 10], "#3c2a1e"
    )
    head = dot(x, foot - tall * 0.9, tall * 0.075, "#5a3b26") + box(
        x - 17, foot - tall * 0.985, 34, 16, "#e8dcc0", rx=6
    )
    return (
        shape(away, "#3a2a1e", opacity=0.35)
        + feet
        + path(gown, "#4a5b52")
        + stroke([(x - 24, foot - tall * 0.79), (x - 36, foot - 10)], "#f2d498", 4, opacity=0.7)
        + arm
        + head
        + basket
    )


def _palm(foot: Point, near: float, chance: Random) -> str:
    tall, lean = 820 * near * chance.uniform(0.88, 1.1), chance.uniform(-40, 40) * near
    depth = min(near * 1.5, 1) ** 0.75
    wood, leaf = mix("#dbb478", "#4b3324", depth), mix("#d8c284", "#2f4a33", depth)
    top = (foot[0] + lean, foot[1] - tall)
    middle = (foot[0] + lean * 0.25, foot[1] - tall * 0.5)
    away = (foot[0] + (foot[0] - SUN[0]) * 0.75, foot[1] + (foot[1] - SUN[1]) * 0.9)
    said = shape(
        [
            (foot[0] - 18 * near, foot[1]),
            (foot[0] + 26 * near, foot[1]),
            (away[0] + 60 * near, away[1]),
            (away[0] - 30 * near, away[1]),
        ],
        "#3a2a1e",
        opacity=0.3,
    )
    said += limb([foot, middle, top], [62 * near, 46 * near, 44 * near], wood)
    for at in range(int(16 * min(near * 3, 1))):  # the scars of old fronds
        x, y = towards(foot, middle, at / 8) if at < 8 else towards(middle, top, at / 8 - 1)
        said += stroke([(x - 22 * near, y), (x, y + 9 * near), (x + 22 * near, y)], mix(wood, "#1d140d", 0.4), 4 * near)
    sunward = -1 if foot[0] > SUN[0] else 1
    said += stroke(
        [
            (foot[0] + sunward * 26 * near, foot[1]),
            (middle[0] + sunward * 20 * near, middle[1]),
            (top[0] + sunward * 18 * near, top[1]),
        ],
        "#ffd58a",
        5 * near,
        opacity=0.75,
    )
    return said + tag(
        "use",
        href=f"#crown{chance.randrange(3)}",
        transform=f"translate({top[0]:.0f} {top[1]:.0f}) scale({1.5 * near + 0.03:.3f})",
        stroke=leaf,
    )

"""A night match: a striker shoots under the floodlights and the keeper flies."""

from __future__ import annotations

import math
from random import Random

from brush import Point, band, blur, box, curve, dot, fade, glow, limb, mix, path, picture, shape, stroke, tag, towards

WIDTH, HEIGHT = 1800, 1200
CROWD = ("#f0d9b0", "#c9573c", "#e7b45a", "#dfe6e2", "#3f8a80", "#27414a", "#27414a", "#31505a", "#1f363f")


def draw() -> str:
    """The whole picture as SVG."""
    chance = Random(17)
    return picture(
        WIDTH,
        HEIGHT,
        _light(),
        _stands(chance),
        _pitch(),
        _goal(),
        box(0, 0, WIDTH, HEIGHT, "url(#edge)"),
        _floodlights(),
        _keeper(),
        _defender(),
        _striker(),
        _ball(),
    )


def _light() -> str:
    return tag(
        "defs",
        fade("night", (0, "#0b1a26"), (1, "#21424e")),
        fade("grass", (0, "#2f7d55"), (0.4, "#24693f"), (1, "#123f2c")),
        fade("beam", (0, "#f4fbef", 0.5), (1, "#f4fbef", 0)),
        glow("lamp", (0, "#ffffff", 1), (0.15, "#f6ffe9", 0.85), (0.45, "#d8f0e0", 0.25), (1, "#d8f0e0", 0)),
        glow("spot", (0, "#dff7c8", 0.5), (1, "#dff7c8", 0)),
        glow("edge", (0, "#020a0c", 0), (0.62, "#020a0c", 0), (1, "#020a0c", 0.55)),
        glow("ball", (0, "#ffffff"), (0.7, "#e8e6da"), (1, "#a9aa9c")),
        blur("soft", 9),
        blur("far", 2.2),
        blur("wide", 34),
    )


def _stands(chance: Random) -> str:
    said = [box(0, 0, WIDTH, 620, "url(#night)"), path("M0 250Q900 150 1800 250V640H0Z", "#142a33")]
    for row in range(17):
        y0, size = 282 + row * 19.5, 6.2 + row * 0.12
        for seat in range(112):
            x = seat * 16.4 + row % 2 * 8 + chance.uniform(-3, 3)
            y = y0 - 62 * (1 - ((x - 900) / 900) ** 2) * (1 - row / 22)
            if chance.random() < 0.9 and row != 8:
                colour = mix(chance.choice(CROWD), "#142a33", 0.55 - row * 0.018)
                said.append(dot(round(x), round(y), size, colour))
    flashes = "".join(
        dot(
            chance.uniform(60, 1740),
            chance.uniform(270, 560),
            chance.uniform(3, 6),
            "#ffffff",
            opacity=0.9,
            filter="url(#far)",
        )
        for _ in range(26)
    )
    roof = path("M0 0H1800V196Q900 96 0 196Z", "#08131c") + curve("M0 196Q900 96 1800 196", "#3b5d66", 6)
    boards = box(0, 604, WIDTH, 48, "#0f2028") + "".join(
        box(at * 300 + 6, 610, 288, 36, colour)
        for at, colour in enumerate(("#c9573c", "#1f5a62", "#e7b45a", "#1f5a62", "#c9573c", "#e7b45a"))
    )
    return tag("g", *said, filter="url(#far)") + flashes + roof + boards


def _floodlights() -> str:
    said = []
    for x, spread in ((250, -60), (1550, 60)):
        said.append(
            shape(
                [(x - 70, 92), (x + 70, 92), (x + 640 - spread * 6, 1000), (x - 640 - spread * 6, 1000)],
                "url(#beam)",
                opacity=0.34,
                filter="url(#wide)",
            )
        )
        said.append(box(x - 108, 44, 216, 84, "#10222b", rx=8))
        said += [dot(x - 84 + column * 42, 66 + row * 40, 15, "#ffffff") for column in range(5) for row in range(2)]
        said.append(dot(x, 86, 300, "url(#lamp)"))
    return "".join(said)


def _pitch() -> str:
    eye: Point = (900, 330)
    said = [box(0, 650, WIDTH, 550, "url(#grass)")]
    for at in range(-14, 16, 2):
        far = [towards(eye, (900 + side * 330, 1200), (650 - 330) / 870) for side in (at, at + 1)]
        said.append(shape([*far, (900 + (at + 1) * 330, 1200), (900 + at * 330, 1200)], "#e9f7c0", opacity=0.07))
    said.append(tag("ellipse", cx=900, cy=960, rx=900, ry=230, fill="url(#spot)"))
    white = {"opacity": 0.8}
    said += [
        stroke([(0, 700), (WIDTH, 700)], "#f2f6e6", 5, **white),
        stroke([(1010, 700), (640, 940), (1900, 940)], "#f2f6e6", 7, **white),
    ]
    said += [stroke([(1240, 700), (1100, 790), (1900, 790)], "#f2f6e6", 5, **white), dot(1240, 868, 8, "#f2f6e6")]
    said.append(curve("M820 941Q960 1030 1180 1040T1560 941", "#f2f6e6", 7))
    return "".join(said)


def _goal() -> str:
    left, right, top, foot = 1270, 1690, 478, 704
    net = [
        stroke([(left + at * 21, top), (left + at * 20 + 14, foot - 26)], "#ffffff", 1.6, opacity=0.45)
        for at in range(21)
    ]
    net += [
        stroke([(left, top + at * 20), (right + 8, top + at * 19 + 2)], "#ffffff", 1.6, opacity=0.45)
        for at in range(12)
    ]
    frame = stroke([(left, foot), (left, top), (right, top), (right, foot)], "#fbfbf4", 11)
    return box(left, top, right - left, foot - top, "#0a1a20", opacity=0.35) + "".join(net) + frame


def _shadow(x: float, y: float, wide: float) -> str:
    return tag("ellipse", cx=x, cy=y, rx=wide, ry=wide * 0.12, fill="#04160e", opacity=0.6, filter="url(#soft)")


def _keeper() -> str:
    suit, dark, skin = "#f0b43c", "#b97a1c", "#8a5638"
    parts = [_shadow(1400, 742, 130)]
    parts.append(
        limb([(1470, 648), (1520, 668), (1578, 654)], [34, 26, 17], dark)
        + limb([(1572, 654), (1604, 642)], [16, 12], "#101518")
    )
    parts.append(
        limb([(1466, 660), (1500, 704), (1552, 716)], [34, 26, 17], suit)
        + limb([(1548, 716), (1580, 722)], [16, 12], "#101518")
    )
    parts.append(limb([(1384, 588), (1432, 618), (1472, 652)], [54, 52, 44], suit))
    parts.append(limb([(1376, 590), (1332, 560), (1300, 528)], [28, 22, 17], dark) + dot(1296, 522, 17, "#f5f5ee"))
    parts.append(limb([(1388, 578), (1346, 538), (1322, 502)], [28, 22, 17], suit) + dot(1318, 496, 17, "#f5f5ee"))
    parts.append(dot(1358, 566, 25, skin) + path("M1336 556q10 -26 34 -18q18 8 12 30q-20 -16 -46 -12z", "#1d120e"))
    return "".join(parts)


def _striker() -> str:
    shirt, shade, shorts, skin, dark = "#c9573c", "#9c3b28", "#f2ead8", "#9a6242", "#6d4029"
    parts = [_shadow(660, 1108, 230)]
    parts.append(limb([(640, 592), (738, 646), (812, 592)], [46, 36, 24], dark) + dot(820, 584, 19, dark))  # far arm
    parts.append(limb([(642, 588), (692, 620)], [56, 48], shade))
    parts.append(limb([(604, 800), (642, 934), (590, 1054)], [78, 56, 34], dark))  # standing leg
    parts.append(
        band([(627, 966), (592, 1048)], [54, 38], "#e9dcc0") + limb([(590, 1064), (656, 1092)], [34, 24], "#15191c")
    )
    parts.append(limb([(664, 800), (782, 826), (888, 872)], [80, 56, 34], skin))  # shooting leg
    parts.append(band([(806, 836), (884, 870)], [56, 38], shirt) + limb([(896, 870), (958, 834)], [34, 22], "#15191c"))
    parts.append(
        path("M574 762L676 756L764 776Q768 826 744 868L684 858L676 910Q620 926 572 908Q562 830 574 762Z", shorts)
    )
    parts.append(path("M574 762L620 764Q640 830 676 862L676 910Q620 926 572 908Q562 830 574 762Z", shade_of(shorts)))
    parts.append(
        path("M536 588Q562 552 600 546Q646 548 668 572Q690 660 680 770Q626 792 570 776Q556 690 536 588Z", shirt)
    )
    parts.append(path("M536 588Q556 556 580 550Q572 680 606 784Q588 784 570 776Q556 690 536 588Z", shade))
    parts.append(limb([(556, 596), (486, 672), (420, 640)], [46, 35, 24], skin) + dot(412, 634, 19, skin))  # near arm
    parts.append(limb([(558, 588), (512, 644)], [58, 48], shirt))
    parts.append(limb([(596, 552), (592, 520)], [42, 40], dark) + shape([(626, 462), (648, 492), (628, 502)], skin))
    parts.append(tag("ellipse", cx=594, cy=476, rx=43, ry=51, fill=skin) + dot(580, 484, 10, dark))
    parts.append(
        path(
            "M634 448C630 414 560 404 546 450C538 484 548 512 562 516C564 498 568 486 576 468C596 466 622 464 634 448Z",
            "#17100d",
        )
    )
    parts.append(curve("M646 562Q676 590 682 690", "#f4b48c", 5) + curve("M690 782Q730 776 760 786", "#ffffff", 5))
    return "".join(parts)


def shade_of(colour: str) -> str:
    """The same cloth, turned from the light."""
    return mix(colour, "#1b2a2e", 0.32)


def _ball() -> str:
    trail = "".join(
        tag(
            "ellipse",
            cx=1020 - at * 16,
            cy=812 + at * 9,
            rx=40 - at * 3,
            ry=30 - at * 3,
            fill="#ffffff",
            opacity=0.11 - at * 0.012,
        )
        for at in range(8)
    )
    x, y = 1052, 792
    patch = "".join(
        shape(
            [
                (
                    x + math.cos(a) * d + math.cos(a + k * 1.2566) * 11,
                    y + math.sin(a) * d + math.sin(a + k * 1.2566) * 11,
                )
                for k in range(5)
            ],
            "#1b2429",
        )
        for a, d in ((0.0, 0), (0.4, 30), (1.66, 30), (2.9, 30), (4.2, 30), (5.4, 30))
    )
    return (
        trail
        + tag("clipPath", dot(x, y, 37, "#fff"), id="round")
        + dot(x, y, 37, "url(#ball)")
        + tag("g", patch, clip_path="url(#round)")
        + _shadow(1060, 1010, 60)
    )


def _defender() -> str:
    shirt, shorts, skin, dark = "#e8efe9", "#1f5a62", "#7a4a32", "#5d3826"
    parts = [_shadow(230, 1064, 170)]
    parts.append(
        limb([(300, 612), (352, 700), (404, 664)], [42, 32, 21], dark)
        + dot(410, 658, 16, dark)
        + limb([(300, 610), (326, 652)], [50, 44], shade_of(shirt))
    )
    parts.append(
        limb([(262, 800), (340, 880), (258, 962)], [66, 50, 30], dark)
        + band([(308, 912), (262, 958)], [48, 34], shade_of(shirt))
    )
    parts.append(limb([(252, 964), (214, 1004)], [28, 22], "#15191c"))
    parts.append(
        limb([(240, 800), (196, 914), (226, 1034)], [70, 50, 30], skin)
        + band([(208, 952), (226, 1030)], [48, 34], shirt)
    )
    parts.append(limb([(226, 1046), (284, 1056)], [28, 20], "#15191c"))
    parts.append(
        path("M206 772L300 764L340 838Q322 872 290 886L262 846L244 890Q206 896 176 872Q192 820 206 772Z", shorts)
    )
    parts.append(
        path("M220 590Q250 560 286 556Q326 560 338 590Q326 690 304 776Q256 792 204 780Q222 690 220 590Z", shirt)
    )
    parts.append(path("M220 590Q240 568 262 560Q244 690 246 786Q226 786 204 780Q222 690 220 590Z", shade_of(shirt)))
    parts.append(
        limb([(236, 606), (160, 668), (198, 742)], [42, 32, 21], skin)
        + dot(204, 750, 16, skin)
        + limb([(238, 600), (192, 640)], [52, 44], shirt)
    )
    parts.append(limb([(292, 564), (300, 532)], [38, 36], dark) + shape([(334, 484), (354, 512), (334, 520)], skin))
    parts.append(tag("ellipse", cx=306, cy=494, rx=38, ry=45, fill=skin) + dot(294, 502, 9, dark))
    parts.append(
        path(
            "M342 470C338 440 276 430 264 470C258 500 266 526 278 530C280 514 284 502 292 486C310 484 332 484 342 470Z",
            "#17100d",
        )
    )
    return tag("g", *parts, transform="translate(-30 90) scale(0.9)")

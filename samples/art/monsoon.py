"""A market street in the first monsoon rain, at dusk: umbrellas, a cycle rickshaw, lamps on wet stone."""

from __future__ import annotations

from random import Random

from brush import Point, blur, box, curve, dot, fade, glow, limb, mix, path, picture, shape, stroke, tag, towards

WIDTH, HEIGHT = 1800, 1200
EYE: Point = (960, 560)
UMBRELLAS = ("#c9573c", "#1f7a78", "#e0a53a", "#8f3550", "#31506b", "#d8c7a0")


def draw() -> str:
    """The whole picture as SVG."""
    chance = Random(41)
    return picture(
        WIDTH,
        HEIGHT,
        _light(),
        _street(chance),
        _houses(chance),
        _lamps(),
        _crowd(chance),
        _rickshaw(),
        _rain(chance),
        box(0, 0, WIDTH, HEIGHT, "url(#edge)"),
    )


def _light() -> str:
    return tag(
        "defs",
        fade("sky", (0, "#2c4150"), (0.6, "#74878a"), (1, "#e5c79a")),
        fade("road", (0, "#d9b98c"), (0.2, "#7a7670"), (0.6, "#3b4750"), (1, "#212c35")),
        glow("end", (0, "#fff0cd", 1), (0.25, "#ffdca0", 0.6), (1, "#ffc97f", 0)),
        glow("lamp", (0, "#fffbe6", 1), (0.12, "#ffe6a6", 0.85), (0.4, "#ffc76b", 0.25), (1, "#ffc76b", 0)),
        glow("edge", (0, "#070f14", 0), (0.6, "#070f14", 0), (1, "#070f14", 0.5)),
        blur("soft", 12),
        blur("wet", 7),
    )


def _at(across: float, down: float, near: float) -> Point:
    """A place given at the picture's plane, moved away: near is 1 at the plane and 0 at the eye point."""
    return towards(EYE, (across, down), near)


def _street(chance: Random) -> str:
    said = [
        box(0, 0, WIDTH, 620, "url(#sky)"),
        dot(EYE[0], EYE[1] - 10, 420, "url(#end)"),
        box(0, 560, WIDTH, 640, "url(#road)"),
    ]
    said.append(tag("ellipse", cx=960, cy=760, rx=120, ry=330, fill="#ffe2ae", opacity=0.5, filter="url(#soft)"))
    for _ in range(150):
        near = chance.random() ** 1.4
        x, y = _at(chance.uniform(-300, 2200), 1200, 0.05 + near * 0.95)
        said.append(
            stroke(
                [(x, y), (x + 20 + near * 110, y)],
                chance.choice(("#ffdca0", "#8fa3a6", "#16212a")),
                1 + near * 4,
                opacity=0.35,
            )
        )
    return "".join(said)


def _houses(chance: Random) -> str:
    said = []
    walls = ("#5a4a48", "#6d5a4c", "#45525a", "#7a5a47", "#4d4650")
    for side in (-1, 1):
        edge = 960 + side * 900
        for at in range(6, -1, -1):
            far, near = 1 / (1.55 + at * 0.75), 1 / (0.8 + at * 0.75)
            roof = -260 - chance.uniform(0, 260)
            colour = mix(chance.choice(walls), "#d9bd94", at * 0.11)
            said.append(
                shape(
                    [_at(edge, roof, far), _at(edge, roof, near), _at(edge, 1240, near), _at(edge, 1240, far)], colour
                )
            )
            said.append(stroke([_at(edge, roof, far), _at(edge, roof, near)], mix(colour, "#1a1f24", 0.5), 16 * near))
            said += _windows(edge, far, near, at, chance)
            said.append(_shop(edge, side, far, near, at, chance))
    return "".join(said)


def _windows(edge: float, far: float, near: float, at: int, chance: Random) -> list[str]:
    said = []
    for top in (-140, 110, 350):
        for start in (0.12, 0.56):
            one, two = (
                1 / (1 / near + (1 / far - 1 / near) * start),
                1 / (1 / near + (1 / far - 1 / near) * (start + 0.3)),
            )
            glass = "#f6c374" if chance.random() < 0.5 else mix("#27343c", "#c9b08a", at * 0.1)
            said.append(
                shape(
                    [
                        _at(edge, top - 12, two),
                        _at(edge, top - 12, one),
                        _at(edge, top + 152, one),
                        _at(edge, top + 152, two),
                    ],
                    mix("#2a2a2c", "#c9ab80", at * 0.11),
                )
            )
            said.append(
                shape(
                    [_at(edge, top, two), _at(edge, top, one), _at(edge, top + 140, one), _at(edge, top + 140, two)],
                    glass,
                )
            )
    return said


def _shop(edge: float, side: int, far: float, near: float, at: int, chance: Random) -> str:
    glow_, colour = mix("#ffd489", "#f3d7a6", at * 0.1), chance.choice(UMBRELLAS[:5])
    front = shape(
        [_at(edge, 780, far), _at(edge, 780, near), _at(edge, 1190, near), _at(edge, 1190, far)], glow_, opacity=0.9
    )
    goods = []
    for shelf in (900, 1020, 1120):
        goods.append(stroke([_at(edge, shelf, far), _at(edge, shelf, near)], "#7a5232", 9 * near))
        for step in range(9):
            z = 1 / (1 / near + (1 / far - 1 / near) * (step + 0.5) / 9)
            x, y = _at(edge, shelf - 26, z)
            goods.append(dot(x, y, 24 * z, chance.choice(("#c9573c", "#a8741c", "#5f7a3c", "#8f3550", "#d9a441"))))
    out = edge - side * 190
    awning = [_at(edge, 640, far), _at(edge, 640, near), _at(out, 760, near), _at(out, 760, far)]
    stripes = []
    for step in range(0, 8, 2):
        one, two = (1 / (1 / near + (1 / far - 1 / near) * (step + more) / 8) for more in (0, 1))
        stripes.append(
            shape(
                [_at(edge, 640, one), _at(edge, 640, two), _at(out, 760, two), _at(out, 760, one)],
                "#f0e3c6",
                opacity=0.85,
            )
        )
    lip = stroke([_at(out, 766, far), _at(out, 766, near)], mix(colour, "#10181d", 0.4), 15 * near)
    spill = shape(
        [
            _at(edge, 1200, far),
            _at(edge, 1200, near),
            _at(edge - side * 420, 1240, near),
            _at(edge - side * 420, 1240, far),
        ],
        "#ffd489",
        opacity=0.22,
        filter="url(#wet)",
    )
    return front + "".join(goods) + spill + shape(awning, mix(colour, "#d9bd94", at * 0.1)) + "".join(stripes) + lip


def _lamps() -> str:
    said = []
    for near, sag in ((0.2, 26), (0.33, 44), (0.55, 70), (0.95, 110)):
        left, right = _at(60, -40, near), _at(1860, -40, near)
        said.append(
            tag(
                "path",
                d=f"M{left[0]:.0f} {left[1]:.0f}Q{EYE[0]} {left[1] + sag * 2:.0f} {right[0]:.0f} {right[1]:.0f}",
                fill="none",
                stroke="#161f26",
                stroke_width=5 * near + 1,
            )
        )
        for at in range(1, 8):
            t = at / 8
            x, y = left[0] + (right[0] - left[0]) * t, left[1] + 4 * sag * t * (1 - t)
            said.append(dot(x, y + 12 * near, 88 * near, "url(#lamp)") + dot(x, y + 14 * near, 12 * near, "#fff6d6"))
    return "".join(said)


def _crowd(chance: Random) -> str:
    places = [
        (across, near)
        for near in (0.13, 0.17, 0.22, 0.29, 0.38)
        for across in (330, 640, 930, 1260, 1560)
        if chance.random() < 0.82
    ]
    places += [(300, 0.56), (1560, 0.6)]
    return "".join(
        _walker(_at(across + chance.uniform(-90, 90), 1220, near), near, chance.choice(UMBRELLAS), chance)
        for across, near in places
    )


def _walker(foot: Point, near: float, colour: str, chance: Random) -> str:
    x, y = foot
    tall = (y - EYE[1]) * 0.98
    dark = mix("#b89a78", "#1a242b", min(near * 2, 1))
    tint = mix(colour, "#e5c79a", max(0.45 - near, 0))
    said = [
        tag(
            "ellipse",
            cx=x,
            cy=y + tall * 0.3,
            rx=tall * 0.2,
            ry=tall * 0.26,
            fill=tint,
            opacity=0.3,
            filter="url(#wet)",
        )
    ]
    for side in (-1, 1):
        leg = [(x + side * tall * 0.05, y - tall * 0.3), (x + side * tall * 0.06, y)]
        said.append(limb(leg, [tall * 0.1, tall * 0.055], dark))
    shoulders = f"M{x - tall * 0.11:.0f} {y - tall * 0.72:.0f}q{tall * 0.11:.0f} {-tall * 0.07:.0f} {tall * 0.22:.0f} 0"
    said.append(path(shoulders + f"l{tall * 0.05:.0f} {tall * 0.5:.0f}h{-tall * 0.32:.0f}z", dark))
    said.append(dot(x, y - tall * 0.82, tall * 0.075, dark))
    peak = (x + chance.uniform(-0.05, 0.05) * tall, y - tall * 1.19)
    hand = (x + tall * 0.1, y - tall * 0.58)
    said.append(stroke([hand, (peak[0], peak[1] - tall * 0.04)], dark, 7 * near + 0.6))
    return "".join(said) + _umbrella(peak, tall * 0.38, tint, near)


def _umbrella(peak: Point, reach: float, tint: str, near: float) -> str:
    x, top = peak
    r, rim = reach, top + reach * 0.79
    scallops = "".join(f"q{-r / 4:.1f} {-r * 0.16:.1f} {-r / 2:.1f} 0" for _ in range(4))
    crest = f"C{x - r * 0.9:.1f} {top - r * 0.1:.1f} {x + r * 0.9:.1f} {top - r * 0.1:.1f} {x + r:.1f} {rim:.1f}"
    said = [path(f"M{x - r:.1f} {rim:.1f}{crest}{scallops}z", tint)]
    for rib in (-0.5, 0, 0.5):
        bow = f"M{x:.1f} {top + r * 0.06:.1f}Q{x + rib * r * 0.9:.1f} {top + r * 0.25:.1f} {x + rib * r:.1f} {rim:.1f}"
        said.append(curve(bow, mix(tint, "#10181d", 0.35), max(2.5 * near, 0.7)))
    start, end = f"{x - r * 0.78:.1f} {rim - r * 0.32:.1f}", f"{x - r * 0.1:.1f} {top + r * 0.1:.1f}"
    shine = f"M{start}Q{x - r * 0.5:.1f} {top + r * 0.14:.1f} {end}"
    return "".join(said) + curve(shine, "#fff3d6", 4 * near + 0.5, opacity=0.6)


def _rickshaw() -> str:
    dark, hood = "#151e25", "#8f3550"
    wheel = "".join(
        tag("circle", cx=x, cy=1040, r=92, fill="none", stroke=dark, stroke_width=11)
        + "".join(
            stroke([(x, 1040), (x + dx, 1040 + dy)], dark, 2.5)
            for dx, dy in ((88, 0), (-88, 0), (0, 88), (0, -88), (62, 62), (-62, -62), (62, -62), (-62, 62))
        )
        + dot(x, 1040, 13, dark)
        for x in (760, 1100)
    )
    mirror = tag("ellipse", cx=930, cy=1160, rx=260, ry=34, fill="#0e161b", opacity=0.6, filter="url(#wet)") + tag(
        "ellipse", cx=1120, cy=1170, rx=110, ry=26, fill=hood, opacity=0.4, filter="url(#wet)"
    )
    cab = path(
        (
            "M1010 970H1230L1216 780Q1200 664 1080 660Q1010 664 980 730L1010"
            " 760Q1040 724 1084 730Q1130 740 1132 800L1120 890H1010Z"
        ),
        hood,
    )
    cab += path("M1010 890H1130V970H1010Z", "#c9862f") + path(
        "M980 730Q1010 664 1080 660Q1200 664 1216 780L1190 786Q1170 690 1080 688Q1030 690 996 744Z",
        mix(hood, "#f0d9b0", 0.3),
    )
    rider = (
        path("M1040 890Q1036 800 1076 790Q1116 800 1112 890Z", "#dcc8a0")
        + dot(1074, 768, 27, "#6d4630")
        + path("M1046 770Q1044 734 1076 732Q1106 736 1102 776L1110 820Q1090 790 1086 752Z", "#1f7a78")
    )
    frame = (
        stroke([(760, 1040), (820, 900), (1010, 950)], dark, 12)
        + stroke([(820, 900), (884, 1040), (1100, 1040)], dark, 12)
        + stroke([(880, 1036), (900, 900)], dark, 11)
        + stroke([(812, 872), (770, 850)], dark, 11)
        + stroke([(820, 900), (812, 870)], dark, 11)
        + limb([(880, 892), (930, 888)], [17, 17], dark)
    )
    man = (
        limb([(902, 870), (840, 940), (880, 1030)], [54, 40, 24], "#31414a")
        + limb([(906, 872), (884, 740)], [62, 72], "#d8d2c0")
        + limb([(880, 760), (830, 820), (784, 848)], [30, 24, 17], "#6d4630")
        + limb([(882, 752), (858, 790)], [38, 32], "#c2bba8")
    )
    man += (
        dot(866, 680, 32, "#6d4630")
        + path("M826 676Q832 636 872 638Q908 642 904 690Q888 672 870 668Q846 664 826 676Z", "#e0a53a")
        + limb([(876, 716), (880, 736)], [26, 30], "#5a3826")
    )
    lamp = dot(756, 890, 110, "url(#lamp)") + dot(762, 888, 12, "#fff6d6")
    return mirror + wheel + cab + rider + frame + man + lamp


def _rain(chance: Random) -> str:
    said = []
    for _ in range(330):
        x, y, size = chance.uniform(-60, WIDTH + 60), chance.uniform(-60, HEIGHT), chance.uniform(24, 86)
        said.append(f"M{x:.0f} {y:.0f}l{-size * 0.16:.0f} {size:.0f}")
    drops = tag(
        "path", d="".join(said), fill="none", stroke="#e8f0ee", stroke_width=2.2, stroke_linecap="round", opacity=0.32
    )
    rings = "".join(
        tag(
            "ellipse",
            cx=(x := chance.uniform(300, 1500)),
            cy=(y := chance.uniform(860, 1190)),
            rx=(y - 700) / 16,
            ry=(y - 700) / 52,
            fill="none",
            stroke="#f1e3c4",
            stroke_width=2,
            opacity=0.4,
        )
        + stroke([(x, y - 4), (x, y - 14)], "#f1e3c4", 2, opacity=0.5)
        for _ in range(34)
    )
    return drops + rings

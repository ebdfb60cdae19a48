"""The Caspian shore at daybreak: the Alborz in haze, one boat drawn up, two fishermen with their net."""

from __future__ import annotations

import math
from random import Random

from brush import blur, box, curve, dot, fade, glow, limb, mix, path, picture, shape, stroke, tag

WIDTH, HEIGHT = 1800, 1200
SHORE = 560
SUN = (1290, 470)


def draw() -> str:
    """The whole picture as SVG."""
    chance = Random(29)
    return picture(
        WIDTH,
        HEIGHT,
        _light(),
        _sky(chance),
        _mountains(chance),
        _sea(chance),
        _beach(chance),
        _boat(),
        _fishers(),
        _birds(),
        _reeds(chance),
    )


def _light() -> str:
    return tag(
        "defs",
        fade("sky", (0, "#5c7f96"), (0.45, "#a9b6b8"), (0.78, "#efcfb0"), (1, "#fbe3bd")),
        glow("sun", (0, "#fffaea", 1), (0.1, "#fff0cb", 0.9), (0.32, "#ffdcaa", 0.4), (1, "#ffdcaa", 0)),
        fade("sea", (0, "#f4d7b4"), (0.1, "#b9c0bb"), (0.45, "#6d97a3"), (1, "#2f6475")),
        fade("sand", (0, "#c9a983"), (0.5, "#a98863"), (1, "#6f5741")),
        fade("wet", (0, "#dcc9ac", 0.9), (1, "#a98863", 0.1)),
        fade("hull", (0, "#3f7f86"), (0.55, "#2b5c66"), (1, "#1b3d47")),
        blur("soft", 10),
        blur("thin", 3),
    )


def _sky(chance: Random) -> str:
    clouds = "".join(
        tag(
            "ellipse",
            cx=chance.uniform(0, WIDTH),
            cy=chance.uniform(60, 380),
            rx=chance.uniform(160, 420),
            ry=chance.uniform(7, 17),
            fill=mix("#f6dcc2", "#c9cbc9", chance.random()),
            opacity=0.5,
            filter="url(#soft)",
        )
        for _ in range(15)
    )
    return box(0, 0, WIDTH, SHORE + 4, "url(#sky)") + clouds + dot(*SUN, 620, "url(#sun)") + dot(*SUN, 46, "#fffdf4")


def _mountains(chance: Random) -> str:
    said = []
    for base, high, colour, rough, until in (
        (SHORE, 250, "#b3b3b0", 34, 1500),
        (SHORE, 170, "#93a3a4", 26, 1130),
        (SHORE, 84, "#6f8a8c", 15, 820),
    ):
        ridge = []
        for at in range(61):
            x = until * at / 60
            fall = (1 - at / 60) ** 1.25
            ridge.append(
                (x, base - high * fall * (0.72 + 0.28 * math.sin(at * 0.42 + high)) - chance.uniform(0, rough) * fall)
            )
        said.append(shape([(-5, base), (-5, ridge[0][1]), *ridge, (until, base)], colour))
        if high == 250:
            said += [
                shape(
                    [
                        ridge[at],
                        (ridge[at][0] + 13, ridge[at][1] + 30),
                        (ridge[at][0] - 4, ridge[at][1] + 19),
                        (ridge[at][0] - 16, ridge[at][1] + 34),
                    ],
                    "#f3eadd",
                    opacity=0.8,
                )
                for at in range(4, 30, 2)
            ]
    return "".join(said) + box(0, SHORE - 60, WIDTH, 64, "#fbe3bd", opacity=0.35, filter="url(#soft)")


def _sea(chance: Random) -> str:
    said = [box(0, SHORE, WIDTH, 420, "url(#sea)")]
    for _ in range(230):
        near = chance.random() ** 1.5
        y, wide = SHORE + 4 + near * 330, 18 + near * 130
        x = chance.uniform(-60, WIDTH)
        said.append(
            stroke([(x, y), (x + wide, y)], mix("#f9e2c0", "#28596a", chance.random()), 1 + near * 4, opacity=0.35)
        )
    for _ in range(120):
        near = chance.random() ** 1.3
        x = SUN[0] + chance.gauss(0, 22 + near * 90)
        said.append(
            stroke(
                [(x - 12 - 40 * near, SHORE + 4 + near * 320), (x + 12 + 40 * near, SHORE + 4 + near * 320)],
                "#fff1d0",
                1.5 + near * 4.5,
                opacity=0.65,
            )
        )
    for y, tone in ((770, "#3d7482"), (815, "#4c8390")):
        wave = f"M-20 {y}" + "".join(
            f"Q{x + 75} {y - 20 - 9 * math.sin(x):.0f} {x + 150} {y + 6 * math.sin(x * 2):.0f}"
            for x in range(-20, 1820, 150)
        )
        said.append(
            path(wave + f"V{y + 130}H-20Z", tone, opacity=0.75)
            + tag("path", d=wave, fill="none", stroke="#f7ecd9", stroke_width=6, opacity=0.75)
        )
    return "".join(said)


def _beach(chance: Random) -> str:
    edge = "M-20 930Q180 860 420 884T880 866T1300 838T1820 862"
    said = [path(edge + "V1220H-20Z", "url(#sand)"), path(edge + "V960Q1300 900 900 950T-20 1010Z", "url(#wet)")]
    said += [
        tag(
            "path",
            d=edge,
            fill="none",
            stroke="#fbf4e6",
            stroke_width=width,
            opacity=o,
            transform=f"translate(0 {y})",
            stroke_linecap="round",
        )
        for width, o, y in ((17, 0.92, 0), (5, 0.6, 22), (3, 0.45, 40))
    ]
    for _ in range(240):
        x, y = chance.uniform(0, WIDTH), chance.uniform(960, 1195)
        said.append(
            tag(
                "ellipse",
                cx=x,
                cy=y,
                rx=chance.uniform(2, 8),
                ry=chance.uniform(1, 2.6),
                fill=chance.choice(("#5a4636", "#dcc6a2", "#8f7457")),
                opacity=0.6,
            )
        )
    return "".join(said)


def _boat() -> str:
    shadow = path(
        "M330 1086Q700 1150 1010 1064L1120 1120Q700 1220 300 1126Z", "#3a2b20", opacity=0.5, filter="url(#soft)"
    )
    inside = path("M262 872Q420 950 640 952T1062 832Q960 940 900 956Q640 1010 380 960Z", "#6b4a34")
    hull = path(
        "M262 872Q420 962 650 966T1062 832Q1040 1000 930 1092Q640 1138 384 1092Q290 1000 262 872Z", "url(#hull)"
    )
    band = path("M270 908Q430 1000 650 1004T1056 874L1050 902Q900 1024 650 1032T280 940Z", "#e9dcc0")
    planks = "".join(
        tag(
            "path",
            d=(
                f"M{290 + at * 10} {960 + at * 34}Q460 {1040 + at * 34}"
                f" 650 {1042 + at * 30}T{1034 - at * 18} {936 + at * 46}"
            ),
            fill="none",
            stroke="#14323b",
            stroke_width=3,
            opacity=0.5,
        )
        for at in range(3)
    )
    rim = tag(
        "path",
        d="M262 872Q420 962 650 966T1062 832",
        fill="none",
        stroke="#f3e2c2",
        stroke_width=11,
        stroke_linecap="round",
    )
    seats = "".join(
        limb([(x, y), (x + w, y - 6)], [15, 15], "#a57a52")
        for x, y, w in ((430, 934, 110), (640, 948, 120), (800, 924, 100))
    )
    rope = tag(
        "path", d="M1062 836Q1140 960 1230 1010T1400 1066", fill="none", stroke="#e6d3ad", stroke_width=6
    ) + limb([(1400, 1084), (1404, 1034)], [15, 12], "#4a382a")
    prop = limb([(480, 1080), (440, 1128)], [15, 15], "#5a4331") + limb([(840, 1090), (880, 1134)], [15, 15], "#5a4331")
    light = tag(
        "path",
        d="M940 1080Q1036 994 1054 872",
        fill="none",
        stroke="#ffe9c2",
        stroke_width=7,
        opacity=0.75,
        stroke_linecap="round",
    )
    return shadow + prop + inside + seats + hull + band + planks + rim + light + rope


def _fishers() -> str:
    return _fisher(1330, 1000, 300, "#2c4650") + _fisher(1560, 986, 290, "#6b3f33") + _net()


def _fisher(x: float, foot: float, tall: float, coat: str) -> str:
    away = (x - SUN[0]) * 0.5
    shadow = [(x - 20, foot), (x + 24, foot), (x + 40 + away, foot + 130), (x - 30 + away, foot + 130)]
    neck, waist = foot - tall * 0.8, foot - tall * 0.4
    said = [shape(shadow, "#3a2b20", opacity=0.35)]
    for step in (-22, 22):
        leg = [(x + step * 0.5, foot - tall * 0.46), (x + step, foot - tall * 0.22), (x + step * 1.1, foot - 6)]
        said.append(limb(leg, [34, 28, 22], "#2a2c30"))
    body = f"M{x - 34} {neck:.0f}Q{x} {foot - tall * 0.88:.0f} {x + 34} {neck:.0f}L{x + 40} {waist:.0f}H{x - 40}Z"
    arm = [(x - 20, foot - tall * 0.77), (x - 62, foot - tall * 0.6), (x - 86, foot - tall * 0.5)]
    said += [path(body, coat), limb(arm, [26, 22, 16], mix(coat, "#000000", 0.2))]
    said.append(dot(x - 6, foot - tall * 0.925, 21, "#7b5138"))
    said.append(path(f"M{x - 28} {foot - tall * 0.935:.0f}q4 -30 24 -30t22 30z", "#1f2529"))
    said.append(stroke([(x - 34, foot - tall * 0.78), (x - 39, foot - tall * 0.42)], "#ffe3b4", 5, opacity=0.8))
    return "".join(said)


def _net() -> str:
    lines = ["M1244 850Q1350 1010 1474 841", "M1244 850Q1330 1060 1474 841", "M1244 850Q1370 1100 1474 841"]
    floats = []
    for at in range(1, 11):
        sag = math.sin(at / 11 * math.pi)
        start, bend = f"{1256 + at * 19} {866 + 46 * sag:.0f}", f"{1300 + at * 10} {930 + 40 * sag:.0f}"
        lines.append(f"M{start}Q{bend} {1272 + at * 17} {880 + 92 * sag:.0f}")
        floats.append(dot(1244 + at * 21, 852 + 76 * sag, 6, "#c9573c"))
    return "".join(curve(line, "#e6d8b8", 3.4, opacity=0.9) for line in lines) + "".join(floats)


def _birds() -> str:
    places = (
        (420, 250, 34),
        (505, 214, 26),
        (590, 262, 22),
        (690, 196, 18),
        (1010, 300, 20),
        (1090, 270, 15),
        (352, 318, 20),
    )
    return "".join(
        tag(
            "path",
            d=(
                f"M{x - w} {y - w * 0.3:.0f}Q{x - w * 0.45:.0f} {y - w * 0.62:.0f}"
                f" {x} {y}Q{x + w * 0.45:.0f} {y - w * 0.62:.0f} {x + w} {y - w * 0.3:.0f}"
            ),
            fill="none",
            stroke="#2f444d",
            stroke_width=max(w / 6, 2.5),
            stroke_linecap="round",
        )
        for x, y, w in places
    )


def _reeds(chance: Random) -> str:
    said = []
    for _ in range(46):
        x, tall, lean = chance.uniform(-30, 250), chance.uniform(160, 430), chance.uniform(10, 90)
        colour = mix("#3b4532", "#7d7448", chance.random())
        said.append(
            tag(
                "path",
                d=f"M{x:.0f} 1210Q{x:.0f} {1210 - tall * 0.6:.0f} {x + lean:.0f} {1210 - tall:.0f}",
                fill="none",
                stroke=colour,
                stroke_width=chance.uniform(3.5, 7),
                stroke_linecap="round",
            )
        )
        if chance.random() < 0.4:
            said.append(
                limb([(x + lean * 0.94, 1210 - tall * 0.96), (x + lean * 1.08, 1210 - tall * 1.12)], [13, 9], "#a58a5c")
            )
    return "".join(said)

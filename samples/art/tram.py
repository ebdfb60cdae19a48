"""A tram stands at a station in evening light, drawn in one-point perspective towards the low sun."""

from __future__ import annotations

from random import Random

from brush import Point, blur, box, dot, fade, glow, limb, mix, path, person, picture, shape, stroke, tag, towards

WIDTH, HEIGHT = 1800, 1200
EYE: Point = (1180, 620)
SUN: Point = (1146, 546)


def draw() -> str:
    """The whole picture as SVG."""
    chance = Random(7)
    return picture(
        WIDTH,
        HEIGHT,
        _light(),
        _sky(),
        _city(chance),
        _ground(),
        _wires(),
        _platform(chance),
        _tram(),
        box(0, 0, WIDTH, HEIGHT, "url(#haze)"),
    )


def _light() -> str:
    return tag(
        "defs",
        fade("sky", (0, "#1d3b4c"), (0.35, "#5f6a78"), (0.62, "#c98b74"), (0.85, "#f0b77c"), (1, "#fbdca0")),
        fade("ground", (0, "#c98d63"), (0.12, "#8a6357"), (0.5, "#3f3b43"), (1, "#1f262d")),
        glow("sun", (0, "#fff6d8", 1), (0.1, "#ffe9b0", 0.95), (0.28, "#ffcf86", 0.5), (1, "#ffb36b", 0)),
        glow("haze", (0, "#000000", 0), (0.65, "#0b1418", 0), (1, "#0b1418", 0.42)),
        glow("lamp", (0, "#fffbe8", 1), (0.18, "#fff0bf", 0.9), (0.4, "#ffe09a", 0.28), (1, "#ffe09a", 0)),
        fade("side", (0, "#b98f76"), (0.55, "#f3c893"), (1, "#ffe3ae"), to=(1, 0)),
        fade("band", (0, "#1f5a62"), (1, "#3f8a80"), to=(1, 0)),
        fade("pane", (0, "#ffd894"), (0.5, "#f7b76e"), (1, "#e79a5a")),
        fade("front", (0, "#d8c3a8"), (0.55, "#b9a493"), (1, "#8f8480")),
        fade("glass", (0, "#3f5a68"), (0.5, "#22363f"), (1, "#182830")),
        fade("rail", (0, "#fff0c2"), (1, "#a7836a"), start=(0, 0)),
        fade("roof", (0, "#22343c"), (1, "#5a4a4c"), start=(1, 0), to=(0, 1)),
        fade("floor", (0, "#e2a878"), (0.4, "#7d6560"), (1, "#37393f"), start=(0, 0), to=(0.7, 1)),
        blur("soft", 7),
        blur("softer", 26),
    )


def _sky() -> str:
    bars = "".join(
        tag("ellipse", cx=x, cy=y, rx=w, ry=h, fill=c, opacity=o, filter="url(#soft)")
        for x, y, w, h, c, o in (
            (820, 330, 460, 12, "#e9a884", 0.5),
            (1330, 392, 420, 10, "#ffd3a0", 0.55),
            (1560, 280, 330, 9, "#d9977f", 0.5),
            (560, 436, 300, 8, "#f3bd92", 0.45),
            (1090, 462, 330, 7, "#ffe0ac", 0.6),
            (330, 210, 300, 12, "#8d7c83", 0.5),
        )
    )
    sun = dot(SUN[0], SUN[1], 520, "url(#sun)") + dot(SUN[0], SUN[1], 40, "#fff8df")
    return box(0, 0, WIDTH, 640, "url(#sky)") + bars + sun


def _city(chance: Random) -> str:
    said = []
    for base, low, high, colour, step in ((622, 30, 110, "#d79a72", 46), (624, 16, 62, "#a5705f", 38)):
        x = -20.0
        while x < WIDTH:
            near = min(abs(x - SUN[0]) / 500, 1)
            tall = low + (high - low) * chance.random() * (0.4 + 0.6 * near)
            wide = step * (0.6 + chance.random())
            said.append(box(x, base - tall, wide + 1, tall, mix(colour, "#f7c88c", 0.5 - 0.5 * near)))
            x += wide
    for x, tall in ((48, 190), (160, 150), (1034, 150), (1420, 190)):
        said.append(_minaret(x, 622, tall, "#b67c66"))
    dome = "M60 622v-52q0-46 40-58q40 12 40 58v52z"
    return "".join(said) + path(dome, "#b67c66")


def _minaret(x: float, base: float, tall: float, colour: str) -> str:
    w = tall * 0.06
    parts = box(x - w, base - tall * 0.6, 2 * w, tall * 0.6, colour)
    parts += box(x - w * 1.5, base - tall * 0.62, 3 * w, tall * 0.03, colour)
    parts += box(x - w * 0.7, base - tall * 0.86, 1.4 * w, tall * 0.26, colour)
    parts += box(x - w * 1.1, base - tall * 0.87, 2.2 * w, tall * 0.025, colour)
    top = base - tall * 0.86
    return parts + path(
        f"M{x - w * 0.6:.1f} {top:.1f}q{-w * 0.3:.1f} {-tall * 0.07:.1f} {w * 0.6:.1f} {-tall * 0.14:.1f}"
        f"q{w * 0.9:.1f} {tall * 0.07:.1f} {w * 0.6:.1f} {tall * 0.14:.1f}z",
        colour,
    )


def _ground() -> str:
    said = [box(0, 620, WIDTH, 580, "url(#ground)")]
    said.append(shape([EYE, (860, HEIGHT), (1330, HEIGHT)], "#ffd595", opacity=0.16, filter="url(#softer)"))
    for depth in range(26):  # sleepers of the empty track, closer together with distance
        near = 1 / (1 + depth * 0.35)
        left, right = towards(EYE, (745, HEIGHT + 40), near), towards(EYE, (1335, HEIGHT + 40), near)
        said.append(stroke([left, right], "#22262b", 22 * near * near + 1, opacity=0.3))
    for foot, wide in ((-330, 16), (240, 16), (800, 16), (1280, 16)):
        said.append(shape([EYE, (foot - wide, HEIGHT), (foot + wide, HEIGHT)], "#2a2a2e", opacity=0.7))
        said.append(shape([EYE, (foot - wide * 0.4, HEIGHT), (foot + wide * 0.4, HEIGHT)], "url(#rail)"))
    return "".join(said)


def _wires() -> str:
    said = [stroke([EYE, end], "#2a3139", 3, opacity=0.75) for end in ((-560, -260), (1040, -420), (1120, -380))]
    for near in (0.16, 0.25, 0.42, 0.8):
        top, foot = towards(EYE, (-300, -560), near), towards(EYE, (-300, 1200), near)
        said.append(stroke([foot, top], mix("#c58f70", "#26323a", near**0.5), 15 * near + 1.5))
        said.append(
            stroke(
                [towards(EYE, (-300, -430), near), towards(EYE, (960, -480), near)],
                mix("#c58f70", "#26323a", near**0.5),
                8 * near + 1,
            )
        )
    return "".join(said)


def _platform(chance: Random) -> str:
    edge, back = (1470, 1130), 1130
    said = [shape([EYE, edge, (1513, 1206), (1380, 1206)], "#2b2c33")]
    said.append(shape([EYE, (1510, 1200), (WIDTH, HEIGHT), (WIDTH, 700)], "url(#floor)"))
    said.append(shape([EYE, (1570, 1218), (1629, 1218)], "#f6cf93", opacity=0.75))
    said.append(shape([EYE, (1330, -170), (2700, -170), (2700, 120)], "url(#roof)"))
    said.append(shape([EYE, (1330, -170), (1330, -120)], "#f0b981"))
    for across in (1600, 1980, 2360):
        said.append(shape([EYE, (across, -170), (across + 26, -170)], "#ffe9bd", opacity=0.5))
    for near in (0.2, 0.27, 0.37, 0.55, 0.9):
        x, top = towards(EYE, (1850, -170), near)
        foot = towards(EYE, (1850, 1130), near)[1]
        colour = mix("#9a6d5d", "#232b33", near**0.6)
        said.append(stroke([(x, foot), (x, top)], colour, 24 * near))
        said.append(stroke([(x, top + 130 * near), (x - 250 * near, top + 12 * near)], colour, 11 * near))
    said.append(shape([EYE, (2150, 830), (2150, 900)], "#5c4a4a"))
    for across, near in ((2080, 0.2), (1760, 0.25), (2300, 0.3), (1680, 0.36), (2020, 0.43), (1800, 0.62)):
        said.append(_waiting(towards(EYE, (across, back), near), near, chance))
    return "".join(said)


def _waiting(foot: Point, near: float, chance: Random) -> str:
    colour = mix("#8a5f54", "#1d242b", near**0.5)
    away = (foot[0] + (foot[0] - SUN[0]) * 0.55, foot[1] + (foot[1] - SUN[1]) * 0.75)
    wide = 44 * near
    shadow = shape(
        [
            (foot[0] - wide, foot[1]),
            (foot[0] + wide, foot[1]),
            (away[0] + wide * 1.6, away[1]),
            (away[0] - wide, away[1]),
        ],
        "#1d1f26",
        opacity=0.35,
    )
    return shadow + person(foot[0], foot[1], (foot[1] - EYE[1]) * (1.03 + chance.random() * 0.1), colour, chance)


def _tram() -> str:
    near, low, high = 650.0, 955.0, 300.0

    def at(y: float, z: float) -> Point:
        return towards((near, y), EYE, 1 - 1 / z)

    def panel(top: float, bottom: float, start: float, end: float, fill: str, **more: object) -> str:
        return shape([at(top, start), at(top, end), at(bottom, end), at(bottom, start)], fill, **more)

    said = [tag("ellipse", cx=560, cy=975, rx=430, ry=40, fill="#0f1418", opacity=0.75, filter="url(#soft)")]
    said += [panel(960, 1010, 1, 7, "#15191d", opacity=0.7)]
    said += [
        panel(high, 930, 1, 7, "url(#side)"),
        panel(690, 800, 1, 7, "url(#band)"),
        panel(806, 822, 1, 7, "#d9694a"),
    ]
    said += [panel(930, 962, 1, 7, "#2a2f35"), panel(high - 20, high + 8, 1, 7, "#6f6560")]
    said.append(panel(392, 668, 1.02, 7, "#4a3d3d"))
    for at_ in range(14):
        start = 1.05 + at_ * 0.42
        if at_ % 4 == 2:
            said.append(
                panel(385, 925, start, start + 0.36, "#5d4a45")
                + panel(400, 905, start + 0.03, start + 0.165, "url(#pane)")
            )
            said.append(panel(400, 905, start + 0.195, start + 0.33, "url(#pane)"))
            continue
        said.append(panel(402, 658, start, start + 0.36, "url(#pane)"))
        if at_ in (0, 1, 3, 5):
            head = at(560, start + 0.16)
            said.append(
                dot(head[0], head[1], 30 / (start + 0.2), "#7a4c3c")
                + path(_shoulders(at(658, start + 0.06), at(658, start + 0.27)), "#7a4c3c")
            )
    for joint in (2.55, 4.3):
        said.append(panel(high, 945, joint, joint + 0.05, "#4a403f"))
    return "".join(said) + _front(low, high)


def _shoulders(left: Point, right: Point) -> str:
    wide = right[0] - left[0]
    return (
        f"M{left[0]:.1f} {left[1]:.1f}q0 {-wide:.1f} {wide / 2:.1f} {-wide:.1f}"
        f"q{wide / 2:.1f} 0 {wide / 2:.1f} {wide + right[1] - left[1]:.1f}z"
    )


def _front(low: float, high: float) -> str:
    outline = (
        f"M258 {low}V520Q262 350 316 {high + 6}Q330 {high - 6} 356 {high - 6}H604Q640 {high - 6} 652 {high + 10}V{low}Z"
    )
    screen = "M292 690V520Q298 408 336 372H630V690Z"
    said = [path(outline, "url(#front)"), path("M258 700H652V812H258Z", "#1f5a62"), box(258, 818, 394, 15, "#c9573c")]
    said += [path(screen, "url(#glass)"), path("M560 372H630V690H470Z", "#6d8088", opacity=0.22)]
    said += [box(376, 318, 214, 36, "#171c20", rx=6)]
    said += [
        dot(392 + column * 9.4, 326 + row * 6.6, 2.3, "#ffb347")
        for column in range(20)
        for row in range(4)
        if (column * 7 + row * 5) % 9 not in (0, 4)
    ]
    driver = (
        path("M356 690q4-84 62-92q58 8 62 92z", "#0f1a1f")
        + dot(418, 566, 33, "#0f1a1f")
        + path("M386 556q4-34 64-24l6 12z", "#0f1a1f")
    )
    wiper = stroke([(455, 690), (560, 520)], "#0d1418", 5)
    skirt = path(f"M258 880H652V{low}Q640 {low + 16} 620 {low + 16}H296Q264 {low + 16} 258 {low}Z", "#2a2f35")
    seam = stroke([(455, 700), (455, 880)], "#0f3d44", 3, opacity=0.6)
    said += [driver, wiper, seam, skirt]
    for x in (318, 592):
        said += [box(x - 42, 846, 84, 22, "#fff4d2", rx=11), dot(x, 857, 150, "url(#lamp)")]
        said.append(
            tag("ellipse", cx=x - 20, cy=1075, rx=120, ry=26, fill="#ffe6a8", opacity=0.22, filter="url(#soft)")
        )
    mirror = limb([(652, 420), (700, 410)], [8, 8], "#2a2f35") + box(690, 404, 22, 84, "#2a2f35", rx=8)
    pantograph = stroke([(470, 294), (520, 232), (460, 172)], "#2a3139", 7) + stroke(
        [(400, 172), (530, 172)], "#2a3139", 7
    )
    return pantograph + "".join(said) + mirror + stroke([(652, high + 10), (652, low)], "#ffe0ae", 5, opacity=0.8)

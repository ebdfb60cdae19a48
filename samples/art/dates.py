"""Six crates of dates seen from above, from green-gold to nearly black."""

from __future__ import annotations

from random import Random

from brush import Point, blur, box, fade, glow, mix, picture, stroke, tag

WIDTH, HEIGHT = 1800, 1200
KINDS = (
    ("#e3b23c", "#a8741c"),
    ("#b4361f", "#6a1710"),
    ("#6b3a1e", "#331608"),
    ("#8f5a2a", "#4f2a0f"),
    ("#3a2019", "#170a07"),
    ("#c9862f", "#7a4715"),
)


def draw() -> str:
    """The whole picture as SVG."""
    chance = Random(3)
    dates = "".join(_date(at, *colours) for at, colours in enumerate(KINDS))
    light = tag(
        "defs",
        fade("cloth", (0, "#2f6a6b"), (1, "#173f45"), to=(1, 1)),
        blur("soft", 14),
        glow("edge", (0, "#000000", 0), (0.6, "#06181a", 0), (1, "#06181a", 0.5)),
        fade("sun", (0, "#fff1c9", 0.3), (0.5, "#fff1c9", 0), to=(1, 1)),
        dates,
    )
    crates = "".join(
        _crate(at, (110 + at % 3 * 545 + chance.uniform(-12, 12), 95 + at // 3 * 530 + chance.uniform(-10, 10)), chance)
        for at in range(6)
    )
    weave = "".join(stroke([(0, y), (WIDTH, y)], "#0e3035", 2, opacity=0.25) for y in range(0, HEIGHT, 9))
    return picture(
        WIDTH,
        HEIGHT,
        light,
        box(0, 0, WIDTH, HEIGHT, "url(#cloth)"),
        weave,
        crates,
        _frond(),
        box(0, 0, WIDTH, HEIGHT, "url(#sun)"),
        box(0, 0, WIDTH, HEIGHT, "url(#edge)"),
    )


def _date(at: int, skin: str, shade: str) -> str:
    body = fade(f"skin{at}", (0, mix(skin, "#ffffff", 0.22)), (0.45, skin), (1, shade))
    return body + tag(
        "g",
        tag("ellipse", cx=3, cy=7, rx=44, ry=24, fill="#120805", opacity=0.45),
        tag("ellipse", rx=43, ry=22.5, fill=f"url(#skin{at})"),
        tag("path", d="M-34 -6Q0 -14 34 -5M-30 7Q2 3 33 8", stroke=shade, stroke_width=2, fill="none", opacity=0.55),
        tag(
            "path",
            d="M-24 -12Q-2 -19 18 -14",
            stroke="#fff3d6",
            stroke_width=4.5,
            stroke_linecap="round",
            fill="none",
            opacity=0.55,
        ),
        tag("ellipse", cx=-42, cy=0, rx=6.5, ry=8, fill="#d9b06a"),
        id=f"date{at}",
    )


def _crate(kind: int, corner: Point, chance: Random) -> str:
    wide, high, rim = 490, 480, 34
    x, y = corner
    said = [box(x + 16, y + 24, wide, high, "#04191c", opacity=0.55, filter="url(#soft)", rx=8)]
    said.append(box(x, y, wide, high, "#2a1710", rx=6))
    low, far = rim + 42, rim + 26
    spots = [(x + low + column * 52 + row % 2 * 26, y + far + row * 43) for row in range(10) for column in range(7)]
    for px, py in chance.sample(spots, len(spots)):
        if px > x + wide - low + 10 or py > y + high - rim - 20:
            continue
        turn = chance.choice((chance.uniform(-35, 35), chance.uniform(0, 360)))
        place = (
            f"translate({px + chance.uniform(-9, 9):.0f} {py + chance.uniform(-8, 8):.0f})"
            f" rotate({turn:.0f}) scale({chance.uniform(0.86, 1.04):.2f})"
        )
        said.append(tag("use", href=f"#date{kind}", transform=place))
    for bx, by, bw, bh in (
        (x, y, wide, rim),
        (x, y + high - rim, wide, rim),
        (x, y, rim, high),
        (x + wide - rim, y, rim, high),
    ):
        tone = mix("#c99a62", "#a87745", chance.random())
        said.append(
            box(bx, by, bw, bh, tone, rx=4)
            + box(bx, by, bw if bw > bh else 5, 5 if bw > bh else bh, "#ecc48c", opacity=0.7)
        )
        for grain in (0.35, 0.62):
            line = (
                [(bx + 8, by + bh * grain), (bx + bw - 8, by + bh * grain)]
                if bw > bh
                else [(bx + bw * grain, by + 8), (bx + bw * grain, by + bh - 8)]
            )
            said.append(stroke(line, "#8a5c33", 2, opacity=0.5))
    for nx in (x + 17, x + wide - 17):
        said += [tag("circle", cx=nx, cy=y + at, r=5, fill="#5d3f26") for at in (17, high - 17)]
    return tag("g", *said, transform=f"rotate({chance.uniform(-1.6, 1.6):.2f} {x + wide / 2:.0f} {y + high / 2:.0f})")


def _frond() -> str:
    leaves = []
    for at in range(30):
        x, y = 1830 - at * 27, 640 - at * 3 + (at * at) * 0.55
        for dx, dy in ((-95 - at, -110 + at * 3), (-125 + at, 96 - at * 2)):
            leaves.append(
                f"M{x - 4:.0f} {y - 7:.0f}Q{x + dx * 0.4:.0f} {y + dy * 0.75:.0f} {x + dx:.0f}"
                f" {y + dy:.0f}Q{x + dx * 0.6:.0f} {y + dy * 0.45:.0f} {x + 4:.0f} {y + 7:.0f}Z"
            )
    shadow = tag(
        "path", d="".join(leaves), fill="#04120d", opacity=0.4, filter="url(#soft)", transform="translate(14 26)"
    )
    return shadow + tag("path", d="".join(leaves), fill="#5c7d45") + tag("path", d="".join(leaves[::2]), fill="#7b9a55")

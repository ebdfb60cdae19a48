"""The few strokes that the sample pictures are made of: SVG elements, gradients, perspective and small figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from random import Random

Point = tuple[float, float]


def tag(name: str, *children: str, **attributes: object) -> str:
    """One SVG element; an underscore in an attribute's name stands for a hyphen."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{_number(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) and abs(value) >= 2 else _small(value)


def _small(value: object) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def picture(width: int, height: int, *parts: str) -> str:
    """A whole drawing, in px."""
    return (
        tag(
            "svg",
            "\n",
            "\n".join(parts),
            "\n",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width} {height}",
            width=width,
            height=height,
        )
        + "\n"
    )


def points(corners: Iterable[Point]) -> str:
    """Corners as the text of a `points` attribute."""
    return " ".join(f"{_number(float(x))},{_number(float(y))}" for x, y in corners)


def shape(corners: Iterable[Point], fill: str, **attributes: object) -> str:
    """A filled polygon."""
    return tag("polygon", points=points(corners), fill=fill, **attributes)


def stroke(corners: Iterable[Point], colour: str, width: float, **attributes: object) -> str:
    """An open line with round ends."""
    return tag(
        "polyline",
        points=points(corners),
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
        **attributes,
    )


def path(data: str, fill: str, **attributes: object) -> str:
    """A filled path."""
    return tag("path", d=data, fill=fill, **attributes)


def curve(data: str, colour: str, width: float, **attributes: object) -> str:
    """A path that is drawn as a line with round ends."""
    return tag("path", d=data, fill="none", stroke=colour, stroke_width=width, stroke_linecap="round", **attributes)


def box(x: float, y: float, width: float, height: float, fill: str, **attributes: object) -> str:
    """A filled rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)


def dot(x: float, y: float, radius: float, fill: str, **attributes: object) -> str:
    """A filled circle."""
    return tag("circle", cx=x, cy=y, r=radius, fill=fill, **attributes)


def _stops(stops: Sequence[tuple[float, str] | tuple[float, str, float]]) -> list[str]:
    return [
        tag("stop", offset=stop[0], stop_color=stop[1], stop_opacity=stop[2] if len(stop) == 3 else 1) for stop in stops
    ]


def fade(
    name: str, *stops: tuple[float, str] | tuple[float, str, float], to: Point = (0, 1), start: Point = (0, 0)
) -> str:
    """A straight gradient over the shape's own box, downwards unless told."""
    return tag("linearGradient", *_stops(stops), id=name, x1=start[0], y1=start[1], x2=to[0], y2=to[1])


def glow(name: str, *stops: tuple[float, str] | tuple[float, str, float]) -> str:
    """A round gradient over the shape's own box."""
    return tag("radialGradient", *_stops(stops), id=name)


def blur(name: str, deviation: float) -> str:
    """A soft-focus filter, in px."""
    return tag(
        "filter",
        tag("feGaussianBlur", stdDeviation=deviation),
        id=name,
        x="-50%",
        y="-50%",
        width="200%",
        height="200%",
    )


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies `share` of the way from one #rrggbb to the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def towards(start: Point, end: Point, share: float) -> Point:
    """The point that lies `share` of the way from start to end."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def band(joints: Sequence[Point], widths: Sequence[float], fill: str) -> str:
    """A tapering band through the joints, with straight ends."""
    left: list[Point] = []
    right: list[Point] = []
    for at, ((x, y), width) in enumerate(zip(joints, widths, strict=True)):
        before, after = joints[max(at - 1, 0)], joints[min(at + 1, len(joints) - 1)]
        angle = math.atan2(after[1] - before[1], after[0] - before[0]) + math.pi / 2
        left.append((x + math.cos(angle) * width / 2, y + math.sin(angle) * width / 2))
        right.append((x - math.cos(angle) * width / 2, y - math.sin(angle) * width / 2))
    return shape(left + right[::-1], fill)


def limb(joints: Sequence[Point], widths: Sequence[float], fill: str) -> str:
    """An arm, a leg or a trunk: a band with round ends and joints."""
    round_ = "".join(dot(x, y, width / 2, fill) for (x, y), width in zip(joints, widths, strict=True))
    return band(joints, widths, fill) + round_


def person(x: float, foot: float, height: float, colour: str, chance: Random) -> str:
    """Somebody who stands and waits, seen from afar."""
    h, kind = height, chance.choice(("coat", "dress", "bag"))
    head = dot(x, foot - h * 0.93, h * 0.068, colour)
    neck = box(x - h * 0.025, foot - h * 0.9, h * 0.05, h * 0.08, colour)
    if kind == "dress":
        body = (
            f"M{x - h * 0.07:.1f} {foot - h * 0.84:.1f}q{h * 0.07:.1f} {-h * 0.04:.1f} {h * 0.14:.1f} 0"
            f"l{h * 0.035:.1f} {h * 0.3:.1f}l{h * 0.05:.1f} {h * 0.52:.1f}h{-h * 0.3:.1f}"
            f"l{h * 0.045:.1f} {-h * 0.5:.1f}z"
        )
        return (
            head
            + tag("ellipse", cx=x + h * 0.01, cy=foot - h * 0.9, rx=h * 0.078, ry=h * 0.1, fill=colour)
            + path(body, colour)
        )
    legs = limb([(x - h * 0.04, foot - h * 0.48), (x - h * 0.055, foot)], [h * 0.1, h * 0.06], colour)
    legs += limb([(x + h * 0.04, foot - h * 0.48), (x + h * 0.06, foot)], [h * 0.1, h * 0.06], colour)
    coat = (
        f"M{x - h * 0.1:.1f} {foot - h * 0.82:.1f}q{h * 0.1:.1f} {-h * 0.06:.1f} {h * 0.2:.1f} 0"
        f"q{h * 0.03:.1f} {h * 0.2:.1f} {h * 0.005:.1f} {h * 0.42:.1f}h{-h * 0.21:.1f}"
        f"q{-h * 0.025:.1f} {-h * 0.2:.1f} {h * 0.005:.1f} {-h * 0.42:.1f}z"
    )
    bag = box(x + h * 0.1, foot - h * 0.46, h * 0.1, h * 0.13, colour, rx=h * 0.015) if kind == "bag" else ""
    return head + neck + legs + path(coat, colour) + bag

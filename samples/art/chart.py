"""The chart of the economy piece: what one dollar cost, official and parallel, month by month from the right."""

from __future__ import annotations

from brush import Point, box, dot, fade, path, picture, points, stroke, tag

WIDTH, HEIGHT = 1800, 1125
INK, SOFT, GRID = "#22313a", "#6a7478", "#d9d4c7"
OFFICIAL, PARALLEL = "#1f5a62", "#c9573c"
MONTHS = ("سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر", "يناير", "فبراير")
RATES = {OFFICIAL: (41.2, 41.5, 42.1, 44.8, 47.6, 46.9), PARALLEL: (43.0, 44.6, 47.9, 53.4, 49.8, 47.7)}
LOW, HIGH = 40, 54
LEFT, RIGHT, TOP, FOOT = 250.0, 1600.0, 300.0, 950.0


def draw() -> str:
    """The whole picture as SVG."""
    return picture(
        WIDTH,
        HEIGHT,
        tag("defs", fade("gap", (0, PARALLEL, 0.22), (1, PARALLEL, 0.04))),
        box(0, 0, WIDTH, HEIGHT, "#fbf8f1"),
        _heading(),
        _grid(),
        _lines(),
    )


def _word(x: float, y: float, said: str, size: int, colour: str, weight: int = 400, anchor: str = "end") -> str:
    return tag(
        "text",
        said,
        x=x,
        y=y,
        font_size=size,
        fill=colour,
        font_weight=weight,
        text_anchor=anchor,
        font_family="Almarai",
    )


def _at(month: int, rate: float) -> Point:
    return RIGHT - month * (RIGHT - LEFT) / (len(MONTHS) - 1), FOOT - (rate - LOW) / (HIGH - LOW) * (FOOT - TOP)


def _heading() -> str:
    return (
        box(RIGHT + 40, 70, 12, 108, PARALLEL)
        + _word(RIGHT + 20, 112, "ماذا يكلّف الدولار؟", 52, INK, 700)
        + _word(RIGHT + 20, 172, "دينار لكل دولار، متوسط الشهر؛ يُقرأ من اليمين إلى اليسار", 33, SOFT)
    )


def _grid() -> str:
    said = []
    for rate in range(LOW, HIGH + 1, 2):
        y = _at(0, rate)[1]
        said.append(stroke([(LEFT - 30, y), (RIGHT + 30, y)], INK if rate == LOW else GRID, 3 if rate == LOW else 2))
        said.append(_word(RIGHT + 100, y + 11, str(rate), 32, SOFT, 500))
    for at, month in enumerate(MONTHS):
        x = _at(at, LOW)[0]
        said.append(stroke([(x, FOOT), (x, FOOT + 14)], INK, 3) + _word(x, FOOT + 62, month, 34, INK, 500, "middle"))
    return "".join(said) + _word(RIGHT + 20, HEIGHT - 44, "المصدر: بيانات افتراضية أُعدّت لهذا النموذج", 27, SOFT)


def _lines() -> str:
    lines = {colour: [_at(month, rate) for month, rate in enumerate(rates)] for colour, rates in RATES.items()}
    said = [path("M" + points(lines[PARALLEL] + lines[OFFICIAL][::-1]).replace(" ", "L") + "Z", "url(#gap)")]
    for colour, line in lines.items():
        said.append(stroke(line, colour, 9))
        said += [dot(x, y, 12, "#fbf8f1", stroke=colour, stroke_width=7) for x, y in line]
    peak, end = lines[PARALLEL][3], lines[OFFICIAL][-1]
    said.append(_word(peak[0], peak[1] - 36, "53.4", 42, PARALLEL, 700, "middle"))
    said.append(_word(peak[0] + 300, peak[1] + 20, "السوق الموازية", 38, PARALLEL, 700, "middle"))
    said.append(
        _word(lines[OFFICIAL][3][0] - 10, lines[OFFICIAL][3][1] + 96, "السعر الرسمي", 38, OFFICIAL, 700, "middle")
    )
    said.append(_word(end[0], end[1] + 66, "46.9", 38, OFFICIAL, 700, "middle"))
    said.append(_word(end[0], lines[PARALLEL][-1][1] - 30, "47.7", 38, PARALLEL, 700, "middle"))
    return "".join(said)

"""Each defect of a page, planted in an article or in a layout of one's own, is found on the printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from exporter.errors import ExportError
from exporter.findings import Finding
from exporter.pipeline import Wishes, check
from tests.preflight.desk import FIRST, NOW, SECOND, article, written

WORDS = ("قطار", "مدينة", "رصيف", "محطة", "راكب", "صباح", "جسر", "شارع", "ساحة", "هيئة", "سائق", "تذكرة")
LONG = " ".join(f"{WORDS[nth % 12]}{nth}" for nth in range(30))
SMALL = "[page]\nwidth_mm = 80\nheight_mm = 90\ntop_mm = 10\nbottom_mm = 10\nstart_mm = 8\nend_mm = 8\n"
LOOSE = "body { widows: 1; orphans: 1 } .subhead { break-after: auto }"
WIDE = {"table": {"header": [f"عمود{n}" for n in range(30)], "rows": [["مستقلة"] * 30]}}
LATIN = "in\u00adter\u00adna\u00adtio\u00adnali\u00adsa\u00adtion "


def lines(count: int, head: str = "") -> dict[str, Any]:
    """A paragraph of so many lines, which pushes what follows down by as many."""
    before = "\\\n".join(f"سطر {n}" for n in range(count))
    return article(lead=None, deck=None, byline=None, body=[before, head + LONG])


def tail(count: int) -> dict[str, Any]:
    return article(lead=None, body=[" ".join(["كلمات"] * count) + " غد."])


# What is planted, the article (or several, of which one falls so), layout.toml, page.css, the width of the picture.
PLANTED: tuple[tuple[str, list[dict[str, Any]], str, str, int, str], ...] = (
    ("a picture too coarse for its size", [article()], "", "", 700, "PREFLIGHT-060"),
    ("a picture enlarged beyond its pixels", [article()], "", ".figure img { width: 100% }", 300, "PREFLIGHT-061"),
    ("a line over its edge", [article(body=[LONG])], "", ".body p { white-space: nowrap }", 2000, "PREFLIGHT-062"),
    (
        "a table wider than its page",
        [article(body=[WIDE])],
        "",
        ".body { overflow-wrap: normal }",
        2000,
        "PREFLIGHT-062",
    ),
    ("a widow", [lines(n) for n in range(1, 10)], SMALL, LOOSE, 2000, "PREFLIGHT-063"),
    ("an orphan", [lines(n) for n in range(1, 10)], SMALL, LOOSE, 2000, "PREFLIGHT-064"),
    ("a subhead at the foot", [lines(n, "## عنوان\n\n") for n in range(1, 10)], SMALL, LOOSE, 2000, "PREFLIGHT-065"),
    ("a short word alone at the end", [tail(n) for n in range(8, 24)], "", "", 2000, "PREFLIGHT-066"),
    ("a headline of many lines", [article(headline=" ".join(WORDS * 3))], "", "", 2000, "PREFLIGHT-067"),
    (
        "a headline's last word alone",
        [article(headline=" ".join(["كلمة"] * n)) for n in range(6, 16)],
        "",
        ".headline { text-align: justify }",  # else its lines are balanced
        2000,
        "PREFLIGHT-068",
    ),
    (
        "three lines that begin alike",
        [article(lead=None, body=["قال أحمد\\\nقال محمد\\\nقال محمود\\\nثم مضى"])],
        "",
        "",
        2000,
        "PREFLIGHT-069",
    ),
    (
        "three lines that end alike",
        [article(lead=None, body=["أحمد قال\\\nمحمد قال\\\nمحمود قال\\\nثم مضى"])],
        "",
        "",
        2000,
        "PREFLIGHT-070",
    ),
    (
        "a picture over the side of its page",
        [article()],
        "",
        ".figure img { max-width: none; max-height: none; width: 300mm }",
        2000,
        "PREFLIGHT-078",
    ),
    (
        "three lines that end with a hyphen",
        [article(language="en", lead=None, body=[(LATIN * 20).strip()])],
        "[page]\nwidth_mm = 80\nstart_mm = 15\nend_mm = 15\n",
        ".body p { text-align: start; overflow-wrap: normal }",
        2000,
        "PREFLIGHT-079",
    ),
    (
        "lines with open gaps",
        [article(lead=None, body=["الخط https://example.org/lines/east/stations/square/number/one جديد " * 6])],
        "[justification]\nword_space_ideal_em = 0.3\nword_space_most_em = 0.35\n",
        "",
        2000,
        "PDF-008",
    ),
)


def said(folder: Path, content: dict[str, Any], measures: str, looks: str, width: int) -> tuple[Finding, ...]:
    own = folder / "own" / "gazette"
    own.mkdir(parents=True, exist_ok=True)
    (own / "layout.toml").write_text(f'based_on = "article"\n{measures}', encoding="utf-8")
    (own / "page.css").write_text(f'@import "article/page.css";\n{looks}', encoding="utf-8")
    desk = folder / "desk"
    desk.mkdir(exist_ok=True)
    wishes = Wishes(layout="gazette", templates=folder / "own", now=NOW)
    try:
        return check(written(desk, content, width), wishes)
    except ExportError as error:
        return error.findings


@pytest.mark.parametrize(
    ("contents", "measures", "looks", "width", "code"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED]
)
def test_a_planted_defect_is_found_on_the_page(
    contents: list[dict[str, Any]], measures: str, looks: str, width: int, code: str, tmp_path: Path
) -> None:
    for content in contents:
        found = [one for one in said(tmp_path, content, measures, looks, width) if one.code == code]
        if found:
            assert code == "PDF-008" or found[0].at.line > 0
            assert code == "PDF-008" or found[0].snippet
            return
    pytest.fail(f"{code} was not found")


@pytest.mark.parametrize("measures", ["", "[type]\ntext_pt = 11\n"])
def test_a_clean_article_is_clean_in_a_layout_of_ones_own(measures: str, tmp_path: Path) -> None:
    content = article(body=[FIRST, f"## «أول مرة»\n\n{SECOND}"])
    assert [one.code for one in said(tmp_path, content, measures, "", 2000)] == []

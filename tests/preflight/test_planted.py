"""Each defect that is planted in an article is found, and nothing else; in an article without one nothing is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from exporter.findings import Severity
from exporter.messages import entry
from exporter.pipeline import Wishes
from exporter.preflight import CHECKS
from tests.backends.invented import PLAIN, Maker
from tests.preflight.desk import FIRST, LEAD, SECOND, article, found, written

OTHER = LEAD | {"image": "other.png", "alt": "رصيف خال", "caption": "الرصيف قبل الافتتاح"}


def lead(**changes: str | None) -> dict[str, Any]:
    """The article with another lead picture; of its fields an empty alternative text alone may stay."""
    kept = {key: value for key, value in (LEAD | changes).items() if value or (key == "alt" and value is not None)}
    return article(lead=kept)


def body(*parts: Any) -> dict[str, Any]:
    """The article with another body."""
    return article(body=list(parts))


HEBREW: dict[str, Any] = {"language": "he", "headline": "קו הרכבת", "deck": None, "body": ["הקו החדש נפתח הבוקר."]} | {
    name: None for name in ("byline", "lead", "corrections", "tags", "related")
}


def related(*pairs: tuple[str, str]) -> dict[str, Any]:
    """The article with other related ones."""
    return article(related=[{"title": title, "url": url} for title, url in pairs])


PLANTED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("a picture without a caption", lead(caption=""), "PREFLIGHT-010"),
    ("a picture in the body without a caption", body(FIRST, {"figure": OTHER | {"caption": ""}}), "PREFLIGHT-010"),
    ("a picture without a credit", lead(credit=""), "PREFLIGHT-011"),
    ("decoration with a caption", lead(alt="", credit=""), "PREFLIGHT-012"),
    ("a picture printed twice", body(FIRST, {"figure": OTHER | {"image": "tram.png"}}), "PREFLIGHT-013"),
    ("a picture printed twice by two names", body(FIRST, {"figure": OTHER | {"image": "copy.png"}}), "PREFLIGHT-013"),
    ("an alternative text that is the file's name", lead(alt="tram.png"), "PREFLIGHT-014"),
    ("an alternative text that is the caption", lead(alt=LEAD["caption"]), "PREFLIGHT-014"),
    ("a caption under two pictures", body(FIRST, {"figure": OTHER | {"caption": LEAD["caption"]}}), "PREFLIGHT-015"),
    ("a paragraph pasted twice", body(FIRST, SECOND, FIRST), "PREFLIGHT-020"),
    ("a paragraph pasted twice in a box", body(FIRST, {"box": {"title": "أرقام", "body": FIRST}}), "PREFLIGHT-020"),
    ("a particle twice", body("وصل الترام في في موعده."), "PREFLIGHT-021"),
    ("a particle twice over a line's end", body("وصل الترام من\nمن محطته."), "PREFLIGHT-021"),
    ("a particle twice in a caption", lead(caption="الترام على على رصيفه"), "PREFLIGHT-021"),
    ("an English article twice", body("قالت the the Guardian إن الخط افتتح."), "PREFLIGHT-021"),
    ("digits of two sets", body("بلغ الركاب 1٨0 راكبا."), "PREFLIGHT-022"),
    ("digits of two sets around a point", body("بلغ الطول 21.٤ كيلومترا."), "PREFLIGHT-022"),
    (
        "digits of two sets in a correction",
        article(corrections=[{"date": "2026-03-01", "text": "والصواب 2٣."}]),
        "PREFLIGHT-022",
    ),
    ("digits of two sets in a headline", article(headline="افتتاح 2٣ محطة"), "PREFLIGHT-022"),
    ("a bracket that is never closed", body("قالت الهيئة (وهي المشرفة إن الخط افتتح."), "PREFLIGHT-024"),
    ("a bracket that was never opened", body("قالت الهيئة وهي المشرفة) إن الخط افتتح."), "PREFLIGHT-024"),
    ("a quotation that is never closed", body("قالت: «افتتحنا الخط.", SECOND), "PREFLIGHT-024"),
    ("a quotation that was never opened", body("قالت: افتتحنا الخط»."), "PREFLIGHT-024"),
    ("an open curly quotation", body("قالت: “افتتحنا الخط."), "PREFLIGHT-024"),
    ("a bracket in a quotation", body("قالت: «افتتحنا (الخط» وانصرفت."), "PREFLIGHT-024"),
    ("a subhead at the end", body(FIRST, "## ختام"), "PREFLIGHT-030"),
    ("a subhead after a subhead", body(FIRST, "## أول\n\n## ثان", SECOND), "PREFLIGHT-030"),
    ("a break before all", body("***", FIRST), "PREFLIGHT-031"),
    ("a break after all", body(FIRST, "***"), "PREFLIGHT-031"),
    ("two breaks in a row", body(FIRST, "***\n\n***", SECOND), "PREFLIGHT-031"),
    ("a paragraph of two hundred words", body(" ".join(f"كلمة{n}" for n in range(200))), "PREFLIGHT-032"),
    ("a headline with a full stop", article(headline="افتتح خط الترام."), "PREFLIGHT-033"),
    ("a deck that is the headline", article(deck="افتتاح خط الترام."), "PREFLIGHT-034"),
    ("a related article without an address", article(related=[{"title": "مواعيد الخط"}]), "PREFLIGHT-040"),
    (
        "a related article named twice",
        related(("أول", "https://a.example/"), ("ثان", "https://a.example/")),
        "PREFLIGHT-041",
    ),
    ("an article related to itself", related(("افتتاح خط الترام", "https://a.example/")), "PREFLIGHT-041"),
    ("a tag given twice", article(tags=["نقل", "ترام", "نقل"]), "PREFLIGHT-042"),
    ("a change before publication", article(updated="2026-02-01T09:00:00+02:00"), "PREFLIGHT-043"),
    (
        "a correction before publication",
        article(corrections=[{"date": "2026-02-01", "text": "صُحح العدد."}]),
        "PREFLIGHT-044",
    ),
    ("an embargo", article(published="2026-03-03T09:00:00+02:00", updated=None, corrections=None), "PREFLIGHT-045"),
    ("a character that no typeface has", body(FIRST, "حرف \U00013000 غريب."), "PREFLIGHT-001"),
    ("an article in a script that no typeface has", article(**HEBREW), "PREFLIGHT-002"),
    ("a picture without an alternative text", lead(alt=None), "IMAGE-016"),
    ("a picture that is not there", lead(image="trams.png"), "IMAGE-001"),
    ("a picture in inks without a profile", lead(image="inks.jpg"), "IMAGE-031"),
    ("a picture with a profile of rubbish", lead(image="rubbish.png"), "IMAGE-021"),
    ("a drawing that moves", lead(image="moving.gif"), "IMAGE-020"),
    ("a footnote that nothing mentions", body(FIRST, f"{SECOND}\n\n[^1]: هامش."), "LOAD-066"),
    ("the mark of a footnote that is not there", body(FIRST, "قالت الهيئة[^1] إن الخط افتتح."), "LOAD-062"),
    ("a related article at no address", related(("مواعيد الخط", "example.org")), "LOAD-049"),
    ("stars without a pair", body(FIRST, "قالت **الهيئة إن الخط افتتح."), "LOAD-058"),
    ("a link without a text", body(FIRST, "قالت [](https://a.example/) الهيئة."), "LOAD-061"),
)
LEFT_BEHIND = ("a picture that is left beside the article", "IMAGE-033")


@pytest.mark.parametrize(("content", "code"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_a_planted_defect_is_found_and_nothing_else(content: dict[str, Any], code: str, tmp_path: Path) -> None:
    said = found(written(tmp_path, content))
    assert [one.code for one in said] == [code]
    assert said[0].at.file
    assert said[0].at.line > 0
    assert said[0].snippet == (tmp_path / "article.json").read_text(encoding="utf-8").splitlines()[said[0].at.line - 1]


def test_a_picture_that_is_left_beside_the_article_is_found(tmp_path: Path) -> None:
    path = written(tmp_path, article())
    (tmp_path / "spare.JPG").touch()
    said = found(path)
    assert [(one.code, dict(one.args)["path"]) for one in said] == [(LEFT_BEHIND[1], "spare.JPG")]
    assert said[0].snippet
    for name in ("khabar.png", "notes.txt", ".hidden.png"):  # what the export wrote there, and what is no picture
        (tmp_path / name).touch()
    assert len(found(path)) == 1
    (tmp_path / "another.yml").touch()
    assert found(path) == (), "the folder is not this article's alone"


def test_at_least_forty_different_defects_are_planted() -> None:
    from tests.preflight.test_planted_pages import PLANTED as ON_PAGES

    names = {name for name, _, _ in PLANTED} | {LEFT_BEHIND[0]} | {row[0] for row in ON_PAGES}
    codes = {code for _, _, code in PLANTED} | {LEFT_BEHIND[1]} | {row[-1] for row in ON_PAGES}
    assert len(codes) >= 40
    assert len(names) == len(PLANTED) + 1 + len(ON_PAGES) >= 60


def test_the_article_in_which_they_are_planted_has_none(tmp_path: Path) -> None:
    assert found(written(tmp_path, article())) == ()


CLEAN_TEXTS = (
    "خرجوا يوما يوما وشيئا شيئا، ونقلت بي بي سي عن تيك تيك.",
    "بلغ الطول 21.4 كيلومترا و٢١٫٤ كيلومترا في 2026-03-01.",
    "1) الأول و2) الثاني وأ) الثالث.",
    "قال: «نقلت عن أحدهم (وهو صديق) قوله “تأخرنا” ثم “وصلنا”».",
    "قال: «بدأنا العمل.\n\n«ثم انتهينا منه».",
    "قال: “بدأنا العمل.\n\n“ثم انتهينا منه”.",
    "الأمر `if (x[0` يقرؤه المبرمج.",
    "قال إنه في فيلم قديم، ومن منزله رآه.",
)


@pytest.mark.parametrize("text", CLEAN_TEXTS)
def test_what_only_looks_like_a_defect_is_left_alone(text: str, tmp_path: Path) -> None:
    assert found(written(tmp_path, body(text))) == ()


def test_a_quotation_may_close_in_another_hemistich(tmp_path: Path) -> None:
    verse = {"verse": {"lines": [["قال لي «يا صاحبي", "هل رأيت القمرا»"]]}}
    assert found(written(tmp_path, body(FIRST, verse))) == ()


def test_a_direction_mark_that_loading_keeps_is_told(tmp_path: Path) -> None:
    said = found(written(tmp_path, body("المبلغ \u2067(ABC 12)\u2069 نقدا.")))
    assert "PREFLIGHT-023" in {one.code for one in said}


def test_the_samples_have_no_defect(root: Path) -> None:
    for path in (root / "samples").glob("*/article.yml"):
        said = found(path, Wishes(now=datetime(2026, 12, 31, tzinfo=UTC)))
        assert [one.code for one in said if one.code.startswith("PREFLIGHT")] == [], path


NOUNS = [word for word in PLAIN if word not in {"في", "عن", "إن", "قالت"}]


class Careful(Maker):
    """Makes articles as they are written: a particle stands before a noun, and never where chance would double it."""

    def words(self, count: int) -> str:
        return " ".join(self.random.sample(NOUNS, count))

    def word(self) -> str:
        return f"{super().word()} الخبر{self.random.randint(0, 10**6)} في المدينة{self.random.randint(0, 10**6)}"


@pytest.mark.parametrize("seed", range(100))
def test_an_invented_article_has_no_false_defect(seed: int, tmp_path: Path) -> None:
    said = found(written(tmp_path, Careful(seed).article()))
    assert [one.code for one in said if one.code.startswith("PREFLIGHT")] == []


def test_every_check_has_a_reason_in_its_docstring() -> None:
    for name, check in CHECKS:
        assert check.__doc__, name


def test_of_the_checks_nothing_but_an_embargo_and_a_missing_glyph_stops_an_export() -> None:
    codes = {code for _, _, code in PLANTED if code.startswith("PREFLIGHT")}
    stops = {code for code in codes if entry(code).severity is Severity.ERROR}
    assert stops == {"PREFLIGHT-001", "PREFLIGHT-002", "PREFLIGHT-045"}

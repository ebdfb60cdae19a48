"""Departures from house style at their places in the file, and the file mended in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.findings import Finding
from exporter.house.house import House, load_house
from exporter.lint import CODES, lint, mend
from exporter.loading.load import load
from exporter.messages import text
from exporter.resources import houses, houses_dir
from exporter.text.style.rules import RULES
from tests.backends import invented

GULF = load_house(houses_dir() / "gulf.toml")
EGYPT = load_house(houses_dir() / "egypt.toml")

WRITTEN = """\
# a comment of the desk
headline: قال "نعم" ثم سكت... # and one beside
kicker: 'ذهب الى ''السوق'', وعاد'
deck: "قال \\"لا\\" , ثم\\u0020 عاد"
body:
  - |
    قال  المتحدث, وهو من **وكالة "الخليج"**, إن
    [النص ؟؟](https://a.example/b,c) باقٍ و `a, b` كذلك &amp; "نعم".
  - quote: {text: 'قال "نعم", ثم', exact: true, attribution: 'كاتب "آخر"'}
  - verse:
      - ["أقبل الليل..., يا ليل", طال]
"""

MENDED = """\
# a comment of the desk
headline: قال «نعم» ثم سكت… # and one beside
kicker: 'ذهب إلى ''السوق''، وعاد'
deck: "قال «لا»، ثم\\u0020عاد"
body:
  - |
    قال المتحدث، وهو من **وكالة «الخليج»**، إن
    [النص؟](https://a.example/b,c) باقٍ و `a, b` كذلك &amp; «نعم».
  - quote: {text: 'قال "نعم", ثم', exact: true, attribution: 'كاتب «آخر»'}
  - verse:
      - ["أقبل الليل..., يا ليل", طال]
"""


def written(folder: Path, content: str) -> Path:
    path = folder / "article.yml"
    path.write_text(content, encoding="utf-8")
    return path


def at(found: Finding, path: Path) -> str:
    """What stands in the file where a finding says."""
    line = path.read_text(encoding="utf-8").splitlines()[found.at.line - 1]
    return line[found.at.column - 1 : found.at.column - 1 + found.at.length]


def test_a_file_is_mended_in_place_its_layout_comments_code_verse_and_exact_words_kept(tmp_path: Path) -> None:
    mended = mend(written(tmp_path, WRITTEN), GULF)
    assert mended.text == MENDED
    assert mended.left == ()


def test_a_mended_file_has_nothing_to_mend(tmp_path: Path) -> None:
    path = written(tmp_path, MENDED)
    assert lint(path, GULF) == ()
    assert mend(path, GULF).text == MENDED


def test_a_departure_stands_where_the_file_has_it(tmp_path: Path) -> None:
    path = written(tmp_path, 'headline: خبر\nbody: |\n  قال **"نعم"** ثم سكت...\n')
    found = lint(path, GULF)
    assert [(one.code, at(one, path)) for one in found] == [
        ("STYLE-006", '"'),
        ("STYLE-006", '"'),
        ("STYLE-008", "..."),
    ]
    assert "the ellipsis ..., in house style …" in text(found[-1], "en")


def test_what_is_wrong_with_a_number_is_told_once_in_the_words_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "headline: خبر\nbody: بلغ 12.5 % من 9.8 بسعر 1,250$\n")
    assert [(one.code, at(one, path), dict(one.args)["now"]) for one in lint(path, EGYPT)] == [
        ("STYLE-003", "12.5 %", "١٢٫٥٪"),
        ("STYLE-001", "9.8", "٩٫٨"),
        ("STYLE-004", "1,250$", "$١٬٢٥٠"),
    ]


def test_an_article_in_a_language_that_the_house_does_not_speak_stays_as_written(root: Path) -> None:
    persian = root / "samples" / "caspian-persian" / "article.yml"
    assert lint(persian, EGYPT) == ()
    assert lint(persian, replace(EGYPT, language="fa")) != ()


def test_a_mend_that_would_break_the_file_is_left_with_a_word_on_it(tmp_path: Path) -> None:
    house = replace(GULF, style=replace(GULF.style, names=(("سي ان ان", "سي: إن"),)))
    path = written(tmp_path, "headline: شبكة سي ان ان\nbody: قال, نعم\n")
    mended = mend(path, house)
    assert mended.text == "headline: شبكة سي ان ان\nbody: قال، نعم\n"
    assert [one.code for one in mended.left] == ["STYLE-017"]


def test_every_rule_has_a_code() -> None:
    assert CODES.keys() == {name for name, _ in RULES}


@pytest.mark.slow
@pytest.mark.parametrize("house", houses())
def test_two_hundred_articles_are_mended_at_once_and_need_no_second_mend(house: str, tmp_path: Path) -> None:
    style = load_house(houses_dir() / f"{house}.toml")
    changed = 0
    for seed in range(houses().index(house), 200, len(houses())):
        path = invented.write(seed, tmp_path)
        mended = mend(path, style)
        assert mended.left == ()
        path.write_text(mended.text, encoding="utf-8")
        assert lint(path, style) == ()
        changed += bool(mended.done)
    assert changed > 20


def test_the_samples_are_in_the_style_of_the_gulf_but_for_digits_of_their_own(root: Path) -> None:
    as_typed: House = replace(GULF, style=replace(GULF.style, digits=None, separators=None, percent=False))
    found = [one for path in sorted(root.glob("samples/*/article.yml")) for one in lint(path, as_typed)]
    assert found == []


def test_an_article_is_loaded_as_before_after_it_was_mended(root: Path, tmp_path: Path) -> None:
    sample = root / "samples" / "flood-brief" / "article.yml"
    mended = mend(sample, EGYPT)
    assert mended.done
    path = written(tmp_path, mended.text)
    before, after = load(sample).article, load(path).article
    assert (before.language, before.tags, before.published) == (after.language, after.tags, after.published)

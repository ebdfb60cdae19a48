"""An edition's file lists articles: all that is wrong is told at once, each finding under the name of its own file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from exporter.errors import InputError
from exporter.findings import Finding
from exporter.loading.edition import LoadedEdition, load_file
from exporter.loading.edition_schema import Edition
from exporter.loading.load import Loaded
from exporter.loading.shape import edition_schema
from exporter.messages import is_error, mend, text

JUDGE = Draft202012Validator(edition_schema())
ARTICLE = "slug: {slug}\nheadline: عنوان\nbody: نص المقال هنا\n"
HEAD = "masthead: جريدة الرصيف\n"


def written(folder: Path, edition: str, *articles: str) -> Path:
    """An edition's file with articles beside it: a slug each, or a whole text."""
    for nth, article in enumerate(articles or ("a", "b"), 1):
        path = folder / (f"{article}.yml" if "\n" not in article else f"{nth}.yml")
        path.write_text(article if "\n" in article else ARTICLE.format(slug=article), encoding="utf-8")
    path = folder / "edition.yml"
    path.write_text(edition, encoding="utf-8")
    return path


def loaded(path: Path) -> LoadedEdition:
    result = load_file(path)
    assert isinstance(result, LoadedEdition)
    return result


def found(path: Path) -> tuple[Finding, ...]:
    try:
        return load_file(path).findings
    except InputError as error:
        return error.findings


def said(path: Path) -> list[str]:
    return [f"{one.code} {Path(one.at.file).name}:{one.at.line}:{one.at.column}" for one in found(path)]


def listing(*paths: str) -> str:
    return HEAD + "sections:\n  - articles:\n" + "".join(f"      - {path}\n" for path in paths)


def test_an_edition_is_its_plan_and_its_articles_in_order(tmp_path: Path) -> None:
    edition = loaded(
        written(
            tmp_path,
            "masthead:  جريدة   الرصيف\ndate: 2026-03-05\nnumber: 412\nlanguage: ar-EG\nslug: sabah\n"
            "identifier: urn:isbn:9780306406157\nsections:\n  - title: محليات\n    articles: [b.yml, {path: a.yml}]\n"
            "  - articles: [c.yml]\n",
            "a",
            "b",
            "c",
        )
    )
    plan = edition.plan
    assert (plan.masthead, plan.slug, plan.language) == ("جريدة الرصيف", "sabah", "ar-EG")
    assert (plan.number, plan.date, plan.identifier) == ("412", date(2026, 3, 5), "urn:isbn:9780306406157")
    assert [(section.title, placed.path) for section, placed in plan.placed()] == [
        ("محليات", "b.yml"),
        ("محليات", "a.yml"),
        ("", "c.yml"),
    ]
    assert [one.article.slug for one in edition.articles] == ["b", "a", "c"]
    assert edition.findings == ()


def test_an_edition_without_a_slug_is_named_after_its_folder_or_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "Morning Paper"
    folder.mkdir()
    path = written(folder, listing("a.yml"))
    assert loaded(path).plan.slug == "morning-paper"
    named = path.rename(folder / "عدد الجمعة.yml")
    assert loaded(named).plan.slug == "عدد-الجمعة"


@pytest.mark.parametrize("name", ["edition.yml", "article.yml", "anything.json"])
def test_a_file_is_an_edition_by_its_keys_and_not_by_its_name(name: str, tmp_path: Path) -> None:
    for other in ("a.yml", "b.yml"):
        (tmp_path / other).write_text(ARTICLE.format(slug=other[0]), encoding="utf-8")
    path = tmp_path / name
    path.write_text('{"masthead": "الرصيف", "number": 3, "sections": [{"articles": ["a.yml"]}]}', encoding="utf-8")
    assert loaded(path).plan.number == "3"
    path.write_text('{"headline": "عنوان", "body": "نص طويل"}', encoding="utf-8")
    assert isinstance(load_file(path), Loaded)


def test_all_faults_are_told_at_once_each_under_its_own_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "masthead: الرصيف\ndate: 5 مارس\nsectoins: []\nsections:\n"
        "  - titel: محليات\n    articles: [a.yml, c.yml, gone.yml]\n",
        "a",
        "headline: عنوان\n",
        "headline: عنوان\nbody: <b>نص</b>\nheadlin: x\n",
    )
    path.write_text(path.read_text(encoding="utf-8").replace("c.yml", "2.yml, 3.yml"), encoding="utf-8")
    assert said(path) == [
        "LOAD-050 2.yml:1:1",
        "LOAD-054 3.yml:2:7",
        "LOAD-012 3.yml:3:1",
        "LOAD-045 edition.yml:2:7",
        "LOAD-012 edition.yml:3:1",
        "LOAD-012 edition.yml:5:5",
        "EDITION-001 edition.yml:6:37",
    ]
    with pytest.raises(InputError):
        load_file(path)


@pytest.mark.parametrize(
    ("edition", "codes"),
    [
        ("masthead: x\n", ["LOAD-050"]),
        ("masthead: x\nsections: []\n", ["LOAD-037"]),
        ("masthead: x\nsections:\n  - title: y\n", ["LOAD-050"]),
        ("masthead: x\nsections:\n  - articles: []\n", ["LOAD-037"]),
        ("masthead: x\nsections: a.yml\n", ["LOAD-031"]),
        ("masthead: x\nsections:\n  - a.yml\n", ["LOAD-032"]),
        ("masthead: x\nsections:\n  - articles: [[a.yml]]\n", ["LOAD-034"]),
        ("masthead: x\nsections:\n  - articles: [{page: 1}]\n", ["LOAD-050"]),
        ("sections:\n  - articles: [a.yml]\n", ["LOAD-050"]),
        ("articles: [a.yml]\n", ["LOAD-050", "LOAD-050", "LOAD-052"]),
        ('masthead: "\\u200b"\nsections:\n  - articles: [a.yml]\n', ["LOAD-037", "TEXT-"]),
        ("masthead: <b>x</b>\nsections:\n  - articles: [a.yml]\n", ["LOAD-054"]),
        ("masthead: x\nlanguage: arabic!\nsections:\n  - articles: [a.yml]\n", ["LOAD-046"]),
        ("masthead: x\nslug: A b\nsections:\n  - articles: [a.yml]\n", ["LOAD-047"]),
        ("masthead: x\nmasthead: y\nsections:\n  - articles: [a.yml]\n", ["LOAD-019"]),
    ],
)
def test_an_edition_of_a_wrong_shape_is_refused(edition: str, codes: list[str], tmp_path: Path) -> None:
    told = found(written(tmp_path, edition))
    assert sorted(one.code[: len(code)] for one, code in zip(_by_code(told), codes, strict=True)) == sorted(codes)
    assert any(map(is_error, told))


def _by_code(findings: tuple[Finding, ...]) -> list[Finding]:
    return sorted(findings, key=lambda one: one.code)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("long-lost-story.yml", "EDITION-001"),
        ("A.yml", "EDITION-002"),
        ("editions.yml", "EDITION-001"),
        ("folder", "EDITION-003"),
        ("https://example.org/a.yml", "EDITION-004"),
        ("/etc/passwd", "EDITION-005"),
        ("../a.yml", "EDITION-006"),
        ("outside.yml", "EDITION-007"),
        ("outside/a.yml", "EDITION-007"),
        ("edition.yml", "EDITION-008"),
        ("pipe.yml", "LOAD-003"),
        ("large.yml", "LOAD-005"),
    ],
)
def test_a_path_that_names_no_article_of_the_folder_is_refused(path: str, code: str, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "a.yml").write_text(ARTICLE.format(slug="a"), encoding="utf-8")
    (folder / "outside.yml").symlink_to(tmp_path / "a.yml")
    (folder / "outside").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.yml")
    with (folder / "large.yml").open("wb") as file:
        file.truncate(70_000_000)
    edition = written(folder, listing("a.yml", path), "a")
    (one,) = found(edition)
    assert (one.code, one.at.line, one.at.column) == (code, 5, 9)
    assert one.snippet == f"      - {path}"
    for language in ("ar", "en"):
        assert text(one, language) and mend(one, language)


def test_an_article_listed_twice_is_refused_however_its_path_is_written(tmp_path: Path) -> None:
    (tmp_path / "same.yml").symlink_to(tmp_path / "a.yml")
    path = written(tmp_path, listing("a.yml", "./a.yml", "same.yml"), "a")
    assert said(path) == ["EDITION-009 edition.yml:5:9", "EDITION-009 edition.yml:6:9"]
    assert dict(found(path)[0].args)["first"] == 4


def test_two_articles_of_one_slug_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, listing("1.yml", "2.yml"), ARTICLE.format(slug="x"), ARTICLE.format(slug="x"))
    (one,) = found(path)
    assert (one.code, dict(one.args)) == ("EDITION-010", {"path": "2.yml", "other": "1.yml", "slug": "x"})


def test_a_first_article_in_another_language_is_a_warning(tmp_path: Path) -> None:
    persian = "language: fa\n" + ARTICLE.format(slug="f")
    path = written(tmp_path, listing("1.yml"), persian)
    assert said(path) == ["EDITION-011 edition.yml:4:9"] and not is_error(found(path)[0])
    assert said(written(tmp_path, listing("a.yml", "1.yml"), persian, "a")) == []
    assert said(written(tmp_path, "language: fa\n" + listing("1.yml"), persian)) == []


def test_a_path_in_arabic_names_its_file_in_either_normal_form(tmp_path: Path) -> None:
    (tmp_path / "مقا\u0644 أ\u0655.yml").write_text(ARTICLE.format(slug="a"), encoding="utf-8")
    import unicodedata

    path = written(tmp_path, listing(unicodedata.normalize("NFD", "مقال أ\u0655.yml")))
    assert len(loaded(path).articles) == 1


def test_warnings_of_the_articles_are_given_back_under_their_own_names(tmp_path: Path) -> None:
    hashtag = "headline: عنوان\nslug: h\nbody: نص\ntags: [a]\nsection: قسم #وسم\n"
    path = written(tmp_path, listing("1.yml"), hashtag)
    assert said(path) == ["LOAD-040 1.yml:5:14"]
    assert len(loaded(path).articles) == 1


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ({"masthead": "x", "sections": [{"articles": ["a", {"path": "b"}]}], "number": 4}, True),
        ({"masthead": "x", "sections": [{"title": "y", "articles": ["a"]}], "date": "2026-03-05"}, True),
        ({"masthead": "x", "sections": []}, False),
        ({"masthead": "x", "sections": [{"articles": []}]}, False),
        ({"masthead": "x", "sections": [{"articles": ["a"]}], "pages": 3}, False),
        ({"sections": [{"articles": ["a"]}]}, False),
    ],
)
def test_the_schema_and_its_models_agree(value: object, fits: bool) -> None:
    assert JUDGE.is_valid(value) == fits
    if not fits:
        with pytest.raises(ValidationError):
            Edition.model_validate(value)


TREES = st.recursive(
    st.text("اab:#-'\"[]{}\n ", max_size=8) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["masthead", "sections", "title", "articles", "path", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(tree=st.dictionaries(st.sampled_from(["masthead", "sections", "date", "articles", "slug"]), TREES, min_size=1))
def test_any_mapping_is_an_edition_or_is_refused_with_places(
    tree: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import json

    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps({"masthead": "x"} | tree, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_file(path)
    assert all(one.at.line and one.at.file for one in caught.value.findings)


def flatplan(*places: str) -> str:
    """An edition of the articles a.yml, b.yml and so on, each with its place."""
    rows = "".join(f"      - {{path: {slug}.yml{place}}}\n" for slug, place in zip("abc", places, strict=False))
    return HEAD + "sections:\n  - articles:\n" + rows


def test_an_article_has_its_place_in_the_newspaper(tmp_path: Path) -> None:
    path = written(tmp_path, flatplan(", page: 1, columns: 4, continued: 3", "", ", page: 2"), "a", "b", "c")
    places = [(one.page, one.columns, one.continued) for _, one in loaded(path).plan.placed()]
    assert places == [(1, 4, 3), (None, None, None), (2, None, None)]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((", page: 2", ", page: 1"), "EDITION-012 edition.yml:5:16"),
        ((", page: 3", "", ", page: 2"), "EDITION-012 edition.yml:6:16"),
        ((", page: 2, continued: 2",), "EDITION-013 edition.yml:4:16"),
        ((", page: 2", ", continued: 2"), "EDITION-013 edition.yml:5:16"),
        ((", continued: 1",), "EDITION-013 edition.yml:4:16"),
        ((", page: 0",), "EDITION-014 edition.yml:4:29"),
        ((", page: 401",), "EDITION-014 edition.yml:4:29"),
        ((f", page: {'9' * 5000}",), "EDITION-014 edition.yml:4:29"),
        ((", page: ٣",), "EDITION-014 edition.yml:4:29"),
        ((", columns: many",), "EDITION-014 edition.yml:4:32"),
    ],
)
def test_a_place_that_cannot_be_is_refused(places: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    path = written(tmp_path, flatplan(*places), "a", "b", "c")
    assert said(path) == [expected]
    (one,) = found(path)
    for language in ("ar", "en"):
        assert text(one, language) and mend(one, language)

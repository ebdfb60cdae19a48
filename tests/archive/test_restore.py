"""A bag becomes its article again, byte for byte; its renditions are made anew and held against those inside."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exporter.archive.restore import Restored, restore
from exporter.archive.verify import verify
from exporter.backends.api import GivenFile
from exporter.errors import ExportError, InputError
from exporter.model.target import Pages
from exporter.pipeline import Wishes
from tests.archive import desk
from tests.archive.bags import packed, resealed
from tests.archive.desk import files_in
from tests.cli.conftest import Program, program  # noqa: F401 - a fixture
from tests.images.pictures import photo, saved

MODEL, SOFTWARE = "data/metadata/model.json", "data/metadata/software.json"
PDF = "data/renditions/jisr.pdf"
Files = dict[str, bytes]


@pytest.fixture
def changed(bag: bytes, tmp_path: Path) -> Callable[[Callable[[Files], object]], str]:
    """The bag with something in it changed, and sealed anew."""

    def make(change: Callable[[Files], object]) -> str:
        files = files_in(bag)
        change(files)
        path = tmp_path / "changed.bag.zip"
        path.write_bytes(resealed(files))
        return str(path)

    return make


@pytest.fixture(scope="module")
def restored(bag_file: Path) -> Restored:
    return restore(str(bag_file))


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    assert isinstance(error.value, ExportError)
    return [one.code for one in error.value.findings]


def edited(path: str, **values: Any) -> Callable[[Files], None]:
    """Change values of a JSON file in a bag; `made` is merged."""

    def change(files: Files) -> None:
        whole = json.loads(files[path])
        for name, value in values.items():
            whole[name] = whole[name] | value if isinstance(value, dict) else value
        files[path] = json.dumps(whole, ensure_ascii=False).encode()

    return change


# ------------------------------------------------------------ as it was


def test_the_articles_folder_comes_back_byte_for_byte(restored: Restored, article: Path) -> None:
    before = {p.relative_to(article.parent).as_posix(): p.read_bytes() for p in article.parent.rglob("*.*")}
    assert dict(restored.files) == before and restored.entry == "article.yml"


def test_the_renditions_made_again_are_those_in_the_bag(restored: Restored, bag: bytes) -> None:
    assert [(one.made.name, one.is_equal) for one in restored.renditions] == [
        (f"jisr.{suffix}", True) for suffix in ("pdf", "docx", "epub", "html")
    ]
    assert all(one.made.data == files_in(bag)[f"data/renditions/{one.made.name}"] for one in restored.renditions)
    assert [one.code for one in restored.findings] == ["RESTORE-004"] and restored.changed == ()


def test_an_edition_comes_back_in_the_look_and_the_house_it_was_made_in(edition_bag: bytes, tmp_path: Path) -> None:
    (tmp_path / "sabah.bag.zip").write_bytes(edition_bag)
    again = restore(str(tmp_path / "sabah.bag.zip"))
    assert set(again.files) == {"edition.yml", "nahr/article.yml"} | {
        f"jisr/{name}" for name in ("article.yml", "khareta.png", "صور/jisr.jpg")
    }
    assert {path.partition("/")[0] for path in again.around} == {"house", "layout"}
    assert all(one.is_equal for one in again.renditions)


def test_the_command_writes_source_and_renditions_and_says_that_they_are_equal(
    program: Program,  # noqa: F811
    bag_file: Path,
    article: Path,
) -> None:
    outcome = program("restore", str(bag_file), "-o", "back", "--json")
    assert outcome.code == 0
    assert [one["equal"] for one in outcome.json()["renditions"]] == [True] * 4
    assert Path("back/jisr/article.yml").read_bytes() == article.read_bytes()
    assert Path("back/renditions/jisr.pdf").exists() and Path("back/made-with/layout/article/page.css").exists()
    assert program("restore", str(bag_file), "-o", "back").code == 0, "the same once more does no harm"
    Path("back/jisr/article.yml").write_text("mine", encoding="utf-8")
    refused = program("restore", str(bag_file), "-o", "back")
    assert refused.code == 2 and "RESTORE-003" in refused.err and "article.yml" in refused.err
    assert Path("back/jisr/article.yml").read_text(encoding="utf-8") == "mine"
    assert program("restore", str(bag_file), "-o", "back", "--force").code == 0


def test_a_full_disk_leaves_what_was_there(
    program: Program,  # noqa: F811
    bag_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    outcome = program("restore", str(bag_file), "-o", "back")
    assert outcome.code == 4 and "WRITE-002" in outcome.err
    assert [path for path in Path("back").rglob("*") if path.is_file()] == []


def test_what_was_asked_for_beside_the_article_is_asked_for_again(article: Path, tmp_path: Path) -> None:
    cover = GivenFile("غلاف.png", saved(photo(), "PNG"))
    wishes = Wishes(epoch=1_000_000_000, options={"epub": {"cover": cover}, "docx": {"docx_fonts": "subset"}})
    place = tmp_path / "jisr.bag.zip"
    place.write_bytes(desk.bagged(article, wishes))
    again = restore(str(place))
    assert all(one.is_equal for one in again.renditions)
    assert again.around["options/cover.png"] == cover.data


def test_the_paper_columns_spreads_and_fit_that_were_asked_for_are_asked_for_again(tmp_path: Path) -> None:
    pdf: dict[str, Any] = {"paper": "berliner", "columns": "4", "spreads": True}
    place = tmp_path / "sabah.bag.zip"
    edition = desk.lay_out_edition(tmp_path / "e")
    place.write_bytes(desk.bagged(edition, Wishes(layout="newspaper", options={"pdf": pdf})))
    assert all(one.is_equal for one in restore(str(place)).renditions)
    fitted = desk.bagged(edition.parent / "jisr" / "article.yml", Wishes(options={"pdf": {"fit": Pages(2)}}))
    assert json.loads(files_in(fitted)[MODEL])["made"]["options"] == {"pdf": {"fit": "2p"}}
    place.write_bytes(fitted)
    assert all(one.is_equal for one in restore(str(place)).renditions)


def test_an_article_that_goes_by_its_folders_name_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "النهر-يعلو" / "article.yml"
    path.parent.mkdir()
    path.write_text("headline: النهر يعلو\nbody: علا النهر.\n", encoding="utf-8")
    (tmp_path / "x.bag.zip").write_bytes(desk.bagged(path))
    again = restore(str(tmp_path / "x.bag.zip"))
    assert again.slug == "النهر-يعلو" and all(one.is_equal for one in again.renditions)
    assert verify(str(tmp_path / "x.bag.zip")).findings == ()


def test_pages_are_laid_out_with_the_newsrooms_own_layout_that_lies_in_the_bag(article: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    (ours / "rasif").mkdir(parents=True)
    (ours / "common").mkdir()
    (ours / "rasif" / "layout.toml").write_text('based_on = "article"\n[type]\ntext_pt = 17.0\n', encoding="utf-8")
    shown = '{% include "common/head.jinja" %}{% include "article/page.html.jinja" %}'
    (ours / "rasif" / "page.html.jinja").write_text(shown, encoding="utf-8")
    (ours / "common" / "head.jinja").write_text("{# ours #}", encoding="utf-8")
    place = tmp_path / "jisr.bag.zip"
    place.write_bytes(desk.bagged(article, Wishes(layout="rasif", templates=ours)))
    shutil.rmtree(ours)  # in thirty years nobody has it
    again = restore(str(place))
    assert all(one.is_equal for one in again.renditions)
    assert {"layout/rasif/page.html.jinja", "layout/common/head.jinja", "layout/article/page.css"} <= set(again.around)


# ------------------------------------------------------------ not as it was


def test_what_changed_since_is_told_where_a_rendition_comes_out_otherwise(
    changed: Callable[[Callable[[Files], object]], str],
) -> None:
    def older(files: Files) -> None:
        files[PDF] = files[PDF] + b"%"
        edited(SOFTWARE, libraries={"weasyprint": "69.0"}, native={"pango": "1.40.0"})(files)

    again = restore(changed(older))
    assert [one.is_equal for one in again.renditions] == [False, True, True, True]
    (told,) = again.findings
    assert told.code == "RESTORE-005" and dict(told.args)["file"] == "jisr.pdf"
    assert "weasyprint 69.0 → " in str(dict(told.args)["reasons"]) and "pango 1.40.0 → " in str(told.args)
    assert {name for name, _, _ in again.changed} == {"weasyprint", "pango"}


def test_a_rendition_that_differs_for_no_reason_is_told_as_that(
    program: Program,  # noqa: F811
    changed: Callable[[Callable[[Files], object]], str],
) -> None:
    place = changed(lambda files: files.update({PDF: files[PDF][:-1] + b"x"}))
    outcome = program("restore", place, "--json")
    assert outcome.code == 1
    assert [one["code"] for one in outcome.json()["findings"]] == ["RESTORE-006"]


# ------------------------------------------------------------ what is refused


def test_a_damaged_source_is_named_and_nothing_is_made_of_it(bag: bytes, tmp_path: Path) -> None:
    files = files_in(bag)
    files["data/source/article.yml"] += b"\n"
    (tmp_path / "x.bag.zip").write_bytes(packed(files, "jisr"))
    with pytest.raises(InputError) as error:
        restore(str(tmp_path / "x.bag.zip"))
    assert codes(error) == ["RESTORE-001"]
    assert error.value.findings[0].at.file.endswith("x.bag.zip/data/source/article.yml")


@pytest.mark.parametrize(
    "made",
    [
        {"entry": "../article.yml"},
        {"entry": "/etc/passwd"},
        {"files": ["../../x"]},
        {"layout": "../.."},
        {"moment": "never"},
        {"moment": "2026-03-01T09:00:00"},
        {"options": ["pdf"]},
        {"options": {"epub": "cover"}},
        {"options": {"epub": {"cover": "../../x"}}},
        {"options": {"pdf": {"fit": "everything"}}},
        {"options": {"pdf": {"spreads": "yes"}}},
        {"options": {"pdf": {"gold": True}}},
        {"options": {"docx": {"docx_fonts": "none"}}},
        {"files": 7},
    ],
    ids=str,
)
def test_a_model_that_says_what_it_cannot_mean_is_refused(
    made: dict[str, Any], changed: Callable[[Callable[[Files], object]], str]
) -> None:
    with pytest.raises(InputError) as error:
        restore(changed(edited(MODEL, made=made)))
    assert codes(error) == ["RESTORE-002"]


@pytest.mark.parametrize("data", [b"[]", b"{", b"[" * 100_000, b"\xff"], ids=["list", "cut", "deep", "bytes"])
def test_a_model_that_is_no_object_is_refused(data: bytes, changed: Callable[[Callable[[Files], object]], str]) -> None:
    with pytest.raises(InputError) as error:
        restore(changed(lambda files: files.update({MODEL: data})))
    assert codes(error) == ["RESTORE-002"]


def test_a_bag_without_what_it_names_is_refused(changed: Callable[[Callable[[Files], object]], str]) -> None:
    with pytest.raises(InputError) as error:
        restore(changed(lambda files: files.pop("data/source/khareta.png")))
    assert codes(error) == ["BAG-019"]
    with pytest.raises(InputError) as error:
        restore(changed(lambda files: files.pop(MODEL)))
    assert codes(error) == ["BAG-019"]


def test_an_article_that_is_wrong_is_told_by_its_own_name_and_not_by_a_folder_of_the_moment(
    changed: Callable[[Callable[[Files], object]], str],
) -> None:
    with pytest.raises(InputError) as error:
        restore(changed(lambda files: files.update({"data/source/article.yml": b"hedline: x\n"})))
    assert {one.at.file for one in error.value.findings} == {"article.yml"}


def test_a_look_that_cannot_be_had_any_more_is_told(changed: Callable[[Callable[[Files], object]], str]) -> None:
    with pytest.raises(InputError) as error:
        restore(changed(edited(MODEL, made={"layout": "gone"})))
    assert codes(error) == ["RESTORE-007"]


def test_a_place_that_is_no_bag_is_refused(
    program: Program,  # noqa: F811
    tmp_path: Path,
) -> None:
    assert program("restore", str(tmp_path / "none.bag.zip")).code == 3
    (tmp_path / "x.bag.zip").write_bytes(b"PK")
    assert program("restore", str(tmp_path / "x.bag.zip")).code == 3
    assert list(tmp_path.iterdir()) == [tmp_path / "x.bag.zip"]


def test_the_bag_of_a_version_after_restores_too(later_file: Path) -> None:
    assert "خمس سنوات" in restore(str(later_file)).files["article.yml"].decode()
    assert desk.ARTICLE not in restore(str(later_file)).files["article.yml"].decode()

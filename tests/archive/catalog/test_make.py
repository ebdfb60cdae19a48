"""A catalogue of bags: made, made again, and what becomes of bad bags and interrupted runs."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest

from exporter.archive.catalog import make as making
from exporter.archive.catalog import store
from exporter.archive.catalog.make import DATABASE, Made, make
from exporter.archive.catalog.putting import work_folder
from exporter.errors import InputError, OutputError
from exporter.findings import Finding
from tests.archive.bags import files_of, laid_out, packed
from tests.archive.catalog.invented import article, model, payload, put

Catalogued = Callable[..., tuple[Made, list[Finding]]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three bags, one of them unpacked."""
    folder = tmp_path / "أرشيف"
    put(folder / "2025", model("tram", "خط الترام الجديد", section="محليات", published="2025-05-01T09:00:00+02:00"))
    put(folder / "2026", model("suyul", "السيول تقطع الطريق", authors=["سلمى"]), "أجلت الفرق عائلات إلى مدرستين")
    put(folder / "2026", model("waraqa", "=ورقة من الأندلس", published=""), unpacked=True)
    return folder


@pytest.fixture
def catalogue(archive: Path) -> Path:
    make([str(archive)], archive / "catalog", "", lambda _: None)
    return archive / "catalog"


def run(archive: Path, language: str = "") -> tuple[Made, list[Finding]]:
    said: list[Finding] = []
    return make([str(archive)], archive / "catalog", language, said.append), said


def headlines(catalogue: Path) -> list[str]:
    with store.opened(catalogue / DATABASE) as base:
        return [one.record.headline for one in store.entries(base)]


def found(catalogue: Path, words: str) -> set[str]:
    with store.opened(catalogue / DATABASE) as base:
        return {one.record.slug for one in store.search(base, words)}


def files(catalogue: Path) -> dict[str, bytes]:
    """All that the bags decide: every file but the one that knows times."""
    return {
        path.relative_to(catalogue).as_posix(): path.read_bytes()
        for path in sorted(catalogue.rglob("*"))
        if path.is_file() and path.name != making.SEEN
    }


def test_every_bag_is_in_the_catalogue_the_last_published_first(archive: Path) -> None:
    made, said = run(archive)
    assert (made.bags, made.read, made.records, made.left_out, said) == (3, 3, 3, 0, [])
    assert headlines(archive / "catalog") == ["السيول تقطع الطريق", "خط الترام الجديد", "=ورقة من الأندلس"]


def test_words_are_found_in_headline_text_and_names(catalogue: Path) -> None:
    assert found(catalogue, "الترامُ") == {"tram"}
    assert found(catalogue, "مدرسة والعائلات") == {"suyul"}
    assert found(catalogue, "سلمي") == {"suyul"}
    assert found(catalogue, "طريق ترام") == set() == found(catalogue, "…")


def test_the_same_bags_give_the_same_bytes_wherever_and_whenever(
    archive: Path, catalogue: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "archive"
    shutil.copytree(archive, other, ignore=shutil.ignore_patterns("catalog"))
    for path in other.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    run(other)
    assert files(other / "catalog") == files(catalogue)


def test_a_catalogue_that_grew_is_the_one_made_at_once(archive: Path, tmp_path: Path) -> None:
    late = archive / "2026" / "suyul.bag.zip"
    late.rename(tmp_path / late.name)
    run(archive)
    (tmp_path / late.name).rename(late)
    made, _ = run(archive)
    assert (made.bags, made.read) == (3, 1)
    grown = files(archive / "catalog")
    shutil.rmtree(archive / "catalog")
    run(archive)
    assert files(archive / "catalog") == grown


def test_a_second_run_reads_nothing_and_changes_nothing(archive: Path, catalogue: Path) -> None:
    before = {path: path.stat().st_ino for path in catalogue.rglob("*") if path.name != making.SEEN}
    made, _ = run(archive)
    assert (made.read, made.records, made.unchanged) == (0, 3, True)
    assert {path: path.stat().st_ino for path in catalogue.rglob("*") if path.name != making.SEEN} == before


def test_a_bag_that_was_only_touched_is_not_read_again(archive: Path, catalogue: Path) -> None:
    os.utime(archive / "2025" / "tram.bag.zip")
    made, _ = run(archive)
    assert (made.read, made.unchanged) == (0, True)


def test_changed_bags_are_read_again_and_missing_ones_leave(archive: Path, catalogue: Path) -> None:
    put(archive / "2025", model("tram", "خط الترام يتوقف"))
    (archive / "2026" / "suyul.bag.zip").unlink()
    made, _ = run(archive)
    assert (made.bags, made.read, made.unchanged) == (2, 1, False)
    assert headlines(archive / "catalog") == ["خط الترام يتوقف", "=ورقة من الأندلس"]


def test_a_catalogue_that_was_damaged_is_made_anew(archive: Path, catalogue: Path) -> None:
    whole = files(catalogue)
    (catalogue / DATABASE).write_bytes(b"SQLite format 3\0" + b"\0" * 5000)
    (catalogue / "catalog.csv").unlink()
    made, _ = run(archive)
    assert made.read == 3 and files(catalogue) == whole


def test_the_same_bag_in_two_places_is_one_record_that_leads_to_the_unpacked_one(archive: Path) -> None:
    about = model("waraqa", "=ورقة من الأندلس", published="")
    put(archive / "2024", about)
    run(archive)
    with store.opened(archive / "catalog" / DATABASE) as base:
        (place,) = [one.place for one in store.entries(base) if one.record.slug == "waraqa"]
    assert place == "../2026/waraqa"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda files: files | {"data/metadata/model.json": b"{}"}, "CATALOG-003"),
        (lambda files: files | {"data/text/bad.txt": b"other words"}, "CATALOG-003"),
        (lambda _: files_of({"data/metadata/model.json": b"[]"}), "CATALOG-002"),
        (lambda _: files_of({"data/metadata/model.json": b"[" * 50_000}), "CATALOG-002"),
        (lambda _: files_of(payload(model("bad", "خبر", published="أمس"), {})), "CATALOG-002"),
        (lambda _: files_of({"data/something.txt": b"a bag of somebody else"}), "BAG-019"),
        (lambda files: {"bagit.txt": files["bagit.txt"]}, "BAG-019"),
    ],
)
def test_a_bag_that_is_no_good_is_told_and_the_others_are_listed(
    archive: Path, spoil: Callable[[dict[str, bytes]], dict[str, bytes]], code: str
) -> None:
    bad = files_of(payload(model("bad", "خبر"), {"bad": "نص"}))
    (archive / "bad.bag.zip").write_bytes(packed(spoil(bad), "bad"))
    made, said = run(archive)
    assert (made.bags, made.left_out, [one.code for one in said]) == (3, 1, [code])
    assert "bad.bag.zip" in said[0].at.file
    assert len(headlines(archive / "catalog")) == 3


def test_a_truncated_archive_is_told_and_the_others_are_listed(archive: Path) -> None:
    bag = archive / "2025" / "tram.bag.zip"
    bag.write_bytes(bag.read_bytes()[:-100])
    made, said = run(archive)
    assert (made.bags, made.left_out, len(said)) == (2, 1, 1) and said[0].code.startswith("BAG-")


def test_links_to_folders_are_not_followed_and_a_bag_that_is_named_twice_is_listed_once(archive: Path) -> None:
    (archive / "round").symlink_to(archive)
    said: list[Finding] = []
    places = [str(archive), str(archive / "2026"), str(archive / "2025" / "tram.bag.zip")]
    assert make(places, archive / "catalog", "", said.append).bags == 3 and said == []


@pytest.mark.parametrize("place", ["empty", "nothing"])
def test_where_no_bag_is_nothing_is_written(tmp_path: Path, place: str) -> None:
    (tmp_path / "empty").mkdir()
    said: list[Finding] = []
    with pytest.raises(InputError, match={"empty": "BAG-046", "nothing": "BAG-001"}[place]):
        make([str(tmp_path / place)], tmp_path / "catalog", "", said.append)
    assert said == [], "one thing is wrong, and it is said once"
    with pytest.raises(InputError, match="CATALOG-001"):
        make([str(tmp_path / "empty"), str(tmp_path / "nothing")], tmp_path / "catalog", "", said.append)
    assert [one.code for one in said] == ["BAG-046", "BAG-001"]
    assert list(tmp_path.iterdir()) == [tmp_path / "empty"]


def test_a_folder_that_is_empty_today_is_told_and_the_others_are_catalogued(archive: Path) -> None:
    (archive.parent / "unmounted").mkdir()
    said: list[Finding] = []
    made = make([str(archive), str(archive.parent / "unmounted")], archive / "catalog", "", said.append)
    assert (made.bags, made.left_out, [one.code for one in said]) == (3, 1, ["BAG-046"])


def test_bags_in_a_store_are_listed_by_their_addresses(archive: Path, tmp_path: Path) -> None:
    fsspec.filesystem("memory").put(str(archive), "memory://desk", recursive=True)
    made = make(["memory://desk"], tmp_path / "catalog", "", lambda _: None)
    with store.opened(tmp_path / "catalog" / DATABASE) as base:
        assert {one.place for one in store.entries(base)} == {
            "memory://desk/2025/tram.bag.zip",
            "memory://desk/2026/suyul.bag.zip",
            "memory://desk/2026/waraqa",
        }
    assert (made.bags, make(["memory://desk"], tmp_path / "catalog", "", lambda _: None).read) == (3, 0)


def test_a_page_that_is_no_catalogue_is_left_alone(archive: Path) -> None:
    mine = archive / "catalog" / "index.html"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="CATALOG-004"):
        run(archive)
    assert mine.read_text(encoding="utf-8") == "mine" and list(mine.parent.iterdir()) == [mine]


def test_two_runs_do_not_write_one_catalogue(archive: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner: list[str] = []

    def another(*arguments: object) -> None:
        with pytest.raises(OutputError) as refused:
            run(archive)
        inner.append(refused.value.findings[0].code)

    monkeypatch.setattr(making, "_write_stamps", another)
    with pytest.raises(OutputError, match="WRITE-001"):
        run(archive)
    assert inner == ["CATALOG-005"]


@pytest.mark.parametrize("step", ["fill", "write_csv", "write_lines", "_write_stamps", "take_place"])
def test_a_run_that_fails_leaves_the_old_catalogue_and_nothing_else(
    archive: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = files(catalogue)
    put(archive, model("jadid", "خبر جديد"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, step, full)
    with pytest.raises(OutputError, match="WRITE-002"):
        run(archive)
    assert files(catalogue) == before and not list(catalogue.glob(".catalog*"))


@pytest.mark.parametrize("step", range(6))
def test_a_run_that_ends_between_two_renames_leaves_a_page_that_works(
    archive: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    put(archive, model("jadid", "خبر جديد"))
    steps, rename = iter(range(99)), Path.replace

    def ending(self: Path, target: Path) -> Path:
        if next(steps) == step:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", ending)
    with pytest.raises(KeyboardInterrupt):
        run(archive)
    page = (catalogue / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall('"data": "([0-9a-f]{16})"', page)
    assert (catalogue / "data" / data / "contents.js").is_file()
    monkeypatch.undo()
    run(archive)
    grown = files(catalogue)
    shutil.rmtree(catalogue)
    run(archive)
    assert files(catalogue) == grown


def test_what_a_killed_run_left_is_cleared_by_the_next(archive: Path, catalogue: Path) -> None:
    laid_out({".catalog.exporting/stage": b"half", "data/0123456789abcdef/words/0.js": b"half"}, catalogue)
    put(archive, model("jadid", "خبر جديد"))
    run(archive)
    assert [path.name for path in catalogue.iterdir() if path.name.startswith(".")] == [making.SEEN]
    assert len(list((catalogue / "data").iterdir())) == 1


def test_the_table_opens_in_a_spreadsheet_and_reckons_nothing(catalogue: Path) -> None:
    data = (catalogue / "catalog.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [row["العنوان"] for row in rows] == ["السيول تقطع الطريق", "خط الترام الجديد", "'=ورقة من الأندلس"]
    assert rows[0]["الحقيبة"] == "../2026/suyul.bag.zip" and rows[0]["الكتّاب"] == "سلمى"


def test_the_lines_say_the_same_as_the_table_untouched(catalogue: Path) -> None:
    lines = [json.loads(line) for line in (catalogue / "catalog.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["headline"] for line in lines] == ["السيول تقطع الطريق", "خط الترام الجديد", "=ورقة من الأندلس"]
    assert lines[0]["authors"] == ["سلمى"] and len(lines[0]["sum"]) == 64
    assert lines[2]["files"] == ["data/renditions/waraqa.html", "data/renditions/waraqa.pdf"]


def test_the_page_is_arabic_unless_most_articles_are_written_from_the_left(archive: Path) -> None:
    run(archive)
    assert '<html lang="ar" dir="rtl">' in (archive / "catalog" / "index.html").read_text(encoding="utf-8")
    for number in range(4):
        put(archive / "en", model(f"story-{number}", "A story", language="en", direction="ltr"))
    run(archive)
    assert '<html lang="en" dir="ltr">' in (archive / "catalog" / "index.html").read_text(encoding="utf-8")
    made, _ = run(archive, "ar")
    assert '<html lang="ar" dir="rtl">' in made.page.read_text(encoding="utf-8") and made.read == 0


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    for count in (3, 30):
        for number in range(count):
            put(tmp_path / str(count), *article(number, words=80))
    run(tmp_path / "30")  # what is kept of letters and words is kept by now
    shutil.rmtree(tmp_path / "30" / "catalog")
    peaks = []
    for count in (3, 30):
        tracemalloc.start()
        run(tmp_path / str(count))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.1, peaks


def test_what_may_not_be_written_is_no_other_run(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="WRITE-001"), work_folder(tmp_path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def test_of_the_versions_of_an_article_the_last_changed_leads(tmp_path: Path) -> None:
    times = ("", "2026-03-02T23:30:00+02:00", "2026-03-02T22:30:00+00:00")
    for number, (name, updated) in enumerate(zip("bca", times, strict=True)):
        put(tmp_path / name, model("tram", f"خط الترام {number}", updated=updated))
    make([str(tmp_path)], tmp_path / "catalog", "", lambda _: None)
    assert headlines(tmp_path / "catalog") == ["خط الترام 2", "خط الترام 1", "خط الترام 0"]
    said = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("catalog/data/*/records/0.js"))
    assert said.count("آخر تحديث") == 2, "the page tells them apart"


def test_an_edition_whose_articles_were_changed_before_its_day_was_not_changed_since(tmp_path: Path) -> None:
    put(
        tmp_path,
        model(
            "sabah", "الرصيف", kind="edition", articles=[], published="2026-03-05", updated="2026-03-04T22:00:00+02:00"
        ),
    )
    make([str(tmp_path)], tmp_path / "catalog", "", lambda _: None)
    (leaf,) = tmp_path.glob("catalog/data/*/records/0.js")
    assert "الرصيف" in leaf.read_text(encoding="utf-8") and "آخر تحديث" not in leaf.read_text(encoding="utf-8")


def test_texts_that_would_fill_the_memory_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.archive.catalog.gather.LARGEST", 60_000)
    names = [f"nass-{number}" for number in range(4)]
    files = files_of(payload(model("tram", "خط الترام"), {name: "كلام كثير " * 2_000 for name in names}))
    (tmp_path / "tram.bag.zip").write_bytes(packed(files))
    with pytest.raises(InputError, match="BAG-006"):
        make([str(tmp_path / "tram.bag.zip")], tmp_path / "catalog", "", lambda _: None)


def test_an_edition_that_names_one_article_again_and_again_is_refused(tmp_path: Path) -> None:
    parts = [model("tram", "خط الترام")] * 3
    files = files_of(payload(model("sabah", "الرصيف", kind="edition", articles=parts), {"tram": "نص"}))
    (tmp_path / "sabah.bag.zip").write_bytes(packed(files))
    with pytest.raises(InputError, match="CATALOG-002"):
        make([str(tmp_path / "sabah.bag.zip")], tmp_path / "catalog", "", lambda _: None)

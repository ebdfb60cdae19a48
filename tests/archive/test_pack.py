"""--bundle: all that there is of an article in one bag, whose bytes follow from the article."""

from __future__ import annotations

import errno
import json
import os
import pickle
import re
import shutil
import tomllib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree

from exporter.archive import sources
from exporter.archive.pack import export
from exporter.backends import docx, html, pdf
from exporter.backends.api import GivenFile
from exporter.backends.table import BUNDLE, FORMATS, PREVIEW
from exporter.errors import ExportError, InputError, UsageError
from exporter.loading.edition import load_file
from exporter.pipeline import PLAIN, PartError, Wishes
from tests.archive import desk
from tests.archive.desk import files_in
from tests.cli.conftest import Program, program  # noqa: F401 - a fixture
from tests.images.pictures import photo, saved

PDF, DOCX, EPUB, HTML = FORMATS


def model(archive: bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files_in(archive)["data/metadata/model.json"])
    return read


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    assert isinstance(error.value, ExportError)
    return [one.code for one in error.value.findings]


# ------------------------------------------------------------ what is in it


def test_a_bag_holds_sources_renditions_metadata_text_and_licences_and_nothing_else(bag: bytes) -> None:
    paths = {path.removeprefix("data/") for path in files_in(bag) if path.startswith("data/")}
    licences = {path for path in paths if path.startswith("licences/")}
    assert paths - licences == {
        *("source/article.yml", "source/صور/jisr.jpg", "source/khareta.png"),
        *(f"source/layout/article/{name}" for name in ("layout.toml", "page.css", "page.html.jinja")),
        *(f"renditions/jisr{row.suffix}" for row in FORMATS),
        *("metadata/model.json", "metadata/newsarticle.jsonld", "metadata/ninjs.json"),
        *("metadata/dublincore.xml", "metadata/premis.xml", "metadata/software.json"),
        "text/jisr.txt",
    }
    assert {"licences/amiri/OFL.txt", "licences/vazirmatn/OFL.txt"} <= licences


def test_the_sources_are_byte_for_byte_what_the_article_was_made_of(bag: bytes, article: Path) -> None:
    files = files_in(bag)
    for path in article.parent.rglob("*.*"):
        assert files[f"data/source/{path.relative_to(article.parent).as_posix()}"] == path.read_bytes()


def test_the_same_article_gives_the_same_bag_and_another_picture_another(article: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(article.parent, tmp_path / "x") / "article.yml"
    first, second = desk.bagged(article), desk.bagged(elsewhere)
    assert first == second
    (elsewhere.parent / "khareta.png").write_bytes(saved(photo().rotate(180), "PNG"))
    third = desk.bagged(elsewhere)
    assert model(third)["version"] != model(first)["version"]
    assert model(third)["work"] == model(first)["work"]


def test_a_worker_which_is_sent_the_formats_makes_the_same_bag(article: Path, bag: bytes) -> None:
    sent = pickle.loads(pickle.dumps((BUNDLE,)))
    (made,), _ = export(article, sent, Wishes(options={"bundle": {"ingested": desk.INGESTED}}))
    assert made.data == bag


def test_the_time_of_ingest_is_what_was_said_and_else_the_articles_own(bag: bytes, article: Path) -> None:
    said = files_in(bag)["bag-info.txt"].decode()
    assert "Bagging-Date: 2026-04-01\n" in said and f"Ingested: {desk.INGESTED}\n" in said
    silent = files_in(desk.bagged(article))["bag-info.txt"].decode()
    assert "Bagging-Date: 2026-03-01\n" in silent and "Ingested" not in silent


def test_bag_info_is_filled_from_the_model(bag: bytes) -> None:
    info = dict(line.split(": ", 1) for line in files_in(bag)["bag-info.txt"].decode().splitlines())
    assert info["Source-Organization"] == "وكالة مدار"
    assert info["External-Description"] == "افتتاح الجسر بعد أربع سنوات · يربط الضفتين في ست دقائق"
    assert info["Internal-Sender-Identifier"] == "jisr" and info["Internal-Sender-Description"] == "محليات"
    assert info["Correction"] == "2026-03-01 كان الطول في نسخة سابقة 900 متر."
    assert (info["External-Identifier"], info["Bag-Group-Identifier"]) == (model(bag)["version"], model(bag)["work"])


# ------------------------------------------------------------ renditions


def test_each_rendition_is_made_once_and_what_lies_beside_the_bag_is_what_lies_in_it(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    for module in (docx, html, pdf):
        monkeypatch.setattr(module, "render", counting(module.render, calls, module.__name__))
    made, _ = export(article, [PDF, DOCX, PREVIEW, BUNDLE], Wishes(options={"pdf": {"pdf_for": "screen"}}))
    assert [one.format for one in made] == ["pdf", "docx", "preview", "bundle"]
    assert sorted(calls) == ["exporter.backends.docx", "exporter.backends.html", "exporter.backends.pdf"]
    files = files_in(made[-1].data)
    assert files["data/renditions/jisr.docx"] == made[1].data
    assert files["data/renditions/jisr.pdf"] != made[0].data  # the one inside carries its source


def counting(render: Any, calls: list[str], name: str) -> Any:
    def counted(*args: Any) -> Any:
        calls.append(name)
        return render(*args)

    return counted


def test_the_pdf_in_the_bag_carries_its_source_and_an_ordinary_one_does_not(article: Path, bag: bytes) -> None:
    with pikepdf.open(BytesIO(files_in(bag)["data/renditions/jisr.pdf"])) as file:
        (spec,) = file.Root.AF
        assert spec.AFRelationship == "/Source"
        stream = spec.EF.F
        assert (str(spec.F), str(stream.Subtype)) == ("article.yml", "/application/yaml")
        assert stream.read_bytes() == article.read_bytes()
        assert stream.Params.ModDate == "D:20260301142500Z"
        assert list(file.attachments) == ["article.yml"]
    (plain,), _ = export(article, [PDF])
    with pikepdf.open(BytesIO(plain.data)) as file:
        assert "/AF" not in file.Root and list(file.attachments) == []


def test_for_the_press_there_is_a_file_beside_the_bag_and_in_it_the_one_for_readers(article: Path) -> None:
    made, _ = export(article, [PDF, BUNDLE], Wishes(options={"pdf": {"pdf_for": "press"}}))
    assert [one.name for one in made] == ["jisr-press.pdf", "jisr.bag.zip"]
    assert "data/renditions/jisr.pdf" in files_in(made[1].data)
    assert model(made[1].data)["made"]["options"] == {}


def test_a_proof_is_no_publication_and_goes_into_no_bag(article: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export(article, (BUNDLE,), Wishes(layout="proof"))
    assert [one.code for one in caught.value.findings] == ["PACK-011"]


def test_files_that_options_name_are_kept_with_the_sources(article: Path) -> None:
    cover = GivenFile("غلاف.png", saved(photo(), "PNG"))
    archive = desk.bagged(article, Wishes(options={"epub": {"cover": cover}}))
    assert files_in(archive)["data/source/options/cover.png"] == cover.data
    assert model(archive)["made"]["options"] == {"epub": {"cover": "options/cover.png"}}


def test_the_licence_of_every_typeface_inside_a_rendition_lies_in_the_bag(bag: bytes) -> None:
    files = files_in(bag)
    software = json.loads(files["data/metadata/software.json"])
    listed = {face["family"] for face in software["fonts"]}
    with pikepdf.open(BytesIO(files["data/renditions/jisr.pdf"])) as file:
        objects = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        names = {str(one.FontName) for one in objects if "/FontName" in one}
    inside = {name.rpartition("+")[2].partition("-")[0].lower() for name in names}
    assert inside and inside <= {name.replace(" ", "").lower() for name in listed}
    with ZipFile(BytesIO(files["data/renditions/jisr.docx"])) as package:
        table = etree.fromstring(package.read("word/fontTable.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert {font.get(f"{w}name") for font in table if font.find(f"{w}embedRegular") is not None} <= listed
    licences = {path.split("/")[2] for path in files if path.startswith("data/licences/")}
    assert licences == {name.lower().replace(" ", "-") for name in listed}


def test_every_library_that_a_rendition_passes_through_is_named_with_its_version(bag: bytes, root: Path) -> None:
    needed = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    apart = {"pebble", "pypdfium2", "rich"}  # share work out, and show: they make nothing
    named = {re.split("[><=]", one, maxsplit=1)[0] for one in needed} - apart
    libraries = json.loads(files_in(bag)["data/metadata/software.json"])["libraries"]
    assert set(libraries) == named and all(libraries.values())


# ------------------------------------------------------------ metadata


def test_the_model_is_canonical_json_and_its_head_tells_a_catalogue_all_it_needs(bag: bytes) -> None:
    data = files_in(bag)["data/metadata/model.json"]
    read = json.loads(data)
    assert json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == data
    assert {name: read[name] for name in ("kind", "slug", "language", "direction", "section", "tags", "published")} == {
        "kind": "article",
        "slug": "jisr",
        "language": "ar",
        "direction": "rtl",
        "section": "محليات",
        "tags": ["الجسور", "النقل"],
        "published": "2026-03-01T09:00:00+02:00",
    }
    assert (read["headline"], read["authors"]) == ("افتتاح الجسر بعد أربع سنوات", ["سلمى الدرديري"])
    assert read["text_words"] == len(files_in(bag)["data/text/jisr.txt"].decode().split())


def test_json_ld_says_language_direction_and_corrections(bag: bytes) -> None:
    node = json.loads(files_in(bag)["data/metadata/newsarticle.jsonld"])
    assert node["@context"] == ["https://schema.org", {"@language": "ar", "@direction": "rtl"}]
    assert node["@type"] == "NewsArticle" and node["dateline"] == "القاهرة"
    assert node["correction"][0]["text"] == "كان الطول في نسخة سابقة 900 متر."
    assert [one["contentUrl"] for one in node["image"]] == [
        "../source/%D8%B5%D9%88%D8%B1/jisr.jpg",
        "../source/khareta.png",
    ]


def test_an_article_from_left_to_right_says_so_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "article.yml"
    path.write_text("language: en\nslug: bridge\nheadline: The bridge opens\nbody: It opened.\n", encoding="utf-8")
    files = files_in(desk.bagged(path))
    assert json.loads(files["data/metadata/model.json"])["direction"] == "ltr"
    assert json.loads(files["data/metadata/newsarticle.jsonld"])["@context"][1] == {
        "@language": "en",
        "@direction": "ltr",
    }
    assert b'<dc:title xml:lang="en">The bridge opens</dc:title>' in files["data/metadata/dublincore.xml"]


def test_premis_knows_every_other_file_of_the_payload_with_its_sums_and_size(bag: bytes) -> None:
    files = {path: data for path, data in files_in(bag).items() if path.startswith("data/")}
    tree = etree.fromstring(files.pop("data/metadata/premis.xml"))
    p = "{http://www.loc.gov/premis/v3}"
    said = {
        one.findtext(f"{p}objectIdentifier/{p}objectIdentifierValue"): one.findtext(f".//{p}size")
        for one in tree.iter(f"{p}object")
        if one.find(f".//{p}size") is not None
    }
    assert said == {path: str(len(data)) for path, data in files.items()}
    manifest = files_in(bag)["manifest-sha256.txt"].decode()
    digests = [one.text for one in tree.iter(f"{p}messageDigest") if one.text and len(one.text) == 64]
    assert len(digests) == len(files) and all(f"{digest}  " in manifest for digest in digests)
    events = [one.text for one in tree.iter(f"{p}eventType")]
    assert events.count("creation") == events.count("validation") == 4 and "ingestion" in events


def test_an_edition_is_one_bag_with_each_article_inside(edition_bag: bytes) -> None:
    files = files_in(edition_bag)
    told = model(edition_bag)
    assert (told["kind"], told["slug"], told["published"]) == ("edition", "sabah", "2026-03-05")
    assert [one["slug"] for one in told["articles"]] == ["jisr", "nahr"]
    assert files["data/source/edition.yml"].decode() == desk.EDITION
    for slug in ("jisr", "nahr"):
        assert f"data/source/{slug}/article.yml" in files and f"data/text/{slug}.txt" in files
        for name in ("model.json", "newsarticle.jsonld", "dublincore.xml", "ninjs.json"):
            assert f"data/metadata/articles/{slug}/{name}" in files
    assert "data/source/house/house.toml" in files and "data/source/layout/newspaper/layout.toml" in files
    with pikepdf.open(BytesIO(files["data/renditions/sabah.pdf"])) as file:
        assert set(file.attachments) == {"edition.yml", "jisr.yml", "nahr.yml"}


# ------------------------------------------------------------ what is refused


@pytest.mark.parametrize("name", ["50%.jpg", "قبل: بعد.jpg", "who?.jpg", "dot./x.jpg"])
def test_a_name_that_some_system_or_tool_reads_otherwise_is_refused(name: str, tmp_path: Path) -> None:
    path = desk.lay_out(tmp_path / "x")
    target = path.parent / name
    target.parent.mkdir(exist_ok=True)
    shutil.move(path.parent / "khareta.png", target)
    path.write_text(desk.ARTICLE.replace("khareta.png", f'"{name}"'), encoding="utf-8")
    with pytest.raises(InputError) as error:
        export(path, [BUNDLE])
    assert codes(error) == ["PACK-003"]


@pytest.mark.parametrize("other", ["Khareta.png", "layout/Article/page.css"])
def test_two_names_that_are_one_where_case_does_not_count_are_refused(other: str, tmp_path: Path) -> None:
    path = desk.lay_out(tmp_path / "x")
    (path.parent / other).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path.parent / "khareta.png", path.parent / other)
    more = f"  - figure: {{image: {other}, alt: أخرى}}\ntags"
    path.write_text(desk.ARTICLE.replace("tags", more, 1), encoding="utf-8")
    with pytest.raises(ExportError) as error:
        export(path, [BUNDLE])
    assert codes(error) == ["PACK-004"]


def test_two_pictures_whose_names_differ_in_unicode_form_alone_are_refused_unless_they_are_the_same(
    tmp_path: Path,
) -> None:
    path = desk.lay_out(tmp_path / "x")
    composed, apart = "\u0622.png", "\u0627\u0653.png"
    (path.parent / composed).write_bytes(saved(photo(), "PNG"))
    (path.parent / apart).write_bytes(saved(photo().rotate(90), "PNG"))
    more = "".join(f"  - figure: {{image: {name}, alt: صورة}}\n" for name in (composed, apart))
    path.write_text(desk.ARTICLE.replace("tags", f"{more}tags", 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        export(path, [BUNDLE])
    assert codes(error) == ["PACK-004"]
    (path.parent / apart).write_bytes((path.parent / composed).read_bytes())
    assert f"data/source/{composed}" in files_in(desk.bagged(path))


@pytest.mark.parametrize("name", ["article.yml", "khareta.png"])
def test_a_file_that_changes_while_the_bag_is_made_is_told(name: str, tmp_path: Path) -> None:
    path = desk.lay_out(tmp_path / "x")
    loaded = load_file(path)
    (path.parent / name).write_bytes(b"something else")
    with pytest.raises(InputError) as error:
        sources.gather(path, loaded)
    assert codes(error) == ["PACK-002"]


def test_a_format_that_fails_withholds_the_bag_and_not_the_others(tmp_path: Path) -> None:
    path = tmp_path / "article.yml"
    row = ", ".join(f"c{n}" for n in range(70))
    path.write_text(f"slug: wide\nheadline: عنوان\nbody:\n  - table: {{rows: [[{row}]]}}\n", encoding="utf-8")
    with pytest.raises(PartError) as error:
        export(path, [HTML, BUNDLE])
    assert [one.format for one in error.value.made] == ["html"]
    assert sorted(codes(error)) == ["DOCX-001", "PACK-010"]


def test_a_name_that_a_bag_cannot_keep_withholds_the_bag_alone(tmp_path: Path) -> None:
    path = desk.lay_out(tmp_path / "x")
    shutil.move(path.parent / "khareta.png", path.parent / "50%.png")
    path.write_text(desk.ARTICLE.replace("khareta.png", "50%.png"), encoding="utf-8")
    with pytest.raises(PartError) as error:
        export(path, [HTML, BUNDLE])
    assert [one.format for one in error.value.made] == ["html"] and codes(error) == ["PACK-003"]


@pytest.mark.parametrize("moment", ["yesterday", "2026-03-01", "2026-03-01T09:00:00"])
def test_a_time_of_ingest_without_its_offset_is_refused(moment: str, article: Path) -> None:
    with pytest.raises(UsageError) as error:
        export(article, [BUNDLE], Wishes(options={"bundle": {"ingested": moment}}))
    assert codes(error) == ["PACK-001"]


def test_without_a_bag_nothing_is_other_than_the_pipeline_gives(article: Path) -> None:
    (one,), _ = export(article, [HTML], replace(PLAIN))
    assert one.name == "jisr.html"


def test_a_picture_outside_the_articles_folder_is_refused_and_no_bag_is_written(
    program: Program,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = desk.lay_out(tmp_path / "x")
    path.write_text(desk.ARTICLE.replace("khareta.png", "../khareta.png"), encoding="utf-8")
    outcome = program(str(path), "--bundle", "-o", "out")
    assert outcome.code == 3 and "IMAGE-006" in outcome.err
    assert not Path("out").exists()


def test_a_full_disk_leaves_the_bag_of_before(
    program: Program,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = desk.lay_out(tmp_path / "x")
    (tmp_path / "jisr.bag.zip").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    outcome = program(str(path), "--bundle")
    assert outcome.code == 4 and "WRITE-002" in outcome.err
    assert (tmp_path / "jisr.bag.zip").read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["jisr.bag.zip", "x"]


def test_the_command_takes_a_bags_own_name_and_says_how_many_words_are_in_it(
    program: Program,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = desk.lay_out(tmp_path / "x")
    outcome = program(str(path), "--bundle", "-o", "front.bag.zip", "--ingested", desk.INGESTED, "--json")
    (file,) = outcome.json()["articles"][0]["files"]
    assert outcome.code == 0 and (file["path"], file["format"]) == ("front.bag.zip", "bundle")
    assert file["words"] == model(Path("front.bag.zip").read_bytes())["text_words"]
    assert program(str(path), "--bundle", "-o", "front.pdf").code == 2
    assert "CLI-016" in program(str(path), "--pdf", "--ingested", desk.INGESTED).err


def test_a_file_where_the_folder_should_be_is_told(
    program: Program,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = desk.lay_out(tmp_path / "x")
    (tmp_path / "out").write_bytes(b"a file")
    outcome = program(str(path), "--bundle", "-o", "out/")
    assert outcome.code == 4 and "WRITE-005" in outcome.err
    assert (tmp_path / "out").read_bytes() == b"a file"

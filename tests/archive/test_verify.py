"""A bag is good when its sums are right, its renditions whole, and every one says what the source inside says."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import fsspec
import pytest

from exporter.archive.verify import Verdict, verify
from tests.archive import bags
from tests.archive.desk import files_in

Files = dict[str, bytes]
TOP = "jisr"
PDF, DOCX, EPUB, HTML = (f"data/renditions/{TOP}.{suffix}" for suffix in ("pdf", "docx", "epub", "html"))


@pytest.fixture(scope="module")
def files(bag: bytes) -> Files:
    """The files of a good bag."""
    return files_in(bag)


def judged(files: Files, folder: Path) -> Verdict:
    path = folder / f"{TOP}.bag.zip"
    path.write_bytes(bags.packed(files, TOP))
    return verify(str(path))


def named(verdict: Verdict) -> set[tuple[str, str]]:
    """The codes, each with the file in the bag that it is about."""
    place = verdict.place
    return {(one.code, one.at.file.removeprefix(place).lstrip("/")) for one in verdict.findings}


def swapped(package: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A DOCX or an EPUB with its parts changed, and whole otherwise."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, change(info.filename, old.read(info)))
    return out.getvalue()


def reworded(name: str, data: bytes) -> bytes:
    return data.replace("180 عابرا".encode(), "190 عابرا".encode())


# ---------------------------------------------------------------- good bags


def test_a_good_bag_is_good_in_whatever_it_lies(bag: bytes, bag_file: Path, files: Files, tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file("verify/jisr.bag.zip", bag)
    for path, data in files.items():
        memory.pipe_file(f"verify/open/{TOP}/{path}", data)
    places = [str(bag_file), str(bags.laid_out(files, tmp_path / TOP)), (tmp_path / TOP).as_uri()]
    verdicts = [verify(one) for one in [*places, "memory://verify/jisr.bag.zip", f"memory://verify/open/{TOP}"]]
    assert [named(one) for one in verdicts] == [set()] * 5
    first = verdicts[0]
    assert first.files == len(files) and first.size == sum(map(len, files.values()))
    assert set(first.read_back) == {f"{TOP}.{suffix}" for suffix in ("pdf", "docx", "epub", "html")}
    assert first.words > 40 and max(first.read_back.values()) == first.words
    assert {(one.files, one.size, one.words, one.sum) for one in verdicts} == {
        (first.files, first.size, first.words, first.sum)
    }


def test_the_bag_of_an_edition_in_the_style_of_a_house_is_good(edition_bag: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sabah.bag.zip"
    path.write_bytes(edition_bag)
    verdict = verify(str(path))
    assert named(verdict) == set()
    assert len(verdict.read_back) == 4


# ---------------------------------------------------------------- damage: the sums tell


@pytest.mark.parametrize("kind", ["payload", "manifest", "tag file", "tag manifest"])
def test_one_bad_bit_is_found_in_a_folder_and_the_file_named(kind: str, files: Files, tmp_path: Path) -> None:
    classes = {
        "payload": [path for path in files if path.startswith("data/")],
        "manifest": ["manifest-sha256.txt", "manifest-sha512.txt"],
        "tag file": ["bagit.txt", "bag-info.txt"],
        "tag manifest": ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt"],
    }
    folder = bags.laid_out(files, tmp_path / TOP)
    for path in classes[kind]:
        data = bytearray(files[path])
        data[len(data) // 2] ^= 1
        (folder / path).write_bytes(data)
        verdict = verify(str(folder))
        (folder / path).write_bytes(files[path])
        assert {file for _, file in named(verdict)} == {path}, named(verdict)


def test_bad_bits_all_over_a_small_bag_are_found_and_the_file_named(tmp_path: Path) -> None:
    from exporter.archive.fixity import judge, take
    from exporter.archive.opening import open_bag
    from exporter.errors import InputError

    whole = bags.files_of({"data/a": b"one", "data/b/c": b"two"})
    folder = bags.laid_out(whole, tmp_path / bags.TOP)

    def found() -> set[str]:
        try:
            with open_bag(str(folder)) as bag:
                taken = take(bag)
                findings = [*taken.findings, *judge(bag, taken)]
        except InputError as refusal:
            findings = list(refusal.findings)
        return {one.at.file.removeprefix(f"{folder}/") for one in findings}

    assert found() == set()
    for path, data in whole.items():
        for at in range(0, len(data), 3):
            bad = bytearray(data)
            bad[at] ^= 1 << at % 8
            (folder / path).write_bytes(bad)
            assert found() == {path}, (path, at)
        (folder / path).write_bytes(data)


def test_bad_bits_all_over_an_archive_and_every_one_of_its_directory_are_found(tmp_path: Path) -> None:
    from exporter.archive.opening import open_bag
    from exporter.archive.zipform import disagreements
    from exporter.archive.zipped import Zipped
    from exporter.errors import InputError

    data = bags.packed(bags.files_of({"data/a": b"one", "data/b/c": b"two"}))
    path = tmp_path / "a.bag.zip"

    def is_found() -> bool:
        try:
            with open_bag(str(path)) as bag:
                assert isinstance(bag.container, Zipped)
                for entry in bag.names():
                    bag.read(entry.path, 1 << 20)
                return any(disagreements(bag.container))
        except InputError:
            return True

    path.write_bytes(data)
    assert not is_found()
    directory = data.index(b"PK\1\2")
    for at in (*range(0, directory, 3), *range(directory, len(data))):
        bad = bytearray(data)
        bad[at] ^= 1 << at % 8
        path.write_bytes(bad)
        assert is_found(), at


def test_what_is_missing_and_what_came_in_is_named(files: Files, tmp_path: Path) -> None:
    assert named(judged({p: d for p, d in files.items() if p != f"data/text/{TOP}.txt"}, tmp_path)) == {
        ("BAG-032", f"data/text/{TOP}.txt"),
        ("BAG-035", "bag-info.txt"),
    }
    assert named(judged({**files, "data/more": b"x"}, tmp_path)) == {
        ("BAG-033", "data/more"),
        ("BAG-035", "bag-info.txt"),
    }
    assert named(judged({**files, "more.txt": b"x"}, tmp_path)) == {("BAG-033", "more.txt")}
    assert named(judged({p: d for p, d in files.items() if p != "tagmanifest-sha512.txt"}, tmp_path)) == {
        ("BAG-019", "")
    }


def test_a_bag_of_something_else_is_told_from_one_of_an_article(tmp_path: Path) -> None:
    assert named(judged(bags.files_of({"data/a": b"x"}), tmp_path)) == {("BAG-019", "")}


# ---------------------------------------------------------------- sums that are right, and a bag that is not


def test_a_word_document_that_says_another_word_is_found(files: Files, tmp_path: Path) -> None:
    found = named(judged(bags.with_right_sums({**files, DOCX: swapped(files[DOCX], reworded)}), tmp_path))
    assert ("READ-001", DOCX) in found
    assert not {path for code, path in found if code == "READ-001"} - {DOCX}


def test_a_source_that_says_another_word_disagrees_with_every_rendition(files: Files, tmp_path: Path) -> None:
    source = reworded("", files["data/source/article.yml"])
    found = named(judged(bags.with_right_sums({**files, "data/source/article.yml": source}), tmp_path))
    assert {path for code, path in found if code == "READ-001"} == {DOCX, EPUB, HTML, f"data/text/{TOP}.txt"}
    assert ("BAG-037", PDF) in found, "the source inside the PDF is not the bag's any more"


def test_where_words_differ_another_version_of_the_program_is_told(files: Files, tmp_path: Path) -> None:
    info = re.sub(b"Bag-Software-Agent: .*", b"Bag-Software-Agent: arabic-exporter 0.0.1", files["bag-info.txt"])
    software = re.sub(rb'("version": )"[^"]*"', rb'\1"0.0.1"', files["data/metadata/software.json"], count=1)
    old = {**files, "bag-info.txt": info, "data/metadata/software.json": software}
    assert "BAG-044" not in {code for code, _ in named(judged(bags.with_right_sums(old), tmp_path))}
    told = {**old, DOCX: swapped(files[DOCX], reworded)}
    assert ("BAG-044", "bag-info.txt") in named(judged(bags.with_right_sums(told), tmp_path))
    assert "BAG-044" not in {
        code for code, _ in named(judged(bags.with_right_sums({**files, DOCX: told[DOCX]}), tmp_path))
    }


def test_another_articles_page_is_no_rendition_of_this_one(files: Files, tmp_path: Path) -> None:
    page = files[HTML].replace("الجسر".encode(), "النفق".encode())
    assert ("READ-001", HTML) in named(judged(bags.with_right_sums({**files, HTML: page}), tmp_path))


def test_a_page_stuffed_with_text_is_given_up_and_not_compared(files: Files, tmp_path: Path) -> None:
    page = files[HTML].replace(b"</body>", b"<p>" + b"word " * 1_000_000 + b"</p></body>")
    assert ("BAG-037", HTML) in named(judged(bags.with_right_sums({**files, HTML: page}), tmp_path))


@pytest.mark.parametrize(
    ("path", "spoil"),
    [
        (PDF, lambda data: data[: len(data) // 2]),
        (
            PDF,
            lambda data: data.replace(b"/Type /Catalog", b"/Type /Catalox") if b"/Catalog" in data else b"%PDF-1.7\n",
        ),
        (DOCX, lambda data: data[:-100]),
        (DOCX, lambda data: swapped(data, lambda name, part: part[:-9] if name == "word/document.xml" else part)),
        (DOCX, lambda data: swapped(data, lambda name, part: part.replace(b"media/", b"nowhere/"))),
        (EPUB, lambda data: swapped(data, lambda name, part: b"text/plain" if name == "mimetype" else part)),
        (
            EPUB,
            lambda data: swapped(
                data, lambda name, part: part.replace(b'.xhtml"', b'.html"') if ".opf" in name else part
            ),
        ),
        (HTML, lambda data: data[:-200]),
        (HTML, lambda data: data.replace(b"</body>", b'<img src="https://example.org/a.png"></body>')),
        (HTML, lambda data: data + b"\xff"),
        (HTML, lambda data: b""),
        (DOCX, lambda data: b"PK"),
    ],
)
def test_a_rendition_that_is_no_whole_file_is_found(
    path: str, spoil: Callable[[bytes], bytes], files: Files, tmp_path: Path
) -> None:
    spoilt = spoil(files[path])
    assert spoilt != files[path]
    assert ("BAG-037", path) in named(judged(bags.with_right_sums({**files, path: spoilt}), tmp_path))


def test_a_package_that_would_unpack_to_too_much_is_not_unpacked(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.archive.validity.MAX_UNPACKED", 1_000_000)
    out = BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("a.bin", "w", force_zip64=True) as part,
    ):
        part.write(bytes(1_000_001))
    assert ("BAG-037", DOCX) in named(judged(bags.with_right_sums({**files, DOCX: out.getvalue()}), tmp_path))


def test_a_format_that_is_missing_or_too_many_is_named(files: Files, tmp_path: Path) -> None:
    without = {path: data for path, data in files.items() if path != EPUB}
    assert ("BAG-038", "") in named(judged(bags.with_right_sums(without), tmp_path))
    more = named(
        judged(
            bags.with_right_sums({**files, "data/renditions/b.epub": files[EPUB], "data/renditions/b.odt": b""}),
            tmp_path,
        )
    )
    assert {("BAG-038", ""), ("BAG-042", "data/renditions/b.odt")} <= more


def test_a_source_that_is_no_article_any_more_is_told_with_line_and_reason(files: Files, tmp_path: Path) -> None:
    source = files["data/source/article.yml"].replace(b"headline:", b"hedline:")
    verdict = judged(bags.with_right_sums({**files, "data/source/article.yml": source}), tmp_path)
    assert ("BAG-040", "data/source/article.yml") in named(verdict)
    lines = {one.code: one.at.line for one in verdict.findings if one.code.startswith("LOAD-")}
    assert lines and all(one.at.file.endswith("data/source/article.yml") for one in verdict.findings)
    assert not any("export-verify-" in str(one) for one in verdict.findings)


# ---------------------------------------------------------------- what the bag says of its article


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        ("model.json", "افتتاح", "إغلاق"),
        ("newsarticle.jsonld", '"headline": "افتتاح', '"headline": "إغلاق'),
        ("newsarticle.jsonld", "180 عابرا", "190 عابرا"),
        ("newsarticle.jsonld", '"inLanguage": "ar"', '"inLanguage": "fa"'),
        ("ninjs.json", '"title": "افتتاح', '"title": "إغلاق'),
        ("ninjs.json", '"firstCreated": "2026-03-01', '"firstCreated": "2025-03-01'),
        ("ninjs.json", '"uri": "urn:uuid:', '"uri": "urn:uuid:0'),
        ("dublincore.xml", "افتتاح", "إغلاق"),
        ("dublincore.xml", "2026-03-01T09", "2025-03-01T09"),
        ("premis.xml", "<size>", "<size>1"),
        (
            "premis.xml",
            "data/source/article.yml</objectIdentifierValue>",
            "data/source/none.yml</objectIdentifierValue>",
        ),
        ("software.json", '"version": "', '"version": "9.'),
    ],
)
def test_metadata_that_contradicts_the_article_is_named(
    file: str, was: str, now: str, files: Files, tmp_path: Path
) -> None:
    path = f"data/metadata/{file}"
    text = files[path].decode()
    assert was in text
    found = named(judged(bags.with_right_sums({**files, path: text.replace(was, now, 1).encode()}), tmp_path))
    assert ("BAG-041", path) in found
    assert {other for _, other in found} <= {path, "data/metadata/premis.xml"}, "and nothing else but its sum in PREMIS"


@pytest.mark.parametrize(
    ("file", "data"),
    [("model.json", b"{"), ("ninjs.json", b"[" * 100_000), ("dublincore.xml", b"<a>"), ("software.json", b"\xff")],
)
def test_metadata_that_cannot_be_read_is_named(file: str, data: bytes, files: Files, tmp_path: Path) -> None:
    found = named(judged(bags.with_right_sums({**files, f"data/metadata/{file}": data}), tmp_path))
    assert ("BAG-037", f"data/metadata/{file}") in found


@pytest.mark.parametrize("nonsense", ['"\\ud800"', "[" * 900 + "]" * 900, '{"a":1e999}', "null", "1" * 4000])
def test_nonsense_in_the_model_is_a_contradiction_and_no_fault_of_ours(
    nonsense: str, files: Files, tmp_path: Path
) -> None:
    model = json.loads(files["data/metadata/model.json"])
    for field in ("article", "headline", "sources", "made"):
        text = json.dumps({**model, field: "HERE"}).replace('"HERE"', nonsense)
        found = named(judged(bags.with_right_sums({**files, "data/metadata/model.json": text.encode()}), tmp_path))
        assert {path for _, path in found} <= {"data/metadata/model.json", "data/metadata/premis.xml"}
        assert ("BAG-041", "data/metadata/model.json") in found or field in ("sources", "made")


def test_an_entity_in_metadata_is_not_followed(files: Files, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("افتتاح الجسر بعد أربع سنوات")
    attack = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&e;</dc:title></metadata>'
    found = named(judged(bags.with_right_sums({**files, "data/metadata/dublincore.xml": attack.encode()}), tmp_path))
    assert ("BAG-041", "data/metadata/dublincore.xml") in found


def test_the_model_does_not_lead_to_a_file_outside(files: Files, tmp_path: Path) -> None:
    model = json.loads(files["data/metadata/model.json"])
    model["made"]["entry"] = "../../../../etc/hostname"
    verdict = judged(bags.with_right_sums({**files, "data/metadata/model.json": json.dumps(model).encode()}), tmp_path)
    assert verdict.words > 40, "the article was found by its name"

"""Bags before independent judges: bagit, sha256sum, veraPDF, EPUBCheck; the schemas of PREMIS, Dublin Core, ninjs."""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from exporter.writing import SUFFIX
from tests.real import exports
from tests.real.conftest import once
from tests.real.exports import ROOT, SAMPLES
from tests.real.test_same_bytes import WORLDS, observer
from tests.real.tools import bags, epubcheck, poppler, schemas, verapdf

pytestmark = pytest.mark.real

SAMPLE = "flood-brief"
FULL = "tram-line-opens"
EDITION = ROOT / "samples" / "edition.yml"
INGESTED = ("--ingested", "2026-04-01T10:00:00+03:00")
ELSEWHERE = {**WORLDS["Tokyo, another hash seed"], **WORLDS["forty years on"]}
OLD = b"the bag of before, whole\n" * 1000
KILLS = 3


@pytest.fixture(scope="session")
def packed(shared: Path) -> Path:
    """A folder with the bags of two samples and of the edition."""

    def make(folder: Path) -> None:
        exports.run(SAMPLES[SAMPLE], SAMPLES[FULL], "--bundle", *INGESTED, "-o", folder)
        exports.run(EDITION, "--bundle", "--house", "egypt", "--layout", "newspaper", "-o", folder)

    return once(shared / "bags", make)


@pytest.fixture(scope="session")
def laid_out(packed: Path, shared: Path) -> Path:
    """The same unpacked."""

    def make(folder: Path) -> None:
        for archive in packed.glob("*.bag.zip"):
            shutil.move(bags.unpacked(archive, folder / "one"), folder)
            (folder / "one").rmdir()

    return once(shared / "bags-laid-out", make)


def tops(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.iterdir() if path.is_dir())
    assert len(found) == 3
    return found


# ------------------------------------------------------------ the bag


def test_bagit_and_coreutils_find_every_bag_whole(laid_out: Path) -> None:
    assert {top.name: bags.validate(top) + bags.sums(top) for top in tops(laid_out)} == {
        top.name: [] for top in tops(laid_out)
    }


def test_bagit_and_coreutils_catch_a_flipped_byte_and_a_file_too_many(laid_out: Path, tmp_path: Path) -> None:
    spoilt = shutil.copytree(laid_out / SAMPLE, tmp_path / "x")
    text = spoilt / "data" / "text" / f"{SAMPLE}.txt"
    text.write_bytes(bytes([text.read_bytes()[0] ^ 1]) + text.read_bytes()[1:])
    assert any(text.name in line for line in bags.validate(spoilt))
    assert any(text.name in line for line in bags.sums(spoilt))
    more = shutil.copytree(laid_out / SAMPLE, tmp_path / "y")
    (more / "data" / "more.txt").write_text("x", encoding="utf-8")
    assert bags.validate(more) and not bags.sums(more)


def test_metadata_is_what_the_standards_schemas_ask(laid_out: Path) -> None:
    looked_at = 0
    for top in tops(laid_out):
        for name, judge in (
            ("premis.xml", schemas.premis),
            ("dublincore.xml", schemas.dublin_core),
            ("ninjs.json", schemas.ninjs),
            ("newsarticle.jsonld", schemas.schema_org),
        ):
            for path in top.glob(f"data/metadata/**/{name}"):
                looked_at += 1
                assert judge(path) == [], path
    assert looked_at == 3 * 4 + 3 * 5


def test_the_schemas_catch_what_is_planted_and_are_those_of_the_standards(laid_out: Path, tmp_path: Path) -> None:
    metadata = laid_out / SAMPLE / "data" / "metadata"
    for name, was, now, judge in (
        ("premis.xml", "<size>", "<size>x", schemas.premis),
        ("dublincore.xml", "dc:title", "dc:headline", schemas.dublin_core),
        ("ninjs.json", '"uri": "urn:', '"uri": "urn :', schemas.ninjs),
        ("ninjs.json", '"slugline"', '"slug"', schemas.ninjs),
        ("newsarticle.jsonld", '"articleSection"', '"section"', schemas.schema_org),
        ("ninjs.json", '"versionCreated": "', '"versionCreated": "on ', schemas.ninjs),
    ):
        text = (metadata / name).read_text(encoding="utf-8")
        assert was in text
        (tmp_path / name).write_text(text.replace(was, now), encoding="utf-8")
        assert judge(tmp_path / name), name
    told = (schemas.FOLDER / "README.md").read_text(encoding="utf-8")
    for name, value in re.findall(r"^\| `(\S+)` .* `([0-9a-f]{64})` \|$", told, re.MULTILINE):
        assert hashlib.sha256((schemas.FOLDER / name).read_bytes()).hexdigest() == value, name


# ------------------------------------------------------------ what is in it


def test_the_pdfs_are_archival_and_accessible_with_their_sources_inside(laid_out: Path, tmp_path: Path) -> None:
    for top in tops(laid_out):
        (path,) = top.glob("data/renditions/*.pdf")
        assert [fault for flavour in ("3a", "3u", "ua1") for fault in verapdf.validate(path, flavour)] == []
    path = laid_out / FULL / "data" / "renditions" / f"{FULL}.pdf"
    poppler.detach(path, tmp_path)
    assert (tmp_path / "article.yml").read_bytes() == SAMPLES[FULL].read_bytes()


def test_the_books_pass_epubcheck_and_the_page_needs_nothing_outside_itself(laid_out: Path, tmp_path: Path) -> None:
    for top in tops(laid_out):
        shutil.copy(next(top.glob("data/renditions/*.epub")), tmp_path)
        page = next(top.glob("data/renditions/*.html")).read_text(encoding="utf-8")
        assert re.findall(r"""(?:src|href)=["'](?!data:|#|https?:|mailto:|tel:)[^"']*""", page) == []
        assert "@font-face" in page and re.findall(r"url\((?!\"?data:)", page) == []
    assert set(map(tuple, epubcheck.validate_all(tmp_path).values())) == {()}


def test_a_source_in_the_bag_exports_to_the_renditions_beside_it(laid_out: Path, tmp_path: Path) -> None:
    """What an archivist with this program and an unpacked bag would do, without our `restore`."""
    data = laid_out / FULL / "data"
    exports.run(data / "source" / "article.yml", "--docx", "--epub", "--html", "-o", tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (data / "renditions" / path.name).read_bytes(), path.name


# ------------------------------------------------------------ the same bytes, whole files


@pytest.mark.slow
def test_another_zone_locale_hash_seed_and_day_give_the_same_bag(packed: Path, tmp_path: Path) -> None:
    env = {**ELSEWHERE, "PYTHONPATH": observer(tmp_path)}
    exports.run(SAMPLES[SAMPLE], SAMPLES[FULL], "--bundle", *INGESTED, "-o", tmp_path / "out", env=env)
    made = exports.contents(tmp_path / "out")
    assert len(made) == 2
    assert [name for name, data in made.items() if data != (packed / name).read_bytes()] == []


@pytest.mark.slow
def test_a_killed_export_leaves_the_bag_of_before_or_the_whole_new_one(packed: Path, tmp_path: Path) -> None:
    new = (packed / f"{SAMPLE}.bag.zip").read_bytes()
    before = time.monotonic()
    with start(tmp_path / "measured") as whole:
        whole.communicate()
    seconds = time.monotonic() - before
    killed = 0
    for number in range(KILLS):
        out = tmp_path / str(number)
        with start(out) as process:
            time.sleep(seconds * (0.4 + 0.25 * number))
            process.kill()
            process.communicate()
        killed += process.returncode == -signal.SIGKILL
        assert (out / f"{SAMPLE}.bag.zip").read_bytes() in (OLD, new)
        assert {path.name for path in out.iterdir() if path.suffix != SUFFIX} == {f"{SAMPLE}.bag.zip"}
    assert killed
    exports.run(SAMPLES[SAMPLE], "--bundle", *INGESTED, "-o", out)
    assert exports.contents(out) == {f"{SAMPLE}.bag.zip": new}


def start(out: Path) -> subprocess.Popen[bytes]:
    """Begin to make a bag over an old one."""
    out.mkdir()
    (out / f"{SAMPLE}.bag.zip").write_bytes(OLD)
    words = [*exports.PROGRAM, str(SAMPLES[SAMPLE]), "--bundle", *INGESTED, "-o", str(out), "--lang", "en"]
    return subprocess.Popen(words, cwd=ROOT, env=exports.world(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

"""`export verify` and bagit-python (Library of Congress) come to one verdict, wherever bagit can judge."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import bagit

from exporter.archive.verify import verify
from tests.archive import bags, desk

pytestmark = pytest.mark.real

TEXT = "data/text/jisr.txt"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of a good bag."""
    return desk.files_in(desk.bagged(desk.lay_out(tmp_path_factory.mktemp("jisr") / "jisr")))


def flipped(path: str) -> Callable[[Files], Files]:
    def spoil(files: Files) -> Files:
        data = bytearray(files[path])
        data[len(data) // 2] ^= 1
        return {**files, path: bytes(data)}

    return spoil


def without(*paths: str) -> Callable[[Files], Files]:
    return lambda files: {path: data for path, data in files.items() if path not in paths}


def with_(path: str, data: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, path: data}


@pytest.mark.parametrize(
    ("spoil", "is_good"),
    [
        (lambda files: files, True),
        (bags.with_right_sums, True),
        (flipped(TEXT), False),
        (flipped("data/renditions/jisr.docx"), False),
        (flipped("data/source/article.yml"), False),
        (flipped("manifest-sha256.txt"), False),
        (flipped("manifest-sha512.txt"), False),
        (flipped("bag-info.txt"), False),
        (flipped("bagit.txt"), False),
        (flipped("tagmanifest-sha256.txt"), False),
        (without(TEXT), False),
        (without("bagit.txt"), False),
        (without("bag-info.txt"), False),
        (with_("data/more", b"x"), False),
        (with_("manifest-sha256.txt", b""), False),
    ],
)
def test_both_come_to_one_verdict(spoil: Callable[[Files], Files], is_good: bool, files: Files, tmp_path: Path) -> None:
    folder = bags.laid_out(spoil(files), tmp_path / "jisr")
    assert verify(str(folder)).is_good is is_good
    try:
        said = bagit.Bag(str(folder)).is_valid()
    except (bagit.BagError, FileNotFoundError, ValueError):
        said = False
    assert said is is_good


def test_a_bag_that_bagit_makes_of_the_same_payload_is_good(files: Files, tmp_path: Path) -> None:
    payload = {path.removeprefix("data/"): data for path, data in files.items() if path.startswith("data/")}
    labels = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode().splitlines())
    folder = bags.laid_out(payload, tmp_path / "jisr")
    kept = {name: labels[name] for name in ("External-Identifier", "Bag-Group-Identifier", "Bag-Software-Agent")}
    bagit.make_bag(str(folder), kept, checksums=["sha256", "sha512"])
    assert bagit.Bag(str(folder)).is_valid()
    assert [one.code for one in verify(str(folder)).findings] == []
    archive = shutil.make_archive(str(tmp_path / "jisr.bag"), "zip", tmp_path, "jisr")
    assert [one.code for one in verify(archive).findings] == []


def test_what_bagit_lets_pass_is_found_all_the_same(files: Files, tmp_path: Path) -> None:
    page = files["data/renditions/jisr.html"].replace("الجسر".encode(), "النفق".encode())
    folder = bags.laid_out(bags.with_right_sums({**files, "data/renditions/jisr.html": page}), tmp_path / "jisr")
    assert bagit.Bag(str(folder)).is_valid()
    assert "READ-001" in {one.code for one in verify(str(folder)).findings}

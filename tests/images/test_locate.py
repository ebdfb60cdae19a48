"""A picture lies in the article's folder; a path that leads elsewhere is refused before a byte is read."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from exporter.findings import Finding
from exporter.images import locate as locate_module
from exporter.images.locate import MAX_BYTES, locate, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "article"
    (made / "art").mkdir(parents=True)
    (made / "Tram.jpg").write_bytes(b"x")
    (made / "art" / "صورة.png").write_bytes(b"y")
    (tmp_path / "outside.png").write_bytes(b"z")
    return made


def code(folder: Path, written: str) -> str:
    result = locate(folder, written)
    assert isinstance(result, Finding), result
    return result.code


def test_a_picture_in_the_folder_or_below_is_found(folder: Path) -> None:
    assert read(folder, "Tram.jpg") == b"x"
    assert read(folder, "./art/صورة.png") == b"y"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("../outside.png", "IMAGE-006"),
        ("art/../../outside.png", "IMAGE-006"),
        ("art/../Tram.jpg", "IMAGE-006"),
        ("..\\outside.png", "IMAGE-006"),
        ("/etc/passwd", "IMAGE-005"),
        ("~/x.png", "IMAGE-005"),
        ("C:\\x.png", "IMAGE-005"),
        ("\\\\server\\x.png", "IMAGE-005"),
        ("https://example.org/x.png", "IMAGE-004"),
        ("//example.org/x.png", "IMAGE-005"),
        ("data:image/png;base64,AAAA", "IMAGE-004"),
        ("file:///etc/passwd", "IMAGE-004"),
        ("nowhere.png", "IMAGE-001"),
        ("art", "IMAGE-003"),
        ("", "IMAGE-003"),
        ("Tram.jpg/x", "IMAGE-001"),
        ("a\0b", "IMAGE-001"),
        ("x" * 5000, "IMAGE-001"),
        ("tram.jpg", "IMAGE-002"),
        ("Tramm.jpg", "IMAGE-002"),
        ("art\\صورة.png", "IMAGE-002"),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(folder: Path, written: str, expected: str) -> None:
    assert code(folder, written) == expected


def test_the_picture_that_was_meant_is_named(folder: Path) -> None:
    for written, meant in {"tram.jpg": "Tram.jpg", "art\\صورة.png": "art/صورة.png"}.items():
        result = locate(folder, written)
        assert isinstance(result, Finding)
        assert dict(result.args)["nearest"] == meant


def test_a_name_in_another_normalisation_is_the_same_name(folder: Path) -> None:
    (folder / unicodedata.normalize("NFD", "آثار.png")).write_bytes(b"w")
    assert read(folder, unicodedata.normalize("NFC", "آثار.png")) == b"w"


def test_a_folder_is_not_listed_for_a_name_that_stands_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate_module, "_names", lambda folder: pytest.fail("twenty thousand names, for each picture"))
    assert read(folder, "Tram.jpg") == b"x"
    assert read(folder, "art/صورة.png") == b"y"


def test_where_capitals_are_small_letters_the_name_is_still_the_one_that_stands_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "tRAM.JPG").hardlink_to(folder / "Tram.jpg")  # what such a system answers to another spelling
    monkeypatch.setattr(locate_module, "_names", lambda folder: ["Tram.jpg"])
    assert read(folder, "Tram.jpg") == b"x"
    assert code(folder, "tRAM.JPG") == "IMAGE-002"


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_not(folder: Path) -> None:
    (folder / "out.png").symlink_to(folder.parent / "outside.png")
    (folder / "up").symlink_to(folder.parent)
    (folder / "in.jpg").symlink_to("Tram.jpg")
    (folder / "loop.png").symlink_to("loop.png")
    assert code(folder, "out.png") == "IMAGE-007"
    assert code(folder, "up/outside.png") == "IMAGE-007"
    assert code(folder, "loop.png") == "IMAGE-001"
    assert read(folder, "in.jpg") == b"x"


def test_a_pipe_is_refused_without_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    assert code(folder, "pipe.png") == "IMAGE-022"


def test_a_file_too_large_is_refused_without_being_read(folder: Path) -> None:
    with (folder / "large.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert code(folder, "large.png") == "IMAGE-008"


def test_nothing_behind_a_link_out_of_the_folder_is_named(folder: Path) -> None:
    (folder / "up").symlink_to(folder.parent)
    assert code(folder, "up/outsid.png") == "IMAGE-007"
    assert code(folder, "up\\outsid.png") == "IMAGE-007"


@pytest.mark.parametrize("other", ["link", "pipe", "folder", "large"])
def test_a_file_exchanged_after_it_was_judged_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    path = folder / "Tram.jpg"
    judge = locate_module.locate

    def exchange(where: Path, written: str) -> Path | Finding:
        judged = judge(where, written)
        path.unlink()
        match other:
            case "link":
                path.symlink_to(folder.parent / "outside.png")
            case "pipe":
                os.mkfifo(path)
            case "folder":
                path.mkdir()
            case _:
                with path.open("wb") as file:
                    file.truncate(MAX_BYTES + 1)
        return judged

    monkeypatch.setattr(locate_module, "locate", exchange)
    result = read(folder, "Tram.jpg")
    assert isinstance(result, Finding)
    expected = {"link": "IMAGE-023", "pipe": "IMAGE-022", "folder": "IMAGE-003", "large": "IMAGE-008"}
    assert result.code == expected[other]


def test_a_folder_exchanged_for_a_link_after_it_was_judged_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "صورة.png").write_bytes(b"secret")
    judge = locate_module.locate

    def exchange(where: Path, written: str) -> Path | Finding:
        judged = judge(where, written)
        (folder / "art").rename(folder / "before")
        (folder / "art").symlink_to(folder.parent / "other")
        return judged

    monkeypatch.setattr(locate_module, "locate", exchange)
    result = read(folder, "art/صورة.png")
    assert isinstance(result, Finding) and result.code == "IMAGE-007"

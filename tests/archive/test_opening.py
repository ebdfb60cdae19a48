"""A bag is opened without trust: what could do harm is refused by name, whatever the bag lies in."""

from __future__ import annotations

import os
import struct
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.archive import container
from exporter.archive.opening import open_bag
from exporter.errors import InputError
from tests.archive.bags import DECLARATION, TOP, Files, files_of, laid_out, manifest, packed, sealed


def zipped(data: bytes, folder: Path) -> str:
    path = folder / f"{TOP}.bag.zip"
    path.write_bytes(data)
    return str(path)


def codes(place: str) -> set[str]:
    with pytest.raises(InputError) as refusal, open_bag(place) as bag:
        for entry in bag.names():
            with bag.open(entry.path) as file:
                while file.read(1 << 16):
                    pass
    return {one.code for one in refusal.value.findings}


def where(place: str) -> set[str]:
    with pytest.raises(InputError) as refusal, open_bag(place) as bag:
        for entry in bag.names():
            bag.read(entry.path, 1 << 20)
    return {str(one.at).removeprefix(place).lstrip("/") for one in refusal.value.findings}


Kind = Callable[[Files, Path], str]


def as_zip(files: Files, folder: Path) -> str:
    return zipped(packed(files), folder)


def as_folder(files: Files, folder: Path) -> str:
    return str(laid_out(files, folder / TOP))


def as_memory(files: Files, folder: Path) -> str:
    url = f"memory://{folder.name}/{TOP}.bag.zip"
    fsspec.filesystem("memory").pipe_file(url, packed(files))
    return url


def as_memory_folder(files: Files, folder: Path) -> str:
    url = f"memory://{folder.name}/{TOP}"
    for path, data in files.items():
        fsspec.filesystem("memory").pipe_file(f"{url}/{path}", data)
    return url


every_kind = pytest.mark.parametrize("kind", [as_zip, as_folder, as_memory, as_memory_folder])


@every_kind
def test_a_good_bag_gives_its_files_and_what_it_says_of_itself(kind: Kind, tmp_path: Path) -> None:
    files = files_of()
    with open_bag(kind(files, tmp_path)) as bag:
        assert bag.top == TOP
        assert {entry.path: entry.size for entry in bag.names()} == {path: len(data) for path, data in files.items()}
        assert {entry.path: bag.read(entry.path, 10_000) for entry in bag.names()} == files
        assert bag.info["External-Identifier"] == ("urn:x",)
        assert [(one.name, set(one.sums) <= files.keys()) for one in bag.manifests] == [
            (name, True) for name in sorted(files) if "manifest-" in name
        ]


def test_a_file_is_read_in_pieces_of_any_size(tmp_path: Path) -> None:
    with open_bag(as_zip(files_of({"data/a": bytes(range(256)) * 999}), tmp_path)) as bag, bag.open("data/a") as file:
        assert file.read(3) + file.read(1 << 20) + file.read() == bytes(range(256)) * 999


# ---------------------------------------------------------------- the tag files


@every_kind
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ({"fetch.txt": b"https://example.org/a 5 data/a\n"}, "BAG-020"),
        ({"bagit.txt": b"\xef\xbb\xbf" + DECLARATION}, "BAG-013"),
        ({"bagit.txt": b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"}, "BAG-013"),
        ({"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"}, "BAG-012"),
        ({"bag-info.txt": "Title: ترام\n".encode("cp1256")}, "BAG-012"),
        ({"bag-info.txt": b"no label\n"}, "BAG-014"),
        ({"manifest-md5.txt": b""}, "BAG-015"),
        ({"tagmanifest-crc32.txt": b""}, "BAG-015"),
        ({"manifest-sha256.txt": b"abc  data/source/article.yml\n"}, "BAG-016"),
        ({"manifest-sha256.txt": manifest({"../../etc/passwd": b""}, "sha256")}, "BAG-017"),
        ({"manifest-sha256.txt": manifest({"data/../../x": b""}, "sha256")}, "BAG-017"),
        ({"manifest-sha256.txt": manifest({"/etc/passwd": b""}, "sha256")}, "BAG-017"),
        ({"manifest-sha256.txt": manifest({"data\\..\\x": b""}, "sha256")}, "BAG-017"),
        ({"manifest-sha256.txt": manifest({"bagit.txt": b""}, "sha256")}, "BAG-017"),
        ({"tagmanifest-sha256.txt": manifest({"data/a": b""}, "sha256")}, "BAG-017"),
        ({"manifest-sha256.txt": manifest({"data/a": b""}, "sha256") * 2}, "BAG-018"),
        ({"manifest-sha256.txt": b"\xff\xfe"}, "BAG-012"),
    ],
)
def test_a_spoilt_tag_file_is_named(spoil: Files, code: str, kind: Kind, tmp_path: Path) -> None:
    place = kind({**files_of(), **spoil}, tmp_path)
    assert codes(place) == {code}
    assert {at.partition(":")[0] for at in where(place)} == set(spoil)


def test_without_declaration_or_payload_manifest_it_is_no_bag(tmp_path: Path) -> None:
    files = files_of()
    for missing in ({"bagit.txt"}, {"manifest-sha256.txt", "manifest-sha512.txt"}):
        rest = {path: data for path, data in files.items() if path not in missing}
        assert codes(as_zip(rest, tmp_path)) == {"BAG-019"}


def test_values_of_one_label_stay_in_order_and_long_lines_are_joined(tmp_path: Path) -> None:
    info = "Contact: a\r\nContact: b\r\nNote: one\r\n  two\r\n\tthree\r\nEmpty:\r\n"
    with open_bag(as_zip(sealed({**files_of(), "bag-info.txt": info.encode()}), tmp_path)) as bag:
        assert bag.info == {"Contact": ("a", "b"), "Note": ("one two three",), "Empty": ("",)}


def test_only_cr_lf_and_percent_are_encoded_in_a_manifest(tmp_path: Path) -> None:
    payload = {"data/a\nb": b"1", "data/c\rd": b"2", "data/100%": b"3", "data/%0A": b"4", "data/%20": b"5"}
    with open_bag(as_folder(files_of(payload), tmp_path)) as bag:
        assert all(set(one.sums) == set(payload) for one in bag.manifests if not one.of_tags)


def test_in_the_form_before_1_0_percent_stands_for_itself_and_an_asterisk_is_passed_over(tmp_path: Path) -> None:
    files = files_of({"data/100%": b"3"})
    files["bagit.txt"] = DECLARATION.replace(b"1.0", b"0.97")
    files |= {
        f"manifest-{name}.txt": files[f"manifest-{name}.txt"].replace(b"  data/100%25", b" *data/100%")
        for name in ("sha256", "sha512")
    }
    with open_bag(as_zip(sealed(files), tmp_path)) as bag:
        assert all(set(one.sums) == {"data/100%"} for one in bag.manifests if not one.of_tags)


def test_a_name_in_another_unicode_form_than_the_manifest_is_found(tmp_path: Path) -> None:
    files = files_of({"data/caf\u00e9": b"1"})
    files["data/cafe\u0301"] = files.pop("data/caf\u00e9")
    with open_bag(as_zip(files, tmp_path)) as bag:
        assert bag.found("data/caf\u00e9") == "data/cafe\u0301"
        assert bag.found("data/cafe") is None


@pytest.mark.parametrize(
    ("path", "line", "code"),
    [
        ("bag-info.txt", b"a" + b" " * 900_000 + b"\n", "BAG-014"),
        ("manifest-sha256.txt", b"a" + b" " * 9_000_000, "BAG-016"),
    ],
)
def test_a_line_made_to_take_for_ever_takes_no_time(path: str, line: bytes, code: str, tmp_path: Path) -> None:
    assert codes(as_zip({**files_of(), path: line}, tmp_path)) == {code}


# ---------------------------------------------------------------- names


@every_kind
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("data/A.txt", "data/a.TXT"),
        ("data/caf\u00e9", "data/cafe\u0301"),
        ("data/A/x", "data/a/y"),
        ("data/stra\u00dfe", "data/STRASSE"),
    ],
)
def test_names_that_are_one_on_another_system_are_refused(one: str, other: str, kind: Kind, tmp_path: Path) -> None:
    assert codes(kind(files_of({one: b"1", other: b"2"}), tmp_path)) == {"BAG-009"}


def test_a_file_and_a_folder_of_one_name_are_refused(tmp_path: Path) -> None:
    assert codes(as_zip(files_of({"data/a": b"1", "data/a/b": b"2"}), tmp_path)) == {"BAG-009"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/passwd",
        "tram/../../evil",
        "tram\\..\\evil",
        "C:evil",
        "tram//evil",
        "tram/./evil",
        "~/evil",
        "tram/" + "a/" * 30 + "deep",
        "tram/" + "a" * 1100,
    ],
)
def test_a_name_that_leads_out_of_an_archive_is_refused(name: str, tmp_path: Path) -> None:
    data = BytesIO(packed(files_of()))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    assert codes(zipped(data.getvalue(), tmp_path)) == {"BAG-004"}


def test_many_deep_names_take_little_memory(tmp_path: Path) -> None:
    payload = {f"data/{number:05}/" + "a/" * 20 + "b" * 500: b"" for number in range(1_500)}
    place = as_zip(files_of(payload), tmp_path)
    tracemalloc.start()
    with open_bag(place) as bag:
        assert sum(1 for _ in bag.names()) == len(payload) + 6
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("name", ["b", "other/bagit.txt"])
def test_an_archive_holds_one_top_folder(name: str, tmp_path: Path) -> None:
    data = BytesIO(packed(files_of()))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(name, b"x")
    assert codes(zipped(data.getvalue(), tmp_path)) == {"BAG-010"}
    assert codes(zipped(packed(files_of(), top=""), tmp_path)) == {"BAG-010"}


def test_a_name_in_an_old_encoding_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed(files_of()))
    for header, flags in ((30, 6), (46, 8)):  # of the local header and of the directory
        at = data.index("tram/data/text/ترام.txt".encode(), 0 if header == 30 else data.index(b"PK\1\2")) - header
        data[at + flags : at + flags + 2] = b"\0\0"
    assert codes(zipped(bytes(data), tmp_path)) == {"BAG-012"}


def test_a_name_that_is_no_unicode_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = laid_out(files_of(), tmp_path / TOP)
    (folder / "data" / os.fsdecode(b"caf\xe9")).write_bytes(b"x")
    assert codes(str(folder)) == {"BAG-012"}


# ---------------------------------------------------------------- links, locks, bombs


def test_a_link_in_an_archive_is_refused_by_name(tmp_path: Path) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        if entry.filename.endswith("article.yml"):
            entry.external_attr = 0o120777 << 16

    place = zipped(packed(files_of(), change=link), tmp_path)
    assert codes(place) == {"BAG-008"}
    assert where(place) == {f"{TOP}/data/source/article.yml"}


@pytest.mark.parametrize("target", ["/etc/passwd", "article.yml", "nothing", "."])
def test_a_link_in_a_folder_is_refused_wherever_it_leads(target: str, tmp_path: Path) -> None:
    folder = laid_out(files_of(), tmp_path / TOP)
    (folder / "data/source/b").symlink_to(target)
    assert codes(str(folder)) == {"BAG-008"}
    assert where(str(folder)) == {"data/source/b"}


def test_a_file_that_becomes_a_link_after_it_was_listed_is_not_followed(tmp_path: Path) -> None:
    folder = laid_out(files_of(), tmp_path / TOP)
    with open_bag(str(folder)) as bag:
        (folder / "data/source").rename(tmp_path / "outside")
        (folder / "data/source").symlink_to(tmp_path / "outside")
        with pytest.raises(InputError) as refusal:
            bag.read("data/source/article.yml", 1000)
    assert [one.code for one in refusal.value.findings] == ["BAG-008"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    folder = laid_out(files_of(), tmp_path / TOP)
    os.mkfifo(folder / "data/pipe")
    assert codes(str(folder)) == {"BAG-008"}
    os.mkfifo(tmp_path / "pipe.bag.zip")
    assert codes(str(tmp_path / "pipe.bag.zip")) == {"BAG-008"}


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed(files_of()))
    for signature, flags in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = data.index(signature)
        data[at + flags] |= 1
    assert codes(zipped(bytes(data), tmp_path)) == {"BAG-011"}


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{TOP}/bagit.txt", DECLARATION)
        with archive.open(f"{TOP}/data/zeros", "w", force_zip64=True) as file:
            for _ in range(120):
                file.write(bytes(1_000_000))
    assert codes(zipped(out.getvalue(), tmp_path)) == {"BAG-007"}


def test_a_file_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    data = bytearray(packed(files_of({"data/a": bytes(5000)})))
    at = data.index(b"tram/data/a", data.index(b"PK\1\2")) - 46
    data[at + 24 : at + 28] = struct.pack("<L", 100)
    assert codes(zipped(bytes(data), tmp_path)) == {"BAG-003"}


@every_kind
@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (container.Limits(entries=5), "BAG-005"),
        (container.Limits(entry=20), "BAG-006"),
        (container.Limits(total=100), "BAG-006"),
    ],
)
def test_a_bag_that_would_exhaust_the_machine_is_refused(
    limits: container.Limits, code: str, kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("container", "zipped", "folders"):
        monkeypatch.setattr(f"exporter.archive.{module}.LIMITS", limits)
    found = codes(kind(files_of(), tmp_path))
    assert found == ({"PLACE-004"} if kind is as_memory_folder and code == "BAG-005" else {code})


# ---------------------------------------------------------------- damage


def test_an_archive_that_was_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    data = packed(files_of())
    for length in (0, 1, 3, 100, len(data) // 2, len(data) - 23, len(data) - 1):
        assert codes(zipped(data[:length], tmp_path)) <= {"BAG-002", "BAG-003"}


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    data = packed(files_of({"data/a": b"first", "data/b": b"second"}))
    assert where(zipped(data.replace(b"second", b"secund"), tmp_path)) == {"data/b"}


SMALL = packed(files_of({"data/a": b"one", "data/b/c": b"two"}))


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 12), st.binary(max_size=12)), min_size=1))
def test_whatever_bytes_an_archive_has_it_is_opened_or_refused(changes: list[tuple[int, int, bytes]]) -> None:
    data = bytearray(SMALL)
    for at, length, put in changes:
        data[at : at + length] = put
    with tempfile.TemporaryDirectory() as folder:
        try:
            with open_bag(zipped(bytes(data), Path(folder))) as bag:
                for entry in bag.names():
                    assert len(bag.read(entry.path, 1 << 20)) == entry.size
        except InputError as refusal:
            assert refusal.findings


def test_what_is_no_bag_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "empty").mkdir()
    assert codes(str(tmp_path / "a.txt")) == {"BAG-002"}
    assert codes(str(tmp_path / "empty")) == {"BAG-046"}
    assert codes(str(tmp_path / "missing.bag.zip")) == {"BAG-001"}
    assert codes("memory://nowhere/missing.bag.zip") == {"PLACE-006"}
    assert codes("https://example.org/a.bag.zip") == {"PLACE-001"}

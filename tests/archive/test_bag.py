"""A bag's bytes follow from what is in it, and a plain unzip and sha256sum are enough to read and check it."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from exporter.archive.bag import bag
from exporter.archive.opening import Bag
from exporter.archive.proof import damaged
from exporter.archive.zipped import Zipped
from tests.archive.bags import packed
from tests.archive.desk import files_in

MOMENT = datetime(2026, 3, 1, 9, 0, 7, tzinfo=UTC)
PAYLOAD = {"text/خبر.txt": "نص".encode(), "source/article.yml": b"headline: x", "metadata/a.json": b"{}"}
INFO = [("Source-Organization", "وكالة مدار"), ("External-Description", "سطر\nوسطر")]

names = st.text(st.characters(whitelist_categories=("L", "N"), max_codepoint=0xFFFF), min_size=1, max_size=8)
payloads = st.dictionaries(names, st.binary(max_size=64), min_size=1, max_size=6)


@given(payloads, st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_given_moves_no_byte(payload: dict[str, bytes], chance: Random) -> None:
    shuffled = list(payload.items())
    chance.shuffle(shuffled)
    assert bag("x", dict(shuffled), INFO, MOMENT) == bag("x", payload, INFO, MOMENT)


@given(payloads)
def test_every_bag_opens_without_trust_and_every_sum_holds(payload: dict[str, bytes]) -> None:
    folded = {name.casefold(): data for name, data in payload.items()}
    archive = bag("خبر", folded, INFO, MOMENT)
    opened = Bag(Zipped(BytesIO(archive), "x"), "x")
    assert list(damaged(opened)) == []
    assert {entry.path for entry in opened.names() if entry.path.startswith("data/")} == {f"data/{n}" for n in folded}


def test_every_entry_is_stored_in_order_at_one_time_without_extra_fields() -> None:
    with zipfile.ZipFile(BytesIO(bag("x", PAYLOAD, INFO, MOMENT))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(2026, 3, 1, 9, 0, 6)}  # ZIP counts in steps of two seconds
    assert {(entry.compress_type, entry.extra, entry.create_system) for entry in entries} == {(0, b"", 3)}
    assert all(entry.flag_bits & 0x800 for entry in entries if not entry.filename.isascii())


def test_the_zone_of_the_moment_does_not_matter_and_a_time_that_zip_cannot_say_is_the_nearest() -> None:
    cairo = MOMENT.astimezone(timezone(timedelta(hours=2)))
    assert bag("x", PAYLOAD, INFO, cairo) == bag("x", PAYLOAD, INFO, MOMENT)
    for year, said in ((1952, 1980), (2300, 2107)):
        with zipfile.ZipFile(BytesIO(bag("x", PAYLOAD, INFO, MOMENT.replace(year=year)))) as archive:
            assert archive.infolist()[0].date_time[0] == said


def test_the_tag_files_say_what_rfc_8493_asks() -> None:
    with zipfile.ZipFile(BytesIO(bag("x", PAYLOAD, INFO, MOMENT))) as archive:
        read = {name: archive.read(name).decode() for name in archive.namelist() if "/data/" not in name}
    assert read["x/bagit.txt"] == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert read["x/bag-info.txt"].splitlines() == [
        "Source-Organization: وكالة مدار",
        "External-Description: سطر وسطر",
        f"Payload-Oxum: {sum(map(len, PAYLOAD.values()))}.3",
    ]
    assert f"{hashlib.sha256(b'{}').hexdigest()}  data/metadata/a.json\n" in read["x/manifest-sha256.txt"]
    assert {line.split("  ")[1] for line in read["x/tagmanifest-sha512.txt"].splitlines()} == {
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
        "manifest-sha512.txt",
    }


def test_a_flipped_byte_of_any_file_names_that_file() -> None:
    files = files_in(bag("x", PAYLOAD, INFO, MOMENT))
    for path, data in files.items():
        if path.startswith(("data/", "bag-info")):
            spoilt = packed({**files, path: bytes([data[0] ^ 1]) + data[1:]}, "x")
            assert list(damaged(Bag(Zipped(BytesIO(spoilt), "x"), "x"))) == [path]

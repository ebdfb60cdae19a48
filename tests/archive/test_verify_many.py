"""`export verify`: any number of bags, one line each; a run that was stopped goes on; memory stays flat."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exporter.archive import many
from exporter.archive.many import verify_all
from exporter.archive.verify import verify
from exporter.archive.walk import bags_in
from exporter.cli.main import main
from tests.archive import bags
from tests.archive.desk import files_in


@pytest.fixture
def shelf(bag_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with four bags: two good archives, a good open one, and a damaged archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    folder = tmp_path / "shelf"
    (folder / "2026" / "03").mkdir(parents=True)
    for name in ("a.bag.zip", "2026/b.bag.zip"):
        shutil.copy(bag_file, folder / name)
    shutil.unpack_archive(bag_file, folder / "2026/03", "zip")
    data = bytearray(bag_file.read_bytes())
    data[data.index(b"%PDF") + 5000] ^= 1
    (folder / "2026/03/bad.bag.zip").write_bytes(data)
    (folder / "2026/notes.txt").write_text("no bag")
    return folder


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    capsys.readouterr()
    code = main(["verify", *words])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


GOOD = ["shelf/2026/03/jisr", "shelf/2026/b.bag.zip", "shelf/a.bag.zip"]
BAD = "shelf/2026/03/bad.bag.zip"


def test_every_bag_below_a_folder_has_its_line_and_the_damaged_file_its_name(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines, said = call(capsys, "shelf")
    assert code == 1
    assert [line.split("  ")[0] for line in lines[:-1]] == sorted([BAD, *GOOD])
    assert [line[-1] for line in lines] == ["✗", "✓", "✓", "✓", "?"]
    assert lines[-1] == "3 ✓  1 ✗  0 ?"
    assert f"{BAD}/data/renditions/jisr.pdf: error BAG-003" in said


def test_for_programs_each_bag_is_a_document_on_a_line_and_the_last_one_counts(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines, said = call(capsys, "shelf", "--json", "-j", "1")
    reports = [json.loads(line) for line in lines]
    assert (code, said) == (1, "")
    assert {one["bag"]: one["state"] for one in reports[:-1]} == {**dict.fromkeys(GOOD, "good"), BAD: "bad"}
    assert len({one["sha256"] for one in reports[:-1]}) == 1, "the same bag in whatever it lies"
    assert reports[-1] == {"exit": 1, "good": 3, "bad": 1, "unread": 0}


def test_one_bag_is_one_document(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines, _ = call(capsys, "shelf/a.bag.zip", "--json")
    report: dict[str, Any] = json.loads("\n".join(lines))
    assert code == report["exit"] == 0
    (one,) = report["bags"]
    assert one["read_back"].keys() == {f"jisr.{suffix}" for suffix in ("pdf", "docx", "epub", "html")}
    assert one["findings"] == []


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["shelf/a.bag.zip"], 0),
        (["shelf/2026/03/jisr"], 0),
        ([BAD], 1),
        (["missing.bag.zip"], 3),
        (["https://example.org/a.bag.zip"], 3),
        (["shelf/2026/notes.txt"], 3),
        (["shelf/a.bag.zip", "missing.bag.zip"], 5),
        ([BAD, "missing.bag.zip"], 5),
        (["empty"], 3),
    ],
)
def test_exit_codes(places: list[str], expected: int, shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf.parent / "empty").mkdir()
    code, _, said = call(capsys, *places)
    assert code == expected
    assert "Traceback" not in said


def test_a_run_goes_on_where_it_was_stopped_and_what_was_written_anew_is_read_again(
    shelf: Path, bag_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def states() -> dict[str, tuple[str, bool]]:
        _, lines, _ = call(capsys, "shelf", "--json", "--resume", "done")
        return {one["bag"]: (one["state"], one["known"]) for one in map(json.loads, lines[:-1])}

    assert states() == {**dict.fromkeys(GOOD, ("good", False)), BAD: ("bad", False)}
    assert states() == {**dict.fromkeys(GOOD, ("good", True)), BAD: ("bad", False)}
    shutil.copy(bag_file, shelf / "new.zip")
    (shelf / "new.zip").replace(shelf / "2026/b.bag.zip")
    text = shelf / "2026/03/jisr/data/text/jisr.txt"
    text.write_bytes(text.read_bytes() + b"x")
    again = states()
    assert again["shelf/2026/b.bag.zip"] == ("good", False)
    assert again["shelf/2026/03/jisr"] == ("bad", False)
    assert again["shelf/a.bag.zip"] == ("good", True)


@pytest.mark.parametrize("content", [b"a letter to my mother, longer than a database's head is" * 9, None])
def test_another_programs_file_is_not_written_into(
    content: bytes | None, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    path = shelf / "other"
    if content is None:
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE mine (a)")
        base.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    code, _, said = call(capsys, "shelf/a.bag.zip", "--resume", str(path))
    assert code == 3
    assert "BAG-045" in said
    assert path.read_bytes() == before


def test_a_worker_that_is_ended_costs_one_bag_and_that_is_told(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "CEILING", 1_000_000)
    (outcome,) = verify_all(["shelf/a.bag.zip"], 1)
    assert [one.code for one in outcome.verdict.findings] == ["BAG-043"]
    assert outcome.verdict.is_unread


def test_a_page_that_would_be_read_for_hours_is_given_up(
    bag: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.open(BytesIO(files_in(bag)["data/renditions/jisr.pdf"])) as page:
        page.pages[0].Contents = page.make_stream(b" [1 2 3 4]" * 6_000_000)
        page.save(tmp_path / "long.pdf", compress_streams=True)
    long = {"data/renditions/jisr.pdf": (tmp_path / "long.pdf").read_bytes()}
    (tmp_path / "long.bag.zip").write_bytes(bags.packed(bags.with_right_sums({**files_in(bag), **long})))
    (tmp_path / "short.bag.zip").write_bytes(bag)
    monkeypatch.setattr(many, "SECONDS", 1)
    outcomes = list(verify_all([str(tmp_path / f"{name}.bag.zip") for name in ("long", "short")], 1))
    assert [[one.code for one in outcome.verdict.findings] for outcome in outcomes] == [["BAG-043"], []]


def test_no_worker_outlives_an_interrupted_run(shelf: Path) -> None:
    words = [sys.executable, "-m", "exporter.cli.main", "verify", *["shelf"] * 200, "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    out, err = subprocess.PIPE, subprocess.PIPE
    with subprocess.Popen(words, cwd=shelf.parent, env=environment, text=True, stdout=out, stderr=err) as run:
        assert run.stdout and run.stderr and run.stdout.readline()
        group = {int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _parent(p) == run.pid}
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
        assert run.wait(60) == 130
    assert group
    assert "Traceback" not in said
    end = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in group) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in group)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def test_names_of_bags_come_one_after_another_and_links_to_folders_are_not_followed(shelf: Path) -> None:
    (shelf / "loop").symlink_to(shelf)
    names = bags_in(["shelf"])
    assert next(names) == BAD
    assert [BAD, *names] == sorted([BAD, *GOOD])


def test_folders_may_be_as_deep_as_the_system_lets_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1_200):
        os.mkdir("d")  # noqa: PTH102 - no path of that length is taken
        os.chdir("d")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "e").mkdir()
    (tmp_path / "e/a.bag.zip").write_bytes(b"")
    try:
        assert list(bags_in([str(tmp_path)])) == [str(tmp_path / "e/a.bag.zip")]
    finally:
        subprocess.run(["rm", "-r", "d"], check=True)  # deeper than Python's own way to remove it goes


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of this process as Linux tells it")
def test_sixty_bags_take_no_more_memory_than_ten(bag_file: Path) -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    for _ in range(10):
        assert verify(str(bag_file)).is_good
    before = resident()
    for _ in range(50):
        assert verify(str(bag_file)).is_good
    assert resident() - before < 12_000_000


def test_a_folder_that_is_closed_to_us_is_told_and_the_rest_is_verified(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system says to a user without leave; whoever runs the tests may have it."""
    closed = shelf / "closed"
    closed.mkdir()
    stat, scandir = os.stat, os.scandir

    def open_to_us(path: Any, inside: bool) -> Any:
        if str(path).startswith(f"{closed}/") or (not inside and str(path) == str(closed)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return path

    monkeypatch.setattr(os, "stat", lambda path, **how: stat(open_to_us(path, True), **how))
    monkeypatch.setattr(os, "scandir", lambda path: scandir(open_to_us(path, False)))
    found = list(bags_in([str(shelf)]))
    assert str(closed) in found and len(found) > 1

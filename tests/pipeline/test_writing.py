"""P4: a file appears whole under its name, or the old one stays."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exporter.errors import OutputError
from exporter.reading import stamp
from exporter.writing import SUFFIX, clear, write


def codes(error: pytest.ExceptionInfo[OutputError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def test_a_file_is_written_into_a_folder_that_did_not_exist(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "مقال.pdf"
    write({target: b"new"})
    assert target.read_bytes() == b"new"
    assert [path.name for path in target.parent.iterdir()] == ["مقال.pdf"]


def test_an_old_file_is_replaced_and_has_ordinary_rights(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    os.umask(0o022)
    write({target: b"new"})
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o644


def test_a_folder_of_the_same_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(OutputError) as error:
        write({tmp_path / "x.pdf": b"new"})
    assert codes(error) == ["WRITE-003"]


def test_a_file_where_a_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError) as error:
        write({tmp_path / "out" / "x.pdf": b"new"})
    assert codes(error) == ["WRITE-005"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as error:
        write({target: b"new"})
    assert codes(error) == ["WRITE-002"]
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_a_killed_run_leaves_the_old_file_and_the_next_run_clears_up(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    stuck = f"""
import os, sys
from pathlib import Path
from exporter import writing
os.fsync = lambda descriptor: (print("writing", flush=True), sys.stdin.read())
writing.write({{Path({str(target)!r}): b"new"}})
"""
    with subprocess.Popen(
        [sys.executable, "-c", stuck], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        write({tmp_path / "x.pdf": b"meanwhile"})  # another run does not touch the hidden file of a living one
        assert len(list(tmp_path.glob(f".*{SUFFIX}"))) == 1
        process.send_signal(signal.SIGKILL)
    assert target.read_bytes() == b"meanwhile"
    write({target: b"after"})
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]
    assert target.read_bytes() == b"after"


def test_a_run_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"o" * 200_000)  # a slow disk may not be through with the first write when the run is killed
    loop = f"""
from pathlib import Path
from exporter.writing import write
data = [bytes([letter]) * 200_000 for letter in b"abcdef"]
print("go", flush=True)
while True:
    for one in data:
        write({{Path({str(target)!r}): one}})
"""
    for moment in range(10):
        with subprocess.Popen([sys.executable, "-c", loop], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.01 + moment * 0.003)
            process.kill()
        data = target.read_bytes()
        assert len(data) == 200_000
        assert len(set(data)) == 1


def test_no_file_changes_before_all_are_on_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(OutputError) as error:
        write({tmp_path / "a.pdf": b"new", tmp_path / "b.docx": b"new"})
    assert codes(error) == ["WRITE-003"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.docx"]


def test_two_writers_of_one_file_never_harm_each_other(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    loop = f"""
import sys
from pathlib import Path
from exporter.writing import write
for turn in range(150):
    write({{Path({str(target)!r}): sys.argv[1].encode() * 50_000}})
"""
    writers = [subprocess.Popen([sys.executable, "-c", loop, letter]) for letter in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert target.read_bytes() in (b"a" * 50_000, b"b" * 50_000)
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_a_folder_is_cleared_once_of_what_killed_runs_left_of_any_file(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.docx"):
        (tmp_path / f".{name}.1-1{SUFFIX}").write_bytes(b"half")
    (tmp_path / ".hidden").write_bytes(b"another's")
    write({tmp_path / "c.pdf": b"new"}, cleared=True)
    assert len(list(tmp_path.glob(f".*{SUFFIX}"))) == 2, "not looked for again at each file"
    clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".hidden", "c.pdf"]


def test_the_stamp_of_a_file_is_that_of_the_file_that_took_its_name(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    assert write({target: b"new"}) == {target: stamp(target.stat())}

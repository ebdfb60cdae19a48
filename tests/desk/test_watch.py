"""`export watch IN OUT`: the real command, and what a desk does to its folder."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from exporter.batch.ledger import Ledger
from exporter.desk.notes import Notes
from exporter.desk.status import LOCK, STATUS, Watchman, health
from exporter.errors import UsageError
from tests.cli.conftest import ARTICLE, Program

ROOT = Path(__file__).parents[2]
PICTURED = ARTICLE + "lead: {image: photo.png, alt: صورة}\n"


def picture() -> bytes:
    noise = Image.frombytes("RGB", (200, 150), bytes(range(256)) * 351 + bytes(144))
    buffer = BytesIO()
    noise.save(buffer, "PNG")
    return buffer.getvalue()


class Desk:
    """A desk with its two folders, and the watcher."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.source, self.out, self.options = folder, folder / "in", folder / "out", options
        self.source.mkdir(exist_ok=True)
        self.watcher: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.watcher = subprocess.Popen(self.words("--html", *self.options), cwd=self.folder, env=self.environment())
        self.until(lambda: (self.out / STATUS).exists() and self.status() == 0)

    def words(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "exporter.cli.main", "watch", "in", "out", "--lang", "ar", *options]

    def environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(ROOT)}

    def status(self) -> int:
        said, lives = health(self.out)
        return 0 if said and lives else 1

    def stop(self, number: int = signal.SIGTERM) -> int:
        assert self.watcher
        self.watcher.send_signal(number)
        code, self.watcher = self.watcher.wait(timeout=30), None
        return code

    def lay(self, name: str, text: str = ARTICLE) -> Path:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("khabar", path.parent.name), encoding="utf-8")
        return path

    def until(self, happened: Callable[[], object], seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < end, sorted(map(str, self.folder.rglob("*")))
            time.sleep(0.02)

    def comes(self, slug: str) -> Path:
        path = self.out / f"{slug}.html"
        self.until(path.exists)
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    if desk.watcher:
        desk.watcher.kill()
        desk.watcher.wait()


def test_a_day_at_a_desk(desk: Desk) -> None:
    desk.lay("early/article.yml")
    desk.start()
    desk.comes("early")  # it lay there before anybody watched

    desk.lay("pictured/article.yml", PICTURED)
    photo, whole = desk.source / "pictured" / "photo.png", picture()
    for part in range(4):  # slowly, over the net
        photo.write_bytes(whole[: len(whole) * part // 4])
        time.sleep(0.15)
    assert not (desk.out / "pictured.html").exists()
    photo.write_bytes(whole)
    desk.comes("pictured")
    assert not (desk.out / "failed").exists(), "nobody was told of what was only on its way"

    wrong = desk.lay("wrong/article.yml", ARTICLE.replace("headline", "headlin"))
    note = desk.out / "failed" / "wrong" / "article.yml.txt"
    desk.until(note.exists)
    assert re.search(r"article.yml:3:1: خطأ LOAD-012", note.read_text(encoding="utf-8"))
    assert note.with_suffix("").read_bytes() == wrong.read_bytes()
    desk.lay("wrong/article.yml")
    desk.comes("wrong")
    desk.until(lambda: not (desk.out / "failed").exists())

    (desk.source / "early").rename(desk.source / "later")
    (desk.source / "later" / "article.yml").write_text(ARTICLE.replace("slug: khabar\n", ""), encoding="utf-8")
    desk.comes("later")

    second = subprocess.run(
        desk.words("--html"), cwd=desk.folder, env=desk.environment(), capture_output=True, text=True
    )
    assert second.returncode == 2 and "DESK-002" in second.stderr
    assert desk.stop() == 0
    assert desk.status() == 1
    assert list(desk.out.glob("*.exporting")) == []


def test_a_watcher_that_was_killed_makes_only_what_it_missed(desk: Desk) -> None:
    one = desk.lay("one/article.yml")
    desk.start()
    made = desk.comes("one").stat()
    desk.until(lambda: Ledger(desk.out).readers(str(one)))
    desk.stop(signal.SIGKILL)
    desk.lay("two/article.yml")
    desk.lay("gone/article.yml", "headlin: خطأ\n")
    desk.start()
    desk.comes("two")
    desk.until((desk.out / "failed" / "gone" / "article.yml.txt").exists)
    assert desk.stop(signal.SIGINT) == 0
    assert (desk.out / "one.html").stat().st_ino == made.st_ino
    (desk.source / "gone" / "article.yml").unlink()
    desk.start()
    desk.until(lambda: not (desk.out / "failed").exists())
    assert desk.stop() == 0


def test_a_folder_that_went_and_came_back_is_watched_again(desk: Desk) -> None:
    desk.start()
    desk.source.rmdir()
    time.sleep(0.5)
    assert desk.status() == 0
    desk.lay("back/article.yml")
    desk.comes("back")
    desk.lay("later/article.yml")
    desk.comes("later")
    assert desk.stop() == 0


def test_a_folder_that_tells_of_no_changes_is_looked_at_again_and_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "--poll")
    desk.start()
    desk.lay("polled/article.yml")
    try:
        desk.comes("polled")
    finally:
        assert desk.stop() == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere", "out", "--html"], "DESK-001"),
        ([".", ".", "--html"], "DESK-004"),
        ([".", "out"], "CLI-003"),
        ([".", "out", "--html", "--layout", "none"], "CLI-002"),
    ],
)
def test_what_cannot_be_watched_is_wrong_usage(program: Program, arguments: list[str], code: str) -> None:
    outcome = program("watch", *arguments)
    assert outcome.code == 2 and code in outcome.err


def test_the_status_says_how_the_watcher_fares(program: Program, tmp_path: Path) -> None:
    assert program("watch", "in", "out", "--status").code == 1
    now = [time.time()]
    watchman = Watchman(tmp_path / "out", lambda: now[0])
    watchman.tell(12, 1, 2, now=True)
    outcome = program("watch", "in", "out", "--status")
    assert outcome.code == 0
    assert re.fullmatch(
        r"the watcher runs: process \d+, articles made: 12, failed: 1, waiting: 2; last .* ago\n", outcome.out
    )
    now[0] -= 60
    watchman.tell(12, 1, 2, now=True)
    outcome = program("watch", "in", "out", "--status", "--json")
    assert (outcome.code, outcome.json()["findings"][0]["code"]) == (1, "DESK-007")
    watchman.leave()
    assert "DESK-006" in program("watch", "in", "out", "--status").err


def test_one_folder_has_one_watcher(tmp_path: Path) -> None:
    first = Watchman(tmp_path, time.time)
    with pytest.raises(UsageError):
        Watchman(tmp_path, time.time)
    first.leave()
    Watchman(tmp_path, time.time).leave()
    assert (tmp_path / LOCK).exists()


def test_notes_of_an_earlier_watcher_are_known(tmp_path: Path) -> None:
    from exporter.batch.task import Outcome
    from exporter.findings import Span, finding

    name = tmp_path / "in" / "a" / "article.yml"
    notes = Notes(tmp_path / "in", tmp_path / "out", lambda one: one.code)
    note = notes.lay(Outcome(0, str(name), 3, findings=(finding("LOAD-001", Span(str(name))),)))
    assert note.read_text(encoding="utf-8") == "LOAD-001\n"
    assert notes.all() == {str(name)}
    notes.take_away(str(name))
    assert not (tmp_path / "out" / "failed").exists()


def test_the_unit_for_systemd_calls_the_program_as_it_is(root: Path) -> None:
    unit = (root / "docs" / "exporter-watch.service").read_text(encoding="utf-8")
    (call,) = re.findall(r"^ExecStart=\S+/exporter (.*)$", unit, re.MULTILINE)
    from exporter.cli.main import command_of, make_parser

    command, rest = command_of(call.split())
    options = make_parser(command, "en").understand(rest)
    assert command.name == "watch" and options.pdf
    assert "KillMode=mixed" in unit


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_every_line_of_the_unit(root: Path, tmp_path: Path) -> None:
    unit = (root / "docs" / "exporter-watch.service").read_text(encoding="utf-8")
    file = tmp_path / "exporter-watch.service"
    file.write_text(unit.replace("/opt/exporter/bin/exporter", sys.executable), encoding="utf-8")
    said = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, text=True)
    ours = [line for line in said.stderr.splitlines() if file.name in line]
    assert (said.returncode, ours) == (0, [])

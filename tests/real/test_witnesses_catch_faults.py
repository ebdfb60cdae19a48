"""The ways of looking in this folder catch what is planted: else their silence would prove nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.real import exports, source_words, test_alreq, test_words
from tests.real.exports import SAMPLES
from tests.real.test_reach import allowed
from tests.real.test_same_bytes import observer
from tests.real.tools import bidi_probe, browser

pytestmark = pytest.mark.real

SAID = "قالت وكالة Reuters News Agency اليوم"


def page(folder: Path, body: str) -> Path:
    path = folder / "page.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><body dir="rtl">{body}', encoding="utf-8")
    return path


def test_the_browser_tells_where_each_character_stands(tmp_path: Path) -> None:
    (sound,) = browser.show(page(tmp_path, f"<p>{SAID}<p>x<a>1</a>"), unread="a")
    assert bidi_probe.compare(sound.lines(), [SAID, "x"]).misplaced == 0
    assert (sound.text.split(), sound.direction, sound.errors) == ([*SAID.split(), "x"], "rtl", ())
    (turned,) = browser.show(page(tmp_path, f'<p dir="ltr">{SAID}'))
    assert bidi_probe.compare(turned.lines(), [SAID]).misplaced


def test_the_browser_tells_of_a_script_error_a_lost_file_and_what_sticks_out(tmp_path: Path) -> None:
    body = '<script>throw Error("planted")</script><img src="lost.png"><div style="width: 900px">x</div>'
    (faulty,) = browser.show(page(tmp_path, body), width=browser.PHONE)
    assert ["planted" in error or "lost.png" in error for error in faulty.errors] == [True, True]
    assert faulty.width >= 900


@pytest.mark.parametrize("change", ["lost", "doubled", "swapped"])
def test_a_word_that_is_lost_doubled_or_swapped_is_noticed(change: str) -> None:
    source = source_words.read(SAMPLES["flood-brief"])
    front, middle = " ".join(source.front).split(), len(source.body) // 2
    worded = test_words.WORDED["flood-brief"]
    test_words.assert_says([*front, *worded.split(), *source.body, *" ".join(source.end).split()], source, worded, [])
    body = list(source.body)
    match change:
        case "lost":
            del body[middle]
        case "doubled":
            body.insert(middle, body[middle])
        case _:
            body[middle : middle + 2] = body[middle + 1], body[middle]
    with pytest.raises(AssertionError):
        test_words.assert_says([*front, *worded.split(), *body], source, worded, [])


@pytest.mark.parametrize("other", ["الاسلام", "الإسل\u200cام", "الإسلامَ"], ids=["a hamza", "a join", "a mark"])
def test_a_word_drawn_with_another_form_or_mark_is_noticed(other: str) -> None:
    assert test_alreq.alike(test_alreq.by_harfbuzz("الإسلام"), test_alreq.by_harfbuzz("الإسلام"))
    assert not test_alreq.alike(test_alreq.by_harfbuzz(other), test_alreq.by_harfbuzz("الإسلام"))


def test_the_observer_sees_a_connection_a_program_and_a_stray_file(tmp_path: Path) -> None:
    (tmp_path / "stray.txt").touch()
    planted = (
        "import socket, subprocess, sys; open('stray.txt'); subprocess.run(['true'])\n"
        "try: socket.create_connection(('127.0.0.1', 1))\n"
        "except OSError: pass"
    )
    journal = tmp_path / "journal"
    env = exports.world({"PYTHONPATH": observer(tmp_path), "OBSERVED": str(journal)})
    subprocess.run([exports.PROGRAM[0], "-c", planted], env=env, cwd=tmp_path, check=True)
    kinds = {line.split("\t")[0] for line in journal.read_text(encoding="utf-8").splitlines()}
    assert kinds >= {"open", "socket.connect", "subprocess.Popen"}
    assert not allowed("/var/stray.txt", tmp_path)

"""Which articles a command line names: files, folders, patterns, lists from other programs."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.batch.inputs import Inputs, is_input, listed
from exporter.batch.scratch import Scratch
from exporter.errors import UsageError

ARTICLE = "headline: عنوان\nbody: نص\n"


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a desk has it."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "edition.yml": "masthead: الرصيف\nsections:\n  - articles: [b/article.yml]\n",
        "b/article.yml": ARTICLE,
        "a/article.json": '{"headline": "عنوان", "body": "نص"}',
        "a/deep/story.yaml": ARTICLE,
        "broken/article.yml": "headlin: خطأ",
        "house.toml": "name = 'x'",
        "a/workflow.yml": "on: push\njobs: {}\n",
        ".git/article.yml": ARTICLE,
        "bag/bagit.txt": "BagIt-Version: 1.0\n",
        "bag/data/article.yml": ARTICLE,
        "out/article.yml": ARTICLE,
    }.items():
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "news"


def names(*words: str, stdin: bytes = b"", again: tuple[str, ...] = (), besides: str = "news/out") -> list[str]:
    return list(Inputs(words, again, io.BytesIO(stdin), Path(besides)).names())


def test_a_folder_gives_its_articles_and_editions_by_name_or_by_what_their_keys_say(news: Path) -> None:
    assert names("news") == [
        "news/edition.yml",
        "news/a/article.json",
        "news/a/deep/story.yaml",
        "news/b/article.yml",
        "news/broken/article.yml",
    ]


def test_a_folder_that_is_named_is_searched_whatever_it_is_called(news: Path) -> None:
    assert names("news/.git", "news/out", besides="news/out") == ["news/.git/article.yml", "news/out/article.yml"]


def test_a_pattern_that_the_shell_left_is_followed(news: Path) -> None:
    assert names("news/**/*.yaml") == ["news/a/deep/story.yaml"]
    assert names("news/[ab]/article.*") == ["news/a/article.json", "news/b/article.yml"]


def test_a_pattern_does_not_mean_pictures(news: Path) -> None:
    (news / "b" / "photo.jpg").write_bytes(b"x")
    assert names("news/b/*") == ["news/b/article.yml"]
    assert set(names("news/[ab]/**")) == {
        "news/a/article.json",
        "news/a/deep/story.yaml",
        "news/a/workflow.yml",
        "news/b/article.yml",
    }
    for word in ("news/b/*.jpg", "nowhere/**"):
        with pytest.raises(UsageError):
            Inputs((word,), (), None, Path("out")).check()


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(news: Path) -> None:
    Path("what[1].yml").write_text(ARTICLE, encoding="utf-8")
    assert names("what[1].yml") == ["what[1].yml"]


@pytest.mark.parametrize(("word", "code"), [("news/*.xml", "BATCH-007"), ("empty", "BATCH-008")])
def test_a_word_that_gives_nothing_is_wrong_usage(news: Path, word: str, code: str) -> None:
    Path("empty").mkdir()
    with pytest.raises(UsageError) as error:
        Inputs(("news", word), (), None, Path("out")).check()
    assert [one.code for one in error.value.findings] == [code]


def test_a_folder_that_may_not_be_read_is_told_and_not_missed(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def guarded(path: str) -> object:
        if path.endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert "news/a/deep" in names("news")


@pytest.mark.parametrize(
    "stdin", [b"news/b/article.yml\nx y.yml\n", b"news/b/article.yml\r\nx y.yml", b"news/b/article.yml\0x y.yml\0"]
)
def test_names_come_from_standard_input_in_lines_or_ended_by_nul(news: Path, stdin: bytes) -> None:
    assert names("-", stdin=stdin) == ["news/b/article.yml", "x y.yml"]


@given(st.lists(st.binary(min_size=1, max_size=20).filter(lambda name: b"\0" not in name), min_size=1))
def test_any_name_that_a_system_allows_comes_through_nul(raw: list[bytes]) -> None:
    assert [os.fsencode(name) for name in listed(io.BytesIO(b"".join(name + b"\0" for name in raw)))] == raw


def test_only_the_end_of_standard_input_tells_how_many_there_are(news: Path) -> None:
    assert Inputs(("news",), (), None, Path("news/out")).total() == 5
    assert Inputs(("news", "-"), (), io.BytesIO(), Path("out")).total() is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (ARTICLE.encode(), True),
        ("headline: عنوان\n".encode(), True),
        ("headlin: عنوان\nslug: khabar\nbody: نص\n".encode(), True),
        ("headline: 'عنوان\nbody: نص\n".encode(), True),
        ('{"headline": "عنوان",\n "body": "نص"'.encode(), True),
        ("headline: عنوان\nbody: نص\n".encode("cp1256"), True),
        (ARTICLE.encode("utf-16"), True),
        (b"", False),
        (b"on: push\njobs: {", False),
        (b'{"status": 200, "body": "x"}', False),
        (b"- headline\n- body\n", False),
    ],
)
def test_a_broken_article_of_any_name_is_told_and_not_missed(tmp_path: Path, text: bytes, meant: bool) -> None:
    story = tmp_path / "story.yml"
    story.write_bytes(text)
    assert is_input(str(story)) is meant
    assert not is_input(str(tmp_path / "gone.yml"))


def test_a_hundred_thousand_names_need_no_memory_of_note() -> None:
    listing = io.BytesIO(b"".join(b"archive/%06d/article.yml\n" % number for number in range(100_000)))
    scratch = Scratch()
    before = resident()
    doubles = 0
    for number, name in enumerate(listed(listing)):
        assert scratch.meet(name)
        doubles += bool(scratch.claim(f"slug-{number % 99_999}", name))
        scratch.fail(number, name)
    assert resident() - before < 8_000_000, "the names alone are 9 MB, and were kept three times"
    assert doubles == 1
    assert sum(1 for _ in scratch.failed()) == 100_000
    scratch.close()


def resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")

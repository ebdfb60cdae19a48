"""Many articles of a store go the way of any other: workers, ledger, list, limits; nothing is fetched twice."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from moto.server import ThreadedMotoServer
from PIL import Image

from exporter.batch.task import Job, Order, Outcome, work
from exporter.fetching import clear
from tests.batch import test_cluster
from tests.batch.test_cluster import Dask, dask  # noqa: F401 - a fixture
from tests.images.pictures import photo, saved
from tests.places.desk import ARTICLE, call

ROOT = Path(__file__).parents[2]


def lay(store: Any, name: str, slug: str = "", picture: bytes = b"") -> None:
    """An article called as its folder, unless it is given a slug of its own, with a picture."""
    store.pipe_file(f"desk/news/{name}/article.yml", ARTICLE.replace("jisr\n", f"{slug or name}\n", 1).encode())
    store.pipe_file(f"desk/news/{name}/صور/jisr.jpg", picture or saved(photo(), "JPEG"))


def apart(folder: Path, *words: str) -> tuple[int, str, str]:
    """The program in a process of its own: workers have the environment in which the first of them began."""
    command = [sys.executable, "-m", "exporter.cli.main", *words, "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def asked(caplog: pytest.LogCaptureFixture) -> tuple[list[str], list[str]]:
    """What the store was asked since the last look: for whole objects, and for anything else."""
    lines = [one.getMessage().partition('"')[2].replace("\x1b[35m\x1b[1m", "") for one in caplog.records]
    caplog.clear()
    requests = [line.rpartition(" HTTP")[0] for line in lines if line]
    objects = [one for one in requests if one.startswith("GET /desk/")]
    return objects, [one for one in requests if one not in objects]


def test_workers_make_a_folder_and_what_is_wrong_in_it_costs_only_itself(s3: Any, tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d", "e"):
        lay(s3, name)
    lay(s3, "same", slug="a")
    lay(s3, "broken")
    s3.pipe_file("desk/news/broken/article.yml", b"headlin: x\n")
    lay(s3, "lacks")
    s3.rm("desk/news/lacks/صور/jisr.jpg")
    words = ("--html", "-o", "out", "-j", "2", "--failed", "again")
    code, out, said = apart(tmp_path, "s3://desk/news", *words)
    assert code == 5 and out.splitlines()[-1] == "made: 5, unchanged: 0, failed: 3"
    assert out.count("✓") == 5 and "out/a.html " in out
    assert "s3://desk/news/broken/article.yml:1:1: error LOAD-012" in said
    assert "s3://desk/news/lacks/article.yml:5" in said and "IMAGE-001" in said
    assert "s3://desk/news/same/article.yml and s3://desk/news/a/article.yml would both be written to a.html" in said
    failed = [f"s3://desk/news/{name}/article.yml" for name in ("broken", "lacks", "same")]
    assert (tmp_path / "again").read_text(encoding="utf-8").splitlines() == failed
    assert not list(tmp_path.glob("export-fetch-*"))

    for name in ("broken", "lacks", "same"):
        lay(s3, name)
    assert apart(tmp_path, "--retry", "again", *words)[1].splitlines()[-1] == "made: 3, unchanged: 0, failed: 0"
    assert apart(tmp_path, "s3://desk/news", *words)[1].splitlines()[-1] == "made: 0, unchanged: 8, failed: 0"


def test_what_is_unchanged_is_not_fetched_and_a_changed_picture_makes_its_article_anew(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a", "b", "c"):
        lay(s3, name)
    words = ("s3://desk/news", "--html", "-o", str(tmp_path), "-j", "1")
    assert call(capsys, *words)[0] == 0
    asked(caplog)
    assert call(capsys, *words)[1].splitlines() == [
        *(f"s3://desk/news/{name}/article.yml  unchanged" for name in "abc"),
        "made: 0, unchanged: 3, failed: 0",
    ]
    objects, others = asked(caplog)
    assert objects == []
    assert len(others) == 7 and all("list-type" in one for one in others), "each folder is listed once, and that is all"

    lay(s3, "b", picture=saved(photo().rotate(180), "JPEG"))
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.html")}
    asked(caplog)
    assert call(capsys, *words)[1].splitlines()[-1] == "made: 1, unchanged: 2, failed: 0"
    assert {one.rpartition("/news/")[2][0] for one in asked(caplog)[0]} == {"b"}
    changed = [name for name, data in before.items() if (tmp_path / name).read_bytes() != data]
    assert changed == ["b.html"]


def test_a_file_whose_folder_was_listed_is_fetched_for_its_slug_without_another_question(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lay(s3, "a")
    lay(s3, "b", slug="a")
    s3.pipe_file("desk/news/b/article.yml", s3.cat_file("desk/news/a/article.yml"))
    asked(caplog)
    assert call(capsys, "s3://desk/news", "--html", "-o", str(tmp_path), "-j", "1")[0] == 5
    objects, others = asked(caplog)
    refused = [one for one in (*objects, *others) if "/news/b/article.yml" in one]
    assert [one.split()[0] for one in refused] == ["GET"], "it has another's slug, and no more of it was fetched"


def test_a_picture_is_named_in_a_store_as_on_a_disk(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lay(s3, "a")
    for written in ("./صور/jisr.jpg", "صور//jisr.jpg", "صور/./jisr.jpg"):
        s3.pipe_file("desk/news/a/article.yml", ARTICLE.replace("صور/jisr.jpg", written).encode())
        words = ("s3://desk/news/a", "--html", "-o", str(tmp_path), "-j", "1")
        assert call(capsys, *words)[0] == 0, written
        assert call(capsys, *words)[1].splitlines()[-1] == "made: 0, unchanged: 1, failed: 0"


def test_where_a_store_gives_no_tag_the_bytes_decide(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.places._stamp", lambda info: "")
    store = MemoryFileSystem()
    data = saved(photo(), "JPEG")
    for name in ("a", "b"):
        lay(store, name, picture=data)
    words = ("memory://desk/news", "--html", "-o", str(tmp_path), "-j", "1")
    assert call(capsys, *words)[1].splitlines()[-1] == "made: 2, unchanged: 0, failed: 0"
    assert call(capsys, *words)[1].splitlines()[-1] == "made: 0, unchanged: 2, failed: 0"
    other = data[:-2] + b"\0\0"
    assert len(other) == len(data)
    lay(store, "a", picture=other)
    assert call(capsys, *words)[1].splitlines()[-1] == "made: 1, unchanged: 1, failed: 0"
    store.rm("/desk", recursive=True)


def test_patterns_lists_and_names_of_both_kinds_go_together(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b1", "b2", "c"):
        lay(s3, name)
    s3.pipe_file("desk/news/picture.jpg", b"x")
    here = tmp_path / "here.yml"
    here.write_text("headline: عنوان\nbody: نص\n", encoding="utf-8")
    names = f"{here}\ns3://desk/news/a\n{here.as_uri()}\ns3://desk/news/c/article.yml\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(names.encode())))
    words = ("--html", "-o", str(tmp_path / "out"), "-j", "1")
    code, out, said = call(capsys, "s3://desk/news/b*", "-", *words)
    assert (code, said, out.splitlines()[-1]) == (0, "", "made: 5, unchanged: 0, failed: 0")
    assert {path.stem for path in (tmp_path / "out").glob("*.html")} == {"a", "b1", "b2", "c", "here"}
    code, _, said = call(capsys, "s3://desk/news/x*", *words)
    assert code == 2 and "BATCH-007" in said
    s3.pipe_file("desk/empty/notes.txt", b"x")
    code, _, said = call(capsys, "s3://desk/empty", *words)
    assert code == 3 and "PLACE-010" in said


def test_hidden_folders_and_bags_are_not_searched(s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("a", ".old", "bag/data"):
        lay(s3, name, slug="a")
    s3.pipe_file("desk/news/bag/bagit.txt", b"BagIt-Version: 1.0\n")
    code, out, _ = call(capsys, "s3://desk/news", "--html", "-o", str(tmp_path), "-j", "1")
    assert code == 0 and out.splitlines()[-1] == "made: 1, unchanged: 0, failed: 0"


def test_workers_write_into_a_store_which_holds_no_ledger(s3: Any, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        lay(s3, name)
    lay(s3, "d", slug="c")
    words = ("s3://desk/news", "--html", "-o", "s3://desk/out", "-j", "2")
    for _ in range(2):
        code, out, said = apart(tmp_path, *words)
        assert code == 5 and out.splitlines()[-1] == "made: 3, unchanged: 0, failed: 1" and "CLI-005" in said
        assert "s3://desk/out/a.html " in out
    assert s3.ls("desk/out") == [f"desk/out/{name}.html" for name in "abc"]
    assert not list(tmp_path.iterdir()), "neither a ledger nor anything that was fetched"


@pytest.mark.parametrize(("limit", "code"), [("--time-limit=15", "BATCH-003"), ("--memory-limit=200", "BATCH-004")])
def test_an_article_that_takes_too_much_is_stopped_and_leaves_nothing_that_was_fetched(
    s3: Any, tmp_path: Path, limit: str, code: str
) -> None:
    """Of 12,000 paragraphs, with a picture of 49 megapixels. A busy machine must not take 15 s for the small one."""
    lay(s3, "large", picture=saved(Image.new("RGB", (7000, 7000), "#369"), "JPEG"))
    long = ARTICLE.replace("jisr\n", "large\n", 1) + "\n  فقرة من كلمات كثيرة تتكرر في كل سطر.\n" * 12_000
    s3.pipe_file("desk/news/large/article.yml", long.encode())
    lay(s3, "small")
    status, out, said = apart(tmp_path, "s3://desk/news", "--pdf", "-o", "out", "-j", "2", limit)
    assert status == 5 and f"s3://desk/news/large/article.yml: error {code}" in said
    assert out.splitlines()[-1] == "made: 1, unchanged: 0, failed: 1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_store_that_goes_is_not_asked_for_ever_and_what_was_left_is_tried_again(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        lay(s3, f"n{number}")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)  # with the same objects
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    s3.clear_instance_cache()

    def last(job: Job, order: Order) -> Outcome:
        outcome = work(job, order)
        if "n1" in order.name:
            server.stop()
        return outcome

    words = ("--html", "-o", str(tmp_path / "out"), "-j", "1", "--failed", str(tmp_path / "again"))
    names = [f"s3://desk/news/n{number}/article.yml" for number in range(7)]
    with monkeypatch.context() as patched:
        patched.setattr("exporter.batch.process.work", last)
        code, out, said = call(capsys, *names, *words)
    assert code == 5 and out.splitlines()[-1] == "made: 2, unchanged: 0, failed: 5"
    assert (said.count("PLACE-008"), said.count("PLACE-013")) == (3, 2)
    assert (tmp_path / "again").read_text(encoding="utf-8").splitlines() == names[2:]
    assert not list((tmp_path / "out").glob(".*.exporting"))

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    s3.clear_instance_cache()
    code, out, _ = call(capsys, "--retry", str(tmp_path / "again"), *words)
    server.stop()
    assert code == 0 and out.splitlines()[-1] == "made: 5, unchanged: 0, failed: 0"


def test_a_folder_that_cannot_be_listed_is_told_and_the_rest_goes_on(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "closed/b", "z"):
        lay(s3, name, slug=name[-1])
    from exporter.places import Store

    listing, again = Store.listing, tmp_path / "again"

    def some(store: Store, below: str = "") -> Any:
        if store.url.endswith("/closed"):
            from exporter.places import told

            with told(store.url):
                raise PermissionError("Access Denied")
        return listing(store, below)

    words = ("--html", "-o", str(tmp_path / "out"), "-j", "1", "--failed", str(again))
    with monkeypatch.context() as patched:
        patched.setattr(Store, "listing", some)
        code, out, said = call(capsys, "s3://desk/news", *words)
    assert code == 5 and out.splitlines()[-1] == "made: 2, unchanged: 0, failed: 1"
    assert "s3://desk/news/closed: error PLACE-007" in said
    assert again.read_text(encoding="utf-8") == "s3://desk/news/closed\n"
    assert call(capsys, "--retry", str(again), *words)[1].splitlines()[-1] == "made: 1, unchanged: 0, failed: 0"


def test_what_a_killed_process_fetched_is_removed_and_what_is_in_use_stays(
    s3: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(s3, "a")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    probe = (
        "from exporter.fetching import fetched; import time\n"
        "with fetched('s3://desk/news/a/article.yml'): print(1, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", probe], env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        clear()
        assert len(list(tmp_path.rglob("article.yml"))) == 1, "somebody holds it"
        process.kill()
    assert len(list(tmp_path.rglob("article.yml"))) == 1
    clear()
    assert not list(tmp_path.iterdir())


def test_no_room_for_what_is_fetched_is_told(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(s3, "a")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    code, _, said = call(capsys, "s3://desk/news/a/article.yml", "--html", "-o", str(tmp_path))
    assert code == 3 and "PLACE-012" in said and str(tmp_path / "none") in said


@pytest.fixture
def keys(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machines of the cluster have the store's address and keys in their own environment."""
    for name, value in os.environ.items():
        if name.startswith("AWS_"):
            monkeypatch.setitem(test_cluster.ENVIRONMENT, name, value)


def test_the_machines_of_a_cluster_fetch_for_themselves(s3: Any, keys: None, dask: Dask) -> None:  # noqa: F811
    for name in ("a", "b", "c", "d"):
        lay(s3, name)
    words = ("s3://desk/news", "--html", "-o", "s3://desk/out", "--cluster", dask.address)
    code, out, said = apart(dask.folder, *words)
    assert (code, said, out.splitlines()[-1]) == (0, "", "made: 4, unchanged: 0, failed: 0")
    assert s3.ls("desk/out") == [f"desk/out/{name}.html" for name in "abcd"]

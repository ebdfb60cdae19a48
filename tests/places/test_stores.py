"""Places by URL: articles out of a store of objects and files into it, asked of a server that speaks S3."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from exporter.archive.opening import open_bag
from exporter.archive.verify import verify
from exporter.cli.main import main
from exporter.errors import DependencyError, ExportError, InputError
from exporter.fetching import fetched
from exporter.places import Store, is_url, local_path
from tests.images.pictures import photo, saved
from tests.places.desk import ARTICLE, EDITION, call, story


def verified(*words: str) -> tuple[int, str, str]:
    """`export verify` in a process of its own: workers have the environment in which the first of them began."""
    command = [sys.executable, "-m", "exporter.cli.main", "verify", *words, "-j", "1", "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


# ---------------------------------------------------------------- what is a place


def test_only_a_scheme_makes_a_url() -> None:
    assert [is_url(one) for one in ("s3://b/a.yml", "memory://a", "file:///a", "https://a")] == [True] * 4
    assert not any(is_url(one) for one in ("a.yml", "./s3:/a", "C:\\a", "C:/a", "s3:a", "/a://b", "c://a"))
    assert local_path("file:///desk/%D8%A3.yml") == "/desk/أ.yml"
    assert local_path("a.yml") == "a.yml"
    assert local_path("s3://b/a") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.yml",
        "http://example.org/a.yml",
        "ftp://example.org/a.yml",
        "ssh://host/a.yml",
        "github://o:r@/a.yml",
        "zip://a::s3://b/c.zip",
        "simplecache::s3://b/c",
        "file://host/a.yml",
    ],
)
def test_no_other_scheme_is_opened(url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, said = call(capsys, url, "--html", "-o", str(tmp_path / "out"))
    assert code == 3
    assert "PLACE-001" in said or "LOAD-001" in said
    assert not (tmp_path / "out").exists()


def test_chained_urls_do_not_reach_another_scheme() -> None:
    for url in ("s3://b/a::https://example.org/x", "memory://a::file:///etc/hostname"):
        with pytest.raises(ExportError) as refusal:
            Store(url)
        assert [one.code for one in refusal.value.findings] == ["PLACE-001"]


def test_a_password_in_a_url_is_refused_and_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    for scheme, expected in (("s3", "PLACE-002"), ("az", "PLACE-002"), ("https", "PLACE-001")):
        code, out, said = call(capsys, f"{scheme}://me:secret@bucket/article.yml", "--html")
        assert code == 3
        assert expected in said and "secret" not in said + out


def test_a_driver_that_is_not_installed_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    for url, package in (("s3://bucket/a", "arabic-exporter[remote]"), ("az://container/a", "adlfs")):
        with pytest.raises(DependencyError) as fault:
            Store(url)
        (said,) = fault.value.findings
        assert (said.code, dict(said.args)) == ("PLACE-003", {"package": package})


def test_without_a_url_nothing_of_it_is_imported(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("headline: عنوان\nbody: نص\n", encoding="utf-8")
    probe = (
        "import sys; from exporter.cli.main import main; main(['a.yml', '--html']);"
        "print({'fsspec', 's3fs', 'botocore', 'aiohttp'} & set(sys.modules))"
    )
    words = [sys.executable, "-c", probe]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["s3://desk/a.yml"], "CLI-003"),
        (["s3://desk/a.yml", "--pdf", "--epub", "-o", "s3://desk/a.pdf"], "CLI-004"),
        (["s3://desk/a.yml", "--epub", "-o", "s3://desk/a.pdf"], "CLI-013"),
        (["s3://desk/a.yml", "--epub", "-o", "-", "--json"], "CLI-014"),
        (["--epub", "-o", "s3://desk/"], "CLI-011"),
        (["s3://desk/a.yml", "--epub", "--retry", "none.txt"], "CLI-017"),
    ],
)
def test_a_wrong_command_line_is_told_before_a_store_is_asked(
    words: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, said = call(capsys, *words)
    assert status == 2 and code in said + out


# ---------------------------------------------------------------- out of a store and into it


def test_an_article_goes_from_store_to_store(s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    story(s3)
    code, out, said = call(capsys, "s3://desk/story/article.yml", "--html", "--epub", "-o", "s3://desk/out/")
    assert (code, said) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == ["s3://desk/out/jisr.epub", "s3://desk/out/jisr.html"]
    assert sorted(s3.ls("desk/out")) == ["desk/out/jisr.epub", "desk/out/jisr.html"]
    local = tmp_path / "story"
    s3.get("desk/story/", f"{local}/", recursive=True)
    assert call(capsys, str(local / "article.yml"), "--html", "-o", str(tmp_path))[0] == 0
    assert s3.cat_file("desk/out/jisr.html") == (tmp_path / "jisr.html").read_bytes(), "the same bytes as from here"


def test_one_file_by_its_name_and_a_folder_of_this_machine(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    story(s3)
    assert call(capsys, "s3://desk/story/article.yml", "--html", "-o", "s3://desk/a/b.html")[0] == 0
    assert s3.exists("desk/a/b.html")
    assert call(capsys, "s3://desk/story/article.yml", "--html", "-o", str(tmp_path))[0] == 0
    assert (tmp_path / "jisr.html").read_bytes() == s3.cat_file("desk/a/b.html")


def test_one_file_goes_to_standard_output(s3: Any, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    story(s3)
    assert main(["s3://desk/story/article.yml", "--html", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"<!DOCTYPE html>")


def test_two_articles_of_one_name_do_not_overwrite_each_other(s3: Any, capsys: pytest.CaptureFixture[str]) -> None:
    story(s3, "desk/a")
    story(s3, "desk/b")
    status, out, said = call(
        capsys, "s3://desk/a/article.yml", "s3://desk/b/article.yml", "--html", "-o", "s3://desk/o"
    )
    assert status == 5 and "CLI-005" in said and out.count("✓") == 1


def test_every_article_below_a_folder_and_an_edition_with_its_articles(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    story(s3, "desk/paper/jisr")
    s3.pipe_file("desk/paper/edition.yml", EDITION.encode())
    s3.pipe_file("desk/paper/notes.yml", b"not: an article")
    code, out, _ = call(capsys, "s3://desk/paper", "--html", "-o", str(tmp_path), "--json")
    report = json.loads(out)
    assert code == 0
    assert [one["article"] for one in report["articles"]] == [
        "s3://desk/paper/edition.yml",
        "s3://desk/paper/jisr/article.yml",
    ]
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["jisr.html", "sabah.html"]


def test_only_what_an_article_names_is_fetched(s3: Any) -> None:
    story(s3)
    s3.pipe_file("desk/story/private.jpg", b"x")
    with fetched("s3://desk/story/article.yml") as here:
        folder = Path(here.folder)
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {"article.yml", "صور/jisr.jpg"}
    assert not folder.exists()


def test_a_picture_is_found_under_another_unicode_form_of_its_name(s3: Any) -> None:
    name = "caf\u00e9.jpg"
    s3.pipe_file("desk/u/article.yml", ARTICLE.replace("صور/jisr.jpg", name).encode())
    s3.pipe_file(f"desk/u/{unicodedata.normalize('NFD', name)}", saved(photo(), "JPEG"))
    with fetched("s3://desk/u/article.yml") as here:
        assert (Path(here.folder) / name).is_file()


@pytest.mark.parametrize(
    "path", ["../secret.jpg", "/etc/hostname", "https://example.org/a.jpg", "s3://desk/secret.jpg"]
)
def test_a_picture_outside_the_articles_folder_is_not_fetched(
    path: str, s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    s3.pipe_file("desk/secret.jpg", saved(photo(), "JPEG"))
    s3.pipe_file("desk/in/article.yml", ARTICLE.replace("صور/jisr.jpg", f"'{path}'").encode())
    code, _, said = call(capsys, "s3://desk/in/article.yml", "--html", "-o", str(tmp_path))
    assert code == 3
    assert "s3://desk/in/article.yml:5" in said and "IMAGE-00" in said


def test_an_article_without_a_slug_goes_by_its_folder_in_the_store(s3: Any, capsys: pytest.CaptureFixture[str]) -> None:
    story(s3, "desk/tram-opens")
    s3.pipe_file("desk/tram-opens/article.yml", ARTICLE.replace("slug: jisr\n", "").encode())
    assert call(capsys, "s3://desk/tram-opens/article.yml", "--html", "-o", "s3://desk/out/")[0] == 0
    assert s3.ls("desk/out") == ["desk/out/tram-opens.html"]
    first = s3.cat_file("desk/out/tram-opens.html")
    assert call(capsys, "s3://desk/tram-opens/article.yml", "--html", "-o", "s3://desk/out/")[0] == 0
    assert s3.cat_file("desk/out/tram-opens.html") == first, "another temporary folder, the same bytes"


@pytest.mark.parametrize("place", ["s3://desk/none/", "s3://desk/..", "s3://desk/a/.", f"s3://desk/{'a' * 900}.yml"])
def test_a_key_that_is_no_name_of_a_file_is_refused(
    place: str, s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, said = call(capsys, place, "--html", "-o", str(tmp_path))
    assert code == 3 and "PLACE-006" in said
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_with_an_article_is_said_of_the_place_that_was_named(
    s3: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    s3.pipe_file("desk/bad/article.yml", ARTICLE.replace("headline", "hedline").encode())
    code, _, said = call(capsys, "s3://desk/bad/article.yml", "--html", "-o", "s3://desk/out/")
    assert code == 3
    assert "s3://desk/bad/article.yml:" in said and "export-fetch-" not in said
    assert "IMAGE-00" in said, "the picture that is missing is told too"
    assert not s3.exists("desk/out")


def test_an_article_in_a_store_is_checked_there(s3: Any, capsys: pytest.CaptureFixture[str]) -> None:
    story(s3)
    short = "headline: افتتاح الجسر\nbody: عبر الناس الجسر صباح الأحد.\n"
    s3.pipe_file("desk/short/article.yml", short.encode())
    assert call(capsys, "check", "s3://desk/short/article.yml")[:2] == (0, "s3://desk/short/article.yml  ✓\n")
    s3.pipe_file("desk/bad/article.yml", ARTICLE.replace("headline", "hedline").encode())
    code, _, said = call(capsys, "check", "s3://desk/bad/article.yml")
    assert code == 1 and "s3://desk/bad/article.yml:3" in said
    assert call(capsys, "check", "s3://nowhere/article.yml")[0] == 1


def test_of_two_articles_one_that_fails_does_not_stop_the_other(s3: Any, capsys: pytest.CaptureFixture[str]) -> None:
    story(s3)
    code, _, said = call(
        capsys, "s3://desk/none/article.yml", "s3://desk/story/article.yml", "--html", "-o", "s3://desk/o"
    )
    assert code == 5 and "PLACE-006" in said
    assert s3.exists("desk/o/jisr.html")


def test_sizes_are_bounded(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    story(s3)
    for limit in ("LARGEST_ARTICLE", "LARGEST_PICTURE"):
        with monkeypatch.context() as patch, pytest.raises(InputError) as refusal:
            patch.setattr(f"exporter.fetching.{limit}", 10)
            with fetched("s3://desk/story/article.yml"):
                pass
        assert [one.code for one in refusal.value.findings] == ["PLACE-005"]


def test_so_is_the_number_of_files(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    story(s3)
    monkeypatch.setattr("exporter.fetching.MAX_FILES", 1)
    with pytest.raises(InputError) as refusal, fetched("s3://desk/story/article.yml"):
        pass
    assert [one.code for one in refusal.value.findings] == ["PLACE-004"]


def test_an_edition_that_lists_itself_is_refused_and_not_fetched_for_ever(
    s3: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    s3.pipe_file("desk/ring/edition.yml", EDITION.replace("jisr/article.yml", "edition.yml").encode())
    code, _, said = call(capsys, "s3://desk/ring/edition.yml", "--html", "-o", "s3://desk/out/")
    assert code == 3 and "EDITION-" in said


# ---------------------------------------------------------------- whole or not at all


def test_a_store_that_takes_no_more_keeps_the_old_file(
    s3: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    story(s3)
    s3.pipe_file("desk/out/jisr.html", b"old")
    monkeypatch.setattr("exporter.backends.html.readback", lambda rendition: iter(()))
    code, _, said = call(capsys, "s3://desk/story/article.yml", "--html", "-o", "s3://desk/out/")
    assert code == 4 and "READ-001" in said
    assert s3.cat_file("desk/out/jisr.html") == b"old"


def test_a_run_that_is_killed_leaves_the_old_object_or_the_new_one(s3: Any, tmp_path: Path) -> None:
    old, new = b"o" * 9_000_000, b"n" * 12_000_000
    s3.pipe_file("desk/big", old)
    probe = (
        "from exporter.places import Store; import sys;"
        "print(1, flush=True); [Store('s3://desk/big').put(b'n' * 12_000_000) for _ in range(50)]"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for wait in (0.35, 0.5, 0.8):
        with subprocess.Popen([sys.executable, "-c", probe], env=environment, stdout=subprocess.PIPE) as run:
            assert run.stdout and run.stdout.readline()
            time.sleep(wait)
            run.kill()
        assert s3.cat_file("desk/big") in (old, new)


# ---------------------------------------------------------------- networks


@pytest.mark.parametrize(
    ("place", "code"), [("s3://nowhere/story/article.yml", "PLACE-006"), ("s3://desk/none.yml", "PLACE-006")]
)
def test_no_such_bucket_or_object(place: str, code: str, s3: Any, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, said = call(capsys, place, "--html", "-o", "s3://desk/out/")
    assert status == 3 and code in said


def test_a_bucket_that_is_not_there_takes_nothing(s3: Any, capsys: pytest.CaptureFixture[str]) -> None:
    story(s3)
    status, out, said = call(capsys, "s3://desk/story/article.yml", "--html", "-o", "s3://nowhere/out/")
    assert status == 4 and "PLACE-006" in said and "✓" not in out


def test_no_keys_and_no_server(s3: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.delenv("AWS_ACCESS_KEY_ID")
        without.delenv("AWS_SECRET_ACCESS_KEY")
        s3.clear_instance_cache()
        status, _, said = call(capsys, "s3://desk/a/article.yml", "--html")
        assert status == 3 and "PLACE-007" in said
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    s3.clear_instance_cache()
    status, _, said = call(capsys, "s3://desk/a/article.yml", "--html")
    assert status == 3 and "PLACE-008" in said


# ---------------------------------------------------------------- bags


def test_a_bag_is_made_into_a_store_verified_there_and_restored_from_it(
    s3: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    story(s3)
    assert call(capsys, "s3://desk/story/article.yml", "--bundle", "-o", "s3://desk/bags/2026/")[0] == 0
    place = "s3://desk/bags/2026/jisr.bag.zip"
    with open_bag(place) as bag:
        assert bag.info["Internal-Sender-Identifier"] == ("jisr",)
        for entry in bag.names():
            s3.pipe_file(f"desk/bags/open/jisr/{entry.path}", bag.read(entry.path, 10_000_000))
    assert verify(place).is_good and verify("s3://desk/bags/open/jisr").is_good
    code, out, _ = verified("s3://desk/bags", "--json", "--resume", str(tmp_path / "done"))
    reports = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["bag"] for one in reports[:-1]] == [place, "s3://desk/bags/open/jisr"]
    code, out, _ = verified("s3://desk/bags", "--json", "--resume", str(tmp_path / "done"))
    assert [json.loads(line)["known"] for line in out.splitlines()[:-1]] == [True, True]
    assert call(capsys, "restore", place, "-o", str(tmp_path / "back"))[0] == 0
    (article,) = (tmp_path / "back").rglob("article.yml")
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_damage_in_a_store_is_named_and_a_store_that_is_not_there_is_no_damage(
    s3: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    story(s3)
    assert call(capsys, "s3://desk/story/article.yml", "--bundle", "-o", "s3://desk/bags/")[0] == 0
    data = bytearray(s3.cat_file("desk/bags/jisr.bag.zip"))
    data[data.index(b"%PDF") + 3000] ^= 1
    s3.pipe_file("desk/bags/jisr.bag.zip", bytes(data))
    code, _, said = verified("s3://desk/bags/jisr.bag.zip")
    assert code == 1 and "s3://desk/bags/jisr.bag.zip/data/renditions/jisr.pdf" in said
    assert verified("s3://nowhere/jisr.bag.zip")[0] == 3

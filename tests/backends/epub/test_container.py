"""EPUB 3.3, section 4.2: the container, and promise P3: the same article gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from tests.backends.epub.books import files_of, package, rendered
from tests.backends.galleys import brief, everything

PROGRAM = """
import hashlib, locale
locale.setlocale(locale.LC_ALL, "")
from tests.backends.epub.books import rendered
from tests.backends.galleys import everything
print(hashlib.sha256(*rendered(everything()).files.values()).hexdigest())
"""


def opened() -> zipfile.ZipFile:
    (data,) = rendered(everything()).files.values()
    return zipfile.ZipFile(BytesIO(data))


def test_the_file_is_named_by_the_slug() -> None:
    assert list(rendered(brief()).files) == ["brief.epub"]


def test_the_mimetype_comes_first_and_is_stored() -> None:
    (data,) = rendered(brief()).files.values()
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_other_files_stand_in_the_order_of_their_names_at_one_fixed_time() -> None:
    entries = opened().infolist()
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}


def test_names_inside_are_ascii() -> None:
    assert all(name.isascii() and " " not in name for name in files_of(everything()))


def test_every_file_is_in_the_manifest_with_its_media_type() -> None:
    listed = {f"EPUB/{item.get('href')}" for item in package(everything()).iterfind("{*}manifest/{*}item")}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/content.opf"} == set(files_of(everything()))


def test_the_spine_runs_right_to_left_from_the_cover_to_the_article() -> None:
    spine = package(everything()).find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert [item.get("idref") for item in spine] == ["cover", "article-1"]


def test_an_edition_of_two_articles_has_its_contents_list_and_a_document_for_each() -> None:
    spine = package(everything(), brief()).find("{*}spine")
    assert spine is not None
    assert [item.get("idref") for item in spine] == ["cover", "nav", "article-1", "article-2"]


def test_the_same_article_gives_the_same_bytes_twice() -> None:
    assert rendered(everything()) == rendered(everything())


@pytest.mark.parametrize(
    "world",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
    ],
)
def test_another_process_zone_locale_and_hash_seed_give_the_same_bytes(world: dict[str, str]) -> None:
    (data,) = rendered(everything()).files.values()
    out = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, **world}, capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == hashlib.sha256(data).hexdigest()

"""The bags that several tests look at, each made once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.house.house import load_house
from exporter.pipeline import PLAIN, Wishes
from exporter.resources import houses_dir
from tests.archive import desk


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article's file."""
    return desk.lay_out(tmp_path_factory.mktemp("jisr") / "مقال")


@pytest.fixture(scope="session")
def bag(article: Path) -> bytes:
    """The article's bag, its time of ingest given."""
    return desk.bagged(article, Wishes(options={"bundle": {"ingested": desk.INGESTED}}))


@pytest.fixture(scope="session")
def bag_file(bag: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on the disk."""
    path = tmp_path_factory.mktemp("archive") / "jisr.bag.zip"
    path.write_bytes(bag)
    return path


@pytest.fixture(scope="session")
def later_file(bag_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bag of the version after it, which names it."""
    folder = tmp_path_factory.mktemp("later")
    path = folder / "jisr.bag.zip"
    wishes = Wishes(options={"bundle": {"previous": str(bag_file)}})
    path.write_bytes(desk.bagged(desk.lay_out_later(folder / "jisr"), wishes))
    return path


@pytest.fixture(scope="session")
def edition_bag(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bag of an edition, in the look of a newspaper and the style of a house."""
    path = desk.lay_out_edition(tmp_path_factory.mktemp("edition"))
    return desk.bagged(path, replace(PLAIN, layout="newspaper", house=load_house(houses_dir() / "egypt.toml")))

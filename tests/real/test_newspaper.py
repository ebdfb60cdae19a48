"""A newspaper's pages before independent judges: archive and accessibility, and all words in four readers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from exporter.backends.pdf import Options, render
from exporter.model.walk import passages
from exporter.pipeline import Wishes, examine
from tests.real.survival import READERS, at_best, lost
from tests.real.tools import poppler, verapdf
from tests.real.tools.verapdf import Flavour

pytestmark = [pytest.mark.real, pytest.mark.slow]

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The sample edition on a broadsheet, where articles share pages and go on, and its text."""
    edition, context, _ = examine(SAMPLES / "edition.yml", Wishes(layout="newspaper"))
    path = tmp_path_factory.mktemp("newspaper") / "edition.pdf"
    (data,) = render(edition, context, Options(paper="broadsheet")).files.values()
    path.write_bytes(data)
    return path, "\n".join(passage.text for galley in edition.galleys for passage in passages(galley))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_an_edition_is_accessible_and_fit_for_the_archive(profile: Flavour, edition: tuple[Path, str]) -> None:
    assert verapdf.validate(edition[0], profile) == []


@pytest.mark.parametrize("reader", READERS)
def test_every_word_of_an_edition_comes_back(reader: str, edition: tuple[Path, str]) -> None:
    path, text = edition
    assert lost(at_best(text, reader), READERS[reader](path)) == Counter()


def test_poppler_has_nothing_to_say_against_an_edition(edition: tuple[Path, str]) -> None:
    assert poppler.validate(edition[0]) == []

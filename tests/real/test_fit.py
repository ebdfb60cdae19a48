"""P2 at the limits of copy fitting: tracked Latin, tight and wide spaces, and four readers still find every word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.backends import pdf
from exporter.backends.pdf.fitting.means import looser, set_at, tighter
from exporter.model.galley import Edition
from exporter.model.walk import passages
from exporter.readback import judge
from tests.backends.galleys import everything
from tests.backends.pdf.fitting.stories import context, fitted, galley
from tests.real.survival import READERS, lost, words
from tests.real.test_text_survival import sample, wanted
from tests.real.tools import poppler, verapdf

pytestmark = [pytest.mark.real, pytest.mark.slow]

STORIES = {
    "every block": everything(),
    "tram-line-opens": sample("tram-line-opens"),
    "cup-final-sports": sample("cup-final-sports"),
}


@pytest.mark.parametrize("limit", ["tightest", "loosest"])
@pytest.mark.parametrize(
    ("name", "layout"),
    [("every block", "newspaper"), ("tram-line-opens", "newspaper"), ("cup-final-sports", "article")],
)
def test_every_word_comes_back_at_the_limits(name: str, layout: str, limit: str, tmp_path: Path) -> None:
    story, designed = STORIES[name], context(layout)
    position = looser(designed.layout) if limit == "loosest" else -tighter(designed.layout)
    at_limit = replace(designed, layout=set_at(designed.layout, position))
    made = pdf.render(Edition((story,)), at_limit)
    assert judge(tuple(passages(story)), tuple(pdf.readback(made)), "a.pdf")[1] == ()
    path = tmp_path / "a.pdf"
    path.write_bytes(next(iter(made.files.values())))
    assert {reader: lost(wanted(story, reader), read(path)) for reader, read in READERS.items()} == {
        reader: Counter() for reader in READERS
    }
    if name == "every block":
        assert verapdf.validate(path, "3a") == verapdf.validate(path, "ua1") == []


def test_poppler_reads_a_fitted_story_word_for_word_in_order(tmp_path: Path) -> None:
    """Latin names are tracked and words stand closer, and not a space is read more or less."""
    story = galley(345)
    path = tmp_path / "a.pdf"
    path.write_bytes(next(iter(fitted(story, "1p").files.values())))
    written = words("\n".join(passage.text for passage in passages(story)))
    read = words(poppler.text(path))
    assert read[: len(written)] == written, "the folio follows"
    assert written.count("Metro") > 4

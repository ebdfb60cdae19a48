"""What independent judges say of a picture that is mere decoration (`alt: ""`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.model.blocks import Figure
from tests.backends.epub.books import rendered
from tests.backends.galleys import everything
from tests.real.tools import ace, epubcheck

pytestmark = pytest.mark.real


def test_epubcheck_and_ace_accept_a_picture_that_is_mere_decoration(tmp_path: Path) -> None:
    galley = everything()
    galley = replace(galley, body=(*galley.body, Figure("plain.png", "")))
    path = tmp_path / "decorated.epub"
    path.write_bytes(*rendered(galley).files.values())
    assert [epubcheck.validate(path), ace.validate(path)] == [[], []]

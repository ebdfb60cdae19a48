"""A WeasyPrint other than the one that was seen is refused before it draws anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exporter.backends.pdf import guard
from exporter.errors import DependencyError

FOLDER = Path(guard.__file__).parent


def test_what_is_replaced_or_leaned_on_is_still_what_was_seen() -> None:
    guard.check()


@pytest.mark.parametrize("name", guard.SEEN)
def test_a_weasyprint_that_has_changed_a_name_is_refused_at_start(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(guard.SEEN, name, "0" * 64)
    with pytest.raises(DependencyError) as error:
        guard.check()
    assert [(one.code, dict(one.args)) for one in error.value.findings] == [
        ("PDF-007", {"name": name.replace(":", ".")})
    ]


REPLACEMENT = re.compile(r"^    (?:(?:draw_text|svg_text|inline|pdf_tags|pdf_fonts)\.[\w.]+ = )+", re.MULTILINE)


def test_all_that_is_replaced_in_weasyprint_is_guarded() -> None:
    lines = [line for path in FOLDER.glob("*.py") for line in REPLACEMENT.findall(path.read_text(encoding="utf-8"))]
    replaced = {name for line in lines for name in re.findall(r"\w+\.([\w.]+) =", line)}
    assert len(replaced) > 4 and replaced <= {name.partition(":")[2] for name in guard.SEEN}

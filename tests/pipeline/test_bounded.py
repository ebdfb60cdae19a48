"""Text that no author writes costs no more than its size: twice as long takes twice the steps, and not four times.

Steps are lines of Python that run, so that the machine's pace does not count.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from exporter.errors import InputError
from exporter.pipeline import examine

SIZE = 1500
SHAPES: dict[str, Callable[[int], str]] = {
    "footnotes that are never closed": lambda n: "[^" * (n // 2),
    "footnotes in place that are never closed": lambda n: "^[" * (n // 2),
    "footnotes in place within each other": lambda n: "^[" * (n // 4) + "]" * (n // 4),
    "footnotes": lambda n: (
        " ".join(f"[^{i}]" for i in range(n // 16)) + "\n\n" + "\n".join(f"[^{i}]: نص" for i in range(n // 16))
    ),
    "footnotes that none explains": lambda n: "[^a]" * (n // 4),
    "stars": lambda n: "*" * n,
    "emphasis that is never closed": lambda n: "**a *b " * (n // 7),
    "stars and underscores by turns": lambda n: "*_" * (n // 2),
    "brackets": lambda n: "[" * n,
    "brackets within each other": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "links that are never closed": lambda n: "[a](" * (n // 4),
    "pictures that are never closed": lambda n: "![" * (n // 2),
    "backticks": lambda n: "`" * n,
    "code that is never closed": lambda n: "`a``" * (n // 4),
    "bars": lambda n: "|" * n,
    "a wide table": lambda n: "\n".join("|" + f"{cell}|" * (n // 6) for cell in "a-b"),
    "a long table": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6),
    "quotes within each other": lambda n: ">" * n + "a",
    "lists in one line": lambda n: "- " * (n // 2) + "a",
    "a long list": lambda n: "- a\n" * (n // 4),
    "lines that are broken by hand": lambda n: "a\\\n" * (n // 3),
    "addresses": lambda n: "<http://a.b> " * (n // 13),
    "definitions of links": lambda n: "\n".join(f"[a{i}]: http://x.y/{i}" for i in range(n // 24)) + "\n\nx",
    "tags that are never closed": lambda n: "<a " * (n // 3),
    "entities": lambda n: "&" * n,
    "Latin and Arabic by turns": lambda n: "ا a " * (n // 4),
    "numbers and Arabic by turns": lambda n: "ا 1 " * (n // 4),
    "numbers between marks of emphasis": lambda n: "ا *1* " * (n // 6),
    "opening brackets after Arabic": lambda n: "ا(" * (n // 2),
    "embeddings": lambda n: "\u202b" * n + "a",
    "marks on one letter": lambda n: "ا" + "\u064b" * n,
}


def steps(call: Callable[[], object]) -> int:
    """How many lines of Python run in a call."""
    count = 0

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def examined(text: str, folder: Path) -> Callable[[], None]:
    """An article with this body, ready to be examined or refused."""
    path = folder / "article.json"
    path.write_text(json.dumps({"language": "ar", "slug": "x", "headline": "خبر", "body": text}), encoding="utf-8")

    def call() -> None:
        with contextlib.suppress(InputError):
            examine(path)

    return call


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_text_takes_twice_the_steps(shape: Callable[[int], str], tmp_path: Path) -> None:
    idle = min(steps(examined("نص", tmp_path)) for _ in range(2))  # the first fills caches
    once, twice = (steps(examined(shape(size), tmp_path)) - idle for size in (SIZE, 2 * SIZE))
    assert twice <= 2.8 * once


def test_the_count_of_steps_tells_a_square_from_a_line() -> None:
    def square(n: int) -> int:
        found = 0
        for _ in range(n):
            for _ in range(n):
                found += 1
        return found

    assert steps(lambda: square(200)) > 3.5 * steps(lambda: square(100))

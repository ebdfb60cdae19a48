"""foliate-js, the reading engine of GNOME's Foliate, in headless Chromium: opens an EPUB and turns its pages."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from tests.real.tools.missing import HERE, command, node_module, run


@dataclass(frozen=True)
class Reader:
    """A reader's device and wishes.

    Attributes:
        width: of the window, in CSS pixels.
        height: of the window, in CSS pixels.
        dark: whether dark colours are preferred.
        size: of the type, in CSS pixels.
        style: a style sheet of the reader's own, which comes after the book's.
        pages: how many pages are turned at most.
    """

    width: int = 800
    height: int = 1000
    dark: bool = False
    size: int = 16
    style: str = ""
    pages: int = 6


def read(path: Path, pictures: Path, reader: Reader = Reader()) -> dict[str, Any]:
    """Turn pages with the left key; a PNG of each goes to `pictures`; what the engine says comes back."""
    node_module("foliate-js")
    browser = command("chromium", "chromium-browser", "google-chrome")
    here = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser}
    wishes = json.dumps(asdict(reader))
    done = run(command("node"), HERE / "foliate.mjs", path.resolve(), pictures.resolve(), wishes, env=here)
    assert done.stdout, f"foliate-js said nothing: {done.stderr.decode(errors='replace')[-2000:]}"
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def validate(path: Path, pictures: Path, direction: Literal["rtl", "ltr"] = "rtl") -> list[str]:
    """Script errors, a wrong page or text direction, fonts that did not load, pages that do not turn."""
    return complaints(read(path, pictures), direction)


def complaints(answer: dict[str, Any], direction: Literal["rtl", "ltr"] = "rtl") -> list[str]:
    """What is wrong in an answer of the engine."""
    found = [f"the engine says: {error}" for error in answer["errors"]]
    if answer["dir"] != direction:
        found.append(f"the page progression direction is {answer['dir']!r}")
    for number, page in enumerate(answer["pages"], 1):
        if page["direction"] != direction:
            found.append(f"page {number}: the text direction is {page['direction']}")
    for number, document in enumerate(answer["documents"], 1):
        found += [f"document {number}: the font {f} did not load" for f in document["fonts"] if f.endswith(":error")]
        found += [f"document {number}: no picture came for {alt!r}" for alt in document["missing"]]
        found += [f"document {number}: sticks out of the page: {words}" for words in document["outside"]]
        found += [f"document {number}: too faint: {words}" for words in document["faint"]]
    return found

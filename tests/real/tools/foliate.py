"""foliate-js, the reading engine of GNOME's Foliate, in headless Chromium: opens an EPUB and turns its pages."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Literal

from tests.real.tools.missing import HERE, command, node_module, run

WINDOW = (800, 1000)
"""Width and height in CSS pixels."""


def read(path: Path, pictures: Path, *, pages: int = 6, window: tuple[int, int] = WINDOW) -> dict[str, Any]:
    """Turn up to `pages` pages with the left key; a PNG of each goes to `pictures`; what the engine says comes back."""
    node_module("foliate-js")
    browser = command("chromium", "chromium-browser", "google-chrome")
    here = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser}
    words = [str(pages), *map(str, window)]
    done = run(command("node"), HERE / "foliate.mjs", path.resolve(), pictures.resolve(), *words, env=here)
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
        found += [f"page {number}: the font {font} did not load" for font in page["fonts"] if font.endswith(":error")]
    return found

"""A reader of the catalogue's page: Chromium from `file://`, and node for what its scripts make of words."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporter.resources import templates_dir
from exporter.text.search import tables
from tests.real.tools.missing import HERE, command, node_module, run


@dataclass(frozen=True, slots=True)
class Visit:
    """What a reader saw of a page.

    Attributes:
        seen: what each `see` saw, and how many milliseconds each `time` took.
        asked: every address that the page asked for.
        faults: errors of scripts, of the console and of requests.
    """

    seen: list[Any]
    asked: list[str]
    faults: list[str]


def visit(page: Path, *acts: tuple[object, ...]) -> Visit:
    """Open a page and do what a reader does; `catalogue.mjs` lists the acts."""
    node_module("puppeteer-core")
    here = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": command("chromium", "chromium-browser", "google-chrome")}
    done = run(command("node"), HERE / "catalogue.mjs", page.resolve(), json.dumps(acts), env=here)
    assert done.stdout, f"Chromium said nothing: {done.stderr.decode(errors='replace')[-2000:]}"
    return Visit(**json.loads(done.stdout))


def seek(
    characters: Iterable[str], texts: Iterable[str], pairs: Iterable[tuple[str, str]], folder: Path
) -> dict[str, Any]:
    """What the page's own script makes of characters, of texts, and of words that are sought and written."""
    file = folder / "tables.json"
    file.write_text(json.dumps(tables()), encoding="utf-8")
    questions = json.dumps({"characters": list(characters), "texts": list(texts), "pairs": list(pairs)})
    script = templates_dir() / "catalog" / "search.js"
    done = run(command("node"), HERE / "seeking.mjs", script, file, input=questions.encode())
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer

"""pdf.js, the PDF engine of Firefox: the text of its pages."""

from __future__ import annotations

import json
from pathlib import Path

from tests.real.tools.missing import HERE, command, node_module, run


def text(path: Path) -> str:
    """The text of all pages in reading order; pages end with a form feed."""
    node_module("pdfjs-dist")
    done = run(command("node"), HERE / "pdfjs.mjs", path.resolve())
    assert done.returncode == 0, f"pdf.js failed: {done.stderr.decode(errors='replace')[-2000:]}"
    return "".join(page + "\f" for page in json.loads(done.stdout))


def validate(path: Path) -> list[str]:
    """One complaint if pdf.js cannot open the document or finds no word in it."""
    try:
        return [] if text(path).strip() else ["pdf.js reads no text"]
    except AssertionError as fault:
        return [str(fault)]

"""Poppler, the PDF engine of the free desktops: text, page pictures, fonts."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.real.tools.missing import command, run


class Font(NamedTuple):
    """A line of pdffonts."""

    name: str
    embedded: bool
    to_unicode: bool


def text(path: Path) -> str:
    """The text of all pages in reading order; pages end with a form feed."""
    return _asked("pdftotext", "-enc", "UTF-8", path, "-").decode("utf-8", "replace")


def pictures(path: Path, folder: Path, *, dpi: int = 72) -> list[Path]:
    """A PNG a page, in order."""
    _asked("pdftoppm", "-r", str(dpi), "-png", path, folder / path.stem)
    return sorted(folder.glob(f"{path.stem}-*.png"), key=lambda page: int(page.stem.rpartition("-")[2]))


def fonts(path: Path) -> list[Font]:
    """The fonts of the document."""
    row = re.compile(r"^(\S+).*?\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$")
    lines = _asked("pdffonts", path).decode().splitlines()[2:]
    return [Font(m[1], m[2] == "yes", m[4] == "yes") for m in map(row.match, lines) if m]


def detach(path: Path, folder: Path) -> None:
    """Save the files that a PDF carries into a folder."""
    _asked("pdfdetach", "-saveall", "-o", folder, path)


def validate(path: Path) -> list[str]:
    """Complaints about the file, and fonts that are not embedded or tell no text."""
    with tempfile.TemporaryDirectory() as folder:
        done = run(command("pdftoppm"), "-r", "10", path, Path(folder) / "page")
    said = [line for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
    if done.returncode:
        return said or [f"pdftoppm ended with {done.returncode}"]
    unembedded = [f"the font {font.name} is not embedded" for font in fonts(path) if not font.embedded]
    mute = [f"the font {font.name} has no ToUnicode map" for font in fonts(path) if not font.to_unicode]
    return said + unembedded + mute


def _asked(program: str, *words: str | Path) -> bytes:
    done = run(command(program), *words)
    assert done.returncode == 0, f"{program} failed: {done.stderr.decode(errors='replace')}"
    return done.stdout

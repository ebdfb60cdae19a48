"""PDFs for the tests: galleys rendered with the shipped layout or with one changed for a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.house.layout import load_layout
from exporter.model.galley import Edition, Galley, Rendition
from exporter.resources import templates_dir
from exporter.typefaces.families import load_families
from tests.backends.galleys import MOMENT


def context(moment: datetime = MOMENT) -> Context:
    """The shipped layout with its typefaces."""
    layout, families = load_layout(templates_dir() / "article"), load_families()
    return Context(
        layout, families, {role: families.chain(role, names) for role, names in layout.roles.items()}, moment
    )


def changed(folder: Path, file: str, change: Callable[[str], str]) -> Context:
    """The shipped layout, one of whose files is changed."""
    target = copytree(templates_dir() / "article", folder / "changed")
    text = (target / file).read_text(encoding="utf-8")
    (target / file).write_text(change(text), encoding="utf-8")
    return replace(context(), layout=load_layout(target))


def rendition(*galleys: Galley, of: Context | None = None) -> Rendition:
    """Some galleys as one PDF."""
    return pdf.render(Edition(galleys), of or context())


def data(*galleys: Galley, of: Context | None = None) -> bytes:
    """The bytes of the PDF."""
    (content,) = rendition(*galleys, of=of).files.values()
    return content


def text(galley: Galley) -> list[str]:
    """The passages that are read back."""
    return [passage.text for passage in pdf.readback(rendition(galley))]

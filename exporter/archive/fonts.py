"""The typefaces inside the renditions of a bag, whose licences go with them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final

from defusedxml.ElementTree import fromstring

from exporter.backends.html.typography import text_of
from exporter.model.galley import Edition
from exporter.typefaces.coverage import share
from exporter.typefaces.families import Families, Family

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def embedded(
    edition: Edition, roles: Mapping[str, tuple[Family, ...]], families: Families, docx: bytes
) -> tuple[Family, ...]:
    """Every family that a rendition may carry.

    PDF, EPUB and HTML take from each role's chain those that have a character of the text; a Word document carries
    those that it names, for what an editor may type.
    """
    text = "\n".join(map(text_of, edition.galleys))
    found = {family for chain in roles.values() for family in share(text, chain)}
    named = set(_named(docx))
    return tuple(sorted({*found, *(one for one in families.families if one.name in named)}, key=lambda one: one.name))


def _named(docx: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        table = fromstring(package.read("word/fontTable.xml"))
    for font in table.iter(f"{WORD}font"):
        if font.find(f"{WORD}embedRegular") is not None:
            yield font.get(f"{WORD}name", "")


def licences(families: tuple[Family, ...]) -> dict[str, bytes]:
    """The text of each family's licence by its path in the payload."""
    return {
        f"licences/{one.licence_file.parent.name}/{one.licence_file.name}": one.licence_file.read_bytes()
        for one in families
    }

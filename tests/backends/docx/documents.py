"""Word documents for the tests: rendered with the shipped fonts and layout, and opened as parts by name."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO

from lxml import etree

from exporter.backends import docx
from exporter.backends.api import Context
from exporter.backends.docx.elements import NAMESPACES
from exporter.backends.docx.options import PLAIN, Options
from exporter.house.layout import load_layout
from exporter.model.galley import Edition, Galley, Rendition
from exporter.model.inlines import Direction, Inline, plain
from exporter.resources import templates_dir
from exporter.typefaces.families import load_families
from tests.backends.galleys import MOMENT, brief, everything, paragraph, says

Part = etree._Element


@cache
def context() -> Context:
    layout, families = load_layout(templates_dir() / "article"), load_families()
    roles = {role: families.chain(role, names) for role, names in layout.roles.items()}
    return Context(layout, families, roles, MOMENT)


def rendered(*galleys: Galley, options: Options = PLAIN) -> Rendition:
    return docx.render(Edition(galleys), context(), options)


def package(*galleys: Galley, options: Options = PLAIN) -> Mapping[str, bytes]:
    (data,) = rendered(*galleys, options=options).files.values()
    return parts(data)


def parts(data: bytes) -> Mapping[str, bytes]:
    """A package's parts by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def every_part() -> Mapping[str, bytes]:
    """The package of the galley with every block."""
    return package(everything())


def xpath(data: bytes | Part, path: str) -> list[Part]:
    """Elements of a part."""
    root = etree.fromstring(data) if isinstance(data, bytes) else data
    found = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def attribute(element: Part, name: str, prefix: str = "w") -> str:
    """The value of an element's attribute."""
    return str(element.attrib[f"{{{NAMESPACES[prefix]}}}{name}"])


def one(data: bytes | Part, path: str) -> Part:
    """The only such element."""
    (element,) = xpath(data, path)
    return element


def english(*parts: str | Inline) -> Galley:
    """A brief in English with one paragraph."""
    galley = brief(paragraph(*parts))
    headline = says("A short report")
    article = replace(galley.article, language="en", headline=headline)
    return replace(galley, article=article, direction=Direction.LTR, headline=headline, title=plain(headline))

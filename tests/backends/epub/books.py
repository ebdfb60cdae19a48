"""Books for the tests: rendered with the shipped fonts and layout, and opened as files by name."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO

from lxml import etree

from exporter.backends import epub
from exporter.backends.api import Context, GivenFile
from exporter.house.layout import load_layout
from exporter.model.galley import Edition, Galley, Rendition
from exporter.model.inlines import plain
from exporter.resources import templates_dir
from exporter.typefaces.families import load_families
from tests.backends.galleys import MOMENT, says

CHAPTER = "EPUB/text/article-1.xhtml"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


@cache
def context() -> Context:
    layout, families = load_layout(templates_dir() / "article"), load_families()
    roles = {role: families.chain(role, names) for role, names in layout.roles.items()}
    return Context(layout, families, roles, MOMENT)


def rendered(*galleys: Galley) -> Rendition:
    return made(Edition(galleys))


def made(edition: Edition, cover: GivenFile | None = None) -> Rendition:
    return epub.render(edition, context(), epub.Options(cover=cover))


def files_of(*galleys: Galley) -> Mapping[str, bytes]:
    return opened(rendered(*galleys))


def opened(rendition: Rendition) -> Mapping[str, bytes]:
    (data,) = rendition.files.values()
    with zipfile.ZipFile(BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def package(*galleys: Galley) -> etree._Element:
    return parsed(files_of(*galleys)["EPUB/content.opf"])


def titled(galley: Galley, headline: str) -> Galley:
    runs = says(headline)
    return replace(galley, headline=runs, title=plain(runs), article=replace(galley.article, headline=runs))

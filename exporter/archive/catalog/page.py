"""The catalogue's page: markup, look and scripts of `templates/catalog` in one file that needs no network."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from exporter.archive.catalog.worded import Worded
from exporter.model.digits import Digits
from exporter.resources import templates_dir
from exporter.text.direction import base_direction
from exporter.text.search import tables
from exporter.typefaces.families import Face, Family, load_families
from exporter.typefaces.subset import subset
from exporter.typefaces.woff2 import woff2

SCRIPTS = ("search.js", "data.js", "page.js")
LOOK, TEMPLATE = "catalog.css", "index.html.jinja"
HEADLINE, TEXT = ("Vazirmatn", (400, 700)), ("Noto Naskh Arabic", (400,))
"""The typefaces that the page carries, half the size of others that read as well on a screen."""
LETTERS = (*range(0x20, 0x180), *range(0x600, 0x700), *range(0x2010, 0x2040), *range(0x2066, 0x206A))
"""The code points that the typefaces are cut to: what is written in records to come is not known."""


@dataclass(frozen=True, slots=True)
class WebFace:
    """A face in the page; `url` holds its WOFF2."""

    face: Face
    url: str


def html(worded: Worded, data: str, digits: Digits) -> bytes:
    """Make the page.

    Args:
        worded: its language.
        data: the name of the folder that its data lie in.
        digits: what its numbers are written with.
    """
    about = {"data": data, "language": worded.language, "numbering": digits.value, "wording": worded.table()}
    template = _environment().get_template(f"catalog/{TEMPLATE}")
    page = template.render(
        language=worded.language,
        direction=base_direction(worded.language),
        title=worded["title"],
        words=worded.table(),
        faces=_faces(),
        headline=_chain(HEADLINE[0], "headline"),
        text=_chain(TEXT[0], "text"),
        css=Markup(_source(LOOK)),
        scripts=Markup("\n".join(map(_source, SCRIPTS))),
        # Inside <script> only `<` could end it.
        about=Markup(json.dumps(about | {"tables": tables()}, ensure_ascii=False).replace("<", "\\u003c")),
    )
    return page.encode()


def look() -> str:
    """A name for all that the page is made of besides its records, so that a newer program makes it anew."""
    names = (*SCRIPTS, LOOK, TEMPLATE, "wording.toml")
    parts = [_source(name) for name in names] + [face.face.sha256 for face in _faces()] + [json.dumps(tables())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@cache
def _faces() -> tuple[WebFace, ...]:
    cut = []
    for name, weights in (HEADLINE, TEXT):
        family = load_families().by_name(name)
        for weight in weights:
            face = family.face(weight)
            data = woff2(subset(face, [code for code in LETTERS if family.covers(code)]))
            cut.append(WebFace(face, f"data:font/woff2;base64,{base64.b64encode(data).decode()}"))
    return tuple(cut)


def _chain(name: str, role: str) -> tuple[Family, ...]:
    """The family, and then those that a reader's own system may have."""
    families = load_families()
    return tuple(dict.fromkeys([families.by_name(name), *families.by_role(role)]))


def _source(name: str) -> str:
    return (templates_dir() / "catalog" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

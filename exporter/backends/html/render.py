"""A galley as one HTML file that needs nothing else.

HTML standard; Content Security Policy 3: nothing is loaded, nothing runs.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from exporter.backends.api import NO_OPTIONS, Context, NoOptions
from exporter.backends.html.about import about
from exporter.backends.html.markup import Press, fill, raw
from exporter.backends.html.templates import read_within
from exporter.backends.html.typography import WebFace, web_faces
from exporter.model.galley import Edition, Picture, Rendition
from exporter.resources import templates_dir

STYLE_SHEET = "html/page.css"


def render(edition: Edition, context: Context, _options: NoOptions = NO_OPTIONS) -> Rendition:
    """Make the file; errors as `Backend.render`."""
    page = fill(
        "html/page.html.jinja",
        {
            "galleys": edition.galleys,
            "edition": edition,
            "furniture": edition.furniture,
            "presses": [
                Press(galley, _picture_url, prefix=f"a{nth}-" if nth > 1 else "")
                for nth, galley in enumerate(edition.galleys, start=1)
            ],
            "about": about(edition),
            "faces": [(face.face, _font_url(face)) for face in web_faces(edition, context.roles)],
            "roles": context.roles,
            "colour": context.colour,
            "style": raw(_style_sheet(context.layout.root)),
        },
        folder=context.layout.root,
    )
    return Rendition({f"{edition.file_name}.html": page.encode()})


def _style_sheet(root: Path) -> str:
    """The newsroom's own sheet, else the shipped one."""
    own = root / STYLE_SHEET
    return read_within(root, own if own.is_file() else templates_dir() / STYLE_SHEET)


def _picture_url(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"


def _font_url(face: WebFace) -> str:
    return f"data:font/woff2;base64,{b64encode(face.data).decode()}"

"""The formats, one line each; light enough for `--help`."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format that articles are exported to; `module` is imported only when it is asked for."""

    name: str
    suffix: str
    media_type: str
    module: str


FORMATS = (
    Format("pdf", ".pdf", "application/pdf", "exporter.backends.pdf"),
    Format(
        "docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "exporter.backends.docx",
    ),
    Format("epub", ".epub", "application/epub+zip", "exporter.backends.epub"),
    Format("html", ".html", "text/html", "exporter.backends.html"),
)

"""The formats, one line each; light enough for `--help`."""

from __future__ import annotations

from typing import NamedTuple


class Flag(NamedTuple):
    """An option of one format on the command line; its name is a field of the `Options` of the format's module.

    `choices` are the values it takes; without any it takes a file, which reaches the backend as its bytes, or what its
    backend reads as `words`, or, where `is_target`, pages or a box that a text is to fill (`model.target`). One without
    a `metavar` takes nothing: it is given or not.
    """

    name: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    words: bool = False
    is_target: bool = False

    @property
    def field(self) -> str:
        """The name as a field: `--docx-fonts` is `docx_fonts`."""
        return self.name.removeprefix("--").replace("-", "_")


class Format(NamedTuple):
    """A format that articles are exported to; `module` is imported only when it is asked for.

    What is `drawn_from` another format is a picture of its files, which are read back first.
    """

    name: str
    suffix: str
    media_type: str
    module: str
    flags: tuple[Flag, ...] = ()
    drawn_from: str = ""


FIT = Flag("--fit", "TARGET", is_target=True)

FORMATS = (
    Format(
        "pdf",
        ".pdf",
        "application/pdf",
        "exporter.backends.pdf",
        (
            Flag("--pdf-for", "USE", ("screen", "press")),
            Flag("--paper", "SIZE", words=True),
            Flag("--columns", "COUNT", ("3", "4", "5", "6", "7", "8")),
            Flag("--spreads"),
            FIT,
        ),
    ),
    Format(
        "docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "exporter.backends.docx",
        (Flag("--docx-fonts", "KIND", ("whole", "subset")), Flag("--reference", "FILE")),
    ),
    Format("epub", ".epub", "application/epub+zip", "exporter.backends.epub", (Flag("--cover", "FILE"),)),
    Format("html", ".html", "text/html", "exporter.backends.html"),
)

PDF = FORMATS[0]
"""The one format with pages: `check --fit` lays them out."""

PREVIEW = Format("preview", ".png", "image/png", "exporter.backends.preview", drawn_from="pdf")
"""A picture to look at: not among the files of an article, so `--all` leaves it out."""

BUNDLE = Format(
    "bundle",
    ".bag.zip",
    "application/zip",
    "exporter.archive.pack",
    (Flag("--ingested", "MOMENT", words=True), Flag("--previous", "BAG", words=True)),
)
"""A bag for the archive, with all formats in it: made by `exporter.archive`, not by a backend, and not for `--all`."""

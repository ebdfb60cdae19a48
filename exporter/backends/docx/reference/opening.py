"""A newsroom's own document, opened: what `--reference` demands beyond the bounds that hold for any document.

ECMA-376 part 2 (relationships, content types); MS-OVBA (macros).
"""

from __future__ import annotations

from typing import Final, NoReturn

from exporter.backends.api import GivenFile
from exporter.backends.docx.elements import Element
from exporter.backends.docx.opening import Limits, Package
from exporter.errors import InputError
from exporter.findings import Fact, Finding, Span

MEGABYTES: Final = 64
"""Of all parts that are read, unpacked: a template with its pictures and typefaces has a tenth."""
LIMITS: Final = Limits(entries=4096, xml=MEGABYTES * 2**20, part=MEGABYTES * 2**20, total=MEGABYTES * 2**20)
TYPES: Final = "[Content_Types].xml"
TYPES_ROOT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Types"
MAIN: Final = frozenset(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)
MACROS: Final = ("vbaproject", "macroenabled")
CODES: Final = {
    "INTAKE-001": "DOCX-016",
    "INTAKE-002": "DOCX-011",
    "INTAKE-003": "DOCX-016",
    "INTAKE-004": "DOCX-013",
    "INTAKE-005": "DOCX-010",
    "INTAKE-006": "DOCX-010",
    "INTAKE-007": "DOCX-014",
    "INTAKE-008": "DOCX-016",
    "INTAKE-009": "DOCX-015",
}
"""What is wrong with any document, in the words for one that was to give a look."""


class Opened(Package):
    """A document whose look is asked for.

    Attributes:
        types: the content type of each part, by its name in lower case.
    """

    limits = LIMITS

    def __init__(self, given: GivenFile) -> None:
        """Open a document.

        Raises:
            InputError: it is none, is damaged, encrypted or an old `.doc`, has macros, or unpacks without end
                (DOCX-010 to DOCX-016).
        """
        super().__init__(given.data, given.name)
        self.types = self._content_types()
        if any(mark in word.lower() for word in (*self.names, *self.types.values()) for mark in MACROS):
            self.refuse("DOCX-012")
        if self.related("", "officeDocument") is None or self.media(self.main) not in MAIN:
            self.refuse("DOCX-016")

    def refuse(self, code: str, **facts: Fact) -> NoReturn:
        """Say why the document is not taken."""
        raise InputError(Finding(code, Span(self.file), tuple(sorted(facts.items()))))

    def rooted(self, part: str, root: str) -> Element:
        """A part of XML, whose root must have that qualified name, as `w:styles`."""
        element = self.tree(part)
        if element.tag != root:
            self.refuse("DOCX-010", part=part)
        return element

    def related(self, part: str, kind: str) -> str | None:
        """The name of the first part that stands in a relationship of that kind; None when there is none."""
        return next((r.target for r in self.relations(part).values() if r.kind == kind and not r.external), None)

    def media(self, part: str) -> str:
        """The content type of a part; empty when it has none."""
        return self.types.get(part.lower(), "")

    def _content_types(self) -> dict[str, str]:
        """The content type of every entry (part 2, 10.1.2)."""
        root = self.rooted(TYPES, TYPES_ROOT)
        usual = {str(row.get("Extension")).lower(): str(row.get("ContentType")) for row in root if row.get("Extension")}
        named = {
            str(row.get("PartName")).lstrip("/").lower(): str(row.get("ContentType"))
            for row in root
            if row.get("PartName")
        }
        return {name: usual.get(name.rpartition(".")[2], "") for name in self.names} | named

    def _refused(self, code: str, **facts: Fact) -> InputError:
        ours = CODES[code]
        if code == "INTAKE-003" and "part" in facts:
            ours = "DOCX-010"
        elif code == "INTAKE-004" and facts["limit"] == LIMITS.entries:
            ours = "DOCX-016"
        told = {"megabytes": MEGABYTES} if ours == "DOCX-013" else {k: v for k, v in facts.items() if k == "part"}
        return InputError(Finding(ours, Span(self.file), tuple(sorted(told.items()))))

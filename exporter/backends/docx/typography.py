"""Which typeface stands for which style, and the language its text is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from exporter.backends.api import Context
from exporter.backends.docx.sheet import Sheet
from exporter.model.galley import Galley
from exporter.model.inlines import Direction
from exporter.typefaces.families import Family

LATIN_LETTER: Final = ord("a")


@dataclass(frozen=True, slots=True)
class Typography:
    """The typefaces of a document by role, and its language.

    Attributes:
        roles: the families tried for a role, first choice first.
        direction: the document's base direction.
        language: the document's language with its region, as Word wants it.
    """

    roles: Mapping[str, tuple[Family, ...]]
    direction: Direction
    language: str

    @property
    def rtl(self) -> bool:
        """Whether the document runs from the right."""
        return self.direction is Direction.RTL

    def complex_script(self, role: str) -> Family:
        """The family of Arabic text."""
        return self.roles[role][0]

    def latin(self, role: str) -> Family:
        """The family of Latin text: the first that has Latin letters, as in the other formats."""
        chain = self.roles[role]
        return next((family for family in chain if family.covers(LATIN_LETTER)), chain[0])


def typography(context: Context, sheet: Sheet, galley: Galley) -> Typography:
    """Choose the typefaces: the layout's for its roles, the bundled chain for the others."""
    wanted = sorted({style.role for style in sheet.styles if style.role})
    roles = {role: context.roles.get(role) or context.families.by_role(role) for role in wanted}
    tag = galley.article.language
    return Typography(roles, galley.direction, sheet.languages.get(tag, tag))

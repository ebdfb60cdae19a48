"""The facts of a colophon: what an archive asks of a file, said inside it.

ISO 15836 (Dublin Core) names most of them; ISO 19005-3, 6.6 wants the same in the metadata. Templates word and print
them, in a section whose role is `doc-colophon` (DPUB-ARIA 1.0): it is tagged, and is no text of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from exporter.backends.html.typography import MONO
from exporter.model import identity
from exporter.model.blocks import CodeBlock
from exporter.model.galley import Galley
from exporter.model.inlines import Text
from exporter.model.walk import all_blocks, block_inlines, figures, passages
from exporter.typefaces.families import Family

ROLE: Final = "doc-colophon"
TITLE: Final = "colophon"
"""The title of its element in the structure tree (ISO 32000-1, 14.7.2, T), by which readers know it."""
_LATIN: Final = "".join(map(chr, range(0x20, 0x7F))) + "×–"


@dataclass(frozen=True, slots=True)
class Colophon:
    """What there is to say of one article."""

    galley: Galley

    @property
    def language(self) -> str:
        """The first part of the article's language, BCP 47."""
        return self.galley.article.language.partition("-")[0].lower()

    @property
    def authors(self) -> list[str]:
        """The authors' names."""
        return [author.name for author in self.galley.article.byline.authors]

    @property
    def published(self) -> str:
        """When it was published (ISO 8601); empty when that is not said."""
        moment = self.galley.article.published
        return moment.isoformat(" ", "minutes") if moment else ""

    @property
    def updated(self) -> str:
        """When it was last changed; empty when that is not said."""
        moment = self.galley.article.updated
        return moment.isoformat(" ", "minutes") if moment else ""

    @property
    def corrections(self) -> list[str]:
        """The days of its corrections."""
        return [one.date.isoformat() for one in self.galley.article.corrections]

    @property
    def identifier(self) -> str:
        """The URN of the article, which stays when it is corrected."""
        return identity.identifier([self.galley.article])

    @property
    def version(self) -> str:
        """The state of its text."""
        return f"SHA-256 {identity.version(self.galley)}"

    @property
    def word_count(self) -> int:
        """How many words are printed of it."""
        return sum(len(passage.text.split()) for passage in passages(self.galley))

    @property
    def pictures(self) -> list[str]:
        """Its pictures: the path that each has beside the article, and its size in pixels."""
        given = self.galley.pictures
        paths = dict.fromkeys(one.image for one in figures(self.galley) if one.image in given)
        return [f"{path} ({given[path].width} × {given[path].height})" for path in paths]

    @property
    def links(self) -> list[str]:
        """The addresses that its text leads to, which paper does not show."""
        return list(dict.fromkeys(_links(self.galley)))

    def fonts(self, roles: Mapping[str, tuple[Family, ...]]) -> list[str]:
        """The typefaces that the text is set in, with version and licence; what they lack another may lend."""
        code = any(isinstance(block, CodeBlock) for block in all_blocks(self.galley.body))
        chains = (chain for role, chain in roles.items() if chain and (code or role != MONO))
        families = dict.fromkeys(chain[0] for chain in chains)
        return [f"{family.name} {family.version} ({family.licence})" for family in families]

    @property
    def software(self) -> str:
        """What made the file."""
        return f"{_program()}, WeasyPrint {version('weasyprint')}"

    @property
    def text(self) -> str:
        """Every character that it may print beside the article's own."""
        article = self.galley.article
        source = (article.source.name, article.source.url) if article.source else ()
        return "\n".join([_LATIN, self.galley.masthead, article.slug, *source, *self.pictures, *self.links])


def _links(galley: Galley) -> Iterator[str]:
    notes = (block for note in galley.notes for block in note.blocks)
    for block in all_blocks([*((galley.lead,) if galley.lead else ()), *galley.body, *notes]):
        for inlines in block_inlines(block):
            yield from (run.link for run in inlines if isinstance(run, Text) and run.link)


@cache
def _program() -> str:
    name = "arabic-exporter"
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:  # run from a checkout that was never installed
        return name

"""What a document of several articles says of itself: the properties of them all.

ECMA-376 part 2, 11 (core properties); part 1, 22.3 (custom properties).
"""

from __future__ import annotations

from typing import Final

from exporter.backends.docx.elements import Element
from exporter.backends.docx.properties import one_line
from exporter.model.galley import Edition

DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


ARTICLES: Final = "Articles"
"""The custom property by which the way back knows that a document holds several."""


def alone(edition: Edition) -> bool:
    """Whether there is one article only, of which the document can say more."""
    return len(edition.galleys) == 1


def facts_of(edition: Edition) -> dict[str, str]:
    """What core properties have no place for: what is of one article alone would be untrue of the others."""
    values = {
        "Publication": edition.title,
        "Issue": edition.number,
        "Date": edition.date.isoformat() if edition.date else "",
    }
    values |= {"Language": edition.galleys[0].article.language, ARTICLES: str(len(edition.galleys))}
    return {name: one_line(value) for name, value in values.items() if value}


def entitle(core: Element, edition: Edition) -> None:
    """Make the core properties of the first article those of the edition."""
    articles = [galley.article for galley in edition.galleys]
    authors = dict.fromkeys(author.name for article in articles for author in article.byline.authors)
    tags = dict.fromkeys(tag for article in articles for tag in article.tags)
    said = {f"{DC}title": edition.heading, f"{DC}creator": "; ".join(authors), f"{CP}keywords": ", ".join(tags)}
    said |= {f"{DC}identifier": edition.identifier or edition.file_name, f"{DC}subject": "", f"{CP}category": ""}
    for child in list(core):
        if isinstance(child.tag, str) and child.tag in said:
            if said[child.tag]:
                child.text = said[child.tag]
            else:
                core.remove(child)

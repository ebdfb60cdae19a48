"""What a document of several articles says of itself: the properties of them all.

ECMA-376 part 2, 11 (core properties).
"""

from __future__ import annotations

from exporter.backends.docx.elements import Element
from exporter.model.galley import Edition

DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


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

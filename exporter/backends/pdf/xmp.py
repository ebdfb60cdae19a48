"""The file's metadata: that it is PDF/UA-1 besides the PDF/A that WeasyPrint says it is, and whose words it holds.

ISO 15836 (Dublin Core); ISO 14289-1, 5 (version identification); ISO 19005-3, 6.6.2.3 (a schema that PDF/A does not
know is described in the file).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from exporter.backends.html.markup import fill
from exporter.model.galley import Edition
from exporter.model.identity import identifier
from exporter.resources import templates_dir

END = b"</rdf:RDF>"


def say_more(document: Any, edition: Edition) -> None:
    """Let a laid-out document say that it is PDF/UA-1 as well, and what WeasyPrint has no words for.

    WeasyPrint writes one standard's name; of Dublin Core it knows title, authors and description.
    """
    described = fill("pdf/dc.rdf.jinja", _described(edition)).encode()
    original = document.metadata.generate_rdf_metadata

    def generate(*args: Any) -> bytes:
        known, end, rest = original(*args).rpartition(END)
        return bytes(known + described + _accessible() + end + rest)

    document.metadata.generate_rdf_metadata = generate


def _described(edition: Edition) -> dict[str, object]:
    """Identifier, languages, publishers; rights and source where all of it shares them."""
    articles = [galley.article for galley in edition.galleys]
    sources = {one.source.url or one.source.name if one.source else "" for one in articles}
    rights = {one.rights for one in articles}
    publishers = (galley.masthead or galley.article.byline.agency for galley in edition.galleys)
    return {
        "identifier": edition.identifier or identifier(articles),
        "languages": dict.fromkeys(article.language for article in articles),
        "publishers": dict.fromkeys(filter(None, (edition.title, *publishers))),
        "rights": rights.pop() if len(rights) == 1 else "",
        "source": sources.pop() if len(sources) == 1 else "",
    }


@cache
def _accessible() -> bytes:
    return (templates_dir() / "pdf" / "ua.rdf").read_bytes()

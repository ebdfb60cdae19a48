"""What tells an article from all others, and one state of it from the next.

RFC 9562, section 5.5: names made into identifiers.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from typing import Final

from exporter.model.article import Article
from exporter.model.galley import Galley
from exporter.model.walk import passages

NAMESPACE: Final = uuid.UUID("7f0a5a0e-6c0b-5d0e-9b61-2f3c7a1d94e8")
"""The namespace of our identifiers; must never change."""
VERSION_DIGITS: Final = 12


def identifier(articles: Iterable[Article]) -> str:
    """A URN that stays the same while publisher, day and slugs do, whatever is corrected in the articles."""
    return urn([part for article in articles for part in _marks(article)])


def urn(marks: list[str]) -> str:
    """The UUID of version 5 that follows from some marks, as a URN."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps(marks))}"


def version(galley: Galley) -> str:
    """The state of the text: hexadecimal digits that change with any word of it, and with nothing else."""
    texts = "\n".join(passage.text for passage in passages(galley))
    return hashlib.sha256(texts.encode()).hexdigest()[:VERSION_DIGITS]


def state(galleys: tuple[Galley, ...]) -> str:
    """The state of several texts as that of one: of one alone it is `version`."""
    versions = [version(galley) for galley in galleys]
    return (
        versions[0] if len(versions) == 1 else hashlib.sha256(" ".join(versions).encode()).hexdigest()[:VERSION_DIGITS]
    )


def _marks(article: Article) -> tuple[str, ...]:
    """What tells an article from another paper's of the same slug: the agency, the source, the day it came out."""
    source = (article.source.url or article.source.name) if article.source else ""
    day = article.published.date().isoformat() if article.published else ""
    return (article.byline.agency, source, day, article.slug)

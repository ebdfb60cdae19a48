"""What is said about an article: where it leads, when it was published, and whether it may leave the house yet."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.findings import Finding, finding
from exporter.preflight.copy import Copy, folded


def leads_nowhere(copy: Copy) -> Iterator[Finding]:
    """A related article has an address. docs/article.md."""
    for nth, related in enumerate(copy.galley.article.related):
        if not related.url:
            yield finding("PREFLIGHT-040", copy.galley.article.item_span("related", nth), title=related.title)


def related_again(copy: Copy) -> Iterator[Finding]:
    """Each related article is another one: named once, and not this one. docs/article.md."""
    article = copy.galley.article
    seen = {folded(copy.galley.title)}
    for nth, related in enumerate(article.related):
        names = {name for name in (folded(related.title), related.url) if name}
        if seen & names:
            yield finding("PREFLIGHT-041", copy.galley.article.item_span("related", nth), title=related.title)
        seen |= names


def tag_again(copy: Copy) -> Iterator[Finding]:
    """Each tag is given once. docs/article.md."""
    seen: set[str] = set()
    for nth, tag in enumerate(copy.galley.article.tags):
        if folded(tag).casefold() in seen:
            yield finding("PREFLIGHT-042", copy.galley.article.item_span("tags", nth), tag=tag)
        seen.add(folded(tag).casefold())


def updated_too_early(copy: Copy) -> Iterator[Finding]:
    """What is changed was published before. docs/article.md."""
    article = copy.galley.article
    if article.published and article.updated and article.updated < article.published:
        facts = {"updated": article.updated.isoformat(), "published": article.published.isoformat()}
        yield finding("PREFLIGHT-043", article.span("updated"), **facts)


def corrected_too_early(copy: Copy) -> Iterator[Finding]:
    """What is corrected was published before. docs/article.md."""
    article = copy.galley.article
    for one in article.corrections:
        if article.published and one.date < article.published.date():
            day, published = one.date.isoformat(), article.published.date().isoformat()
            yield finding("PREFLIGHT-044", one.at, day=day, published=published)


def embargoed(copy: Copy) -> Iterator[Finding]:
    """Nothing is made of an article before the moment at which it may be published. IPTC NewsML-G2, embargoed."""
    published = copy.galley.article.published
    if copy.now and published and published > copy.now:
        code = "PREFLIGHT-046" if copy.breaks_embargo else "PREFLIGHT-045"
        yield finding(code, copy.galley.article.span("published"), until=published.isoformat())

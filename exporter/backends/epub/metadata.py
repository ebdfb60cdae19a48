"""What the book says about itself: Dublin Core, and how far it can be read by everybody.

EPUB 3.3, section 5.5; EPUB Accessibility 1.1, section 2; the Schema.org accessibility vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.backends.epub.package import XML_LANG, Term
from exporter.backends.epub.wording import Wording, names, relators
from exporter.model import identity
from exporter.model.article import Author
from exporter.model.blocks import Table
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import Text, plain
from exporter.model.walk import all_blocks, block_inlines, figures

ARABIC = re.compile("[\u0600-\u06ff]")


def identifier(edition: Edition) -> str:
    """The URN of an edition."""
    return identity.identifier(galley.article for galley in edition.galleys)


def terms(edition: Edition, wording: Wording) -> tuple[Term, ...]:
    """The metadata of an edition; the title and language of a book of several are those of its first article."""
    first = edition.galleys[0]
    here = {XML_LANG: first.article.language, "dir": first.direction.value}
    return (
        Term("dc:title", one_line(first.title), id="title", more=here),
        Term("dc:language", first.article.language),
        *_people(edition, here),
        *_publication(edition, here),
        *_accessibility(edition, wording, here),
    )


def one_line(text: str) -> str:
    """A text without the line breaks that its author asked for on the page."""
    return " ".join(text.split())


def _people(edition: Edition, here: dict[str, str]) -> Iterator[Term]:
    bylines = [galley.article.byline for galley in edition.galleys]
    authors = tuple(dict.fromkeys(author for byline in bylines for author in byline.authors))
    agencies = tuple(dict.fromkeys(byline.agency for byline in bylines if byline.agency))
    creators = authors or tuple(map(Author, agencies))
    for number, author in enumerate(creators, 1):
        key = f"creator-{number}"
        filed = file_as(author.name) if authors else author.name
        yield Term("dc:creator", author.name, id=key, more=here)
        yield Term("role", relator(author.role), refines=key, more={"scheme": "marc:relators"})
        yield Term("file-as", filed, refines=key, more=here)
    yield from (Term("dc:publisher", agency, more=here) for agency in agencies)


def relator(role: str) -> str:
    """The MARC code of a role as a byline words it; `aut` when it says no other trade."""
    said = set(re.findall(r"\w+", role.lower()))
    return next((code for code, words in relators().items() if said & set(words)), "aut")


def file_as(name: str) -> str:
    """A name as catalogues file it: the family name, a comma of its script, then the rest."""
    before, after = names()
    parts = name.split()
    cut = len(parts) - 1
    while cut > 0 and (parts[cut] in after or parts[cut - 1].lower() in before):
        cut -= 1
    if cut <= 0:
        return name
    comma = "، " if ARABIC.search(name) else ", "
    return comma.join((" ".join(parts[cut:]), " ".join(parts[:cut])))


def _publication(edition: Edition, here: dict[str, str]) -> Iterator[Term]:
    articles = [galley.article for galley in edition.galleys]
    published = [article.published for article in articles if article.published]
    if published:
        yield Term("dc:date", min(published).isoformat())
    for deck in _each(one_line(plain(galley.deck)) for galley in edition.galleys):
        yield Term("dc:description", deck, more=here)
    for rights in _each(article.rights for article in articles):
        yield Term("dc:rights", rights, more=here)
    for source in _each((a.source.url or a.source.name) if a.source else "" for a in articles):
        yield Term("dc:source", source)
    for subject in _each(word for article in articles for word in (article.section, *article.tags)):
        yield Term("dc:subject", subject, more=here)


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _accessibility(edition: Edition, wording: Wording, here: dict[str, str]) -> Iterator[Term]:
    alts = [bool(figure.alt.strip()) for galley in edition.galleys for figure in figures(galley)]
    modes = ["textual", "visual"] if alts else ["textual"]
    sufficient = (["textual"] if all(alts) else []) + (["textual,visual"] if alts else [])
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "unlocked"]
    if alts and all(alts):
        features.append("alternativeText")
    said = {"accessMode": modes, "accessModeSufficient": sufficient, "accessibilityFeature": sorted(features)}
    for name, values in said.items():
        yield from (Term(f"schema:{name}", value) for value in values)
    yield Term("schema:accessibilityHazard", "none")  # nothing moves, flashes or sounds
    yield Term("schema:accessibilitySummary", _summary(edition, wording, alts), more=here)


def _summary(edition: Edition, wording: Wording, alts: list[bool]) -> str:
    blocks = [block for galley in edition.galleys for block in all_blocks(galley.body)]
    facts = (
        ("summary", True),
        ("alt_all", bool(alts) and all(alts)),
        ("alt_some", not all(alts)),
        ("tables", any(isinstance(block, Table) and block.header for block in blocks)),
        ("notes", any(galley.notes for galley in edition.galleys)),
        ("languages", any(map(_changes_language, edition.galleys))),
    )
    return wording["comma"].join(wording[key] for key, true in facts if true) + wording["full_stop"]


def _changes_language(galley: Galley) -> bool:
    own = galley.article.language
    texts = (inlines for block in all_blocks(galley.body) for inlines in block_inlines(block))
    return any(isinstance(run, Text) and run.lang not in ("", own) for inlines in texts for run in inlines)

"""Who made a book: names as catalogues file them, and roles as MARC and ONIX know them.

EPUB 3.3, appendix D.3 (role, file-as, display-seq); MARC relator codes of the Library of Congress.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from exporter.backends.epub.package import Term
from exporter.backends.epub.wording import names, relators
from exporter.model.article import Author
from exporter.model.galley import Edition

ARABIC = re.compile("[\u0600-\u06ff]")
ARTICLE = re.compile("^و?ال")
"""Arabic's article, and the conjunction before it."""

WRITERS = frozenset({"aut", "rpt", "ivr"})
"""Who writes the words is a creator; who photographs, draws, edits or translates them is a contributor."""


def people(edition: Edition, here: Mapping[str, str]) -> Iterator[Term]:
    """Creators and contributors in the order of the bylines, with role, filing name and place in that order."""
    bylines = [galley.article.byline for galley in edition.galleys]
    authors = tuple(dict.fromkeys(author for byline in bylines for author in byline.authors))
    agencies = tuple(dict.fromkeys(byline.agency for byline in bylines if byline.agency))
    named = authors or tuple(map(Author, agencies))
    written = any(relator(author.role) in WRITERS for author in named)
    for number, author in enumerate(named, 1):
        key, role = f"creator-{number}", relator(author.role)
        helps = written and role not in WRITERS  # where nobody else is named, a photographer has made all of it
        yield Term("dc:contributor" if helps else "dc:creator", author.name, id=key, more=here)
        yield Term("role", role, refines=key, more={"scheme": "marc:relators"})
        yield Term("file-as", file_as(author.name) if authors else author.name, refines=key)
        yield Term("display-seq", str(number), refines=key)


def relator(role: str) -> str:
    """The MARC code of a role as a byline words it; `aut` when it says no trade of the table."""
    bare = "".join(letter for letter in role.lower() if not unicodedata.combining(letter))
    said = {form for word in re.findall(r"\w+", bare) for form in (word, ARTICLE.sub("", word))}
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

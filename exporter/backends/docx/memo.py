"""What the words of a document cannot say about its article, kept in a part that Word and LibreOffice hand on unread.

ECMA-376 part 1, 15.2.5 and 15.2.6 (custom XML data storage). It holds what the text was worded from (days as numbers,
names of pictures, who a byline means) beside the words themselves: where these still stand as written, the way back
takes the value; where the desk changed them, the words win.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree

from exporter.backends.docx.story import Book
from exporter.model.article import Article, Correction
from exporter.model.blocks import Block, CodeBlock, Figure
from exporter.model.galley import EndRole, Galley
from exporter.model.inlines import Inlines, LineBreak, Mark, NoteRef, Text, canonical, plain
from exporter.model.normal import after, normal
from exporter.model.walk import all_blocks, block_inlines, figures

NAMESPACE: Final = "urn:arabic-exporter:article-memo:1"
STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
ITEM: Final = "{6B0E4E5C-93A1-4F0B-8E55-2A7D1C3B9F41}"  # by it Word knows the part again
HOST_ONLY: Final = re.compile(r"\w+://[^/?#]+")


@dataclass(frozen=True, slots=True)
class Memo:
    """The memo of one article; texts are runs as `packed` makes them.

    Attributes:
        language: BCP 47 tag.
        slug: the article's name.
        published: RFC 3339, with the article's own offset; empty when not known, as is `updated`.
        dateline: the place alone.
        agency: of the byline.
        authors: name, role and address of each.
        tags: each alone.
        worded: what the document says for `byline`, `dateline`, `updated` and `tags`.
        lead: whether the first figure is the lead.
        pictures: file name in the package and path in the article, of each figure in order.
        corrections: the words before each correction's text, and its date.
        labels: the labels of the end matter and what each stands for.
        mark: the archival mark.
        credit: the words of the house before and after each credit.
        links: addresses of a host alone: LibreOffice gives them a slash.
        codes: code as it is set and as it was written, where these differ.
        seams: texts as they are set and as they were written, where these differ; one that was written in several ways
            as often as it is set, in order.
    """

    language: str
    slug: str
    published: str
    updated: str
    dateline: str
    agency: str
    authors: list[list[str]]
    tags: list[str]
    worded: dict[str, Any]
    lead: bool
    pictures: list[list[str]]
    corrections: list[list[str]]
    labels: list[list[str]]
    mark: str
    credit: list[str]
    links: list[str]
    codes: list[list[str]]
    seams: list[list[Any]]


def memo_of(galley: Galley, tab: int) -> Memo:
    """The memo of a galley; `tab` is how many letters a tab in code is set as."""
    article = galley.article
    end = {part.role: part for part in galley.end}
    tags = end[EndRole.TAGS].items[0] if EndRole.TAGS in end else ()
    worded = {"byline": galley.byline, "dateline": galley.dateline, "updated": galley.updated, "tags": tags}
    shown = list(figures(galley))
    return Memo(
        language=article.language,
        slug=article.slug,
        published=article.published.isoformat() if article.published else "",
        updated=article.updated.isoformat() if article.updated else "",
        dateline=article.dateline,
        agency=article.byline.agency,
        authors=[[author.name, author.role, author.email] for author in article.byline.authors],
        tags=list(article.tags),
        worded={name: packed(normal(inlines)) for name, inlines in worded.items() if inlines},
        lead=bool(galley.lead),
        pictures=[[galley.pictures[figure.image].name, figure.image] for figure in (*shown, *_in_notes(galley))],
        corrections=[[prefix, one.date.isoformat()] for _, prefix, one in _corrected(galley)],
        labels=[[plain(part.label), part.role.value] for part in galley.end],
        mark=next((plain(figure.mark) for figure in shown if figure.mark), ""),
        credit=_credit(galley),
        links=sorted({link for link in _links(galley) if HOST_ONLY.fullmatch(link)}),
        codes=[[set_, written] for set_, written in _codes(article, tab) if set_ != written],
        seams=_seams(galley),
    )


def _in_notes(galley: Galley) -> Iterator[Figure]:
    blocks = all_blocks(block for note in galley.notes for block in note.blocks)
    return (block for block in blocks if isinstance(block, Figure))


def _corrected(galley: Galley) -> Iterator[tuple[Inlines, str, Correction]]:
    """Each correction as it is set, the words before its own (a date, worded), and what it was set from."""
    part = next((part for part in galley.end if part.role is EndRole.CORRECTIONS), None)
    for item, one in zip(part.items if part else (), galley.article.corrections, strict=False):
        yield item, plain(item).removesuffix(plain(one.text)), one


def _all(galley: Galley) -> Iterator[tuple[Block, Block]]:
    """Every block as set and as written."""
    article = galley.written
    yield from [(galley.lead, article.lead)] if galley.lead and article.lead else []
    yield from zip(all_blocks(galley.body), all_blocks(article.body), strict=False)
    for ours, theirs in zip(galley.notes, article.notes, strict=False):
        yield from zip(all_blocks(ours.blocks), all_blocks(theirs.blocks), strict=False)


def _texts(galley: Galley) -> Iterator[tuple[Inlines, Inlines]]:
    """Every text of the author's as set and as written."""
    article = galley.written
    yield from ((galley.kicker, article.kicker), (galley.headline, article.headline), (galley.deck, article.deck))
    for ours, theirs in _all(galley):
        if isinstance(ours, Figure) and isinstance(theirs, Figure):
            yield from ((ours.caption, theirs.caption), (ours.credit, theirs.credit))
        elif type(ours) is type(theirs):
            yield from zip(_own(ours), _own(theirs), strict=False)
    for (item, prefix, _), written in zip(_corrected(galley), article.corrections, strict=False):
        yield after(item, prefix.rstrip()), written.text


def _own(block: Block) -> Iterator[Inlines]:
    """The texts of a block without those of the blocks inside it."""
    inner = [texts for one in all_blocks([block]) if one is not block for texts in block_inlines(one)]
    return (texts for texts in block_inlines(block) if not any(texts is other for other in inner))


def _seams(galley: Galley) -> list[list[Any]]:
    ways: dict[Inlines, list[Inlines]] = {}
    for ours, theirs in _texts(galley):
        if set_ := normal(ours):
            ways.setdefault(set_, []).append(canonical(theirs))
    for set_, written in ways.items():
        if len(set(written)) == 1:
            written[:] = [] if written[0] == set_ else written[:1]
    return [[packed(set_), packed(one)] for set_, written in ways.items() for one in written]


def _credit(galley: Galley) -> list[str]:
    """What the house says around a credit, as its first figure with one has it."""
    article = galley.article
    theirs = (*((article.lead,) if article.lead else ()), *all_blocks(article.body))
    credits = (block.credit for block in theirs if isinstance(block, Figure))
    for ours, own in zip(figures(galley), credits, strict=False):
        if own:
            before, _, end = plain(ours.credit).partition(plain(own))
            return [before, end]
    return ["", ""]


def _codes(article: Article, tab: int) -> Iterator[tuple[str, str]]:
    notes = (block for note in article.notes for block in note.blocks)
    for block in all_blocks((*article.body, *notes)):
        if isinstance(block, CodeBlock):
            yield "\n".join(line.expandtabs(tab) for line in block.text.split("\n")), block.text


def _links(galley: Galley) -> Iterator[str]:
    ends = (item for part in galley.end for item in part.items)
    texts = (galley.byline, *ends, *(ours for ours, _ in _texts(galley)))
    return (run.link for inlines in texts for run in inlines if isinstance(run, Text) and run.link)


# ---------------------------------------------------------------- runs as JSON


def packed(inlines: Inlines) -> list[Any]:
    """Runs as JSON: text alone, text with marks and link, 0 for a line break, the number of a footnote's mark."""
    return [_packed(one) for one in inlines]


def _packed(one: Text | LineBreak | NoteRef) -> Any:
    match one:
        case Text():
            return [one.text, one.marks.value, one.link] if one.marks.value or one.link else one.text
        case LineBreak():
            return 0
        case NoteRef():
            return one.number


def unpacked(value: Iterable[Any]) -> Inlines:
    """The runs of `packed`.

    Raises:
        TypeError, ValueError: it is something else.
    """
    return tuple(_unpacked(one) for one in value)


def _unpacked(one: Any) -> Text | LineBreak | NoteRef:
    if isinstance(one, str):
        return Text(one)
    if isinstance(one, int):
        return NoteRef(one) if one else LineBreak()
    text, marks, link = one
    return Text(str(text), Mark(marks), str(link))


# ---------------------------------------------------------------- the part


def add_memo(memo: Memo, book: Book, owner: XmlPart) -> None:
    """Put the memo into the package, beside the properties without which Word would drop it."""
    root = etree.Element(f"{{{NAMESPACE}}}memo", None, {"memo": NAMESPACE})
    root.text = json.dumps(asdict(memo), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    part = book.xml_part("/customXml/item1.xml", CONTENT_TYPE.XML, root)
    owner.relate_to(part, RELATION)
    item = etree.Element(f"{{{STORE}}}datastoreItem", {f"{{{STORE}}}itemID": ITEM}, {"ds": STORE})
    etree.SubElement(
        etree.SubElement(item, f"{{{STORE}}}schemaRefs"), f"{{{STORE}}}schemaRef", {f"{{{STORE}}}uri": NAMESPACE}
    )
    data = etree.tostring(item, encoding="UTF-8", xml_declaration=True, standalone=True)
    properties = Part(PackURI("/customXml/itemProps1.xml"), PROPERTIES_TYPE, data, book.package)
    part.relate_to(properties, PROPERTIES)


def read_memo(root: etree._Element) -> Memo | None:
    """The memo of a custom XML part; None when it is another's, damaged, or was tampered with."""
    if root.tag != f"{{{NAMESPACE}}}memo":
        return None
    try:
        value = json.loads(root.text or "")
        memo = Memo(**{field.name: value[field.name] for field in fields(Memo)})
        return memo if _is_sound(memo) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_sound(memo: Memo) -> bool:
    """Whether every value is of its kind.

    Raises:
        TypeError, ValueError, AttributeError: one is not.
    """
    words = (memo.language, memo.slug, memo.dateline, memo.agency, memo.mark, *memo.credit, *memo.tags, *memo.links)
    pairs = (*memo.pictures, *memo.corrections, *memo.labels, *memo.codes)
    moments = [datetime.fromisoformat(text) for text in (memo.published, memo.updated) if text]
    for _, day in memo.corrections:
        date.fromisoformat(day)
    for _, role in memo.labels:
        EndRole(role)
    for inlines in (*memo.worded.values(), *(text for seam in memo.seams for text in seam)):
        unpacked(inlines)
    return (
        all(isinstance(text, str) for text in (*words, *(text for row in (*pairs, *memo.authors) for text in row)))
        and all(len(pair) == 2 for pair in (*pairs, *memo.seams, memo.credit))
        and all(len(author) == 3 for author in memo.authors)
        and all(moment.tzinfo for moment in moments)
        and isinstance(memo.lead, bool)
        and (bool(memo.pictures) or not memo.lead)
    )

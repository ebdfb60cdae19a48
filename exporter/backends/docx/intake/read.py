"""A document's bytes to an article, its pictures, and what there is to say: the door of this room."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Final

from exporter.backends.docx.intake.blocks import Blocks
from exporter.backends.docx.intake.changes import Changes, resolve
from exporter.backends.docx.intake.desk import Comment, Desk, Story
from exporter.backends.docx.intake.end import Ends
from exporter.backends.docx.intake.fit import fitted, inner, marked, numbered, pictures_in
from exporter.backends.docx.intake.flow import Flow, Piece
from exporter.backends.docx.intake.front import front_of
from exporter.backends.docx.intake.names import Element, W, number, value
from exporter.backends.docx.intake.numbering import Numbering
from exporter.backends.docx.intake.styles import Styles
from exporter.backends.docx.intake.wordbook import Wordbook
from exporter.backends.docx.memo import Memo, read_memo
from exporter.backends.docx.opening import Package, Relation
from exporter.backends.docx.several import ARTICLES
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding
from exporter.model.article import Article
from exporter.model.blocks import Block, Figure
from exporter.model.inlines import Inlines, plain
from exporter.model.walk import map_block
from exporter.text.direction import base_direction
from exporter.text.slug import LONGEST, is_slug

CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
TERMS: Final = "{http://purl.org/dc/terms/}"
FOLDED: Final = {"u": "underline", "dstrike": "strike"}
LANGUAGES: Final = {"ar": r"[\u0621-\u064a]", "fa": r"[پچژگ‌ی]", "ur": r"[ٹڈڑںےھہ]"}
SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
OLDEST: Final = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Intake:
    """What a document says.

    Attributes:
        article: the article; pictures are named as `pictures` names them.
        pictures: the pictures' bytes by their path beside the article.
        originals: the path that a picture had before the document held it in another form, by its present path.
        findings: what was guessed, left out or is to be decided.
    """

    article: Article
    pictures: Mapping[str, bytes]
    originals: Mapping[str, str]
    findings: tuple[Finding, ...]


def read(data: bytes, file: str, wordbook: Wordbook, changes: Changes = "accept") -> Intake:
    """Read a document.

    Args:
        data: the DOCX.
        file: its name, for findings, and for the slug of an article that has none.
        wordbook: the words by which end matter and archival pictures are known in a document without a memo.
        changes: what becomes of tracked changes.

    Raises:
        InputError: it cannot be read, or holds nothing (INTAKE-001 to INTAKE-012).
    """
    package = Package(data, file)
    relations = package.relations(package.main)
    root = package.tree(package.main)
    desk = _desk(package, relations)
    count = resolve(root, changes)
    pieces = Flow(Story(desk, relations)).pieces(_body(root, package))
    notes, more = _notes(desk, relations, changes)
    if count + more:
        desk.say("INTAKE-020" if changes == "accept" else "INTAKE-021", count=count + more)
    if not desk.memo and (articles := _articles(package)) > 1:
        desk.say("INTAKE-058", count=articles)
    article = _article(pieces, notes, desk, wordbook, file)
    _tell(desk)
    if not article.headline or not article.body:
        raise InputError([finding("INTAKE-011", Span(file)), *desk.findings])
    shown = pictures_in(article)
    pictures = {path: data for path, data in desk.pictures.items() if path in shown}
    return Intake(article, pictures, desk.originals, tuple(dict.fromkeys(desk.findings)))


def _desk(package: Package, relations: Mapping[str, Relation]) -> Desk:
    """The definitions that the document refers to."""
    parts = {kind: _part(package, relations, kind) for kind in ("styles", "numbering", "comments")}
    styles, numbering, comments = parts.values()
    desk = Desk(package, Styles(styles), Numbering(numbering), _memo(package, relations))
    for one in relations.values():
        if one.kind in parts and parts[one.kind] is None:
            desk.say("INTAKE-038", part=one.target)
    for comment in comments.iterchildren(W + "comment") if comments is not None else ():
        text = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
        desk.comments[value(comment, "id")] = Comment(value(comment, "author"), text.strip())
    if package.has_macros():
        desk.say("INTAKE-010")
    return desk


def _part(package: Package, relations: Mapping[str, Relation], kind: str) -> Element | None:
    """The part of a kind that the document refers to; None when it refers to none, or to one that is missing."""
    names = [one.target for one in relations.values() if one.kind == kind and not one.external]
    return package.tree(names[0]) if names and names[0] in package else None


def _memo(package: Package, relations: Mapping[str, Relation]) -> Memo | None:
    for one in relations.values():
        if one.kind == "customXml" and not one.external and one.target in package:
            try:
                memo = read_memo(package.tree(one.target))
            except InputError:  # another program's data, which is none of ours
                continue
            if memo:
                return memo
    return None


def _body(root: Element, package: Package) -> Element:
    body = root.find(W + "body")
    if body is None:
        raise InputError(finding("INTAKE-005", Span(package.file), part=f"{package.main} (w:body)"))
    return body


# ---------------------------------------------------------------- the article


def _article(pieces: list[Piece], notes: dict[int, list[Piece]], desk: Desk, wordbook: Wordbook, file: str) -> Article:
    language = desk.memo.language if desk.memo else _language(pieces, desk)
    end = Ends(desk, wordbook, language, _saved(desk.package)).read(pieces)
    front = front_of(end.rest, desk, language)
    maker = Blocks(desk, wordbook, rtl=base_direction(language) == "rtl")

    def change(words: Inlines) -> Inlines:
        return marked(words, notes, desk)

    def made(found: Sequence[Piece], role: str = "") -> list[Block]:
        return [map_block(block, change) for block in maker.blocks(found, 0, role)]

    body = made(front.rest)
    lead = _lead(body, desk)
    article = Article(
        language=language,
        slug=desk.memo.slug if desk.memo and is_slug(desk.memo.slug) else _slug(file),
        headline=change(front.headline),
        body=fitted(body[1:] if lead else body, desk),
        section=front.section,
        kicker=change(front.kicker),
        deck=change(front.deck),
        byline=front.byline,
        dateline=front.dateline,
        published=front.published,
        updated=front.updated,
        lead=lead,
        tags=tuple(end.tags),
        related=tuple(end.related),
        corrections=tuple(replace(one, text=change(one.text)) for one in end.corrections),
        source=end.source,
        rights=end.rights,
    )
    return numbered(
        article, {number: inner(made(found, "FootnoteText"), desk) for number, found in notes.items()}, desk
    )


def _lead(body: Sequence[Block], desk: Desk) -> Figure | None:
    """The picture above the text: the lead where the memo says so, or in a document that has none, by a guess."""
    first = body[0] if body else None
    if not isinstance(first, Figure):
        return None
    if desk.memo:
        inside = {path for _, path in desk.memo.pictures[int(desk.memo.lead) :]}
        is_lead = desk.memo.lead and (first.image not in inside or first.image == desk.memo.pictures[0][1])
        return first if is_lead else None
    desk.say("INTAKE-048", path=first.image)
    return first


def _notes(desk: Desk, relations: Mapping[str, Relation], changes: Changes) -> tuple[dict[int, list[Piece]], int]:
    """The pieces of each footnote and endnote that the text mentions; Word knows no notes in notes."""
    out: dict[int, list[Piece]] = {}
    count = 0
    for kind in ("footnote", "endnote"):
        target = next((one.target for one in relations.values() if one.kind == f"{kind}s" and not one.external), "")
        if not target or target not in desk.package:
            continue
        root = desk.package.tree(target)
        count += resolve(root, changes)
        story = Story(desk, desk.package.relations(target))
        flow = Flow(story)
        for note in root.iterchildren(W + kind):
            key = (kind, value(note, "id"))
            if value(note, "type") not in SEPARATORS and (key in desk.notes or note.find(f".//{W}t") is not None):
                out[desk.note(*key)] = flow.pieces(note)
        if kind == "endnote" and any(known == kind for known, _ in desk.notes):
            desk.say("INTAKE-030")
    return out, count


def _language(pieces: Sequence[Piece], desk: Desk) -> str:
    """The language of a document without a memo, by the letters that only it has; Arabic for Arabic letters."""
    text = " ".join(plain(piece.inlines) for piece in pieces[:200])
    arabic = len(re.findall("[\u0600-\u06ff]", text))
    if arabic * 2 < len(re.findall("[A-Za-z]", text)):
        found = "en"
    else:
        told = {tag: len(re.findall(letters, text)) for tag, letters in LANGUAGES.items() if tag != "ar"}
        best = max(told, key=lambda tag: told[tag])
        found = best if told[best] * 40 > arabic else "ar"
    desk.say("INTAKE-047", language=found)
    return found


def _saved(package: Package) -> date:
    """The day on which the document was last saved."""
    try:
        found = package.tree(CORE).find(TERMS + "modified")
        return datetime.fromisoformat((found.text or "") if found is not None else "").astimezone(UTC).date()
    except (InputError, ValueError, OverflowError):
        return OLDEST


def _articles(package: Package) -> int:
    """How many articles a document of ours says that it holds."""
    try:
        for one in package.tree(CUSTOM) if CUSTOM in package else ():
            if one.get("name") == ARTICLES:
                return number("".join(map(str, one.itertext())).strip()) or 0
    except InputError:  # nothing of the text is lost with it
        pass
    return 0


def _slug(file: str) -> str:
    """A slug made of the document's name."""
    words = re.findall(r"[^\W_]+", PurePosixPath(file).stem.lower())
    slug = "-".join(words)[:LONGEST].strip("-")
    return slug if is_slug(slug) else "article"


def _tell(desk: Desk) -> None:
    """What is told once for the whole document: comments, and what an article cannot say."""
    for comment in desk.comments.values():
        if comment.text:
            desk.say("INTAKE-022", author=comment.author or "?", text=comment.text, near=comment.about)
    if desk.restyled:
        desk.say("INTAKE-057", count=desk.restyled)
    for name, count in sorted(desk.formatting.items()):
        desk.say("INTAKE-036", what=FOLDED.get(name, name), count=count)

"""Pieces to the blocks of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from exporter.backends.docx.holds import PREFIX
from exporter.backends.docx.intake.desk import Desk, excerpt
from exporter.backends.docx.intake.flow import Piece, code_of
from exporter.backends.docx.intake.grids import box_of, is_box, is_verse, table_of, verse_of
from exporter.backends.docx.intake.numbering import Counts, Item
from exporter.backends.docx.intake.wordbook import Wordbook
from exporter.model.blocks import (
    Block,
    CodeBlock,
    EditorNote,
    Figure,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    SectionBreak,
    Subhead,
)
from exporter.model.inlines import Inlines, LineBreak, plain
from exporter.model.normal import after, until

HEADING: Final = re.compile(r"Subhead(\d)")
PLAIN: Final = frozenset(
    {"BodyText", "ListContinue", "BoxText", "FootnoteText", "TableText", "TableHeader", "Gap", "Header", "Footer"}
)
FREE: Final = "BodyText"
"""A paragraph that the desk set as body text has left what it stood in."""
STRAY: Final = frozenset(
    {"Caption", "Credit", "TableCaption", "QuoteAttribution", "PullQuoteAttribution", "VerseAttribution"}
)
SLACK: Final = 20


class Blocks:
    """Makes blocks; `wordbook` tells the archival marks."""

    def __init__(self, desk: Desk, wordbook: Wordbook, *, rtl: bool) -> None:
        """Take the document; `rtl` is whether its article runs from the right."""
        self._far = "left" if rtl else "right"
        self._desk = desk
        self._counts = Counts()
        self._codes = dict(desk.memo.codes) if desk.memo else {}
        mark = desk.memo.mark if desk.memo else ""
        self._archival = wordbook.archival | ({mark} if mark else frozenset())

    def blocks(self, pieces: Sequence[Piece], depth: int = 0, plain_role: str = "") -> list[Block]:
        """The blocks of pieces; `depth` bookmarks are around them already, `plain_role` is a paragraph's role there."""
        out: list[Block] = []
        at = 0
        while at < len(pieces):
            made, at = self._next(pieces, at, depth, plain_role)
            out += made
        return out

    def _next(self, pieces: Sequence[Piece], at: int, depth: int, plain_role: str) -> tuple[list[Block], int]:
        piece = pieces[at]
        match _kind(piece, depth):
            case "Quote" | "Exact":
                return self._quote(pieces, at, depth, plain_role)
            case "Remark":
                return self._remark(pieces, at, depth, plain_role)
            case "List":
                end = _end(pieces, at, depth)
                return self.blocks(pieces[at:end], depth + 1, plain_role), end
        if piece.item:
            return self._list(pieces, at, depth)
        if piece.role == plain_role:
            return [Paragraph(piece.inlines)] if piece.inlines else [], at + 1
        if piece.picture:
            return self._figure(pieces, at)
        if piece.grid:
            return self._table(pieces, at)
        return self._paragraph(pieces, at, depth)

    def _paragraph(self, pieces: Sequence[Piece], at: int, depth: int) -> tuple[list[Block], int]:
        piece = pieces[at]
        role = piece.role
        if heading := HEADING.fullmatch(role):
            return [Subhead(piece.inlines, int(heading[1]))] if piece.inlines else [], at + 1
        if role in ("Headline", "Title"):
            return [Subhead(piece.inlines, 2)] if piece.inlines else [], at + 1
        if role == "CodeBlock":
            code = code_of(piece)
            return [CodeBlock(self._codes.get(code, code))], at + 1
        if role == "SectionBreak":
            return ([Paragraph(piece.inlines)] if piece.inlines else [SectionBreak()]), at + 1
        if not piece.inlines:
            return [], at + 1
        if role == "PullQuote":
            return self._pull_quote(pieces, at)
        if role == "Quote":
            return self._quote(pieces, at, depth)
        if role == "EditorNote":
            return self._remark(pieces, at, depth)
        if role in ("Caption", "TableCaption") and at + 1 < len(pieces) and pieces[at + 1].grid:
            return self._table(pieces, at + 1, piece.inlines)
        if role not in PLAIN:
            self._desk.say("INTAKE-051", style=role, text=excerpt(plain(piece.inlines)))
        return [Paragraph(piece.inlines)], at + 1

    # ------------------------------------------------------------ quotations

    def _pull_quote(self, pieces: Sequence[Piece], at: int) -> tuple[list[Block], int]:
        """Paragraphs in one frame are one pull quote."""
        said, end = pieces[at].inlines, at + 1
        while end < len(pieces) and pieces[end].role == "PullQuote" and pieces[end].inlines:
            said, end = (*said, LineBreak(), *pieces[end].inlines), end + 1
        attribution, end = _attribution(pieces, end, "PullQuoteAttribution")
        return [PullQuote(said, attribution)], end

    def _quote(self, pieces: Sequence[Piece], at: int, depth: int, around: str = "") -> tuple[list[Block], int]:
        inner, end = self._inside(pieces, at, depth, "Quote", around)
        attribution: Inlines = ()
        if inner and inner[-1].role == "QuoteAttribution":
            attribution = inner[-1].inlines
            inner = inner[:-1]
        else:
            attribution, end = _attribution(pieces, end, "QuoteAttribution")
        kind = _kind(pieces[at], depth)
        blocks = tuple(self.blocks(inner, depth + (kind in ("Quote", "Exact")), "Quote"))
        if not blocks:
            return [Paragraph(attribution)] if attribution else [], end
        return [Quote(blocks, attribution, kind == "Exact")], end

    def _remark(self, pieces: Sequence[Piece], at: int, depth: int, around: str = "") -> tuple[list[Block], int]:
        inner, end = self._inside(pieces, at, depth, "EditorNote", around)
        blocks = tuple(self.blocks(inner, depth + (_kind(pieces[at], depth) == "Remark"), "EditorNote"))
        return [EditorNote(blocks)] if blocks else [], end

    @staticmethod
    def _inside(pieces: Sequence[Piece], at: int, depth: int, role: str, around: str) -> tuple[Sequence[Piece], int]:
        """The pieces of one quotation or note: those that the bookmark holds, then those of the style that follow.

        Inside another of its kind (`around`), these are the other's.
        """
        end = _end(pieces, at, depth) if _kind(pieces[at], depth) else at + 1
        closed = around == role or pieces[end - 1].role == "QuoteAttribution"
        while end < len(pieces) and pieces[end].role == role and not _kind(pieces[end], depth) and not closed:
            if not pieces[end].inlines:
                break
            end += 1
        return pieces[at:end], end

    # ------------------------------------------------------------ lists

    def _list(self, pieces: Sequence[Piece], at: int, depth: int) -> tuple[list[Block], int]:
        """A list with the lists inside it, by level; a change of definition or a new count is a new list."""
        first = last = pieces[at].item
        assert first is not None and last is not None
        start, end = self._counts.next(first), at
        items: list[tuple[Block, ...]] = []
        while at < len(pieces):
            item = pieces[at].item
            other = item is None or item.level != first.level or _kind(pieces[at], depth) not in ("", "Item")
            if other or item is None or (items and _anew(last, item)):
                break
            if not pieces[at].is_blank or pieces[at].holds[depth:]:
                self._counts.count(item)
            blocks, end = self._entry(pieces, at, depth)
            if blocks:
                items.append(tuple(blocks))
            last, at = item, _past(pieces, end)
        return [ItemList(tuple(items), first.ordered, start if first.ordered else 1)] if items else [], end

    def _entry(self, pieces: Sequence[Piece], at: int, depth: int) -> tuple[list[Block], int]:
        """One item, and where the next piece stands."""
        piece = pieces[at]
        item = piece.item
        assert item is not None
        blocks: list[Block] = [Paragraph(piece.inlines)] if piece.inlines else []
        end = at + 1
        if _kind(piece, depth) == "Item":
            end = _end(pieces, at, depth)
            blocks += self.blocks(pieces[at + 1 : end], depth + 1)
        while (after_blanks := _past(pieces, end)) < len(pieces):
            follower = pieces[after_blanks]
            if follower.item and follower.item.level > item.level:
                made, end = self._next(pieces, after_blanks, depth, "")
                blocks += made
            elif follower.role == "ListContinue" and not follower.item and _stands_in(follower, piece):
                blocks += [Paragraph(follower.inlines)] if follower.inlines else []
                end = after_blanks + 1
            else:
                break
        return blocks, end

    # ------------------------------------------------------------ pictures and tables

    def _figure(self, pieces: Sequence[Piece], at: int) -> tuple[list[Block], int]:
        """A picture with the caption and credit that follow it."""
        picture = pieces[at].picture
        assert picture is not None
        figure, at = Figure(picture.path, picture.alt), at + 1
        at = _past_blanks(pieces, at, ("Caption", "Credit"))
        while at < len(pieces) and pieces[at].role == "Caption" and not pieces[at].picture:
            words = pieces[at].inlines
            caption = (*figure.caption, LineBreak(), *words) if figure.caption and words else figure.caption or words
            figure, at = replace(figure, caption=caption), at + 1
        at = _past_blanks(pieces, at, ("Credit",))
        if at < len(pieces) and pieces[at].role == "Credit" and not pieces[at].picture:
            figure, at = self._credited(figure, pieces[at]), at + 1
        return [figure], at

    def _credited(self, figure: Figure, piece: Piece) -> Figure:
        """The archival mark by its style, or by its words, and the credit after it."""
        mark, words = piece.read.part("ArchivalMark")
        text = plain(piece.inlines)
        told = "" if mark else next((one for one in self._archival if text.startswith(one)), "")
        if not (mark or told):
            return replace(figure, credit=self._credit(words, piece.inlines))
        left = words if mark else after(piece.inlines, told)
        return replace(figure, archival=True, credit=self._credit(left, self._desk.text(left)))

    def _credit(self, said: Inlines, written: Inlines) -> Inlines:
        """A credit as it was written; one that the desk changed, without what the house says around each."""
        before, end = map(str.strip, self._desk.memo.credit) if self._desk.memo else ("", "")
        text = plain(said)
        if written != said or not (before or end) or not (text.startswith(before) and text.endswith(end)):
            return written
        return until(after(said, before), end)

    def _table(self, pieces: Sequence[Piece], at: int, caption: Inlines = ()) -> tuple[list[Block], int]:
        grid = pieces[at].grid
        assert grid is not None
        if is_verse(grid):
            attribution, end = _attribution(pieces, at + 1, "VerseAttribution")
            return [*_captioned(caption), verse_of(grid, attribution)], end
        if is_box(grid):
            return [*_captioned(caption), *box_of(grid, self.blocks, self._desk)], at + 1
        table, beside = table_of(grid, caption, self._desk, self._far)
        return [*table, *self.blocks(beside)], at + 1


def _captioned(caption: Inlines) -> list[Block]:
    return [Paragraph(caption)] if caption else []


def _kind(piece: Piece, depth: int) -> str:
    """What the bookmark at that depth holds together; nothing for a paragraph that the desk set free."""
    if len(piece.holds) <= depth or (piece.role == FREE and not piece.item and not piece.is_blank):
        return ""
    return re.sub(r"\d", "", piece.holds[depth].removeprefix(PREFIX))


def _end(pieces: Sequence[Piece], at: int, depth: int) -> int:
    """The end of the stretch that the bookmark at that depth holds."""
    name, end = pieces[at].holds[depth], at
    while end < len(pieces) and _kind(pieces[end], depth) and pieces[end].holds[depth] == name:
        end += 1
    return end


def _anew(before: Item, item: Item) -> bool:
    """Whether an item begins a list of its own."""
    other = item.ordered != before.ordered or item.definition != before.definition
    return other or (item.instance != before.instance and item.restarts)


def _stands_in(follower: Piece, item: Piece) -> bool:
    """Whether a paragraph goes on under an item: set in as far, or farther."""
    return follower.indent is None or item.indent is None or follower.indent >= item.indent - SLACK


def _attribution(pieces: Sequence[Piece], at: int, role: str) -> tuple[Inlines, int]:
    past = _past_blanks(pieces, at, (role,))
    if past < len(pieces) and pieces[past].role == role and pieces[past].inlines:
        return pieces[past].inlines, past + 1
    return (), at


def _past(pieces: Sequence[Piece], at: int, roles: tuple[str, ...] = ()) -> int:
    """Past empty paragraphs of other roles: who presses Enter twice begins no new list."""
    while at < len(pieces) and pieces[at].is_blank and not pieces[at].item and pieces[at].role not in roles:
        at += 1
    return at


def _past_blanks(pieces: Sequence[Piece], at: int, roles: tuple[str, ...]) -> int:
    """Past empty paragraphs, where one of the roles follows them."""
    end = _past(pieces, at, roles)
    return end if end < len(pieces) and pieces[end].role in roles else at

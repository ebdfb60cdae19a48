"""Inlines as runs, hyperlinks and footnote marks.

ECMA-376 part 1, 17.3.2 (runs), 17.11 (footnotes), 17.16 (fields and hyperlinks).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from exporter.backends.docx.direction import DirectionMark, NoteMark, Piece, with_marks
from exporter.backends.docx.elements import Element, literal, on, w
from exporter.backends.docx.story import Story
from exporter.backends.docx.styles import fonts
from exporter.findings import finding
from exporter.model.blocks import Footnote
from exporter.model.inlines import Direction, Inlines, LineBreak, Mark, NoteRef, Text
from exporter.model.walk import block_inlines


def runs(inlines: Inlines, story: Story, style: str = "") -> Iterator[Element]:
    """The content of a paragraph; `style` is the character style of runs that ask for none of their own."""
    base = story.book.type.direction
    for link, pieces in groupby(with_marks(inlines, base), _link):
        elements = [element for piece in pieces for element in _piece(piece, story, style)]
        if link:
            yield w("hyperlink", *elements, r_id=story.link(link), history=1)
        else:
            yield from elements


def run(text: str, story: Story, style: str = "") -> Element:
    """A run of plain text in the base direction."""
    return w("r", run_properties(story, Text(text), style), literal(text))


def wide_space(story: Story) -> Element:
    """The space between two parts of one line."""
    return run("\N{EN SPACE}", story)


def run_properties(story: Story, text: Text, style: str = "") -> Element:
    """The properties of a run: direction by its isolate, both halves of weight and slant."""
    book = story.book
    rtl = (text.isolate or book.type.direction) is Direction.RTL
    named, extra = _named(text, style, rtl)
    if text.marks & Mark.CODE:
        book.roles_used.add("mono")
    return w(
        "rPr",
        w("rStyle", val=named) if named else None,
        fonts(book.type, "mono") if Mark.CODE in extra else None,
        *((on("b"), on("bCs")) if Mark.STRONG in extra else ()),
        *((on("i"), on("iCs", False)) if Mark.EMPHASIS in extra else ()),
        on("rtl") if rtl else None,
        _language(text.lang, rtl),
    )


def _named(text: Text, style: str, rtl: bool) -> tuple[str, Mark]:
    """The one character style that a run may have, and the marks that it does not say."""
    if text.link:
        return style or "Hyperlink", text.marks
    emphasis = "Emphasis" if rtl else "EmphasisLatin"
    for mark, name in ((Mark.CODE, "CodeText"), (Mark.EMPHASIS, emphasis), (Mark.STRONG, "Strong")):
        if mark in text.marks:
            return name, text.marks & ~mark
    return style, text.marks


def _language(tag: str, rtl: bool) -> Element | None:
    if not tag:
        return None
    return w("lang", bidi=tag) if rtl else w("lang", val=tag)


def _link(piece: Piece) -> str:
    return piece.link if isinstance(piece, Text) else ""


def _piece(piece: Piece, story: Story, style: str) -> Iterator[Element]:
    match piece:
        case Text():
            yield w("r", run_properties(story, piece, style), literal(piece.text))
        case LineBreak():
            yield w("r", run_properties(story, Text(""), style), w("br"))
        case NoteMark():
            yield from _note_mark(piece, story)
        case DirectionMark():
            text = Text(piece.character, isolate=piece.direction)
            yield w("r", run_properties(story, text, "DirectionMark"), literal(text.text))


def _note_mark(mark: NoteMark, story: Story) -> Iterator[Element]:
    """A footnote's mark; a second mention, or one inside a footnote, refers to the first.

    Notes are numbered through a document of several articles: in sections that count anew (17.11.19) LibreOffice 7.4
    numbers them 0 from the third on.
    """
    if mark.number not in story.called and not story.in_note:
        yield from _first_mark(mark, story)
        if story.mentioned <= story.called.keys():
            yield from _marks_of_notes_inside(mark, story)
        return
    number = literal(story.digits.spell(str(story.called[mark.number])))
    field = w("r", _mark_properties(mark, story), number)
    yield w("fldSimple", field, instr=f" NOTEREF {_bookmark(story, mark.number)} \\f \\h ")


def _first_mark(mark: NoteMark, story: Story) -> Iterator[Element]:
    identity = story.book.identity()
    reference = w("footnoteReference", id=story.call(mark.number))
    yield w("bookmarkStart", id=identity, name=_bookmark(story, mark.number))
    yield w("r", _mark_properties(mark, story), reference)
    yield w("bookmarkEnd", id=identity)


def _mark_properties(mark: NoteMark, story: Story) -> Element:
    return run_properties(story, Text("", isolate=mark.isolate), "FootnoteReference")


def _marks_of_notes_inside(last: NoteMark, story: Story) -> Iterator[Element]:
    """Word allows no footnote in a footnote: those mentioned only there get their marks in the text, after all others.

    There, and in the order of their numbers, Word counts them as the galley does.
    """
    inside = {n: note.number for note in reversed(story.footnotes.values()) for n in _mentions_in(note)}
    for number in sorted(inside.keys() - story.called.keys()):
        at = story.footnotes[number].at
        story.book.findings.append(finding("DOCX-002", at, number=number, inside=inside[number]))
        yield from _first_mark(replace(last, number=number), story)


def _mentions_in(note: Footnote) -> Iterator[int]:
    return (number for block in note.blocks for texts in block_inlines(block) for number in mentions(texts))


def mentions(inlines: Inlines) -> Iterator[int]:
    """The numbers of the footnotes that a text mentions."""
    return (inline.number for inline in inlines if isinstance(inline, NoteRef))


def _bookmark(story: Story, number: int) -> str:
    """Its name tells a mark that stands in the text for want of a place in a footnote."""
    return f"_Note{'' if number in story.mentioned else 'Inside'}{story.called[number]}"

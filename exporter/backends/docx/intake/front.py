"""What stands above the body: the headline and its lines, who wrote it, where and when; the lead picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final

from exporter.backends.docx.intake.days import day_in
from exporter.backends.docx.intake.desk import Desk, excerpt, flat
from exporter.backends.docx.intake.flow import Piece
from exporter.backends.docx.memo import packed
from exporter.model.article import Author, Byline
from exporter.model.inlines import Inline, Inlines, Mark, Text, canonical, plain, wholly_strong

ROLES: Final = ("Section", "Kicker", "Headline", "Title", "Deck", "Byline", "Dateline", "Updated")
SEPARATORS: Final = re.compile(r"\s*[،,;؛]\s*")
JOINT: Final = re.compile(r"\s+[–—-]\s+")
ROLE: Final = re.compile(r"(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)")
TIME: Final = re.compile(r"(\d{1,2}):(\d{2})")
MAIL: Final = "mailto:"
LONGEST_TITLE: Final = 30
"""Words of a first paragraph that may be taken for a headline."""


@dataclass(slots=True)
class Front:
    """The fields above the body."""

    section: str = ""
    kicker: Inlines = ()
    headline: Inlines = ()
    deck: Inlines = ()
    byline: Byline = field(default_factory=Byline)
    dateline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    rest: list[Piece] = field(default_factory=list)


def front_of(pieces: Sequence[Piece], desk: Desk, language: str) -> Front:
    """Take the front matter off the pieces; `rest` is what is left.

    A field is told by its style. In a document that names no headline the first paragraph is taken for it, and told.
    """
    front = Front()
    lines, at = _leading(pieces, ours=desk.memo is not None)
    front.rest = list(pieces[at:])
    if not any(role in lines for role in ("Headline", "Title")):
        _guess_headline(front, lines, desk)
    front.section = flat(_one(lines, "Section"))
    front.kicker, front.deck = _one(lines, "Kicker"), _one(lines, "Deck")
    front.headline = _one(lines, "Headline") or _one(lines, "Title")
    front.byline = _byline(_one(lines, "Byline"), desk)
    _dateline(front, _one(lines, "Dateline"), desk, language)
    _updated(front, _one(lines, "Updated"), desk, language)
    return front


def _leading(pieces: Sequence[Piece], *, ours: bool) -> tuple[dict[str, list[Inlines]], int]:
    """The lines of the front matter by their roles, and where it ends.

    A headline that goes on in the next paragraph is one in a document of ours; any other second one is the body's.
    """
    lines: dict[str, list[Inlines]] = {}
    end, before = 0, ""
    for at, piece in enumerate(pieces):
        if piece.is_blank:
            continue
        second = piece.role == "Headline" and ("Headline" in lines or "Title" in lines)
        if piece.role not in ROLES or piece.picture or (second and not (ours and before == "Headline")):
            break
        lines.setdefault(piece.role, []).append(piece.inlines)
        end, before = at + 1, piece.role
    return lines, end


def _one(lines: dict[str, list[Inlines]], role: str) -> Inlines:
    """The lines of one role as one: an editor may have pressed Enter inside a headline."""
    out: list[Inlines] = lines.get(role, [])
    joined: list[Inline] = []
    for place, line in enumerate(out):
        joined += [*([Text(" ")] if place else []), *line]
    return canonical(joined)


def _guess_headline(front: Front, lines: dict[str, list[Inlines]], desk: Desk) -> None:
    """The first heading near the top, else the first short paragraph; nothing is taken where there is neither."""
    texts = [piece for piece in front.rest if piece.inlines and not piece.item][:3]
    headed = next(
        (piece for piece in texts if piece.role in ("Headline", "Title") or piece.role.startswith("Subhead")), None
    )
    first = headed or (texts[0] if texts and texts[0] is _first(front.rest) else None)
    if first is None or len(plain(first.inlines).split()) > LONGEST_TITLE:
        return
    desk.say("INTAKE-040", text=excerpt(plain(first.inlines)))
    lines["Headline"] = [_unmarked(first.inlines)]
    front.rest = [piece for piece in front.rest if piece is not first]


def _unmarked(inlines: Inlines) -> Inlines:
    """A paragraph that is bold as a whole was made to look like a headline: that is no emphasis."""
    if not wholly_strong(inlines):
        return inlines
    return canonical(replace(one, marks=one.marks & ~Mark.STRONG) if isinstance(one, Text) else one for one in inlines)


def _first(pieces: Sequence[Piece]) -> Piece | None:
    return next((piece for piece in pieces if not piece.is_blank), None)


# ---------------------------------------------------------------- byline


def _byline(inlines: Inlines, desk: Desk) -> Byline:
    memo = desk.memo
    if memo and packed(inlines) == memo.worded.get("byline", []):
        return Byline(memo.agency, tuple(Author(*author) for author in memo.authors))
    if not inlines:
        return Byline()
    mails = {
        one.text.strip(): one.link.removeprefix(MAIL)
        for one in inlines
        if isinstance(one, Text) and one.link.startswith(MAIL)
    }
    agency, authors = _parted(flat(inlines), desk)
    made = tuple(_author(author, mails) for author in authors)
    desk.say(
        "INTAKE-042",
        agency=agency or "–",
        authors="؛ ".join(f"{a.name} ({a.role})" if a.role else a.name for a in made) or "–",
    )
    return Byline(agency, made)


def _parted(text: str, desk: Desk) -> tuple[str, list[str]]:
    """Agency and authors of a byline: `agency – name (role), name`; a lone name that was the agency's stays so."""
    parts = JOINT.split(text, 1)
    if len(parts) == 2:
        return parts[0].strip(), [name for name in SEPARATORS.split(parts[1]) if name.strip()]
    if desk.memo and text.strip() == desk.memo.agency:
        return text.strip(), []
    return "", [name for name in SEPARATORS.split(text) if name.strip()]


def _author(text: str, mails: dict[str, str]) -> Author:
    told = ROLE.fullmatch(text.strip())
    name, role = (told["name"].strip(), told["role"].strip()) if told else (text.strip(), "")
    return Author(name, role, mails.get(name, ""))


# ---------------------------------------------------------------- place and time


def _dateline(front: Front, inlines: Inlines, desk: Desk, language: str) -> None:
    """The place and the day of publication; the hour is what the memo says, for no dateline says it."""
    memo, words = desk.memo, flat(inlines)
    before = datetime.fromisoformat(memo.published) if memo and memo.published else None
    if memo and packed(inlines) == memo.worded.get("dateline", []):
        front.dateline, front.published = memo.dateline, before
        return
    if not words:
        return
    found = day_in(words, language)
    if found is None:
        front.dateline = words
        front.published = None if memo and memo.worded.get("dateline") else before
    else:
        place, day, _ = found
        front.dateline = place
        front.published = _on(day, before)
    desk.say(
        "INTAKE-043", place=front.dateline or "–", day=front.published.date().isoformat() if front.published else "–"
    )


def _updated(front: Front, inlines: Inlines, desk: Desk, language: str) -> None:
    memo, words = desk.memo, flat(inlines)
    before = datetime.fromisoformat(memo.updated) if memo and memo.updated else None
    if not words:
        return
    if memo and packed(inlines) == memo.worded.get("updated", []):
        front.updated = before
        return
    found = day_in(words, language)
    if found is None:
        front.updated = before
        desk.say("INTAKE-054", text=excerpt(words))
        return
    _, day, rest = found
    made = _on(day, before)
    if time := TIME.search(rest):
        hour, minute = min(int(time[1]), 23), min(int(time[2]), 59)
        made = made.replace(hour=hour, minute=minute)
    front.updated = made
    desk.say("INTAKE-044", text=excerpt(words), moment=made.isoformat())


def _on(day: date, before: datetime | None) -> datetime:
    """A day at the hour that was known before, else at midnight of UTC."""
    if before:
        return before.replace(year=day.year, month=day.month, day=day.day)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)

"""What a catalogue holds of one article, read from its bag's `data/metadata/model.json` and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exporter.text.direction import base_direction
from exporter.text.stretches import ltr_stretches, rtl_stretches

LONGEST = 10_000
"""Characters of one line of a record; a headline of more is no headline."""
EXTENDED = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")
"""A day or a moment with hyphens (ISO 8601, 5.2.1.1): its first ten characters are the day."""
FRONT = 3
"""Paragraphs of a plain text among which its headline is: section, kicker, headline."""


class UnusableError(ValueError):
    """The metadata say something that no bag of ours says; the message is the field's name."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article, or an edition as a whole.

    Attributes:
        slug: the article's name in file names.
        kind: `article` or `edition`.
        headline: as plain text, like kicker and deck.
        edition: the headline of the edition that the article is part of; empty for an article by itself.
        authors: their names; the agency's where nobody is named.
        dateline: the place that it was written in.
        published: ISO 8601 with offset; empty when not known.
        updated: the same of the last change.
        language: BCP 47 tag.
        direction: `rtl` or `ltr`.
        words: how many words the text has.
        text: paragraphs, parted by empty lines, from the byline on; empty for an edition, whose articles have records
            of their own, as have their authors.
        against: where stretches of the text that run against it begin and end, in code points, one after the other;
            found once, for it takes longer than all else.
    """

    slug: str
    kind: str
    headline: str
    edition: str = ""
    kicker: str = ""
    deck: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    published: str = ""
    updated: str = ""
    language: str = "ar"
    direction: str = "rtl"
    words: int = 0
    tags: tuple[str, ...] = ()
    text: str = ""
    against: tuple[int, ...] = ()

    @property
    def day(self) -> str:
        """The day of publication on the paper's own calendar, `2026-03-01`."""
        return self.published[:10]

    @property
    def moment(self) -> int:
        """Seconds since 1970 of publication; before all others when it is not known."""
        return _moment(self.published)

    @property
    def is_changed(self) -> bool:
        """Whether it was changed after its publication; the articles of an edition were, most often, before its day."""
        return _moment(self.updated, "updated") > self.moment


def records(model: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Record]:
    """The records of a bag: of its article, or of its edition and each article in it.

    Args:
        model: what `model.json` says.
        texts: the plain text of each article by its slug.

    Raises:
        UnusableError: a field is missing or of another kind.
    """
    whole = _record(model, texts, "")
    yield whole
    if whole.kind == "edition":
        parts = model.get("articles")
        if not isinstance(parts, list):
            raise UnusableError("articles")
        met = set[str]()
        for part in parts:
            # One named again and again would be its text again and again in memory and in the catalogue.
            if not isinstance(part, Mapping) or (slug := str(part.get("slug"))) in met:
                raise UnusableError("articles")
            met.add(slug)
            yield _record({**part, "kind": "article"}, texts, whole.headline)


def _record(model: Mapping[str, Any], texts: Mapping[str, str], edition: str) -> Record:
    slug, kind = _line(model, "slug"), _line(model, "kind")
    if kind not in ("article", "edition"):
        raise UnusableError("kind")
    if not slug:
        raise UnusableError("slug")
    language, headline, is_article = _line(model, "language") or "und", _line(model, "headline"), kind == "article"
    kicker, text = _front_off(texts.get(slug, ""), model) if is_article else ("", "")
    direction = "rtl" if model.get("direction", base_direction(language)) == "rtl" else "ltr"
    words = model.get("text_words", 0)
    if not isinstance(words, int):
        raise UnusableError("text_words")
    return Record(
        slug=slug,
        kind=kind,
        headline=headline or slug,
        edition=edition,
        kicker=_line(model, "kicker") or kicker,
        deck=_line(model, "deck"),
        section=_line(model, "section"),
        authors=(_names(model, "authors") or tuple(filter(None, [_line(model, "agency")]))) if is_article else (),
        dateline=_line(model, "dateline"),
        published=_time(model, "published"),
        updated=_time(model, "updated"),
        language=language,
        direction=direction,
        words=words,
        tags=_names(model, "tags"),
        text=text,
        against=against(text, direction),
    )


def against(text: str, direction: str) -> tuple[int, ...]:
    """Where the stretches of a text that run against it begin and end, paragraph by paragraph."""
    stretches, start, places = ltr_stretches if direction == "rtl" else rtl_stretches, 0, []
    for line in text.split("\n"):
        places += [start + edge for one in stretches(line) for edge in (one.start, one.end)]
        start += len(line) + 1
    return tuple(places)


def _front_off(text: str, model: Mapping[str, Any]) -> tuple[str, str]:
    """The kicker, which the model does not name at its head, and the text without what a record has in fields."""
    paragraphs = text.strip().split("\n\n")
    headline = _line(model, "headline")
    above = [" ".join(one.split()) for one in paragraphs[:FRONT]]
    if headline not in above:
        return "", text.strip()
    at = above.index(headline)
    kicker = next((one for one in above[:at] if one != _line(model, "section")), "")
    below = at + 1 + (" ".join("".join(paragraphs[at + 1 : at + 2]).split()) == _line(model, "deck") != "")
    return kicker, "\n\n".join(paragraphs[below:])


def _line(model: Mapping[str, Any], field: str) -> str:
    value = model.get(field) or ""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise UnusableError(field)
    return " ".join(value.split())


def _names(model: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """A list of names, each by itself or as the `name` of a table."""
    value = model.get(field) or []
    if not isinstance(value, list):
        raise UnusableError(field)
    tables = [{"name": one} if isinstance(one, str) else one for one in value]
    if not all(isinstance(table, Mapping) for table in tables):
        raise UnusableError(field)
    return tuple(name for table in tables if (name := _line(table, "name")))


def _time(model: Mapping[str, Any], field: str) -> str:
    value = _line(model, field)
    if not value:
        return ""
    _moment(value, field)
    return value if EXTENDED.match(value) else datetime.fromisoformat(value).isoformat()


def _moment(written: str, field: str = "published") -> int:
    if not written:
        return -(1 << 62)
    try:
        when = datetime.fromisoformat(written)
        return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        raise UnusableError(field) from None

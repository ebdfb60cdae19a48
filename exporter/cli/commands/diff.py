"""`export diff BAG BAG`: what changed between two versions of an article."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from exporter.cli.console import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from exporter.archive.diff import Changed, Difference, Field
    from exporter.archive.words import Passage, Piece
    from exporter.cli.console import Console

DIFFERS = 1
RED, GREEN = "31;1", "32;1"


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("older", metavar="OLDER", help=texts["older"])
    what.add_argument("newer", metavar="NEWER", help=texts["newer"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Compare; 0 when nothing changed, 1 when something did."""
    from exporter.archive.diff import compare
    from exporter.batch.faults import as_error

    try:
        difference = compare(options.older, options.newer)
    except Exception as fault:
        return console.failure(as_error(fault))
    console.findings(difference.findings)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in _lines(difference, colour=colour):
        console.result(line)
    exit_code = 0 if difference.is_same else DIFFERS
    console.dump({"exit": exit_code, **_document(difference, console)})
    return exit_code


# ---------------------------------------------------------------- for people


def _lines(difference: Difference, *, colour: bool) -> Iterator[str]:
    """Names of fields as article.yml has them; what was and what is on a line each, changed words marked."""
    for one in difference.fields:
        yield from _field(one, colour)
    for article in difference.articles:
        if article.state in ("added", "removed"):
            yield f"{'+' if article.state == 'added' else '−'} {harmless(article.slug)}"
        elif article.state == "changed":
            yield f"{harmless(article.slug)}  −{article.removed} +{article.added}"
            yield from (f"  {line}" for line in _article(article, colour))


def _article(article: Changed, colour: bool) -> Iterator[str]:
    for one in article.fields:
        yield from _field(one, colour)
    if article.body:
        yield "body"
    for passage in article.body:
        yield from _passage(passage, colour)
    for image, state, fields in article.pictures:
        sign = {"added": "+ ", "removed": "− ", "replaced": "≠ "}.get(state, "")
        yield f"image  {sign}{harmless(image)}"
        for one in fields:
            yield from (f"  {line}" for line in _field(one, colour))
    if article.corrections:
        yield "corrections"
    for state, text in article.corrections:
        yield f"  {'+' if state == 'added' else '−'} {harmless(text)}"


def _field(field: Field, colour: bool) -> Iterator[str]:
    yield field.name
    yield from _passage(field.change, colour)


def _passage(passage: Passage, colour: bool) -> Iterator[str]:
    if passage.before:
        yield f"  − {_shown(passage.before, RED if colour else '')}"
    if passage.after:
        yield f"  + {_shown(passage.after, GREEN if colour else '')}"


def _shown(pieces: tuple[Piece, ...], colour: str) -> str:
    """Changed words in colour, or in brackets that turn with the direction of the text."""
    before, after = (f"\x1b[{colour}m", "\x1b[0m") if colour else ("⟦", "⟧")
    said = ((one.changed, harmless(one.text)) for one in pieces if one.text)
    return " ".join(f"{before}{text}{after}" if changed else text for changed, text in said)


# ---------------------------------------------------------------- for programs


def _document(difference: Difference, console: Console) -> dict[str, Any]:
    return {
        "versions": list(difference.versions),
        "chained": difference.is_chained,
        "fields": [_as_json(one) for one in difference.fields],
        "articles": [
            {
                "slug": one.slug,
                "state": one.state,
                "fields": [_as_json(field) for field in one.fields],
                "body": [_words(passage) for passage in one.body],
                "words": {"removed": one.removed, "added": one.added},
                "pictures": [
                    {"image": image, "state": state, "fields": [_as_json(field) for field in fields]}
                    for image, state, fields in one.pictures
                ],
                "corrections": [{"state": state, "text": text} for state, text in one.corrections],
            }
            for one in difference.articles
        ],
        "findings": [console.as_json(one) for one in difference.findings],
    }


def _as_json(field: Field) -> dict[str, Any]:
    return {"field": field.name, **_words(field.change)}


def _words(passage: Passage) -> dict[str, Any]:
    return {
        "before": [{"text": one.text, "changed": one.changed} for one in passage.before],
        "after": [{"text": one.text, "changed": one.changed} for one in passage.after],
    }

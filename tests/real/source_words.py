"""The words of an article, read by a way of its own: PyYAML, plain markdown-it and lxml, nothing of our loader.

What the program words itself (dates, labels, joints of the byline) is not here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

UNSEEN = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
EDGES = "،,:()–"
BLOCK_ENDS = re.compile(r"(?=</(?:p|li|h\d|td|th|blockquote)>)|<br ?/?>")
PLACE = re.compile(r"@@(\d+)@@")
ARCHIVAL = "(أرشيفية)"
FRONT = ("section", "kicker", "headline", "deck")


@dataclass(frozen=True, slots=True)
class Source:
    """The words of an article.

    Attributes:
        front: what stands before the lead picture, a piece after the other.
        body: the lead picture's caption and credit, and the body.
        notes: the footnotes in the order of their first mention.
        end: what stands after the notes, a piece after the other.
    """

    front: tuple[str, ...]
    body: list[str]
    notes: list[str]
    end: tuple[str, ...]


def read(path: Path) -> Source:
    """Read an `article.yml`."""
    article = yaml.safe_load(path.read_text(encoding="utf-8"))
    lead = _figure(article["lead"]) if "lead" in article else ""
    body, notes = _body(article["body"])
    return Source(tuple(filter(None, _front(article))), split(f"{lead} {body}"), split(notes), tuple(_end(article)))


def split(text: str) -> list[str]:
    """Words as an eye tells them: parted by white space, without what shows nothing."""
    return unicodedata.normalize("NFC", text.translate(UNSEEN)).split()


def bare(words: Iterable[str]) -> list[str]:
    """The words without the punctuation of their joints."""
    return [kept for word in words if (kept := word.strip(EDGES))]


def _front(article: Mapping[str, Any]) -> Iterator[str]:
    yield from (article.get(field, "") for field in FRONT)
    byline = article.get("byline", {})
    yield byline.get("agency", "")
    for author in byline.get("authors", []):
        yield from (author["name"], author.get("role", "")) if isinstance(author, dict) else (author,)
    yield article.get("dateline", "")


def _end(article: Mapping[str, Any]) -> Iterator[str]:
    yield from (item["text"] for item in article.get("corrections", []))
    yield from (item["title"] for item in article.get("related", []))
    yield from article.get("tags", [])
    yield from filter(None, [article.get("source", {}).get("name"), article.get("rights")])


def _body(body: str | list[Any]) -> tuple[str, str]:
    """The text of the body and that of its footnotes; all of its Markdown is one document."""
    parts: list[Any] = [body] if isinstance(body, str) else body
    written = "\n\n".join(part if isinstance(part, str) else f"@@{i}@@" for i, part in enumerate(parts))
    text, notes = _markdown(written)
    return PLACE.sub(lambda place: _typed(parts[int(place[1])]), text), notes


def _markdown(text: str) -> tuple[str, str]:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    tree: Any = html.fromstring(f"<div>{BLOCK_ENDS.sub(chr(10), parser.render(text))}</div>")
    for number in tree.xpath("//sup[@class='footnote-ref'] | //a[@class='footnote-backref']"):
        number.drop_tree()
    notes = ""
    for section in tree.xpath("//section[@class='footnotes']"):
        notes = str(section.text_content())
        section.drop_tree()
    return str(tree.text_content()), notes


def _typed(block: Mapping[str, Any]) -> str:
    ((kind, content),) = block.items()
    attribution = content.get("attribution", "") if isinstance(content, dict) else ""
    match kind:
        case "figure":
            return _figure(content)
        case "note":
            return _markdown(content)[0]
        case "table":
            cells = [cell for row in [content.get("header", []), *content["rows"]] for cell in row]
            return " ".join([content.get("caption", ""), *map(_inline, map(str, cells))])
        case "verse":
            return " ".join([*(half for pair in content["lines"] for half in pair), attribution])
        case "box":
            return f"{content['title']} {_markdown(content['body'])[0]}"
        case _:
            return f"{_markdown(content['text'])[0]} {attribution}"


def _figure(figure: Mapping[str, Any]) -> str:
    mark = ARCHIVAL if figure.get("archival") else ""
    return " ".join([_inline(figure.get("caption", "")), mark, figure.get("credit", "")])


def _inline(text: str) -> str:
    tree: Any = html.fromstring(f"<div>{MarkdownIt('commonmark').renderInline(text)}</div>")
    return str(tree.text_content())

"""An article to the text of its `article.yml`: the way back of `load`, so that `load(dump(article)) == article`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import assert_never

from exporter.loading.build import Builder
from exporter.loading.dump_inlines import line
from exporter.loading.dump_markdown import footnote, markdown, sayable
from exporter.loading.dump_yaml import Flow, Spaced, Tree, mapping
from exporter.loading.shape import check
from exporter.loading.source import Source
from exporter.loading.yaml_tree import compose
from exporter.messages import is_error
from exporter.model.article import Article, Author, Byline
from exporter.model.blocks import (
    Align,
    Block,
    Box,
    CodeBlock,
    EditorNote,
    Figure,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    SectionBreak,
    Subhead,
    Table,
    Verse,
)
from exporter.model.inlines import Inlines

SCHEMA = "article.schema.json"
_NAMELESS = Path("article.yml")


def dump(article: Article) -> str:
    """The text of the article's file, its fields in the order in which a reader meets them."""
    fields: dict[str, Tree] = {
        "language": article.language,
        "slug": article.slug,
        "section": article.section,
        "kicker": line(article.kicker),
        "headline": line(article.headline),
        "deck": line(article.deck),
        "byline": _byline(article.byline),
        "dateline": article.dateline,
        "published": article.published.isoformat() if article.published else "",
        "updated": article.updated.isoformat() if article.updated else "",
        "lead": _figure(article.lead) if article.lead else {},
        "body": _body(article),
        "corrections": [{"date": one.date.isoformat(), "text": line(one.text)} for one in article.corrections],
        "source": _filled({"name": article.source.name, "url": article.source.url}) if article.source else {},
        "rights": article.rights,
        "tags": Flow(article.tags),
        "related": [_filled({"title": one.title, "url": one.url}) for one in article.related],
    }
    return f"# yaml-language-server: $schema={SCHEMA}\n" + mapping(_filled(fields))


def differs(article: Article, text: str) -> str:
    """The field in which the text of a file says something else than the article; empty when it says the same."""
    source = Source("", text)
    root, findings = compose(source)
    if root is None:
        return findings[0].code
    tree, faults = check(root, source)
    builder = Builder(source, tree)
    made = builder.article(_NAMELESS, is_sound=not faults)
    wrong = next((found for found in (*findings, *faults, *builder.findings) if is_error(found)), None)
    if wrong:
        return f"{wrong.field} ({wrong.code})"
    names = (name for name in Article.__slots__ if name != "at")
    return next((name for name in names if getattr(made, name) != getattr(article, name)), "")


def _filled(fields: dict[str, Tree]) -> dict[str, Tree]:
    return {name: value for name, value in fields.items() if value}


def _byline(byline: Byline) -> Tree:
    return _filled({"agency": byline.agency, "authors": [_author(author) for author in byline.authors]})


def _author(author: Author) -> Tree:
    if not (author.role or author.email):
        return author.name
    return _filled({"name": author.name, "role": author.role, "email": author.email})


# ---------------------------------------------------------------- body


def _body(article: Article) -> Tree:
    """One text where Markdown says all, else a list of texts and blocks; the footnotes close the last text."""
    parts = Spaced(_parts(article.body))
    # After more than a line of its own, a quotation or a list would take the next note for its last paragraph's.
    notes = "\n".join(f"{one}\n" if "\n" in one else one for one in map(footnote, article.notes)).rstrip("\n")
    if notes:
        texts = [place for place, part in enumerate(parts) if isinstance(part, str)]
        if texts:
            parts[texts[-1]] = f"{parts[texts[-1]]}\n{notes}\n"
        else:
            parts.append(notes + "\n")
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts


def _parts(blocks: Iterable[Block]) -> Iterator[Tree]:
    for plain, group in groupby(blocks, sayable):
        if plain:
            yield markdown(group) + "\n"
        else:
            yield from map(_typed, group)


def _text(blocks: Iterable[Block]) -> str:
    """The Markdown inside a block: of one line where it is one."""
    text = markdown(blocks)
    return text + "\n" if "\n" in text else text


def _typed(block: Block) -> Tree:
    match block:
        case Figure():
            return {"figure": _figure(block)}
        case PullQuote():
            said = {"text": line(block.inlines), "attribution": line(block.attribution)}
            return {"pullquote": _filled(dict(said))}
        case Quote():
            said = {"text": _text(block.blocks), "attribution": line(block.attribution)}
            return {"quote": _filled({**said, "exact": block.exact})}
        case Box():
            return {"box": {"title": line(block.title), "body": _text(block.blocks)}}
        case Table():
            return {"table": _table(block)}
        case Verse():
            return _verse(block)
        case EditorNote():
            return {"note": _text(block.blocks)}
        case ItemList() | Paragraph() | Subhead() | CodeBlock() | SectionBreak():
            raise ValueError(f"Markdown cannot say this {type(block).__name__}")
        case _:
            assert_never(block)


def _figure(figure: Figure) -> Tree:
    fields: dict[str, Tree] = {
        "caption": line(figure.caption),
        "credit": line(figure.credit),
        "archival": figure.archival,
    }
    return {"image": figure.image, "alt": figure.alt, **_filled(fields)}


def _row(cells: Iterable[Inlines]) -> Flow:
    return Flow(map(line, cells))


def _table(block: Table) -> Tree:
    aligns = Flow() if set(block.aligns) == {Align.START} else Flow(align.value for align in block.aligns)
    fields: dict[str, Tree] = {"caption": line(block.caption), "header": _row(block.header), "align": aligns}
    return {**_filled(fields), "rows": list(map(_row, block.rows))}


def _verse(block: Verse) -> Tree:
    lines = [_row(pair if pair[1] else pair[:1]) for pair in block.lines]
    return {"verse": _filled({"lines": lines, "attribution": line(block.attribution)})}

"""`export diff`: what changed between two bags of an article, by fields, words, pictures and corrections.

Read from the canonical model in each bag and not from the article's file: another order of keys or another way of
writing the same is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from exporter.archive.chain import PREVIOUS, PREVIOUS_SUM, VERSION, WORK, label, seal
from exporter.archive.names import picture_path
from exporter.archive.opening import Bag, open_bag
from exporter.archive.proof import table
from exporter.archive.words import Passage, passage, passages
from exporter.errors import InputError
from exporter.findings import Finding, Span, finding

MODEL: Final = "data/metadata/model.json"
FIELDS: Final = (
    "language",
    "slug",
    "section",
    "kicker",
    "headline",
    "deck",
    "byline",
    "dateline",
    "published",
    "updated",
    "tags",
    "related",
    "source",
    "rights",
)
OF_EDITIONS: Final = ("masthead", "number", "date", "identifier")
RUNS: Final = {"Text", "LineBreak", "NoteRef"}
SIGNS: Final = {"Subhead": "## ", "Quote": "> ", "PullQuote": ">> ", "EditorNote": "! ", "SectionBreak": "* * *"}
"""What a block is, before its text: a paragraph that became a subhead has changed."""
MARKS: Final = {"strong": "**", "emphasis": "*", "code": "`"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field that changed: its name in article.yml."""

    name: str
    change: Passage


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed of an article.

    Attributes:
        slug: its name.
        state: `changed`, `same`, `added` or `removed`: an edition gains and loses articles.
        fields: of the front matter.
        body: passages of the text, its footnotes after it.
        pictures: by their paths: `added`, `removed`, `replaced` (other bytes), or what is said of them.
        corrections: that came or went.
    """

    slug: str
    state: str
    fields: tuple[Field, ...] = ()
    body: tuple[Passage, ...] = ()
    pictures: tuple[tuple[str, str, tuple[Field, ...]], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def removed(self) -> int:
        """Words of the text that are gone."""
        return sum(one.removed for one in self.body)

    @property
    def added(self) -> int:
        """Words of the text that have come."""
        return sum(one.added for one in self.body)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two bags against each other.

    Attributes:
        versions: the External-Identifier of each.
        is_chained: whether the second names the first as the version before it.
        fields: of the edition itself.
        articles: the article, or each of either edition.
        findings: what is to be said of the chain.
    """

    versions: tuple[str, str]
    is_chained: bool
    fields: tuple[Field, ...]
    articles: tuple[Changed, ...]
    findings: tuple[Finding, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not self.fields and all(one.state == "same" for one in self.articles)


def compare(older: str, newer: str) -> Difference:
    """Compare two bags, the version before and the version after.

    Raises:
        InputError: one cannot be opened (BAG-...), its model is damaged (RESTORE-001) or none of ours (RESTORE-002).
    """
    try:
        return _compare(older, newer)
    except RecursionError:  # no article is nested like that
        raise InputError(finding("RESTORE-002", path=MODEL)) from None


def _compare(older: str, newer: str) -> Difference:
    with open_bag(older) as first, open_bag(newer) as second:
        a, b = table(first, MODEL), table(second, MODEL)
        before, after = _articles(first, a), _articles(second, b)
        is_chained = label(second, PREVIOUS_SUM) == seal(first)
        versions = (label(first, VERSION), label(second, VERSION))
        # One version laid out in two ways is no chain of two: a bag may not name its own sources as those before.
        chain = () if is_chained or versions[0] == versions[1] else (_unchained(first, second),)
    fields = tuple(_fields(_of_edition(a), _of_edition(b), (*OF_EDITIONS, "articles")))
    articles = tuple(_changed(slug, before.get(slug), after.get(slug)) for slug in dict.fromkeys((*after, *before)))
    return Difference(versions, is_chained, fields, articles, chain)


def _unchained(older: Bag, newer: Bag) -> Finding:
    """Why the second bag is not what comes after the first."""
    at = Span(newer.place)
    if label(older, WORK) != label(newer, WORK):
        return finding("RESTORE-013", at, older=label(older, WORK) or "?", newer=label(newer, WORK) or "?")
    if label(older, PREVIOUS_SUM) == seal(newer):
        return finding("RESTORE-012", at)
    if named := label(newer, PREVIOUS):
        return finding("RESTORE-011", at, named=named)
    return finding("RESTORE-010", at, older=older.place)


# ---------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True)
class _Told:
    """An article as a model tells it, and the sums of the sources by their paths in the payload."""

    head: Mapping[str, Any]
    tree: Mapping[str, Any]
    sums: Mapping[str, Any]


def _articles(bag: Bag, model: Mapping[str, Any]) -> dict[str, _Told]:
    sums, wrong = model.get("sources"), InputError(finding("RESTORE-002", Span(bag.place), path=MODEL))
    if not isinstance(sums, Mapping):
        raise wrong
    if model.get("kind") == "article":
        heads = [model]
    else:
        slugs = [one.get("slug") for one in _list(model.get("articles")) if isinstance(one, Mapping)]
        heads = [table(bag, f"data/metadata/articles/{slug}/model.json") for slug in slugs]
    if not heads or any(not isinstance(head.get("article"), Mapping) for head in heads):
        raise wrong
    return {str(head.get("slug")): _Told(head, head["article"], sums) for head in heads}


def _of_edition(model: Mapping[str, Any]) -> dict[str, Any]:
    of = model.get("edition")
    slugs = [one.get("slug") for one in _list(model.get("articles")) if isinstance(one, Mapping)]
    return {**(of if isinstance(of, Mapping) else {}), "articles": slugs}


def _changed(slug: str, before: _Told | None, after: _Told | None) -> Changed:
    if before is None or after is None:
        return Changed(slug, "added" if before is None else "removed")
    a, b = before.tree, after.tree
    fields = tuple(
        _fields({**a, "section": before.head.get("section")}, {**b, "section": after.head.get("section")}, FIELDS)
    )
    body = (
        *passages(list(_texts(a.get("body"))), list(_texts(b.get("body")))),
        *passages(list(_texts(a.get("notes"))), list(_texts(b.get("notes")))),
    )
    pictures, corrections = tuple(_pictures(before, after)), tuple(_corrections(a, b))
    state = "changed" if fields or body or pictures or corrections else "same"
    return Changed(slug, state, fields, body, pictures, corrections)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any], names: Iterable[str]) -> Iterator[Field]:
    for name in names:
        was, now = _said(before.get(name)), _said(after.get(name))
        if was != now:
            yield Field(name, passage(was, now))


def _corrections(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    olds, news = ([_said(one) for one in _list(tree.get("corrections"))] for tree in (before, after))
    yield from (("removed", text) for text in olds if text not in news)
    yield from (("added", text) for text in news if text not in olds)


def _pictures(before: _Told, after: _Told) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
    olds, news = dict(_figures(before.tree)), dict(_figures(after.tree))
    for image in dict.fromkeys((*olds, *news)):
        if image not in news or image not in olds:
            yield image, "added" if image in news else "removed", ()
            continue
        fields = tuple(_fields(olds[image], news[image], ("alt", "caption", "credit", "archival")))
        sums = [told.sums.get(picture_path(str(told.head.get("folder")), image)) for told in (before, after)]
        if fields or sums[0] != sums[1]:
            yield image, "replaced" if sums[0] != sums[1] else "changed", fields


def _figures(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if value.get("kind") == "Figure":
            yield str(value.get("image")), value
        for inner in value.values():
            yield from _figures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _figures(inner)


# ---------------------------------------------------------------- texts


def _texts(value: Any, sign: str = "") -> Iterator[str]:
    """The paragraphs of blocks, each with a sign of what it is; figures are told apart from them."""
    if _is_runs(value):
        yield sign + "".join(map(_run, value))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, sign)
    elif isinstance(value, Mapping) and value.get("kind") == "CodeBlock":
        yield str(value.get("text", ""))
    elif isinstance(value, Mapping) and value.get("kind") == "SectionBreak":
        yield SIGNS["SectionBreak"]
    elif isinstance(value, Mapping) and value.get("kind") != "Figure":
        kind = str(value.get("kind"))
        own = ("1. " if value.get("ordered") else "- ") if kind == "ItemList" else SIGNS.get(kind, "")
        for name in sorted(value, key=_place):
            yield from _texts(value[name], sign + own) if isinstance(value[name], list) else ()


ORDER: Final = ("title", "caption", "header", "rows", "lines", "inlines", "blocks", "items", "attribution")
"""In which order the parts of a block are read."""


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _is_runs(value: Any) -> bool:
    return (
        bool(value) and isinstance(value, list) and all(isinstance(r, Mapping) and r.get("kind") in RUNS for r in value)
    )


def _run(run: Mapping[str, Any]) -> str:
    """A run with its looks in Markdown's signs, so that another emphasis or address is a change too."""
    if run["kind"] == "NoteRef":
        return f"[^{run.get('number')}]"
    if run["kind"] == "LineBreak":
        return " / "
    text = str(run.get("text", ""))
    signs = "".join(MARKS[mark] for mark in _list(run.get("marks")) if mark in MARKS)
    text = f"{signs}{text}{signs[::-1]}"
    return f"[{text}]({run['link']})" if run.get("link") else text


def _said(value: Any) -> str:
    """A field as one line of text."""
    if _is_runs(value):
        return "".join(map(_run, value))
    if isinstance(value, list):
        return "، ".join(filter(None, map(_said, value)))
    if isinstance(value, Mapping):
        return " – ".join(filter(None, (_said(inner) for name, inner in value.items() if name != "kind")))
    return "" if value is None or value is False else str(value)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()

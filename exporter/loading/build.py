"""From a tree of the right shape to the article: every text cleaned and read, every block with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from exporter.findings import Fact, Finding, Span
from exporter.loading.copy import Copy
from exporter.loading.formats import day, moment, slug_of
from exporter.loading.markdown import Markdown, Traced
from exporter.loading.source import Source as File
from exporter.loading.yaml_tree import Mapping, Node, Scalar, Sequence
from exporter.messages import is_error
from exporter.model.article import Article, Author, Byline, Correction, Related, Source
from exporter.model.blocks import Align, Block, Box, CodeBlock, EditorNote, Figure, PullQuote, Quote, Table, Verse
from exporter.model.inlines import Inlines, plain
from exporter.model.walk import all_blocks, block_inlines
from exporter.text.words import words

_T = TypeVar("_T")


def default_slug(path: Path) -> str:
    """The slug of a file that names none: its folder's name for `article.yml` and `edition.yml`, else its own."""
    full = path.absolute()
    return slug_of(full.resolve().parent.name if full.stem in ("article", "edition") else full.stem)


class Builder:
    """Builds one article.

    Attributes:
        findings: what was found on the way; with an error among them the article is not to be used.
        pictures: every figure with the place of its path and its field.
        verbatim: the fields whose words are another's: verse, and quotations marked exact.
    """

    def __init__(self, file: File, tree: Mapping, trace: list[Traced] | None = None) -> None:
        """Take the checked tree of a file; every text of Markdown goes into `trace`, if there is one."""
        self.findings: list[Finding] = []
        self.pictures: list[tuple[Figure, Span, str]] = []
        self.verbatim: list[str] = []
        self._file = file
        self._tree = tree
        self._spans: dict[str, Span] = {}
        self._copies: dict[int, Copy] = {}
        self._language = self._plain(tree, "language", "") or "ar"
        self._markdown = Markdown(trace)

    def article(self, path: Path, *, is_sound: bool) -> Article:
        """The article of a file, sound when nothing of it had to be left out.

        Texts are read in the order in which a reader meets them, for so footnotes are numbered.
        """
        tree = self._tree
        self._declare(_value(tree, "body"), "body")
        kicker, headline, deck = (self._line(tree, name, "") for name in ("kicker", "headline", "deck"))
        lead = self._optional(tree, "lead", self._figure)
        body = self._body(_value(tree, "body"))
        corrections = tuple(made for made in self._each(tree, "corrections", self._correction) if made)
        notes = self._markdown.notes()
        for block in all_blocks(inner for note in notes for inner in note.blocks):
            self._note_figure(block, "body")
        article = Article(
            language=self._language,
            slug=self._plain(tree, "slug", "") or default_slug(path),
            headline=headline,
            body=body,
            section=self._plain(tree, "section", ""),
            kicker=kicker,
            deck=deck,
            byline=self._optional(tree, "byline", self._byline) or Byline(),
            dateline=self._plain(tree, "dateline", ""),
            published=moment(self._plain(tree, "published", "")),
            updated=moment(self._plain(tree, "updated", "")),
            lead=lead,
            notes=notes,
            tags=tuple(self._each(tree, "tags", self._text)),
            related=tuple(self._each(tree, "related", self._related)),
            corrections=corrections,
            source=self._optional(tree, "source", self._source),
            rights=self._plain(tree, "rights", ""),
            at=tuple(self._spans.items()),
        )
        self.findings += self._markdown.findings
        if is_sound and not any(map(is_error, self.findings)):
            self._demand("headline", words(plain(headline)))
            self._demand("body", any(map(_says_something, all_blocks(article.body))))
        return article

    def _demand(self, name: str, value: object) -> None:
        """Something must be left of what was written (a text of nothing but a footnote's definition is none)."""
        written = _value(self._tree, name)
        if written is not None and not value:
            self.findings.append(self._at(written, "LOAD-037", name, field=name))

    # ------------------------------------------------------------ texts

    def _copy(self, scalar: Scalar, where: str) -> Copy:
        if id(scalar) not in self._copies:
            copy = Copy(self._file, scalar, where)
            self._copies[id(scalar)] = copy
            self.findings += copy.repairs()
            self._mark(where, scalar)
        return self._copies[id(scalar)]

    def _mark(self, where: str, node: Node) -> None:
        if not where.startswith("body"):
            self._spans[where] = self._file.span(node.start)

    def _text(self, node: Node, where: str) -> str:
        """A plain text: no Markdown, white space folded."""
        assert isinstance(node, Scalar)
        text, refused = self._copy(node, where).plain()
        self.findings += refused
        return text

    def _plain(self, owner: Mapping, name: str, where: str) -> str:
        node = _value(owner, name)
        return self._text(node, _path(where, name)) if node is not None else ""

    def _inlines(self, node: Node, where: str) -> Inlines:
        assert isinstance(node, Scalar)
        return self._markdown.inlines(self._copy(node, where))

    def _line(self, owner: Mapping, name: str, where: str) -> Inlines:
        node = _value(owner, name)
        return self._inlines(node, _path(where, name)) if node is not None else ()

    def _at(self, node: Node, code: str, where: str, **args: Fact) -> Finding:
        return self._file.finding(code, node.start, 0, where=where, **args)

    # ------------------------------------------------------------ front matter

    def _optional(self, owner: Mapping, name: str, make: Callable[[Node, str], _T]) -> _T | None:
        node = _value(owner, name)
        if node is None:
            return None
        self._mark(name, node)
        return make(node, name)

    def _each(self, owner: Mapping, name: str, make: Callable[[Node, str], _T], where: str = "") -> Iterator[_T]:
        path = _path(where, name)
        for i, node in enumerate(_items(_value(owner, name))):
            self._mark(f"{path}.{i}", node)
            yield make(node, f"{path}.{i}")

    def _byline(self, node: Node, where: str) -> Byline:
        assert isinstance(node, Mapping)
        return Byline(self._plain(node, "agency", where), tuple(self._each(node, "authors", self._author, where)))

    def _author(self, node: Node, where: str) -> Author:
        if isinstance(node, Mapping):
            name, role, email = (self._plain(node, key, where) for key in ("name", "role", "email"))
            return Author(name, role, email)
        return Author(self._text(node, where))

    def _related(self, node: Node, where: str) -> Related:
        assert isinstance(node, Mapping)
        return Related(self._plain(node, "title", where), self._plain(node, "url", where))

    def _source(self, node: Node, where: str) -> Source:
        assert isinstance(node, Mapping)
        return Source(self._plain(node, "name", where), self._plain(node, "url", where))

    def _correction(self, node: Node, where: str) -> Correction | None:
        assert isinstance(node, Mapping)
        made = day(self._plain(node, "date", where))
        text = self._line(node, "text", where)
        return Correction(made, text, self._file.span(node.start)) if made else None

    # ------------------------------------------------------------ body

    def _declare(self, node: Node | None, where: str) -> None:
        """Tell the reader of Markdown every text before it reads the first."""
        match node:
            case Scalar():
                self._markdown.declare(self._copy(node, where))
            case Sequence():
                for i, item in enumerate(node.items):
                    self._declare(item, f"{where}.{i}")
            case Mapping():
                for kind, key in (("quote", "text"), ("box", "body"), ("note", "")):
                    block = _value(node, kind)
                    inner = _value(block, key) if isinstance(block, Mapping) else block
                    if inner is not None:
                        self._declare(inner, _path(_path(where, kind), key))
            case None:
                pass

    def _body(self, node: Node | None) -> tuple[Block, ...]:
        if isinstance(node, Sequence):
            return tuple(block for i, item in enumerate(node.items) for block in self._blocks(item, f"body.{i}"))
        return self._blocks(node, "body") if node is not None else ()

    def _blocks(self, node: Node | None, where: str) -> tuple[Block, ...]:
        match node:
            case Scalar():
                blocks = self._markdown.blocks(self._copy(node, where))
                for block in all_blocks(blocks):
                    self._note_figure(block, where)
                return blocks
            case Mapping():
                made = (self._typed(kind, entry.value, f"{where}.{kind}") for kind, entry in node.entries.items())
                return tuple(block for block in made if block is not None)
            case _:
                return ()

    def _note_figure(self, block: Block, where: str) -> None:
        if isinstance(block, Figure):
            self.pictures.append((block, block.at, where))

    def _typed(self, kind: str, node: Node | None, where: str) -> Block | None:
        if node is None:
            return None
        make: dict[str, Callable[[Node, str], Block]] = {
            "figure": self._figure,
            "pullquote": self._pullquote,
            "quote": self._quote,
            "box": self._box,
            "table": self._table,
            "verse": self._verse,
            "note": self._editor_note,
        }
        return make[kind](node, where)

    def _figure(self, node: Node, where: str) -> Figure:
        assert isinstance(node, Mapping)
        image = _value(node, "image")
        figure = Figure(
            # Never cleaned: it must name the file as the file system does.
            image.text.strip() if isinstance(image, Scalar) else "",
            self._plain(node, "alt", where),
            self._line(node, "caption", where),
            self._line(node, "credit", where),
            _is_true(_value(node, "archival")),
            at=self._file.span(node.start),
        )
        if image is not None:
            self._mark(f"{where}.image", image)
            self.pictures.append((figure, self._file.span(image.start, len(figure.image)), f"{where}.image"))
        return figure

    def _pullquote(self, node: Node, where: str) -> PullQuote:
        at = self._file.span(node.start)
        if isinstance(node, Mapping):
            return PullQuote(self._line(node, "text", where), self._line(node, "attribution", where), at)
        return PullQuote(self._inlines(node, where), (), at)

    def _quote(self, node: Node, where: str) -> Quote:
        assert isinstance(node, Mapping)
        blocks = self._blocks(_value(node, "text"), f"{where}.text")
        exact = _is_true(_value(node, "exact"))
        if exact:
            self.verbatim.append(f"{where}.text")
        return Quote(blocks, self._line(node, "attribution", where), exact, self._file.span(node.start))

    def _box(self, node: Node, where: str) -> Box:
        assert isinstance(node, Mapping)
        title = self._line(node, "title", where)
        return Box(title, self._blocks(_value(node, "body"), f"{where}.body"), self._file.span(node.start))

    def _editor_note(self, node: Node, where: str) -> EditorNote:
        return EditorNote(self._blocks(node, where), self._file.span(node.start))

    def _table(self, node: Node, where: str) -> Table:
        assert isinstance(node, Mapping)
        caption = self._line(node, "caption", where)
        header = self._cells(_value(node, "header"), f"{where}.header")
        written = _items(_value(node, "rows"))
        rows = tuple(self._cells(row, f"{where}.rows.{i}") for i, row in enumerate(written))
        columns = len(header) or max(map(len, rows), default=0)
        for i, (row, cells) in enumerate(zip(written, rows, strict=True)):
            if len(cells) != columns:
                path = f"{where}.rows.{i}"
                self.findings.append(self._at(row, "LOAD-069", path, row=i + 1, found=len(cells), columns=columns))
        aligns = tuple(Align(item.text) for item in _items(_value(node, "align")) if isinstance(item, Scalar))
        if aligns and len(aligns) != columns and (align := _value(node, "align")) is not None:
            self.findings.append(self._at(align, "LOAD-071", f"{where}.align", found=len(aligns), columns=columns))
        return Table(caption, header, rows, aligns or (Align.START,) * columns, self._file.span(node.start))

    def _cells(self, node: Node | None, where: str) -> tuple[Inlines, ...]:
        return tuple(self._inlines(cell, f"{where}.{i}") for i, cell in enumerate(_items(node)))

    def _verse(self, node: Node, where: str) -> Verse:
        at = self._file.span(node.start)
        self.verbatim.append(where)
        if isinstance(node, Mapping):
            lines = self._pairs(_value(node, "lines"), f"{where}.lines")
            return Verse(lines, self._line(node, "attribution", where), at)
        return Verse(self._pairs(node, where), (), at)

    def _pairs(self, node: Node | None, where: str) -> tuple[tuple[Inlines, Inlines], ...]:
        lines = (self._cells(line, f"{where}.{i}") for i, line in enumerate(_items(node)))
        return tuple((cells[0], cells[1] if len(cells) > 1 else ()) for cells in lines if cells)


def _value(owner: Mapping, name: str) -> Node | None:
    entry = owner.entries.get(name)
    return entry.value if entry else None


def _is_true(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text.lower() == "true"


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _path(where: str, name: str) -> str:
    return f"{where}.{name}" if where and name else where or name


def _says_something(block: Block) -> bool:
    return isinstance(block, Figure | CodeBlock) or any(words(plain(inlines)) for inlines in block_inlines(block))

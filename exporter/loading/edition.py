"""An edition's file and the articles it lists to values, or every finding at once: the door for either kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from exporter.errors import InputError
from exporter.findings import NOWHERE, Fact, Finding, finding, in_order
from exporter.images.locate import locate
from exporter.loading.build import default_slug
from exporter.loading.copy import Copy
from exporter.loading.formats import day
from exporter.loading.load import Loaded, load_article, pictures_in
from exporter.loading.shape import check, edition_schema
from exporter.loading.source import MAX_BYTES, Source, read
from exporter.loading.yaml_tree import Entry, Mapping, Node, Scalar, Sequence, compose
from exporter.messages import is_error
from exporter.model.edition import Flatplan, Placed, Section
from exporter.text.words import words

_OF_EDITIONS = {"masthead", "sections", "articles"}
_OF_ARTICLES = {"headline", "body"}
_BESIDE_A_BODY = {"slug", "section", "kicker", "deck", "byline", "dateline", "published", "lead", "tags"}
# An article's path is refused for the reasons a picture's is.
_PATHS = {
    "IMAGE-001": "EDITION-001",
    "IMAGE-002": "EDITION-002",
    "IMAGE-003": "EDITION-003",
    "IMAGE-004": "EDITION-004",
    "IMAGE-005": "EDITION-005",
    "IMAGE-006": "EDITION-006",
    "IMAGE-007": "EDITION-007",
    "IMAGE-008": "LOAD-005",
    "IMAGE-022": "LOAD-003",
}


@dataclass(frozen=True, slots=True)
class LoadedEdition:
    """What an edition's file and its articles say.

    Attributes:
        plan: what the desk wrote.
        articles: one for each place of the plan, in order.
        findings: notices and warnings of the edition and of its articles; an error would have been raised.
        sha256: the sum of the edition's own file, in hexadecimal.
    """

    plan: Flatplan
    articles: tuple[Loaded, ...]
    findings: tuple[Finding, ...]
    sha256: str


def load_file(path: Path) -> Loaded | LoadedEdition:
    """Load an article or an edition: what a file is, its keys say, and not its name.

    Raises:
        InputError: with everything that is wrong at once, each finding under the name of its own file.
    """
    source = read(path)
    root, findings = compose(source)
    return (
        _Desk(path, source).edition(root, findings) if is_edition(root) else load_article(path, source, root, findings)
    )


def articles_of(path: Path) -> tuple[Path, ...]:
    """The articles' files that a path stands for: those that an edition lists, in order, else the path itself.

    Raises:
        InputError: the file cannot be read, or the edition's is wrong; its articles are not looked into.
    """
    source = read(path)
    root, faults = compose(source)
    if not is_edition(root):
        return (path,)
    desk = _Desk(path, source)
    assert isinstance(root, Mapping)
    tree, misshapen = check(root, source, edition_schema())
    files = tuple(file for _, placed in desk.plan(tree).placed() if (file := desk.file(placed)))
    everything = (*faults, *misshapen, *desk.findings)
    if any(map(is_error, everything)):
        raise InputError(in_order(everything))
    return files


def named_in(path: Path) -> tuple[bool, tuple[str, ...]]:
    """Whether a file is an edition's; and the paths of the articles or pictures that it names, as written, each once.

    What is wrong with the file is left to who loads it: what cannot be understood names nothing.

    Raises:
        InputError: the file cannot be read.
    """
    source = read(path)
    root, _ = compose(source)
    if root is None:
        return False, ()
    if is_edition(root):
        desk = _Desk(path, source)
        assert isinstance(root, Mapping)
        tree, _ = check(root, source, edition_schema())
        return True, tuple(dict.fromkeys(placed.path for _, placed in desk.plan(tree).placed()))
    return False, pictures_in(path, source, root)


def is_edition(root: Node | None) -> bool:
    """Whether a file lists articles."""
    return (
        isinstance(root, Mapping)
        and bool(_OF_EDITIONS & root.entries.keys())
        and not _OF_ARTICLES & root.entries.keys()
    )


def is_article(root: Node | None) -> bool:
    """Whether a file that nobody named is meant to be an article, be it a broken one.

    It has a headline, or a body and another key of articles: a misspelt `headline` is to be told and not passed over.
    """
    if not isinstance(root, Mapping):
        return False
    keys = root.entries.keys()
    return "headline" in keys or ("body" in keys and bool(_BESIDE_A_BODY & keys))


@dataclass
class _Desk:
    """Reads one edition."""

    path: Path
    source: Source
    findings: list[Finding] = field(default_factory=list)
    listed: dict[Path, int] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)

    def edition(self, root: Node | None, faults: list[Finding]) -> LoadedEdition:
        assert isinstance(root, Mapping)
        tree, misshapen = check(root, self.source, edition_schema())
        plan = self.plan(tree)
        self.findings += (*faults, *misshapen)
        if not any(map(is_error, (*faults, *misshapen))):
            self.demand(tree, "masthead", plan.masthead)
        articles = tuple(loaded for _, placed in plan.placed() if (loaded := self.article(placed)))
        self.judge_places(plan)
        self.judge_language(plan, articles)
        everything = in_order((*self.findings, *(one for loaded in articles for one in loaded.findings)))
        if any(map(is_error, everything)):
            raise InputError(everything)
        return LoadedEdition(plan, articles, everything, self.source.sha256)

    # ------------------------------------------------------------ what is written

    def plan(self, tree: Mapping) -> Flatplan:
        return Flatplan(
            masthead=self.text(tree, "masthead"),
            slug=self.text(tree, "slug") or default_slug(self.path),
            sections=tuple(self.sections(_value(tree, "sections"))),
            language=self.text(tree, "language") or "ar",
            number=self.text(tree, "number"),
            date=day(self.text(tree, "date")),
            identifier=self.text(tree, "identifier"),
            at=self.source.span(node.start) if (node := _value(tree, "masthead")) else NOWHERE,
        )

    def sections(self, node: Node | None) -> Iterator[Section]:
        for i, item in enumerate(_items(node)):
            if isinstance(item, Mapping):
                where = f"sections.{i}"
                yield Section(self.text(item, "title", where), tuple(self.placed(_value(item, "articles"))))

    def placed(self, node: Node | None) -> Iterator[Placed]:
        """The paths of a section; never cleaned: they must name files as the file system does."""
        for item in _items(node):
            path = _value(item, "path") if isinstance(item, Mapping) else item
            if isinstance(path, Scalar):
                place = {name: _number(item, name) for name in ("page", "columns", "continued")}
                at = self.source.span(path.start, len(path.text.strip()))
                yield Placed(path.text.strip(), **place, at=at)

    def text(self, owner: Mapping, name: str, where: str = "") -> str:
        node = _value(owner, name)
        if not isinstance(node, Scalar):
            return ""
        copy = Copy(self.source, node, f"{where}.{name}" if where else name)
        text, refused = copy.plain()
        self.findings += (*copy.repairs(), *refused)
        return text

    def demand(self, tree: Mapping, name: str, text: str) -> None:
        """Something must be left of what was written."""
        if (node := _value(tree, name)) and not words(text):
            self.findings.append(self.source.finding("LOAD-037", node.start, where=name, field=name))

    # ------------------------------------------------------------ what is named

    def article(self, placed: Placed) -> Loaded | None:
        """The article of a place; None when something is wrong with it, which is then told."""
        file = self.file(placed)
        if file is None:
            return None
        try:
            loaded = self.read(file, placed)
        except InputError as error:
            self.findings += error.findings
            return None
        if loaded and (other := self.slugs.setdefault(loaded.article.slug, placed.path)) != placed.path:
            self.say("EDITION-010", placed, path=placed.path, other=other, slug=loaded.article.slug)
        return loaded

    def file(self, placed: Placed) -> Path | None:
        """The file of a place; None when the place names none, or one that is listed already, which is then told."""
        real = locate(self.path.parent, placed.path)
        if isinstance(real, Finding):
            # An edition is no article: its own name is no hint for a missing one.
            missing = Finding("IMAGE-001", args=(("path", placed.path),))
            self.refuse(missing if dict(real.args).get("nearest") == self.path.name else real, placed)
            return None
        if real in self.listed:
            self.say("EDITION-009", placed, path=placed.path, first=self.listed[real])
            return None
        self.listed[real] = placed.at.line
        return self.path.parent / real.relative_to(self.path.parent.resolve())

    def read(self, file: Path, placed: Placed) -> Loaded | None:
        source = read(file)
        root, findings = compose(source)
        if is_edition(root):
            self.say("EDITION-008", placed, path=placed.path)
            return None
        return load_article(file, source, root, findings)

    def judge_places(self, plan: Flatplan) -> None:
        """Articles follow each other page by page, and go on after the page that they start on."""
        before: Placed | None = None
        for _, placed in plan.placed():
            start = placed.page or (before.page if before else None) or 1
            if before and before.page and start < before.page:
                self.say("EDITION-012", placed, path=placed.path, page=start, other=before.path, before=before.page)
            if placed.continued and placed.continued <= start:
                self.say("EDITION-013", placed, path=placed.path, page=placed.continued, start=start)
            before = placed if placed.page else before

    def judge_language(self, plan: Flatplan, articles: tuple[Loaded, ...]) -> None:
        """A file of several articles bears the language of the first."""
        first = articles[0].article.language if articles else plan.language
        if first.partition("-")[0].lower() != plan.language.partition("-")[0].lower():
            at = next(placed for _, placed in plan.placed())
            self.say("EDITION-011", at, language=plan.language, first=first)

    def refuse(self, fault: Finding, placed: Placed) -> None:
        """A fault of a picture's path, said of an article's."""
        args: dict[str, Fact] = dict(fault.args)
        if "limit" in args:
            args["limit"] = MAX_BYTES // 1_000_000
        self.say(_PATHS[fault.code], placed, **args)

    def say(self, code: str, placed: Placed, /, **args: Fact) -> None:
        line = self.source.line(placed.at.line)
        self.findings.append(finding(code, placed.at, where="sections", snippet=line, **args))


def _value(owner: Node, name: str) -> Node | None:
    entry: Entry | None = owner.entries.get(name) if isinstance(owner, Mapping) else None
    return entry.value if entry else None


def _number(owner: Node, name: str) -> int | None:
    node = _value(owner, name)
    return int(node.text) if isinstance(node, Scalar) and node.text else None


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()

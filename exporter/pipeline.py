"""The way of an article: load -> prepare -> preflight -> render -> read back -> write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from exporter.backends.api import Context, GivenFile, backend
from exporter.backends.table import FORMATS, Format
from exporter.errors import ExportError, InputError, ReadbackError, RenderError
from exporter.findings import Finding, in_order
from exporter.house.layout import Layout, load_layout
from exporter.loading.load import load
from exporter.messages import is_error
from exporter.model.article import Article
from exporter.model.galley import Edition, Galley, Passage
from exporter.model.walk import passages
from exporter.preflight import preflight, unfit
from exporter.prepare.passes import prepare
from exporter.readback import judge
from exporter.resources import templates_dir
from exporter.typefaces.families import Family, load_families

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The time written into files of an article without a date: the first that a ZIP archive can hold."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made and has read back.

    Attributes:
        name: its name, such as `tram.pdf`.
        format: the format's name.
        data: its bytes.
        words: how many words the article has in it.
        misspelt: how many of them its own text layer gives back otherwise, within the format's allowance.
    """

    name: str
    format: str
    data: bytes
    words: int
    misspelt: int


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for besides articles and formats.

    Attributes:
        epoch: seconds since 1970 to write into files as their time (`SOURCE_DATE_EPOCH`); else the article's own.
        layout: the name of the look, one of `resources.layouts()`.
        options: by the name of a format, the fields of its options that were given.
    """

    epoch: int | None = None
    layout: str = "article"
    options: Mapping[str, Mapping[str, str | GivenFile]] = field(default_factory=dict)


PLAIN = Wishes()


class PartError(ExportError):
    """Some formats of an article failed, and others were made.

    Attributes:
        made: the files of those that were made and have read back.
        said: what there is to say of the article and of them.
        faults: what stopped each of the others.
    """

    def __init__(self, made: tuple[Written, ...], said: tuple[Finding, ...], faults: list[Exception]) -> None:
        """Take what was made and what stopped the rest."""
        self.made, self.said, self.faults = made, said, faults
        super().__init__(one for fault in faults if isinstance(fault, ExportError) for one in fault.findings)


def check(path: Path, wishes: Wishes = PLAIN) -> tuple[Finding, ...]:
    """Everything that is wrong with an article, for any format; errors as `examine`."""
    galley, _, findings = examine(path, wishes)
    return in_order((*findings, *(one for row in FORMATS for one in unfit(galley, row.name))))


def examine(path: Path, wishes: Wishes = PLAIN) -> tuple[Galley, Context, tuple[Finding, ...]]:
    """Load, prepare and preflight an article.

    Args:
        path: `article.yml` or `.json`.
        wishes: the look and the time.

    Returns:
        The galley, the context it is rendered in, and the warnings and notices.

    Raises:
        InputError: with everything that is wrong with the file at once.
    """
    loaded = load(path)
    galley = prepare(loaded.article, loaded.pictures)
    context = _context(_moment(loaded.article, wishes.epoch), wishes.layout)
    findings = in_order((*loaded.findings, *preflight(galley, context.roles)))
    if any(map(is_error, findings)):
        raise InputError(findings)
    return galley, context, findings


def export(
    path: Path, formats: Iterable[Format], wishes: Wishes = PLAIN
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """Make an article's files and read each back (P1); nothing is written yet.

    Raises:
        InputError: the article is wrong.
        RenderError: the only file could not be made.
        ReadbackError: the only file does not say what the article says.
        PartError: a format failed, for these reasons or any other, and others were asked for.
    """
    galley, context, findings = examine(path, wishes)
    expected = tuple(passages(galley))
    rows, made = tuple(formats), list[Written]()
    faults: list[Exception] = []
    for row in rows:
        try:
            files, said = _made(row, galley, context, wishes, expected)
        except Exception as fault:
            if len(rows) == 1:
                raise
            faults.append(fault)
        else:
            made += files
            findings += said
    if faults:
        raise PartError(tuple(made), findings, faults)
    return tuple(made), findings


def _made(
    row: Format, galley: Galley, context: Context, wishes: Wishes, expected: tuple[Passage, ...]
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """The files of one format, and what there is to say of them."""
    if wrong := unfit(galley, row.name):
        raise RenderError(wrong)
    module = backend(row)
    options = module.Options(**wishes.options.get(row.name, {}))
    rendition = module.render(Edition((galley,)), context, options)
    found = tuple(module.readback(rendition))
    findings, made = rendition.findings, list[Written]()
    for name, data in rendition.files.items():
        comparison, verdict = judge(expected, found, name, module.allowance())
        if any(map(is_error, verdict)):
            raise ReadbackError(verdict)
        findings += verdict
        made.append(Written(name, row.name, data, comparison.total, min(comparison.wrong, comparison.total)))
    return tuple(made), findings


def _moment(article: Article, epoch: int | None) -> datetime:
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    return (article.updated or article.published or UNDATED).astimezone(UTC)


def _context(moment: datetime, name: str) -> Context:
    layout, roles = _look(name)
    return Context(layout, load_families(), roles, moment)


@cache
def _look(name: str) -> tuple[Layout, Mapping[str, tuple[Family, ...]]]:
    layout = load_layout(templates_dir() / name)
    return layout, {role: load_families().chain(role, names) for role, names in layout.roles.items()}

"""The way of an article: load -> prepare -> preflight -> render -> read back -> write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from exporter.backends.api import Context, GivenFile, backend
from exporter.backends.table import Format
from exporter.errors import InputError, ReadbackError
from exporter.findings import Finding, in_order
from exporter.house.house import NO_HOUSE, House
from exporter.house.layout import Layout, load_layout
from exporter.loading.edition import LoadedEdition, load_file
from exporter.loading.load import Loaded
from exporter.messages import is_error
from exporter.model.article import Article
from exporter.model.edition import Section
from exporter.model.galley import Edition
from exporter.model.walk import passages
from exporter.preflight import preflight
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
        house: the house style: its rules for exports, its words and typefaces.
        options: by the name of a format, the fields of its options that were given.
    """

    epoch: int | None = None
    layout: str = "article"
    house: House = NO_HOUSE
    options: Mapping[str, Mapping[str, str | GivenFile]] = field(default_factory=dict)


PLAIN = Wishes()


def examine(path: Path, wishes: Wishes = PLAIN) -> tuple[Edition, Context, tuple[Finding, ...]]:
    """Load, prepare and preflight an article, or the articles of an edition.

    Args:
        path: `article.yml`, `edition.yml`, or either as `.json`; its keys say which it is.
        wishes: the look and the time.

    Returns:
        What is to be rendered, the context it is rendered in, and the warnings and notices.

    Raises:
        InputError: with everything that is wrong with the files at once.
    """
    edition, moment, said = _prepared(load_file(path), wishes.house)
    context = _context(moment if wishes.epoch is None else datetime.fromtimestamp(wishes.epoch, UTC), wishes)
    checked = (one for galley in edition.galleys for one in preflight(galley, context.roles))
    findings = in_order((*said, *checked))
    if any(map(is_error, findings)):
        raise InputError(findings)
    return edition, context, findings


def export(
    path: Path, formats: Iterable[Format], wishes: Wishes = PLAIN
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """Make the files of an article or an edition and read each back (P1); nothing is written yet.

    Raises:
        InputError: the article is wrong.
        RenderError: a file could not be made.
        ReadbackError: a file does not say what the article says.
    """
    edition, context, findings = examine(path, wishes)
    expected = tuple(passage for galley in edition.galleys for passage in passages(galley))
    made: list[Written] = []
    for row in formats:
        module = backend(row)
        options = module.Options(**wishes.options.get(row.name, {}))
        rendition = module.render(edition, context, options)
        found = tuple(module.readback(rendition))
        for name, data in rendition.files.items():
            comparison, verdict = judge(expected, found, name, module.allowance())
            if any(map(is_error, verdict)):
                raise ReadbackError(verdict)
            findings += (*rendition.findings, *verdict)
            made.append(Written(name, row.name, data, comparison.total, min(comparison.wrong, comparison.total)))
    return tuple(made), findings


def _prepared(loaded: Loaded | LoadedEdition, house: House) -> tuple[Edition, datetime, tuple[Finding, ...]]:
    """What is to be rendered, the time it is of, and what was found on the way."""
    if isinstance(loaded, Loaded):
        galley = prepare(loaded.article, loaded.pictures, house)
        return Edition((galley,)), _moment([loaded.article]), loaded.findings
    plan = loaded.plan
    galleys = tuple(
        prepare(_run_in(section, one.article), one.pictures, house)
        for (section, _), one in zip(plan.placed(), loaded.articles, strict=True)
    )
    edition = Edition(galleys, plan.masthead or house.masthead, plan.number, plan.date, plan.identifier, plan.slug)
    return edition, _moment([one.article for one in loaded.articles], plan.date), loaded.findings


def _run_in(section: Section, article: Article) -> Article:
    """An article in its section: the one in which it is printed names it, whatever its own file says."""
    return replace(article, section=section.title) if section.title else article


def _moment(articles: list[Article], day: date | None = None) -> datetime:
    """The last change; else the day of the issue."""
    dated = [moment for article in articles if (moment := article.updated or article.published)]
    issued = datetime(day.year, day.month, day.day, tzinfo=UTC) if day and day.year >= UNDATED.year else UNDATED
    return max(dated, default=issued).astimezone(UTC)


def _context(moment: datetime, wishes: Wishes) -> Context:
    layout, roles = _look(wishes.layout, tuple(sorted(wishes.house.roles.items())))
    return Context(layout, load_families(), roles, moment)


@cache
def _look(name: str, ours: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Layout, Mapping[str, tuple[Family, ...]]]:
    """A layout, and the families of its roles: the house's own go first."""
    layout, own = load_layout(templates_dir() / name), dict(ours)
    roles = {role: (*own.get(role, ()), *names) for role, names in layout.roles.items()}
    return layout, {role: load_families().chain(role, names) for role, names in roles.items()}

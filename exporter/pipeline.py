"""The way of an article: load -> prepare -> preflight -> render -> read back -> write; and the way back from Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.backends.api import Context, GivenFile, backend
from exporter.backends.table import FORMATS, PDF, Format
from exporter.errors import ExportError, InputError, ReadbackError, RenderError
from exporter.findings import Finding, Ruling, Span, finding, in_order
from exporter.house.folders import layout_folder, stamp
from exporter.house.house import NO_HOUSE, House
from exporter.house.layout import Layout, Limits, load_layout
from exporter.loading.edition import LoadedEdition, load_file
from exporter.loading.load import Loaded
from exporter.loading.quote import quoted
from exporter.messages import is_error
from exporter.model.article import Article
from exporter.model.composition import Composition
from exporter.model.edition import Section
from exporter.model.galley import Edition, Passage
from exporter.model.target import Target
from exporter.model.walk import passages, with_images
from exporter.preflight import inspect, preflight, unfit
from exporter.preflight.coverage import uncovered_name
from exporter.preflight.rulings import ruled
from exporter.prepare.issue import furniture, place
from exporter.prepare.passes import prepare
from exporter.prepare.wording import archival_marks, end_labels
from exporter.readback import judge
from exporter.resources import templates_dir
from exporter.typefaces.families import Family, load_families

if TYPE_CHECKING:
    from exporter.backends.docx.intake.changes import Changes

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
    """

    name: str
    format: str
    data: bytes
    words: int


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for besides articles and formats.

    Attributes:
        epoch: seconds since 1970 to write into files as their time (`SOURCE_DATE_EPOCH`); else the article's own.
        layout: the name of the look: one of `templates`, or of `resources.layouts()`.
        house: the house style: its rules for exports, its words and typefaces.
        options: by the name of a format, the fields of its options that were given.
        breaks_embargo: whether an article is exported before the moment at which it may be published.
        now: the moment of the export; None for the clock's.
        templates: the folder of a newsroom's own layouts.
    """

    epoch: int | None = None
    layout: str = "article"
    house: House = NO_HOUSE
    options: Mapping[str, Mapping[str, str | bool | GivenFile | Target]] = field(default_factory=dict)
    breaks_embargo: bool = False
    now: datetime | None = None
    templates: Path | None = None


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
    """Everything that is wrong with an article and its pages, for any format; errors as `examine`."""
    edition, context, findings = examine(path, wishes)
    unfit_for = (one for row in FORMATS for one in _unfit(edition, row))
    return in_order((*findings, *unfit_for, *_of_pages(edition, context, wishes)))


def _of_pages(edition: Edition, context: Context, wishes: Wishes) -> tuple[Finding, ...]:
    """What an export to PDF would say of its pages: they are laid out and drawn, and thrown away."""
    module = import_module(PDF.module)
    try:
        options = module.Options(**wishes.options.get(PDF.name, {}))
        return ruled(module.render(edition, context, options).findings, wishes.house.rulings)
    except ExportError as error:
        return error.findings


def _unfit(edition: Edition, row: Format) -> tuple[Finding, ...]:
    return tuple(one for galley in edition.galleys for one in unfit(galley, row.name))


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
    return look_over(load_file(path), wishes)


def edition_of(path: Path, house: House = NO_HOUSE) -> Edition:
    """What the files of an article or an edition are to say; errors as `examine`, and nothing is looked over."""
    return _prepared(load_file(path), house)[0]


def look_over(loaded: Loaded | LoadedEdition, wishes: Wishes = PLAIN) -> tuple[Edition, Context, tuple[Finding, ...]]:
    """The same as `examine` of what was loaded already."""
    edition, moment, said = _prepared(loaded, wishes.house)
    context = _context(moment if wishes.epoch is None else datetime.fromtimestamp(wishes.epoch, UTC), wishes)
    # The clock itself, whatever SOURCE_DATE_EPOCH says: that is the time in the file, an embargo is about today.
    now = wishes.now or datetime.now(UTC)
    limits, breaks = context.layout.limits, wishes.breaks_embargo
    checks = (preflight(galley, context.roles, limits, now, breaks_embargo=breaks) for galley in edition.galleys)
    named = uncovered_name(edition.furniture, context.roles) if edition.furniture else ()
    rulings = wishes.house.rulings
    found = (*said, *quoted(one for found in (named, *checks) for one in found))
    findings = ruled(in_order(found), rulings)
    if any(map(is_error, findings)):
        raise InputError(findings)
    looked_over = replace(context, findings=findings, inspect=partial(_seen, limits=limits, rulings=rulings))
    return edition, looked_over, findings


def _seen(
    composition: Composition, edition: Edition, limits: Limits, rulings: Mapping[str, Ruling]
) -> tuple[Finding, ...]:
    return ruled(quoted(inspect(composition, edition, limits)), rulings)


def export(
    path: Path, formats: Iterable[Format], wishes: Wishes = PLAIN
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """Make the files of an article or an edition and read each back (P1); nothing is written yet.

    Raises:
        InputError: the article is wrong.
        RenderError: the only file could not be made.
        ReadbackError: the only file does not say what the article says.
        PartError: a format failed, for these reasons or any other, and others were asked for.
    """
    edition, context, findings = examine(path, wishes)
    return produce(edition, context, findings, formats, wishes)


def produce(
    edition: Edition,
    context: Context,
    findings: tuple[Finding, ...],
    formats: Iterable[Format],
    wishes: Wishes = PLAIN,
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """The same as `export` of what was examined already."""
    expected = tuple(passage for galley in edition.galleys for passage in passages(galley))
    rows, made = tuple(formats), list[Written]()
    faults: list[Exception] = []
    for row in rows:
        try:
            if row.drawn_from:
                files, said = _drawn(row, made, lambda source: _made(source, edition, context, wishes, expected))
            else:
                files, said = _made(row, edition, context, wishes, expected)
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
    row: Format, edition: Edition, context: Context, wishes: Wishes, expected: tuple[Passage, ...]
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """The files of one format, and what there is to say of them."""
    if wrong := _unfit(edition, row):
        raise RenderError(wrong)
    module = backend(row)
    options = module.Options(**wishes.options.get(row.name, {}))
    rendition = module.render(edition, context, options)
    said = ruled(rendition.findings, wishes.house.rulings)
    if any(map(is_error, said)):
        raise RenderError(said)
    found = tuple(module.readback(rendition))
    made = list[Written]()
    for name, data in rendition.files.items():
        comparison, verdict = judge(expected, found, name)
        if verdict:
            raise ReadbackError(verdict)
        made.append(Written(name, row.name, data, comparison.total))
    return tuple(made), said


def _drawn(
    row: Format, made: list[Written], make: Callable[[Format], tuple[tuple[Written, ...], tuple[Finding, ...]]]
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """Pictures of files of another format, which have read back: of those that are made already, or of new ones."""
    sources, said = tuple(one for one in made if one.format == row.drawn_from), tuple[Finding, ...]()
    if not sources:
        sources, said = make(next(one for one in FORMATS if one.name == row.drawn_from))
    draw = import_module(row.module).draw
    return tuple(
        Written(Path(one.name).stem + row.suffix, row.name, draw(one.data), one.words) for one in sources
    ), said


def _prepared(loaded: Loaded | LoadedEdition, house: House) -> tuple[Edition, datetime, tuple[Finding, ...]]:
    """What is to be rendered, the time it is of, and what was found on the way."""
    if isinstance(loaded, Loaded):
        galley = prepare(loaded.article, loaded.pictures, house)
        return Edition((galley,)), _moment([loaded.article]), loaded.findings
    plan = loaded.plan
    house = replace(house, masthead=plan.masthead)
    galleys = tuple(
        prepare(_run_in(section, one.article), one.pictures, house)
        for (section, _), one in zip(plan.placed(), loaded.articles, strict=True)
    )
    places = tuple(place(placed, galley) for (_, placed), galley in zip(plan.placed(), galleys, strict=True))
    words = furniture(plan, galleys, house)
    edition = Edition(galleys, plan.masthead, plan.number, plan.date, plan.identifier, plan.slug, words, places)
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
    layout, roles = _look(
        wishes.layout,
        wishes.templates,
        stamp(wishes.templates) if wishes.templates else (),
        tuple(sorted(wishes.house.roles.items())),
    )
    return Context(layout, load_families(), roles, moment, wishes.house.colour)


@cache
def _look(
    name: str, templates: Path | None, _state: object, ours: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[Layout, Mapping[str, tuple[Family, ...]]]:
    """A layout, and the families of its roles: the house's own go first."""
    folder = layout_folder(name, templates) or templates_dir() / name
    layout, own = load_layout(folder, templates), dict(ours)
    roles = {role: (*own.get(role, ()), *names) for role, names in layout.roles.items()}
    return layout, {role: load_families().chain(role, names) for role, names in roles.items()}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a Word document says, as an article's file and its pictures.

    Attributes:
        article: the article.
        text: its `article.yml`.
        pictures: the pictures' bytes by their path beside it; those that lie there already are left out.
        findings: what was guessed, left out or is to be decided.
    """

    article: Article
    text: str
    pictures: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def take_in(path: Path, changes: Changes = "accept", place: Callable[[Article], Path] | None = None) -> TakenIn:
    """Read a Word document, edited or written by a reporter; nothing is written yet.

    Args:
        path: the DOCX.
        changes: whether tracked changes are accepted or rejected.
        place: the folder that an article will be put into. A picture there that the document's was made of stays.

    Raises:
        InputError: it cannot be read, or holds no article (INTAKE-001 to INTAKE-012).
    """
    from exporter.backends.docx.intake.read import read
    from exporter.backends.docx.intake.wordbook import Wordbook
    from exporter.loading.dump import differs, dump

    at = Span(str(path))
    intake = read(_document(path), str(path), Wordbook(end_labels(), archival_marks()), changes)
    folder = place(intake.article) if place else None
    kept = _originals(intake.pictures, intake.originals, folder) if folder else {}
    article = with_images(intake.article, kept)
    text = dump(article)
    findings = list(intake.findings)
    for now, before in intake.originals.items():
        if now in intake.pictures and now not in kept:
            findings.append(finding("INTAKE-056", at, path=before, now=now))
    if doubt := differs(article, text):
        findings.append(finding("INTAKE-055", at, place=doubt))
    pictures = {name: data for name, data in intake.pictures.items() if name not in kept}
    return TakenIn(article, text, pictures, tuple(findings))


def _originals(pictures: Mapping[str, bytes], before: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The pictures that lie in the folder as what the document's were made of: by their path there."""
    named = {name: before.get(name, name) for name in pictures}
    return {name: path for name, path in named.items() if _is_made_of(folder / path, pictures[name])}


def _is_made_of(path: Path, picture: bytes) -> bool:
    """Whether a picture that a document gave back was made of this file, which is then the better one to keep."""
    from exporter.images.prepare import Ready, prepare_picture

    if not path.is_file():
        return False
    ready = prepare_picture(path.read_bytes())
    return isinstance(ready, Ready) and ready.picture.data == picture


def _document(path: Path) -> bytes:
    from exporter.backends.docx.opening import MAX_FILE

    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except (OSError, ValueError) as fault:
        reason = (fault.strerror or "") if isinstance(fault, OSError) else str(fault)
        raise InputError(finding("INTAKE-012", Span(str(path)), reason=reason)) from None

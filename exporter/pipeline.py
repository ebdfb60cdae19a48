"""The way of an article: load -> prepare -> preflight -> render -> read back -> write; and the way back from Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.backends.api import Context, backend
from exporter.backends.table import Format
from exporter.errors import InputError, ReadbackError
from exporter.findings import Finding, Span, finding, in_order
from exporter.house.layout import Layout, load_layout
from exporter.loading.load import load
from exporter.messages import is_error
from exporter.model.article import Article
from exporter.model.galley import Edition, Galley
from exporter.model.walk import passages, with_images
from exporter.preflight import preflight
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
        misspelt: how many of them its own text layer gives back otherwise, within the format's allowance.
    """

    name: str
    format: str
    data: bytes
    words: int
    misspelt: int


def examine(path: Path, epoch: int | None = None) -> tuple[Galley, Context, tuple[Finding, ...]]:
    """Load, prepare and preflight an article.

    Args:
        path: `article.yml` or `.json`.
        epoch: seconds since 1970 to write into files as their time (`SOURCE_DATE_EPOCH`); else the article's own.

    Returns:
        The galley, the context it is rendered in, and the warnings and notices.

    Raises:
        InputError: with everything that is wrong with the file at once.
    """
    loaded = load(path)
    galley = prepare(loaded.article, loaded.pictures)
    context = _context(_moment(loaded.article, epoch))
    findings = in_order((*loaded.findings, *preflight(galley, context.roles)))
    if any(map(is_error, findings)):
        raise InputError(findings)
    return galley, context, findings


def export(
    path: Path, formats: Iterable[Format], epoch: int | None = None
) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """Make an article's files and read each back (P1); nothing is written yet.

    Raises:
        InputError: the article is wrong.
        RenderError: a file could not be made.
        ReadbackError: a file does not say what the article says.
    """
    galley, context, findings = examine(path, epoch)
    expected = tuple(passages(galley))
    made: list[Written] = []
    for row in formats:
        module = backend(row)
        rendition = module.render(Edition((galley,)), context)
        found = tuple(module.readback(rendition))
        for name, data in rendition.files.items():
            comparison, verdict = judge(expected, found, name, module.allowance())
            if any(map(is_error, verdict)):
                raise ReadbackError(verdict)
            findings += (*rendition.findings, *verdict)
            made.append(Written(name, row.name, data, comparison.total, min(comparison.wrong, comparison.total)))
    return tuple(made), findings


def _moment(article: Article, epoch: int | None) -> datetime:
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    return (article.updated or article.published or UNDATED).astimezone(UTC)


def _context(moment: datetime) -> Context:
    layout, roles = _look()
    return Context(layout, load_families(), roles, moment)


@cache
def _look() -> tuple[Layout, Mapping[str, tuple[Family, ...]]]:
    layout = load_layout(templates_dir() / "article")
    return layout, {role: load_families().chain(role, names) for role, names in layout.roles.items()}


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
    from exporter.backends.docx.intake.package import MAX_FILE

    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except (OSError, ValueError) as fault:
        reason = (fault.strerror or "") if isinstance(fault, OSError) else str(fault)
        raise InputError(finding("INTAKE-012", Span(str(path)), reason=reason)) from None

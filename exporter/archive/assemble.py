"""The payload of a bag put together of what was made, and the bag read back.

source/      the article's or the edition's folder as it was used; house/, layout/ and options/ beside it
renditions/  what was made of it; the PDF has its sources inside
metadata/    what it is, in the words of five standards; articles/<slug>/ for each of an edition
text/        the words alone
licences/    of the typefaces inside the renditions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final

from exporter.archive import bag
from exporter.archive.chain import previous
from exporter.archive.fonts import embedded, licences
from exporter.archive.info import info
from exporter.archive.looks import files_of
from exporter.archive.metadata import dublincore, model, newsarticle, ninjs, premis, software
from exporter.archive.names import clash
from exporter.archive.opening import Bag
from exporter.archive.options import Options
from exporter.archive.proof import damaged
from exporter.archive.record import Record, Rendition, recorded
from exporter.archive.sources import Sources
from exporter.archive.zipped import Zipped
from exporter.backends.api import Context, GivenFile, backend
from exporter.backends.pdf.associated import Source, with_sources
from exporter.backends.table import BUNDLE, FORMATS
from exporter.errors import InputError, ReadbackError
from exporter.findings import Span, finding
from exporter.model.galley import Edition
from exporter.model.galley import Rendition as Rendered
from exporter.model.walk import passages
from exporter.pipeline import Wishes, Written
from exporter.readback import judge

SOURCE: Final = "source/"
MEDIA_TYPES: Final = {".yml": "application/yaml", ".yaml": "application/yaml", ".json": "application/json"}
"""Of articles and editions (RFC 9512, RFC 8259)."""
DESCRIPTION: Final = "The source that this document was made of"


def packed(
    edition: Edition, context: Context, sources: Sources, made: tuple[Written, ...], wishes: Wishes, options: Options
) -> Written:
    """The bag of what was made, read back.

    Raises:
        InputError: two files of it would have one name (PACK-004).
        ReadbackError: a file in it does not say what it should (READ-001, PACK-005).
    """
    kept = {SOURCE + name: data for name, data in sources.files.items()}
    record = recorded(edition, context.moment, tuple(map(_folder, sources.articles)), kept, options.moment)
    before = previous(options.previous, record.work, record.version) if options.previous else None
    record = replace(record, renditions=tuple(_renditions(edition, context, sources, made)), previous=before)
    layout, given, options_made_with = files_of(context.layout), *_given(wishes)
    house = {"house/house.toml": wishes.house.file} if wishes.house.file else {}
    looks = {f"layout/{name}": data for name, data in layout.items()}
    around = {SOURCE + name: data for name, data in {**house, **looks, **given}.items()}
    fonts = embedded(edition, context.roles, context.families, next(one.data for one in made if one.format == "docx"))
    how = {
        "layout": context.layout.name,
        "moment": context.moment.isoformat(),
        "entry": sources.entry,
        "files": sorted(sources.files),
        "options": options_made_with,
    }
    payload = {
        **kept,
        **around,
        **{one.path: one.data for one in record.renditions},
        **{f"text/{piece.article.slug}.txt": piece.text.encode() for piece in record.pieces},
        **licences(fonts),
        "metadata/software.json": software.as_json(fonts, layout),
        **dict(_metadata(record, how)),
    }
    if pair := clash(payload):
        raise InputError(finding("PACK-004", path=pair[1], other=pair[0]))
    payload["metadata/premis.xml"] = premis.of_record(record, payload)
    data, name = bag.bag(record.slug, payload, info(record), context.moment), record.slug + BUNDLE.suffix
    if wrong := tuple(
        finding("PACK-005", Span(name), path=path) for path in damaged(Bag(Zipped(BytesIO(data), name), name))
    ):
        raise ReadbackError(wrong)
    return Written(name, BUNDLE.name, data, sum(piece.count for piece in record.pieces))


def _folder(article: str) -> str:
    """Where an article's file lies in the payload."""
    return (PurePosixPath(SOURCE) / article).parent.as_posix()


def _given(wishes: Wishes) -> tuple[dict[str, bytes], dict[str, dict[str, str | bool]]]:
    """The files that options of formats name, and for each option its value or where its file lies in the sources."""
    files: dict[str, bytes] = {}
    said: dict[str, dict[str, str | bool]] = {}
    for row in FORMATS:
        for name, value in wishes.options.get(row.name, {}).items():
            if isinstance(value, GivenFile):
                place = f"options/{name}{PurePosixPath(value.name).suffix.lower()}"
                files[place] = value.data
                said.setdefault(row.name, {})[name] = place
            else:
                said.setdefault(row.name, {})[name] = value if isinstance(value, bool) else str(value)
    return files, said


def _renditions(edition: Edition, context: Context, sources: Sources, made: tuple[Written, ...]) -> Iterator[Rendition]:
    for row in FORMATS:
        for one in (one for one in made if one.format == row.name):
            data = with_source(one.name, one.data, edition, context, sources) if row.name == "pdf" else one.data
            yield Rendition(f"renditions/{one.name}", row.media_type, data, one.words)


def with_source(name: str, pdf: bytes, edition: Edition, context: Context, sources: Sources) -> bytes:
    """A PDF with what it was made of inside, read back once more.

    Raises:
        ReadbackError: it does not say what the article says (READ-001).
    """
    data = with_sources(pdf, _inside(edition, sources), context.moment)
    expected = tuple(passage for galley in edition.galleys for passage in passages(galley))
    _, verdict = judge(expected, tuple(backend(FORMATS[0]).readback(Rendered({name: data}))), name)
    if verdict:
        raise ReadbackError(verdict)
    return data


def _inside(edition: Edition, sources: Sources) -> Iterator[Source]:
    """The texts that a PDF carries: of several articles each under its slug."""
    names = {sources.entry: sources.entry}
    if edition.title:
        for article, galley in zip(sources.articles, edition.galleys, strict=True):
            names[article] = galley.article.slug + PurePosixPath(article).suffix
    for path, name in names.items():
        kind = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        yield Source(name, kind, DESCRIPTION, sources.files[path])


def _metadata(record: Record, how: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    yield "metadata/model.json", model.of_record(record, how)
    yield "metadata/newsarticle.jsonld", newsarticle.of_record(record)
    yield "metadata/dublincore.xml", dublincore.of_record(record)
    yield "metadata/ninjs.json", ninjs.of_record(record)
    for piece in record.pieces if record.is_edition else ():
        folder = f"metadata/articles/{piece.article.slug}"
        yield f"{folder}/model.json", model.of_piece(piece)
        yield f"{folder}/newsarticle.jsonld", newsarticle.of_piece(piece, record)
        yield f"{folder}/dublincore.xml", dublincore.of_piece(piece, record)
        yield f"{folder}/ninjs.json", ninjs.of_piece(piece, record)

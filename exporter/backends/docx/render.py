"""Galleys to a Word document: the parts in the order in which they depend on each other.

ECMA-376 part 1, 11.3 (the parts of a WordprocessingML package).
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.package import Package

from exporter.backends.api import Context
from exporter.backends.docx.access import shortcomings
from exporter.backends.docx.elements import Element, w
from exporter.backends.docx.faces import add_faces
from exporter.backends.docx.flow import flow, heading_levels, mentioned
from exporter.backends.docx.front import front_page, marked
from exporter.backends.docx.furniture import measure_mm, section
from exporter.backends.docx.lists import numbering_element
from exporter.backends.docx.memo import add_memo, memo_of
from exporter.backends.docx.notes import add_notes
from exporter.backends.docx.options import PLAIN, Options
from exporter.backends.docx.package import packed
from exporter.backends.docx.paragraphs import filled
from exporter.backends.docx.properties import core_element, custom_element, facts, settings_element
from exporter.backends.docx.reference.house import read_house
from exporter.backends.docx.reference.putting import add_furniture
from exporter.backends.docx.reference.styles import merged
from exporter.backends.docx.several import alone, entitle, facts_of
from exporter.backends.docx.sheet import load_sheet
from exporter.backends.docx.story import Book, Story
from exporter.backends.docx.styles import styles_element
from exporter.backends.docx.typography import typography
from exporter.model.galley import Edition, Rendition
from exporter.resources import templates_dir


def render(edition: Edition, context: Context, options: Options = PLAIN) -> Rendition:
    """Make one Word document of the edition, named by its first article's slug.

    Raises:
        RenderError: the edition holds what Word cannot (DOCX-001).
        DependencyError: a font file is missing or damaged.
    """
    first = edition.galleys[0]
    sheet = load_sheet(context.colour)
    house = read_house(options.reference) if options.reference else None
    page = (house and house.page) or context.layout.page
    book = Book(Package(), sheet, typography(context, sheet, first), options, page, house)
    said = facts(first) if alone(edition) else facts_of(edition)
    body = w("body")
    document = _document(book, w("document", body))
    if house:
        book.findings += house.findings
        book.house_references = add_furniture(book, house, document, said | {"Title": edition.heading})
    if edition.furniture:
        body.extend(front_page(edition, edition.furniture, book, document))
    for nth in range(len(edition.galleys)):
        _article(edition, nth, book, document, body)
    if book.notes:
        add_notes(book, document, measure_mm(page))
    _add_definitions(book, document)
    add_faces(book, document)
    if alone(edition):
        add_memo(memo_of(first, sheet.code_tab), book, document)
    core = core_element(first, context.moment)
    if not alone(edition):
        entitle(core, edition)
    media, relation = CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES
    book.add_part(book.package, "/docProps/core.xml", media, relation, core)
    media, relation = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    book.add_part(book.package, "/docProps/custom.xml", media, relation, custom_element(said))
    headings = [level for galley in edition.galleys for level in heading_levels(galley)]
    name, data = f"{edition.file_name}.docx", packed(book.package)
    return Rendition({name: data}, (*book.findings, *shortcomings(data, name, headings)))


def _document(book: Book, root: Element) -> XmlPart:
    part = book.xml_part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, root)
    book.package.relate_to(part, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    return part


def _article(edition: Edition, nth: int, book: Book, document: XmlPart, body: Element) -> None:
    """One article in a section of its own."""
    galley, last = edition.galleys[nth], nth == len(edition.galleys) - 1
    notes = {note.number: note for note in galley.notes}
    story = Story(book, document, galley.pictures, notes, galley.digits, mentioned(galley))
    content = list(flow(galley, story, measure_mm(book.page)))
    body.extend(marked(edition, book, nth, content) if edition.furniture else content)
    properties = section(story, galley, nth + 1)
    body.append(properties if last else filled((), "Gap", story, properties))


def _add_definitions(book: Book, document: XmlPart) -> None:
    """The parts that the text refers to by name or number."""
    house = book.house
    styles = merged(house.styles, book.sheet, book.type) if house else styles_element(book.sheet, book.type)
    book.add_part(document, "/word/styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles)
    theme = (house and house.theme) or (templates_dir() / "docx" / "theme.xml").read_bytes()
    book.add_part(document, "/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, theme)
    settings = settings_element(book)
    book.add_part(document, "/word/settings.xml", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings)
    if book.lists or (house and house.numbering):
        numbering = numbering_element(book)
        media, relation = CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING
        book.add_part(document, "/word/numbering.xml", media, relation, numbering)

"""What Microsoft's validator and LibreOffice say of our documents."""

from __future__ import annotations

import hashlib
import operator
import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pdfplumber
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from exporter.backends import docx
from exporter.backends.docx.archive import archive
from exporter.backends.docx.options import Options
from exporter.model.blocks import Block, CodeBlock, Figure, Footnote, Paragraph
from exporter.model.galley import Edition, Galley
from exporter.model.inlines import Direction, Inline, Inlines, NoteRef, Text
from exporter.model.walk import block_inlines, passages
from exporter.text.words import words
from exporter.typefaces.families import Family
from tests.backends.docx.documents import context, english, one, parts, rendered
from tests.backends.galleys import brief, everything, latin, number, paragraph
from tests.real.tools import bidi_probe, libreoffice, openxml_sdk, poppler

pytestmark = pytest.mark.real

KEY = ("nameID", "platformID", "platEncID", "langID")
ISOLATE = {Direction.LTR: "\u2066", Direction.RTL: "\u2067"}
ARABIC = Text("عام 2023", lang="ar", isolate=Direction.RTL)

PROBES: tuple[tuple[str | Inline, ...], ...] = (
    ("جرت في الفترة (", number("2019-2023"), ") بلا توقف"),
    ("التاريخ ", number("2023-09-13"), "، والنتيجة ", number("3-2"), "!"),
    ("اتصل بالرقم ", number("+20 2 2555 0199"), "، أو ", number("(02) 2555"), " غدا"),
    ("قالت (", latin("Reuters News Agency"), "): نعم"),
    ("وكالتا ", latin("CNN"), "/", latin("AP"), " معا"),
    ("قالت ", latin("AFP"), " 140 راكبا"),
    ("انظر ", latin("https://example.org/a?b=3&c=4/"), "."),
    ("شركة ", latin("Yahoo!"), " قالت"),
    ("نسبة ", number("-1.2%"), " فقط"),
    (latin("Metro Link"), " هو الاسم"),
    ("الاسم ", latin("C++"), "."),
    (number("12:30"), " ظهرا"),
    ("«", latin("The Times"), "» قالت"),
    ("بريده ", latin("a.b@example.org"), "؛"),
    ("المباراة ", number("3-2"), " و", number("1-0"), "؛ ثم ", number("2-2"), "."),
    ("سعره ", number("$1,200.50"), "، أي ", number("€1.1m"), "..."),
    ("نشر ", latin("“The End”"), " أمس"),
    ("طائرة ", latin("F-16"), " (", latin("USA"), ") 12 مرة"),
)


def written(galley: Galley, folder: Path) -> Path:
    ((name, data),) = rendered(galley).files.items()
    path = folder / name
    path.write_bytes(data)
    return path


def calls_for_note(block: Block) -> bool:
    """LibreOffice writes a note's number into its text, and leaves its words out."""
    return any(isinstance(inline, NoteRef) for inlines in block_inlines(block) for inline in inlines)


def source(inlines: Inlines) -> str:
    """A paragraph with its isolates written out, as the probe wants it."""
    out = ""
    for inline in inlines:
        assert isinstance(inline, Text)
        out += f"{ISOLATE[inline.isolate]}{inline.text}\u2069" if inline.isolate else inline.text
    return out


def decorated() -> Galley:
    """A picture that is mere decoration, a note in a phrase, and a note that only a note mentions."""
    notes = (Footnote(1, (paragraph("انظر", NoteRef(2)),)), Footnote(2, (paragraph("داخلي"),)))
    body = (paragraph("قالت ", latin("Reuters"), NoteRef(1), latin(" News"), " أمس"), Figure("plain.png", ""))
    return replace(brief(*body), notes=notes)


ENGLISH = english("In ", ARABIC, ", twice.")


@pytest.mark.parametrize("galley", [everything(), brief(), ENGLISH, decorated()], ids=["all", "ar", "en", "decorated"])
def test_the_open_xml_sdk_finds_nothing(galley: Galley, tmp_path: Path) -> None:
    assert openxml_sdk.validate(written(galley, tmp_path)) == []


def test_libreoffice_reads_the_words_of_the_galley(tmp_path: Path) -> None:
    galley = everything()
    galley = replace(galley, notes=(), body=tuple(block for block in galley.body if not calls_for_note(block)))
    read = libreoffice.text(written(galley, tmp_path))
    bare = re.sub(r"(?m)^\s*(?:[•◦▪]|\d+\.)\s+", "", read).translate({0x200E: None, 0x200F: None})
    expected = [word for passage in passages(galley) if not passage.label for word in words(passage.text)]
    assert words(bare) == expected


def test_q12_libreoffice_draws_what_uax_9_asks_for(tmp_path: Path) -> None:
    assert context().layout.page.height_mm == 297
    for start in range(0, len(PROBES), 9):  # so many stand on one page, whose foot is known
        galley = brief(*(paragraph(*parts) for parts in PROBES[start : start + 9]))
        printed = libreoffice.to_pdf(written(galley, tmp_path), tmp_path)
        expected = [source(galley.headline), *(source(b.inlines) for b in galley.body if isinstance(b, Paragraph))]
        assert bidi_probe.validate(printed, [*expected, f"صفحة 1 من 1\t{galley.article.slug}"]) == []


def renamed(family: Family, name: str, folder: Path) -> Family:
    """The family under a name that no system has."""
    faces = []
    for face in family.faces:
        font = TTFont(face.path)
        for record in font["name"].names:
            if record.nameID in (1, 4, 6, 16):
                font["name"].setName(name.replace(" ", ""), *operator.attrgetter(*KEY)(record))
        for record in [r for r in font["name"].names if r.nameID in (1, 16)]:
            font["name"].setName(name, *operator.attrgetter(*KEY)(record))
        path = folder / f"{name}-{face.weight}-{face.italic}.ttf"
        font.save(path)
        faces.append(replace(face, family=name, path=path, sha256=hashlib.sha256(path.read_bytes()).hexdigest()))
    return replace(family, name=name, faces=tuple(faces))


@pytest.mark.parametrize("kind", ["whole", "subset"])
def test_libreoffice_shows_the_embedded_typefaces_under_names_that_no_system_has(
    kind: Literal["whole", "subset"], tmp_path: Path
) -> None:
    here = context()
    other = {
        family.name: renamed(family, f"Unheard {family.name}", tmp_path)
        for family in map(here.families.by_name, ("Amiri", "Vazirmatn", "JetBrains Mono"))
    }
    roles = {role: tuple(other.get(family.name, family) for family in chain) for role, chain in here.roles.items()}
    galley = replace(everything(), body=(*everything().body, CodeBlock("tram = 3")))
    ((name, data),) = docx.render(Edition((galley,)), replace(here, roles=roles), Options(kind)).files.items()
    (tmp_path / name).write_bytes(data)
    names = "".join(font.name for font in poppler.fonts(libreoffice.to_pdf(tmp_path / name, tmp_path)))
    assert all(f"Unheard{wanted}" in names for wanted in ("Amiri", "Vazirmatn", "JetBrainsMono"))
    assert not re.search("(?<!Unheard)(Amiri|Vazirmatn|JetBrains)", names)


BASES = {"Display": {"25", "17", "16", "14", "13.5"}, "SmallText": {"11", "8.5", "9.5", "10.5"}}
"""Sizes in pt of what is based on each, in the galley; no other style in the same typeface has them."""


@pytest.mark.parametrize("base", BASES)
def test_one_change_of_a_base_style_restyles_all_that_stand_on_it(base: str, tmp_path: Path) -> None:
    ((name, data),) = rendered(everything()).files.items()
    entries = dict(parts(data))
    styles = etree.fromstring(entries["word/styles.xml"])
    faces = one(styles, f"w:style[@w:styleId='{base}']/w:rPr/w:rFonts")
    for slot in list(faces.attrib):
        faces.set(slot, "DejaVu Sans")
    entries["word/styles.xml"] = etree.tostring(styles)
    path = tmp_path / name
    path.write_bytes(archive(entries, stored=frozenset(), kept=frozenset()))
    with pdfplumber.open(libreoffice.to_pdf(path, tmp_path)) as printed:
        letters = [letter for page in printed.pages for letter in page.chars if letter["text"].strip()]
    changed = {f"{letter['size']:g}" for letter in letters if "DejaVu" in letter["fontname"]}
    kept = {f"{letter['size']:g}" for letter in letters if "Vazirmatn" in letter["fontname"]}
    assert BASES[base] <= changed
    assert not BASES[base] & kept

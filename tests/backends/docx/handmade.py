"""Word documents written by hand: what a reporter, another program or an enemy may send."""

from __future__ import annotations

import zipfile
from io import BytesIO

from exporter.backends.docx.intake.read import Intake, read
from exporter.backends.docx.intake.wordbook import Wordbook
from exporter.errors import InputError
from exporter.model.inlines import Inlines, Text
from exporter.prepare.wording import archival_marks, end_labels

SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
BOLD = "<w:b/><w:bCs/>"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def paragraph(text: str, style: str = "", properties: str = "", run: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def words(text: str) -> Inlines:
    return (Text(text),)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def styles(*named: tuple[str, str]) -> str:
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
        for identity, name in named
    )
    return f"{HEAD}<w:styles {SPACES}>{rows}</w:styles>"


HEADINGS = styles(
    *((f"Heading{level}", f"heading {level}") for level in range(1, 7)), ("Title", "Title"), ("Caption", "caption")
)


def relation(identity: str, kind: str, target: str, mode: str = "") -> str:
    external = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"{external}/>'


def relations(*rows: str) -> str:
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{"".join(rows)}</Relationships>'


def parts(
    *body: str, more: dict[str, str | bytes] | None = None, relate: tuple[str, ...] = ()
) -> dict[str, str | bytes]:
    """The parts of a document with this body."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": relations(relation("rIdS", "styles", "styles.xml"), *relate),
        "word/styles.xml": HEADINGS,
        **(more or {}),
    }


def packed(given: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in given.items():
            archive.writestr(name, data)
    return out.getvalue()


def document(*body: str, more: dict[str, str | bytes] | None = None, relate: tuple[str, ...] = ()) -> bytes:
    return packed(parts(*body, more=more, relate=relate))


def taken(data: bytes, changes: str = "accept") -> Intake:
    return read(
        data, "story.docx", Wordbook(end_labels(), archival_marks()), "reject" if changes == "reject" else "accept"
    )


def refused(data: bytes) -> list[str]:
    """The codes with which a document is refused."""
    try:
        taken(data)
    except InputError as fault:
        return [one.code for one in fault.findings]
    return []


def codes(intake: Intake) -> list[str]:
    return [one.code for one in intake.findings]


def told(intake: Intake, code: str) -> dict[str, object]:
    """The facts of the only finding of that code."""
    (one,) = [found for found in intake.findings if found.code == code]
    return dict(one.args)


TITLE = paragraph("عنوان الخبر", "Title")
TEXT = paragraph("فقرة أولى من الخبر.")

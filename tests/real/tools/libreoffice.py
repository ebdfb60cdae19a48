"""LibreOffice Writer as a reader of DOCX: what it takes for text, and what it prints."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from lxml import etree

from tests.real.tools.missing import command, run

SECONDS = 180
ODF = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def text(path: Path) -> str:
    """The document's text, a line a paragraph."""
    with tempfile.TemporaryDirectory() as folder:
        return converted(path, "txt:Text (encoded):UTF8", Path(folder)).read_text(encoding="utf-8-sig")


def text_and_notes(path: Path) -> tuple[str, str]:
    """The text, a line a paragraph, without numbers of lists and notes; and that of the footnotes (ODF 1.3, 6.3)."""
    with tempfile.TemporaryDirectory() as folder:
        body: Any = etree.parse(converted(path, "fodt", Path(folder))).find(".//office:body", ODF)
    for unread in body.xpath(".//svg:* | .//office:binary-data", namespaces=ODF):
        unread.clear(keep_tail=True)
    notes = [_lines(note) for note in body.iterfind(".//text:note-body", ODF)]
    for note in body.iterfind(".//text:note", ODF):
        note.clear(keep_tail=True)
    return _lines(body), "\n".join(notes)


def to_pdf(path: Path, folder: Path) -> Path:
    """Print the document to a PDF in `folder`."""
    return converted(path, "pdf", folder)


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Convert with a profile of its own, so that several can run at once and nobody's settings matter."""
    program = command("soffice", "libreoffice")
    result = folder / f"{path.stem}.{kind.partition(':')[0]}"
    with tempfile.TemporaryDirectory() as profile:
        done = run(
            program,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            kind,
            "--outdir",
            folder,
            path,
            seconds=SECONDS,
        )
    assert result.is_file(), f"LibreOffice could not open it: {(done.stdout + done.stderr).decode(errors='replace')}"
    return result


def validate(path: Path) -> list[str]:
    """One complaint if LibreOffice cannot open the document or finds no word in it."""
    try:
        return [] if text(path).strip() else ["LibreOffice reads no text"]
    except AssertionError as fault:
        return [str(fault)]


def _lines(element: Any) -> str:
    """The text of an element of ODF: paragraphs, breaks, tabs and runs of spaces are white space."""
    out = ""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        name = etree.QName(one).localname
        if event == "start":
            out += one.text or ""
        else:
            out += {"p": "\n", "h": "\n", "line-break": "\n", "tab": "\t", "s": " "}.get(name, "")
            out += (one.tail or "") if one is not element else ""
    return out

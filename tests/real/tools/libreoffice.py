"""LibreOffice Writer as a reader of DOCX: what it takes for text, and what it prints."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.real.tools.missing import command, run

SECONDS = 180


def text(path: Path) -> str:
    """The document's text, a line a paragraph."""
    with tempfile.TemporaryDirectory() as folder:
        return _converted(path, "txt:Text (encoded):UTF8", Path(folder)).read_text(encoding="utf-8-sig")


def to_pdf(path: Path, folder: Path) -> Path:
    """Print the document to a PDF in `folder`."""
    return _converted(path, "pdf", folder)


def validate(path: Path) -> list[str]:
    """One complaint if LibreOffice cannot open the document or finds no word in it."""
    try:
        return [] if text(path).strip() else ["LibreOffice reads no text"]
    except AssertionError as fault:
        return [str(fault)]


def _converted(path: Path, kind: str, folder: Path) -> Path:
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

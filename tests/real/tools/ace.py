"""DAISY Ace, the checker of EPUB Accessibility 1.1 and of WCAG within it (npm @daisy/ace-cli)."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from tests.real.tools.missing import command, node_module, run


def validate(path: Path) -> list[str]:
    """Every violation: impact, document, rule, description."""
    browser = command("chromium", "chromium-browser", "google-chrome")
    program = node_module(".bin/ace-cli")
    with tempfile.TemporaryDirectory() as folder:
        here = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "HOME": folder}
        done = run(program, "--outdir", folder, "--force", "--silent", path, seconds=300, env=here)
        report = Path(folder) / "report.json"
        assert report.is_file(), f"Ace wrote no report: {(done.stdout + done.stderr).decode(errors='replace')[-2000:]}"
        found = json.loads(report.read_text(encoding="utf-8"))
    return [
        f"{one['earl:test']['earl:impact']} {document['earl:testSubject']['url']} {one['earl:test']['dct:title']}: "
        + str(one["earl:result"]["dct:description"]).partition("\n")[0]
        for document in found["assertions"]
        for one in document["assertions"]
    ]

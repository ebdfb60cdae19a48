"""docx-preview, which shows Word documents in web applications, in headless Chromium."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from pathlib import Path

from tests.real.tools import browser
from tests.real.tools.missing import node_module

SCRIPTS = ("jszip/dist/jszip.min.js", "docx-preview/dist/docx-preview.min.js")
SHELL = '<!doctype html><meta charset="utf-8"><div id="shown"></div>'
SHOW = """
const bytes = Uint8Array.from(atob(document.getElementById('file').textContent), letter => letter.charCodeAt(0))
window.ready = docx.renderAsync(new Blob([bytes]), document.getElementById('shown'), null, { useBase64URL: true })
"""


def show(path: Path, *, width: int = browser.DESK, unread: str = "") -> browser.Page:
    """Open a document; elements that the selector `unread` finds are taken out before it is read."""
    scripts = "".join(f'<script src="{node_module(script).as_uri()}"></script>' for script in SCRIPTS)
    data = b64encode(path.read_bytes()).decode()
    file = f'<script type="text/plain" id="file">{data}</script>'
    with tempfile.TemporaryDirectory() as folder:
        shell = Path(folder) / "shell.html"
        shell.write_text(f"{SHELL}{file}{scripts}<script>{SHOW}</script>", encoding="utf-8")
        (shown,) = browser.show(shell, width=width, unread=unread)
    return shown

"""A small article without a fault, and the same with one thing changed."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from exporter.errors import InputError
from exporter.findings import Finding
from exporter.pipeline import Wishes, examine

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

TODAY = Wishes(now=NOW)

LEAD = {
    "image": "tram.png",
    "alt": "عربة ترام تقف عند رصيف",
    "caption": "الترام في محطته الأولى",
    "credit": "سلمى الدرديري",
}
FIRST = "بدأ الخط الجديد عمله صباح اليوم بعد سنوات من الانتظار."
SECOND = "وقالت الهيئة إن 180 راكبا استقلوا الرحلة الأولى (في ساعة واحدة)."
CLEAN: dict[str, Any] = {
    "language": "ar",
    "slug": "khabar",
    "headline": "افتتاح خط الترام",
    "deck": "أول رحلة بعد سنوات من الانتظار",
    "byline": {"authors": ["سلمى الدرديري"]},
    "published": "2026-03-01T09:00:00+02:00",
    "updated": "2026-03-01T12:00:00+02:00",
    "lead": LEAD,
    "body": [FIRST, f"## «أول مرة»\n\n{SECOND}"],
    "corrections": [{"date": "2026-03-01", "text": "صُحح عدد الركاب."}],
    "tags": ["نقل", "ترام"],
    "related": [{"title": "مواعيد الخط", "url": "https://example.org/times"}],
}


def article(**changes: Any) -> dict[str, Any]:
    """The article with some fields changed; a field that becomes None is left out."""
    changed = deepcopy(CLEAN) | changes
    return {key: value for key, value in changed.items() if value is not None}


@cache
def picture(width: int = 2000, shade: int = 120) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, width // 2), (shade, 90, 60)).save(out, "PNG")
    return out.getvalue()


def written(folder: Path, content: dict[str, Any], width: int = 2000) -> Path:
    """The article's file, beside the pictures that it may name."""
    (folder / "tram.png").write_bytes(picture(width))
    (folder / "copy.png").write_bytes(picture(width))
    (folder / "other.png").write_bytes(picture(width, 30))
    path = folder / "article.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def found(path: Path, wishes: Wishes = TODAY) -> tuple[Finding, ...]:
    """All that loading and preflight say, whether it stops the export or not."""
    try:
        return examine(path, wishes)[2]
    except InputError as error:
        return error.findings

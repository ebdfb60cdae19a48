"""A small article without a fault, and the same with one thing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
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


@cache
def odd(kind: str, mode: str, profile: bytes = b"", frames: int = 1) -> bytes:
    """A picture of another kind than photographs have."""
    out, drawn = BytesIO(), [Image.new(mode, (600, 300), nth) for nth in range(frames)]
    drawn[0].save(out, kind, icc_profile=profile, save_all=frames > 1, append_images=drawn[1:])
    return out.getvalue()


PICTURES: dict[str, Callable[[int], bytes]] = {
    "tram.png": lambda width: picture(width, 120),
    "copy.png": lambda width: picture(width, 120),
    "other.png": lambda width: picture(width, 30),
    "inks.jpg": lambda width: odd("JPEG", "CMYK"),
    "rubbish.png": lambda width: odd("PNG", "RGB", b"no profile at all"),
    "moving.gif": lambda width: odd("GIF", "L", frames=3),
}


def written(folder: Path, content: dict[str, Any], width: int = 2000) -> Path:
    """The article's file, beside the pictures that it names."""
    path, text = folder / "article.json", json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")
    for name, draw in PICTURES.items():
        if f'"{name}"' in text:
            (folder / name).write_bytes(draw(width))
    return path


def found(path: Path, wishes: Wishes = TODAY) -> tuple[Finding, ...]:
    """All that loading and preflight say, whether it stops the export or not."""
    try:
        return examine(path, wishes)[2]
    except InputError as error:
        return error.findings

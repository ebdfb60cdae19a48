"""A small newsroom: an article with all that a bag tells of, the version after it, and an edition of three."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from exporter.archive.pack import export
from exporter.backends.table import BUNDLE
from exporter.pipeline import PLAIN, Wishes
from tests.images.pictures import photo, saved

ARTICLE = """language: ar
slug: jisr
section: محليات
kicker: نقل
headline: افتتاح الجسر بعد أربع سنوات
deck: يربط الضفتين في ست دقائق
byline:
  agency: وكالة مدار
  authors: [{name: سلمى الدرديري, role: مراسلة, email: salma@example.org}]
dateline: القاهرة
published: 2026-03-01T09:00:00+02:00
updated: 2026-03-01T16:25:00+02:00
lead: {image: صور/jisr.jpg, alt: جسر على النهر, caption: الجسر ليلا, credit: ياسين, archival: true}
body:
  - |
    عبر الناس الجسر صباح الأحد، وكان عددهم 180 عابرا في الساعة الأولى.[^1]

    ## ما قاله المهندس

    قال المهندس إن **الجسر** آمن، وقالت Reuters ذلك.

    [^1]: بحسب هيئة النقل.
  - figure: {image: khareta.png, alt: خريطة الجسر}
tags: [الجسور, النقل]
corrections:
  - {date: 2026-03-01, text: كان الطول في نسخة سابقة 900 متر.}
source: {name: وكالة مدار, url: "https://example.org/jisr"}
rights: © وكالة مدار
"""
LATER = (
    ("أربع سنوات", "خمس سنوات"),
    ("180 عابرا", "190 عابرا"),
    ("updated: 2026-03-01", "updated: 2026-03-02"),
    ("corrections:\n", "corrections:\n  - {date: 2026-03-02, text: كانت السنوات في نسخة سابقة أربعا.}\n"),
)
EDITION = """masthead: جريدة الرصيف
number: 412
date: 2026-03-05
slug: sabah
sections:
  - title: محليات
    articles: [jisr/article.yml, nahr/article.yml]
"""
SHORT = "language: ar\nslug: nahr\nheadline: النهر يعلو\npublished: 2026-03-04T10:00:00+02:00\nbody: علا النهر شبرا.\n"
INGESTED = "2026-04-01T10:00:00+03:00"


def lay_out(folder: Path) -> Path:
    """The article's folder; the path of its file."""
    (folder / "صور").mkdir(parents=True)
    (folder / "صور" / "jisr.jpg").write_bytes(saved(photo(), "JPEG"))
    (folder / "khareta.png").write_bytes(saved(photo(), "PNG"))
    (folder / "article.yml").write_text(ARTICLE, encoding="utf-8")
    return folder / "article.yml"


def lay_out_later(folder: Path) -> Path:
    """The version after it: another headline, another number, a correction."""
    path, text = lay_out(folder), ARTICLE
    for was, now in LATER:
        assert was in text
        text = text.replace(was, now)
    path.write_text(text, encoding="utf-8")
    return path


def lay_out_edition(folder: Path) -> Path:
    """An edition of that article and a short one."""
    lay_out(folder / "jisr")
    (folder / "nahr").mkdir()
    (folder / "nahr" / "article.yml").write_text(SHORT, encoding="utf-8")
    path = folder / "edition.yml"
    path.write_text(EDITION, encoding="utf-8")
    return path


def bagged(path: Path, wishes: Wishes = PLAIN) -> bytes:
    """The bag of an article or an edition."""
    (made,), _ = export(path, [BUNDLE], wishes)
    return made.data


def files_in(archive: bytes) -> dict[str, bytes]:
    """The files of a bag by their path below its folder."""
    with zipfile.ZipFile(BytesIO(archive)) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}

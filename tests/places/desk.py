"""What lies in the store of the tests, and how the program is called on it."""

from __future__ import annotations

from typing import Any

import pytest

from exporter.cli.main import main
from tests.images.pictures import photo, saved

ARTICLE = """language: ar
slug: jisr
headline: افتتاح الجسر
published: 2026-03-01T09:00:00+02:00
lead: {image: صور/jisr.jpg, alt: جسر على النهر, caption: الجسر, credit: ياسين}
body: |
  عبر الناس الجسر صباح الأحد.
"""
EDITION = """masthead: جريدة الرصيف
number: 412
date: 2026-03-05
slug: sabah
sections: [{title: محليات, articles: [jisr/article.yml]}]
"""


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([*words, "--lang", "en"])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def story(store: Any, folder: str = "desk/story") -> None:
    store.pipe_file(f"{folder}/article.yml", ARTICLE.encode())
    store.pipe_file(f"{folder}/صور/jisr.jpg", saved(photo(), "JPEG"))

"""The HTML file: one file, whole, that asks for nothing."""

from __future__ import annotations

import re

from exporter import readback
from exporter.backends import html
from exporter.backends.api import Context
from exporter.house.layout import load_layout
from exporter.model.galley import Edition, Galley, Rendition
from exporter.model.walk import passages
from exporter.resources import templates_dir
from exporter.typefaces.families import load_families
from tests.backends.galleys import MOMENT, brief, everything, paragraph


def rendition(*galleys: Galley) -> Rendition:
    layout, families = load_layout(templates_dir() / "article"), load_families()
    roles = {role: families.chain(role, names) for role, names in layout.roles.items()}
    return html.render(Edition(galleys), Context(layout, families, roles, MOMENT))


def markup(*galleys: Galley) -> str:
    (content,) = rendition(*galleys).files.values()
    return content.decode("utf-8")


def test_every_word_reads_back_in_order() -> None:
    comparison = readback.compare(passages(everything()), html.readback(rendition(everything())))
    assert comparison.wrong == 0


def test_an_edition_of_several_articles_reads_back_in_order() -> None:
    galleys = (everything(), brief(), everything())
    expected = [passage for galley in galleys for passage in passages(galley)]
    assert readback.compare(expected, html.readback(rendition(*galleys))).wrong == 0


def test_ids_of_several_articles_do_not_meet() -> None:
    ids = re.findall(r' id="([^"]*)"', markup(everything(), everything()))
    assert len(ids) == len(set(ids)) == 12


def test_the_file_bears_the_slug() -> None:
    assert list(rendition(everything()).files) == ["tram-line-opens.html"]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = markup(everything())
    assert "default-src 'none'" in page
    assert "<script" not in page and "<link" not in page
    assert all(source.startswith("data:") for source in re.findall(r'src="([^"]*)"', page))
    assert all(source.startswith("data:font/woff2") for source in re.findall(r"url\(([^)]*)\)", page))


def test_the_direction_is_said_at_the_root_and_at_the_article() -> None:
    page = markup(everything())
    assert '<html lang="ar" dir="rtl">' in page
    assert re.search(r'<article class="article digits-latn" lang="ar" xml:lang="ar" dir="rtl">', page)


def test_the_page_is_made_for_small_screens_and_dark_ones() -> None:
    page = markup(brief())
    assert 'name="viewport"' in page and "prefers-color-scheme: dark" in page


def test_the_typeface_for_code_comes_only_with_code() -> None:
    assert '"JetBrains Mono";' in markup(everything())
    assert '"JetBrains Mono";' not in markup(brief(paragraph("بلا شيفرة")))


def test_the_same_galley_gives_the_same_bytes() -> None:
    assert rendition(everything()).files == rendition(everything()).files

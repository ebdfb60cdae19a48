"""What a user would pick instead: the same page given to WeasyPrint itself.

python -m benchmarks.rival pages FOLDER ARTICLE...    write each article's page for the weasyprint program
python -m benchmarks.rival print FOLDER               print all pages of a folder, one process, fonts shared
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.backends.api import Context
    from exporter.model.galley import Galley


def pages(folder: Path, articles: list[Path]) -> list[Path]:
    """Write the HTML that our PDF backend lays out as files, pictures and fonts beside it as a user would have them."""
    from exporter.pipeline import examine

    written = []
    for number, article in enumerate(articles):
        edition, context, _ = examine(article)
        (galley,) = edition.galleys
        written.append(html(galley, context, folder, f"{number:02}-{article.parent.name}"))
    return written


def html(galley: Galley, context: Context, folder: Path, name: str) -> Path:
    """Write the page of one galley, with its style sheet and the faces that it asks for."""
    from exporter.backends.pdf.fetcher import SCHEME
    from exporter.backends.pdf.markup import page
    from exporter.model.galley import Edition

    folder.mkdir(parents=True, exist_ok=True)
    markup = page(Edition((galley,)), context).replace(SCHEME, "")
    for picture in galley.pictures.values():
        (folder / picture.name).write_bytes(picture.data)
    families = dict.fromkeys(family for chain in context.roles.values() for family in chain)
    faces = "".join(
        f"@font-face {{ font-family: '{family.name}'; font-weight: {face.weight}; "
        f"font-style: {'italic' if face.italic else 'normal'}; src: url({face.path.as_uri()}) }}\n"
        for family in families
        if f'"{family.name}"' in markup or f"'{family.name}'" in markup
        for face in family.faces
    )
    assert faces, "the page names its typefaces"
    style = (context.layout.folder / "page.css").read_text(encoding="utf-8")
    target = folder / f"{name}.html"
    target.write_text(markup.replace("<style>", f"<style>{faces}{style}", 1), encoding="utf-8")
    return target


def print_all(folder: Path) -> None:
    """Print every page of a folder as WeasyPrint's documentation advises: one font configuration for all."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    for source in sorted(folder.glob("*.html")):
        HTML(source).write_pdf(source.with_suffix(".pdf"), font_config=fonts, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    task, target, *rest = sys.argv[1:]
    if task == "pages":
        pages(Path(target), list(map(Path, rest)))
    else:
        print_all(Path(target))

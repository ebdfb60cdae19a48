"""A newspaper's page of six articles, warm: `python -m benchmarks.newspaper` prints the ratio to WeasyPrint alone.

Six samples, cut to what a page of a tabloid holds, are printed by us as one edition in the layout "newspaper", in six
columns, and by WeasyPrint alone one by one as plain pages of the layout "article", the HTML that our backend lays out
there. Both sides live on in processes of their own and are asked in turn; processor time.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from shutil import copytree
from statistics import median

import yaml

from benchmarks.rival import pages
from benchmarks.warm import Side

SAMPLES = Path(__file__).parent.parent / "samples"
PARTS = {
    "tram-line-opens": 5,
    "flood-brief": 2,
    "currency-economy": 1,
    "cup-final-sports": 1,
    "conductor-interview": 2,
    "date-palm-feature": 1,
}
"""So many paragraphs of each sample's body make the page full."""
LEFT_OUT = ("tags", "related", "corrections", "source", "rights")
"""Of every article; and the picture of all but the first."""
TIMES = 5
TARGET = 2.0


def main(times: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        edition, articles = _edition(Path(folder))
        plain = pages(Path(folder) / "plain", articles)
        ours, theirs = Side("ours", "newspaper"), Side("theirs")
        try:
            turns = []
            for nth in range(times + 1):
                turn = ours.print(edition)[0], sum(theirs.print(page)[0] for page in plain)
                turns += [turn] if nth else []  # the first is to warm up
        finally:
            ours.close()
            theirs.close()
    ratio = median(one / other for one, other in turns)
    one, other = (median(column) for column in zip(*turns, strict=True))
    print("| a page of six articles, warm | ours / theirs | target | ours s | theirs s, six plain pages |")
    print("|---|---|---|---|---|")
    print(f"| newspaper, tabloid, six columns | {ratio:.2f} | {TARGET} | {one:.3f} | {other:.3f} |")


def _edition(folder: Path) -> tuple[Path, list[Path]]:
    """The samples cut, and an edition of them."""
    articles = list[Path]()
    for name, count in PARTS.items():
        copytree(SAMPLES / name, folder / name)
        path = folder / name / "article.yml"
        fields = yaml.safe_load(path.read_text(encoding="utf-8"))
        fields["body"] = _first(fields["body"], count)
        for key in (*LEFT_OUT, *(["lead"] if articles else [])):
            fields.pop(key, None)
        path.write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
        articles.append(path)
    edition = folder / "edition.yml"
    listed = [f"{name}/article.yml" for name in PARTS]
    said = {"masthead": "جريدة الرصيف", "slug": "page", "sections": [{"articles": listed}]}
    edition.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return edition, articles


def _first(body: str | list[object], count: int) -> list[object]:
    """The first paragraphs of a body's Markdown, without the marks of notes."""
    parts = list[object]()
    for one in [body] if isinstance(body, str) else body:
        parts += [text.split("[^")[0] for text in one.split("\n\n")] if isinstance(one, str) else []
    return parts[:count]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)

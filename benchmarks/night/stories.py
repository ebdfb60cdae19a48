"""The stories of the night in the forms that each program takes: `article.yml`, beside it a page and a Typst source.

python -m benchmarks.night.stories FOLDER COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import engines, newsroom, rival
from exporter.model.walk import passages
from exporter.pipeline import examine


def write(folder: Path, count: int, peers: int) -> None:
    """Write stories, the first so many of them also as their rivals take them."""
    for nth, article in enumerate(newsroom.write(folder / "articles", count)):
        if nth >= peers:
            continue
        edition, context, _ = examine(article)
        (galley,) = edition.galleys
        name = article.parent.name
        rival.html(galley, context, folder / "pages", name)
        (folder / "typst").mkdir(exist_ok=True)
        (folder / "typst" / f"{name}.typ").write_text(engines.typst_source(galley, context), encoding="utf-8")
        text = "\n".join(passage.text for passage in passages(galley))
        (folder / "typst" / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

"""Articles in the forms that each program takes: `article.yml`, beside it a page and a Typst source.

python -m benchmarks.night.stories FOLDER COUNT PEERS    so many invented stories, the first so many also for the rivals
python -m benchmarks.night.stories FOLDER samples        the samples, all of them
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import engines, newsroom, rival
from exporter.model.walk import passages
from exporter.pipeline import examine


def samples(folder: Path) -> list[Path]:
    """Copy the samples into a folder."""
    made = []
    for article in sorted(newsroom.SAMPLES.glob("*/article.yml")):
        shutil.copytree(article.parent, folder / article.parent.name)
        made.append(folder / article.parent.name / article.name)
    return made


def for_peers(folder: Path, articles: Sequence[Path]) -> None:
    """Write the page, the Typst source and the bare text of each article."""
    (folder / "typst").mkdir(parents=True)
    for article in articles:
        edition, context, _ = examine(article)
        (galley,) = edition.galleys
        name = article.parent.name
        rival.html(galley, context, folder / "pages", name)
        (folder / "typst" / f"{name}.typ").write_text(engines.typst_source(galley, context), encoding="utf-8")
        text = "\n".join(passage.text for passage in passages(galley))
        (folder / "typst" / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    folder, *numbers = Path(sys.argv[1]), *sys.argv[2:]
    if numbers == ["samples"]:
        for_peers(folder, samples(folder / "articles"))
    else:
        count, peers = map(int, numbers)
        for_peers(folder, newsroom.write(folder / "articles", count)[:peers])

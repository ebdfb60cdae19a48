"""Articles in the forms that each program takes: `article.yml`, beside it a page and a Typst source.

python -m benchmarks.night.stories FOLDER COUNT PEERS    so many invented stories, the first so many also for the rivals
python -m benchmarks.night.stories FOLDER samples        the samples, each three times under names of its own
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from benchmarks import engines, newsroom, rival
from exporter.model.walk import passages
from exporter.pipeline import examine

TIMES = 3
"""So often each sample is made: what the first of a language costs is shared out."""


def samples(folder: Path) -> list[Path]:
    """Copy the samples into a folder."""
    made = []
    for nth, article in product(range(TIMES), sorted(newsroom.SAMPLES.glob("*/article.yml"))):
        name = f"{article.parent.name}-{nth}"
        shutil.copytree(article.parent, folder / name)
        made.append(folder / name / article.name)
        own, slugs = re.subn(r"(?m)^slug: .*$", f"slug: {name}", made[-1].read_text(encoding="utf-8"))
        assert slugs == 1, f"{article} has no slug of its own"
        made[-1].write_text(own, encoding="utf-8")
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

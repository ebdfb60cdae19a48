"""Words that come back from a PDF: by typeface and reader, ours beside what a newsroom would take instead.

Nothing is left out of what is asked: what a reader itself cannot give is missing in every row alike.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.engines import Engine, prepare, present
from exporter.backends.api import Context
from exporter.model.galley import Galley
from exporter.model.walk import passages
from exporter.pipeline import examine
from exporter.typefaces.families import load_families
from tests.real.survival import ARABIC, READERS, WORD, share

SAMPLES = Path(__file__).parent.parent / "samples"
ARTICLES = ("andalus-culture", "cup-final-sports")
"""Vowelled verse; scores and Latin names."""


def in_family(context: Context, name: str) -> Context:
    """A context with all of its roles set in one family, the others as what it lacks."""
    family = load_families().by_name(name)
    chains = {role: tuple(dict.fromkeys((family, *chain))) for role, chain in context.roles.items()}
    return replace(context, roles=chains)


def table(names: Iterable[str] = ARTICLES) -> None:
    """Print the table, and for each engine how long it took and how large its files are."""
    engines, missing = present()
    examined = (examine(SAMPLES / name / "article.yml") for name in names)
    articles = [(edition.galleys[0], context) for edition, context, _ in examined]
    families = [family.name for family in load_families().families if family.covers(ord("ش"))]
    seconds: defaultdict[str, float] = defaultdict(float)
    sizes: Counter[str] = Counter()
    print("\nWords that come back, Arabic ones / all, in percent:\n")
    print(f"| typeface | engine | {' | '.join(READERS)} |\n|---|---|{'---|' * len(READERS)}")
    for family in families:
        for name, engine in engines.items():
            found: dict[str, list[int]] = {reader: [0, 0, 0, 0] for reader in READERS}
            for galley, context in articles:
                with tempfile.TemporaryDirectory() as folder:
                    _measure(name, engine, galley, in_family(context, family), Path(folder), found, seconds, sizes)
            cells = " | ".join(f"{_percent(a, b)} / {_percent(c, d)}" for a, b, c, d in found.values())
            print(f"| {family} | {name} | {cells} |", flush=True)
    count = len(families) * len(articles)
    print("\n| engine | seconds an article | kB an article |\n|---|---|---|")
    for name in engines:
        print(f"| {name} | {seconds[name] / count:.2f} | {sizes[name] / count / 1000:.0f} |")
    print("\nOurs and Typst print in one process, the others in a new one for each article, as they are run.", *missing)


def _measure(
    name: str,
    engine: Engine,
    galley: Galley,
    context: Context,
    folder: Path,
    found: dict[str, list[int]],
    seconds: defaultdict[str, float],
    sizes: Counter[str],
) -> None:
    prepare(galley, context, folder)
    start = time.perf_counter()
    path = engine(galley, context, folder)
    seconds[name] += time.perf_counter() - start
    sizes[name] += path.stat().st_size
    text = "\n".join(passage.text for passage in passages(galley))
    for reader, read in READERS.items():
        got = read(path)
        both = (*share(text, got, ARABIC), *share(text, got, WORD))
        found[reader] = [a + b for a, b in zip(found[reader], both, strict=True)]


def _percent(count: int, kept: int) -> str:
    share_of = 100 * kept / count
    return "100" if kept == count else f"{min(share_of, 99.99):.2f}" if share_of > 99.9 else f"{share_of:.1f}"


if __name__ == "__main__":
    table()

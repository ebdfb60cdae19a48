"""Word spaces of justified columns with and without kashida: `python -m benchmarks.kashida` prints tables and ratios.

All samples in the layout "newspaper": three columns of 82 mm at 11.5 pt. Widths are ems, a word space's own included.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.backends.pdf.engine import HTML
from exporter.backends.pdf.fetcher import EditionFetcher
from exporter.backends.pdf.fonts import bundled_fonts
from exporter.backends.pdf.kashida import Filled, justify
from exporter.backends.pdf.markup import page
from exporter.backends.pdf.sheets import style_sheets
from exporter.house.layout import Justification, load_layout
from exporter.house.sheets import on_paper
from exporter.model.galley import Edition
from exporter.pipeline import UNDATED, examine
from exporter.resources import templates_dir
from exporter.typefaces.families import load_families

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*/article.yml"))
TIMES = 7


def main() -> None:
    """Measure and print."""
    editions = {path.parent.name: examine(path)[0] for path in SAMPLES}
    families = [family.name for family in load_families().families if family.covers(ord("ش"))]
    own = load_layout(templates_dir() / "newspaper").roles["text"][0]
    print(f"Word spaces in em, by sample, in {own}\n")
    _head("sample")
    for name, edition in editions.items():
        _row(name, [edition], own)
    _row("**all**", editions.values(), own)
    print("\nAll samples, by family\n")
    _head("family")
    for family in families:
        _row(family, editions.values(), family)
    print("\nTime of printing with kashida / without, warm, user time\n")
    for name in ("tram-line-opens", "date-palm-feature"):
        print(f"- {name}: {_ratio(editions[name], own):.2f}")


def _head(what: str) -> None:
    columns = " | ".join(f"{value}, without | with" for value in ("widest", "mean", "variance", "over the limit"))
    print(f"| {what} | lines | lengthened | {columns} |")
    print("|---" * 11 + "|")


def _row(name: str, editions: Iterable[Edition], family: str) -> None:
    editions = tuple(editions)
    off, on = ([line for one in editions for line in _filled(one, family, kashida)] for kashida in (False, True))
    long = sum(bool(line.growths) for line in on)
    figures = " | ".join(f"{one} | {other}" for one, other in zip(_figures(off), _figures(on), strict=True))
    print(f"| {name} | {len(on)} | {long} | {figures} |")


def _figures(lines: Sequence[Filled]) -> tuple[str, ...]:
    spaces = [line.word_space for line in lines]
    limit = _how(True).word_space_most_em
    return (
        f"{max(spaces):.2f}",
        f"{statistics.mean(spaces):.3f}",
        f"{statistics.pvariance(spaces):.4f}",
        f"{sum(space > limit for space in spaces)}",
    )


def _filled(edition: Edition, family: str, kashida: bool) -> tuple[Filled, ...]:
    context = _context(family, kashida)
    document = HTML(string=page(edition, context), url_fetcher=EditionFetcher(edition.galleys)).render(
        stylesheets=list(style_sheets(context.layout)), font_config=bundled_fonts(context.families)
    )
    return justify(document, _how(kashida))


def _ratio(edition: Edition, family: str) -> float:
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for nth in range(TIMES + 1):
        for kashida in (False, True):
            context = _context(family, kashida)
            if not kashida:
                context = replace(context, layout=replace(context.layout, justification=None))
            start = time.process_time()
            pdf.render(edition, context)
            if nth:
                seconds[kashida].append(time.process_time() - start)
    return statistics.median(seconds[True]) / statistics.median(seconds[False])


@cache
def _how(kashida: bool) -> Justification:
    how = load_layout(templates_dir() / "newspaper").justification
    assert how
    return replace(how, kashida=kashida)


@cache
def _context(family: str, kashida: bool) -> Context:
    layout, families = on_paper(load_layout(templates_dir() / "newspaper"), columns=3), load_families()
    names = {role: (family,) if role == "text" else chain for role, chain in layout.roles.items()}
    roles = {role: families.chain(role, chain) for role, chain in names.items()}
    return Context(replace(layout, justification=_how(kashida)), families, roles, UNDATED)


if __name__ == "__main__":
    main()

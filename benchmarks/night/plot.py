"""The picture of the night: stories a second by program, and how time and memory grow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

from benchmarks.night.growth import Point
from benchmarks.night.peers import OURS
from benchmarks.night.table import Row

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "night"

from matplotlib import pyplot as plt  # noqa: E402 - after the choice of what draws

INK, OTHER = "#9c1f1f", "#b9b3a7"


def draw(rows: Sequence[Row], points: Sequence[Point], target: Path) -> None:
    """Draw the bars and the two curves."""
    figure, (bars, time, memory) = plt.subplots(1, 3, figsize=(13, 4), layout="constrained")
    names = [f"{row.peer.format}, {row.peer.name}" for row in rows]
    colours = [INK if row.peer.name == OURS else OTHER for row in rows]
    bars.barh(names[::-1], [row.pace[1] for row in rows][::-1], color=colours[::-1])
    bars.set(title="articles a second, 2 cores", xscale="log")
    sizes = [one.articles for one in points]
    time.plot(sizes, [one.each for one in points], "o-", color=INK)
    time.set(title="s an article, all formats", xscale="log", xlabel="articles", ylim=(0, None))
    memory.plot(sizes, [one.megabytes for one in points], "o-", color=INK)
    memory.set(title="peak MB of a worker", xscale="log", xlabel="articles", ylim=(0, None))
    figure.savefig(target, metadata={"Date": None})

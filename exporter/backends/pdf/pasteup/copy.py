"""An article as who plans pages sees it: how deep its head is over some columns, and how its text fills others.

What is told to a plan is in points, as `model.pageplan` asks; inside, lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from exporter.backends.pdf.pasteup.flow import BEGINNING, Flow, Part, Place, Setting
from exporter.backends.pdf.pasteup.lead import LEAST_BELOW, LeadRules, lead_picture
from exporter.backends.pdf.pasteup.level import level, spread
from exporter.backends.pdf.pasteup.strips import Strips
from exporter.model.issue import Place as Wish
from exporter.model.pageplan import Filled, Piece

PX = 0.75
"""Points."""
ANYWHERE = Wish()
SLACK = 1.0
"""A table may be so much wider than its columns."""


class Over(NamedTuple):
    """What stands over the columns of an article: how deep its head is, and its lead picture over how many of them."""

    front: float
    lead: float
    columns: int


class Copy:
    """An article to be placed (`model.pageplan.Copy`)."""

    def __init__(
        self,
        strips: Strips,
        article: int,
        tallest: float,
        rules: LeadRules,
        wanted: Wish = ANYWHERE,
        *,
        rtl: bool = True,
    ) -> None:
        """Take an article of some strips.

        Args:
            strips: what is set.
            article: its place in the edition.
            tallest: how deep a column is at most, in CSS pixels.
            rules: for lead pictures.
            wanted: where the desk wants it.
            rtl: whether its first column stands at the right.
        """
        self._strips, self._article, self._tallest, self._rules = strips, article, tallest, rules
        self._all = len(rules.columns)
        self.page, self.jump = wanted.page, wanted.continued
        self.columns = min(wanted.columns, self._all) if wanted.columns else None
        self.rtl, self.shells = rtl, strips.text(article).shells
        self._flows: dict[int, Flow] = {}
        self._overs: dict[int, Over] = {}
        self._text = [Part(strips.strip(roots)) for roots, wide in strips.text(article).parts if not wide]
        self._depths: dict[Place, float] = {}
        # What stands beside and below the picture: text up to what stands over all columns.
        first = self._text[:1] if not strips.text(article).parts[0][1] else []
        self._text_depth = Flow(first, strips.grid, tallest).depth(BEGINNING, 1)
        over = rules.columns[-1]
        lead = strips.lead(article, over)
        self._picture = lead_picture(lead, _depth(lead), over, rules)

    def front(self, columns: int) -> float:
        """The depth of its head over some columns, in points."""
        return self.over(columns).front * PX

    def fill(self, start: object | None, depths: Sequence[float]) -> Filled:
        """Set text from a place on into columns of some depths, in points."""
        setting = self.setting(start, [depth / PX for depth in depths])
        return Filled(setting.end, tuple(depth * PX for depth in setting.used))

    def depth_from(self, start: object | None) -> float:
        """How deep the text from a place on is in one column, in points; the lead picture counts in each of its own."""
        place = _place(start)
        columns = self.columns or self._all
        if place not in self._depths:
            self._depths[place] = self.flow(columns).depth(place, columns)
        return (self._depths[place] + sum(self._tops(start, columns))) * PX

    def setting(self, start: object | None, depths: Sequence[float]) -> Setting:
        """Set text from a place on into columns of some depths, in CSS pixels."""
        columns, least = len(depths), LEAST_BELOW * self._strips.grid.step
        tops, place = self._tops(start, columns), _place(start)
        nothing = Setting((), (0.0,) * columns, place)
        if any(top > depth for top, depth in zip(tops, depths, strict=True)):
            return nothing
        setting = self.flow(columns).set(place, depths, tops)
        is_cut = setting.end is not None
        if is_cut and any(0 < top > depth - least for top, depth in zip(tops, depths, strict=True)):
            return nothing
        return setting if setting.stacks else nothing

    def final(self, piece: Piece) -> Setting:
        """The text of a piece as it is pasted: the columns of its end as even as they can be."""
        depths = [depth / PX for depth in piece.depths]
        setting, flow = self.setting(piece.start, depths), self.flow(piece.columns)
        over = self.over(piece.columns)
        if setting.end is None and piece.start is None and over.lead and 0.0 in setting.used:
            return self._beside(piece.columns, over, flow)
        setting = level(flow, setting, depths, self._tops(piece.start, piece.columns))
        return spread(flow, setting, depths)

    def _beside(self, columns: int, over: Over, flow: Flow) -> Setting:
        """A short text in the columns beside its lead picture, all of one depth."""
        for steps in range(1, self._strips.grid.steps(over.lead) + 1):
            depth = steps * self._strips.grid.step
            depths = [*[0.0] * over.columns, *[depth] * (columns - over.columns)]
            setting = flow.set(BEGINNING, depths, [0.0] * columns)
            if setting.end is None:
                break
        return setting

    def _tops(self, start: object | None, columns: int) -> list[float]:
        """How much of each column a lead picture takes: it stands where the article begins."""
        over = self.over(columns)
        deep = [over.lead] * over.columns if start is None else []
        return [*deep, *[0.0] * (columns - len(deep))]

    def flow(self, columns: int) -> Flow:
        """Its text over some columns."""
        if columns not in self._flows:
            wide = iter([self._wide(roots, columns) for roots in self._strips.wide(self._article, columns)])
            text = iter(self._text)
            parts = [next(wide) if is_wide else next(text) for _, is_wide in self._strips.text(self._article).parts]
            self._flows[columns] = Flow(parts, self._strips.grid, self._tallest)
        return self._flows[columns]

    def _wide(self, roots: Sequence[Any], columns: int) -> Part:
        strip = self._strips.strip(roots)
        inner = max(unit.box.position_x + unit.box.width for unit in strip.units) - min(
            unit.box.position_x for unit in strip.units
        )
        cramped = columns < self._all and inner > roots[0].width + SLACK
        return Part(strip, True, cramped)

    def fronts(self, columns: int) -> tuple[list[Any], list[Any]]:
        """What stands over some columns: the head, and the lead picture."""
        over = self.over(columns)
        lead = self._strips.lead(self._article, over.columns) if over.columns else []
        return self._strips.front(self._article, columns), lead

    def leads(self) -> set[int]:
        """Over how many columns its lead picture may stand, whatever a plan gives the article."""
        return {self._lead_over(columns) for columns in range(1, self._all + 1)} if self._picture else set()

    def over(self, columns: int) -> Over:
        """What stands over some columns.

        A lead picture stands over fewer than the layout says where it would be too tall or too coarse, or where there
        is too little text for the columns beside and below it; where there is too little for any, it stands beside it.
        """
        if columns not in self._overs:
            self._overs[columns] = self._over(columns)
        return self._overs[columns]

    def _over(self, columns: int) -> Over:
        grid = self._strips.grid
        front = grid.up(_depth(self._strips.front(self._article, columns)))
        if not self._picture:
            return Over(front, 0.0, 0)
        lead = self._lead_over(columns)
        return Over(front, grid.up(_depth(self._strips.lead(self._article, lead))), lead)

    def _lead_over(self, columns: int) -> int:
        """Over how many of some columns the lead picture stands; 0 when there is none."""
        if self._picture is None:
            return 0
        return self._picture.over(columns, self._rules, self._text_depth, self._strips.grid)


def _place(start: object | None) -> Place:
    """Where text begins; the place of its first line is also where an article goes on whose lead picture is set."""
    return start if isinstance(start, Place) else BEGINNING


def _depth(roots: Sequence[Any]) -> float:
    """How deep some boxes are, with the room that they keep below."""
    bottoms = [0.0]
    for root in roots:
        last = root
        while True:
            bottoms.append(last.position_y + last.margin_height())
            inner = [kid for kid in getattr(last, "children", ()) if kid.is_in_normal_flow()]
            if not inner or not hasattr(inner[-1], "margin_bottom") or isinstance(inner[-1].margin_bottom, str):
                break
            last = inner[-1]
    return max(bottoms)

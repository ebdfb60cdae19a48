"""The cover: masthead, section, kicker, headline, lead picture and date, drawn with the bundled typefaces, or given.

EPUB 3.3, section 3.2: a core media type; the drawn one is a JPEG, since shops and shelves show no SVG.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any, TypeAlias

from PIL import Image

from exporter.backends.api import Context, GivenFile
from exporter.backends.epub.canvas import Canvas, Rows, contained, cropped
from exporter.backends.epub.lettering import Evenness, Line, Style, broken, inked, isolated, shaped
from exporter.backends.epub.metadata import authors, issued, one_line
from exporter.backends.epub.wording import Wording
from exporter.errors import InputError
from exporter.findings import Finding, Span
from exporter.house.colour import readable
from exporter.images.prepare import prepare_picture
from exporter.model.galley import Edition, Picture
from exporter.model.inlines import Direction
from exporter.resources import templates_dir

Measures: TypeAlias = dict[str, Any]
NO_LIMIT = float("inf")


@dataclass(frozen=True, slots=True)
class Setting:
    """A text set in lines.

    Attributes:
        size: of the em, in pixels.
        leading: from baseline to baseline, in pixels.
    """

    lines: tuple[Line, ...]
    size: float
    leading: float
    colour: str

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in pixels."""
        return len(self.lines) * self.leading


@cache
def measures() -> Measures:
    """The cover's measures and colours, `templates/epub/cover.toml`."""
    return tomllib.loads((templates_dir() / "epub" / "cover.toml").read_text(encoding="utf-8"))


# ---------------------------------------------------------------- given


def given(file: GivenFile) -> tuple[Picture, tuple[Finding, ...]]:
    """A picture that the desk gives, made ready as any other, and what is to be said of it.

    Raises:
        InputError: it is no picture that can be shown, for the reasons that a picture of an article has.
    """
    ready = prepare_picture(file.data)
    if isinstance(ready, Finding):
        raise InputError(_of(ready, file))
    suffix = ready.picture.name.rpartition(".")[2]
    return replace(ready.picture, name=f"cover.{suffix}"), tuple(_of(said, file) for said in ready.findings)


def _of(found: Finding, file: GivenFile) -> Finding:
    """A finding of the picture with its file, which no line of an article names."""
    args = dict(found.args) | {"path": file.name}
    return replace(found, at=Span(file.name), args=tuple(sorted(args.items())))


# ---------------------------------------------------------------- said


def masthead(edition: Edition) -> str:
    """The name of the paper; the first article's agency where no paper is named; empty when neither is known."""
    first = edition.galleys[0]
    return one_line(edition.title or first.masthead or first.article.byline.agency)


def alternative(edition: Edition, words: Wording, *, drawn: bool) -> str:
    """What the cover says, for who cannot see it, and what its picture shows; of a given one, whose it is."""
    first = edition.galleys[0]
    says = [masthead(edition), issued(edition, words) if edition.title else "", one_line(first.title)]
    text = words["cover_alt"].format(title=words["between_issue"].join(filter(None, says)))
    shows = first.lead.alt.strip() if drawn and first.lead else ""
    return text + words["full_stop"] + " " + words["cover_picture"].format(alt=shows) if shows else text


# ---------------------------------------------------------------- drawn


def draw(edition: Edition, context: Context, words: Wording) -> Picture:
    """Draw the cover; the same edition gives the same bytes."""
    return _Drawing(edition, context, words).picture()


class _Drawing:
    """One cover while it is drawn."""

    def __init__(self, edition: Edition, context: Context, words: Wording) -> None:
        first = edition.galleys[0]
        self.edition, self.galley, self.context, self.words = edition, first, context, words
        self.lead = first.pictures[first.lead.image] if first.lead else None
        self.colour = ground(edition, context.colour)
        self.page, self.band, self.head, self.text = (self._of(name) for name in ("page", "band", "masthead", "text"))
        self.canvas = Canvas(self.page["width"], self.page["height"], self._ink(self.page["paper"]))

    def picture(self) -> Picture:
        self._compose()
        data = self.canvas.jpeg(self.page["quality"])
        return Picture("cover.jpg", "image/jpeg", data, self.page["width"], self.page["height"])

    def _of(self, name: str) -> Measures:
        table = measures()[name]
        return table if self.lead else {**table, **table.get("no_picture", {})}

    def _ink(self, colour: str) -> str:
        return self.colour if colour == "section" else colour

    def _compose(self) -> None:
        """Masthead and picture from above, the foot from below, and the headline in the room between."""
        top = self._masthead()
        if self.lead:
            height = measures()["picture"]["height"]
            self.canvas.show(
                top, height, _fitted(self.lead, (self.page["width"], height), measures()["picture"]["focus"])
            )
            top += height
        self._bar(top, self.band)
        top += self.band["height"] + self.text["top"]
        foot = float(self.canvas.height - self.text["foot"])
        for name, words in self._foot():
            setting = self._set(name, words)
            foot -= setting.height
            self._print(setting, foot)
        labels = [isolated(inlines) for inlines in (self.galley.section, self.galley.kicker) if inlines]
        kicker = self._set("kicker", self.text["between"].join(labels))
        self._print(kicker, top)
        begin = top + kicker.height + (self.text["gap"] if labels else 0)
        room = foot - self.text["clear"] - begin
        self._print(self._set("headline", isolated(self.galley.headline), room), begin)

    def _masthead(self) -> int:
        """The name of the paper on a ground of the section's colour, and the issue on the line's other side."""
        name = masthead(self.edition)
        if not name:
            return 0
        self._bar(0, self.head)
        issue = self.galley.digits.spell(issued(self.edition, self.words)) if self.edition.title else ""
        beside = self._set("issue", issue)
        taken = beside.lines[0].width * beside.size + self.text["gap"] if beside.lines else 0
        self._print(self._set("masthead", name, taken=taken), self.head["top"])
        if beside.lines:
            self._print(beside, self.head["issue_top"], far=True)
        return int(self.head["height"])

    def _foot(self) -> Iterator[tuple[str, str]]:
        """The lines of the foot from the last upwards: place and authors of an article, the next stories of several."""
        others = self.edition.galleys[1:]
        if others:
            most = measures()["story"]["number"]
            yield from (("story", isolated(galley.headline)) for galley in reversed(others[:most]))
            return
        yield "dateline", isolated(self.galley.dateline)
        named = self.words["comma"].join(authors(self.edition))
        yield "byline", "" if named == masthead(self.edition) else named

    def _bar(self, top: int, measure: Measures) -> None:
        self.canvas.fill(self._ink(measure["ground"]), 0, top, self.page["width"], top + measure["height"])

    def _set(self, name: str, words: str, room: float = NO_LIMIT, taken: float = 0) -> Setting:
        """Set a text in the largest size at which all of it fits; cut it short at the smallest.

        Args:
            name: of the table of measures.
            words: the text.
            room: height in pixels.
            taken: what is not free of the line, in pixels.
        """
        look = measures()[name]
        measure = self.page["width"] - 2 * self.text["margin"] - taken
        base = int(self.galley.direction is Direction.RTL)
        even = Evenness(self.text["narrowest"], self.text["step"])
        style = Style(self.context.roles[look["role"]], look["weight"], self.galley.article.language, base)
        text = shaped(words, style)
        for size in look["sizes"]:
            leading = size * look["leading"]
            most = max(1, min(look["most"], int(room / leading) if room < NO_LIMIT else look["most"]))
            lines, whole = broken(text, measure / size, most, even)
            if whole:
                break
        return Setting(lines, size, leading, self._ink(self.text[look["colour"]]))

    def _print(self, setting: Setting, top: float, *, far: bool = False) -> None:
        """Print lines flush to the side where their language begins, or to the far one."""
        baseline = top + (setting.leading + setting.size * self.text["ascent"]) / 2
        right = (self.galley.direction is Direction.RTL) is not far
        margin = self.text["margin"]
        for line in setting.lines:
            ink, left, rise = inked(line, setting.size)
            start = self.canvas.width - margin - line.width * setting.size if right else margin
            self.canvas.ink(setting.colour, round(start + left), round(baseline - rise), ink)
            baseline += setting.leading


def ground(edition: Edition, colour: str) -> str:
    """The colour of bars, grounds and kicker: the house's, dark enough for light letters on it; else the section's."""
    return readable(colour, measures()["house"]["letters"]) if colour else section_colour(edition)


def section_colour(edition: Edition) -> str:
    """The colour of the section that all articles share; that of no section for several, or for one not listed."""
    sections = {galley.article.section for galley in edition.galleys}
    words = set(sections.pop().split()) if len(sections) == 1 else set()
    table: dict[str, list[str]] = measures()["sections"]
    own: str = measures()["house"]["colour"]
    return next((colour for colour, named in table.items() if words & set(named)), own)


def _fitted(picture: Picture, frame: tuple[int, int], focus: tuple[float, float]) -> Rows:
    """Crop a photograph to fill; show a drawing whole on its own ground, for a chart must keep its edges."""
    image = Image.open(BytesIO(picture.data))
    image.draft("RGB", frame)  # a JPEG is decoded no larger than need be
    colours = image if image.mode == "RGB" else image.convert("RGB")  # to convert is to copy
    return contained(colours, frame) if picture.media_type == "image/png" else cropped(colours, frame, focus)

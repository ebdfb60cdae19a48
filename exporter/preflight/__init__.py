"""What is wrong with a galley before it is printed, and with pages before they are written: the tables of all checks.

One check is one small function, whose docstring gives its rule and the rule's source. What is wrong for one format
alone stands in `FORMAT_CHECKS`: it stops that format and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from exporter.findings import Finding
from exporter.house.layout import USUAL, Limits
from exporter.model.composition import Composition
from exporter.model.galley import Edition, Galley
from exporter.preflight import lines, order, particulars, pictures, wording
from exporter.preflight.copy import Copy
from exporter.preflight.coverage import uncovered
from exporter.preflight.lines import Paper
from exporter.preflight.word_columns import too_wide
from exporter.typefaces.families import Family

Roles = Mapping[str, tuple[Family, ...]]

CHECKS: tuple[tuple[str, Callable[[Copy], Iterator[Finding]]], ...] = (
    ("every character has a typeface", uncovered),
    ("every picture that shows something has a caption", pictures.uncaptioned),
    ("every picture that shows something has a credit", pictures.uncredited),
    ("decoration has no caption", pictures.captioned_decoration),
    ("no picture is printed twice", pictures.printed_twice),
    ("an alternative text says what a picture shows", pictures.empty_words),
    ("no caption stands under two pictures", pictures.caption_again),
    ("no paragraph stands twice", wording.paragraph_twice),
    ("no particle stands twice in a row", wording.word_twice),
    ("a number has the digits of one set", wording.number_of_two_kinds),
    ("no direction mark is left unseen", wording.direction_marks),
    ("brackets and quotation marks come in pairs", wording.open_marks),
    ("text follows each subhead", order.subhead_without_text),
    ("a section break parts two sections", order.break_without_sections),
    ("no paragraph is a grey wall", order.long_paragraph),
    ("a headline ends without a full stop", order.headline_with_full_stop),
    ("the deck does not repeat the headline", order.deck_repeats_headline),
    ("a related article has an address", particulars.leads_nowhere),
    ("a related article is another one", particulars.related_again),
    ("each tag is given once", particulars.tag_again),
    ("what is changed was published before", particulars.updated_too_early),
    ("what is corrected was published before", particulars.corrected_too_early),
    ("nothing leaves the house before its time", particulars.embargoed),
)

LAID_OUT: tuple[tuple[str, Callable[[Paper], Iterator[Finding]]], ...] = (
    ("a picture has pixels enough for its printed size", lines.coarse_pictures),
    ("no picture is cut off by its page", lines.clipped_pictures),
    ("no line goes over its edge", lines.overset),
    ("no last line stands alone at the head", lines.widows),
    ("no first line stands alone at the foot", lines.orphans),
    ("no subhead stands at the foot", lines.subheads_at_the_foot),
    ("no short word ends a paragraph alone", lines.lone_last_words),
    ("a headline keeps to its lines", lines.tall_headlines),
    ("no word ends a headline alone", lines.lone_words_of_headlines),
    ("no three lines begin or end with one word", lines.stacks),
    ("no three lines end with a hyphen", lines.stacked_hyphens),
)

FORMAT_CHECKS: tuple[tuple[str, str, Callable[[Galley], Iterator[Finding]]], ...] = (
    ("docx", "every table is as wide as Word takes", too_wide),
)


def preflight(
    galley: Galley,
    roles: Roles,
    limits: Limits = USUAL,
    now: datetime | None = None,
    *,
    breaks_embargo: bool = False,
) -> tuple[Finding, ...]:
    """Everything that the checks of a galley find; of an embargo only when the moment `now` is given."""
    copy = Copy(galley, roles, limits, now, breaks_embargo)
    return tuple(finding for _, check in CHECKS for finding in check(copy))


def inspect(composition: Composition, edition: Edition, limits: Limits) -> tuple[Finding, ...]:
    """Everything that the checks of laid-out pages find."""
    paper = Paper.of(composition, edition, limits)
    return tuple(finding for _, check in LAID_OUT for finding in check(paper))


def unfit(galley: Galley, format_name: str) -> tuple[Finding, ...]:
    """Why a galley that passed cannot be made into one format."""
    return tuple(finding for name, _, check in FORMAT_CHECKS if name == format_name for finding in check(galley))

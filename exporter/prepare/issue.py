"""An edition's own words: the day and number of the issue, the lines round its articles, the catchwords of jumps."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exporter.house.house import Hijri, House
from exporter.model.edition import Flatplan, Placed
from exporter.model.galley import Galley
from exporter.model.issue import Furniture, Place
from exporter.prepare.words import Words

_CATCHWORD_LETTERS = 26
"""A catchword is read at a glance: about a line of a column."""
_HELD = "\u00a0"


def furniture(plan: Flatplan, galleys: Sequence[Galley], house: House) -> Furniture:
    """The words of an edition, in its language and in the digits of its first article."""
    first = galleys[0]
    same = plan.language.partition("-")[0].lower() == first.article.language.partition("-")[0].lower()
    worded = Words(plan.language if same else first.article.language, first.digits, house)
    return Furniture(
        language=worded.language,
        direction=first.direction,
        digits=first.digits,
        masthead=plan.masthead,
        date=worded.dated(plan.date, _calendars(worded)) if plan.date else "",
        number=worded["issue"].format(number=first.digits.spell(plan.number)) if plan.number else "",
        contents=worded["front"],
        leaf=worded["leaf"],
        onward=worded["onward"],
        resumed=worded["resumed"],
        at=plan.at,
    )


def place(placed: Placed, galley: Galley) -> Place:
    """Where an article is wanted, and how its continuation is named."""
    dangling = Words(galley.article.language, galley.digits)["dangling"].split()
    return Place(placed.page, placed.columns, placed.continued, catchword(galley.title, dangling), placed.at)


def catchword(headline: str, dangling: Collection[str]) -> str:
    """The first words of a headline, as many as are read at a glance; all of a short one.

    Args:
        headline: as plain text.
        dangling: words, such as prepositions, that none ends with: a narrow column has no room for what they hold to,
            and leaves them out with it.
    """
    kept = list[str]()
    for word in headline.split():
        if kept and len(" ".join((*kept, word))) > _CATCHWORD_LETTERS:
            while len(kept) > 1 and kept[-1] in dangling:
                kept.pop()
            kept[-1] = kept[-1].rstrip("،,:؛;.…")
            break
        kept.append(word)
    return "".join(word + (_HELD if word in dangling else " ") for word in kept).strip()


def _calendars(worded: Words) -> Hijri:
    """Those of the house; both in an Arabic paper whose house does not say, for a front page bears both."""
    if worded.is_ours and worded.house.hijri is not Hijri.NONE:
        return worded.house.hijri
    return Hijri.BEFORE if worded.language.partition("-")[0].lower() == "ar" else Hijri.NONE

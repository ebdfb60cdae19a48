"""House style for running text: what a newsroom has decided; a value that is None or False leaves text as written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from exporter.model.digits import Digits


class Tanwin(StrEnum):
    """Where the tanwin of an accusative is written: on the letter before the alef (كتابًا), or on the alef (كتاباً)."""

    BEFORE_ALEF = "before-alef"
    ON_ALEF = "on-alef"


class Side(StrEnum):
    """Where a currency's sign is typed: before the number (`$50`), or after it (`50$`)."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks, outer and inner, each opened and closed."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


@dataclass(frozen=True, slots=True)
class Separators:
    """The marks inside Western numbers; Arabic-Indic and Persian ones have their own, ٫ and ٬ (ALREQ Q16)."""

    decimal: str = "."
    thousands: str = ","


@dataclass(frozen=True, slots=True)
class Style:
    """What a house has decided about running text.

    Attributes:
        digits: the digits of every number outside Latin phrases, addresses and code.
        separators: the marks of decimals and thousands.
        percent: whether the sign is that of the number's digits and touches it (Q17).
        currency: the side of a currency's sign.
        quotes: the quotation marks.
        marks: whether comma, semicolon and question mark after Arabic are the Arabic ones.
        spaces: whether spaces around marks, brackets and quotes are put right.
        ellipsis: how an ellipsis is written.
        dash: the dash that stands between spaces.
        repeated: whether a mark that is written twice or more is written once.
        tatweel: whether tatweel is taken out (Q8).
        tanwin: where tanwin is written.
        waw: whether a conjunction that stands apart is written to its word (Q20).
        spelling: whether spellings that are wrong in any word are put right: no dictionary is asked.
        months: the twelve names of the Gregorian months that the house uses.
        other_months: names of the same months elsewhere, with the number of the month from 1.
        names: what is written instead of what: agencies, abbreviations.
    """

    digits: Digits | None = None
    separators: Separators | None = None
    percent: bool = False
    currency: Side | None = None
    quotes: Quotes | None = None
    marks: bool = False
    spaces: bool = False
    ellipsis: str = ""
    dash: str = ""
    repeated: bool = False
    tatweel: bool = False
    tanwin: Tanwin | None = None
    waw: bool = False
    spelling: bool = False
    months: tuple[str, ...] = ()
    other_months: tuple[tuple[str, int], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


AS_WRITTEN = Style()

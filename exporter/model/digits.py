"""The sets of digits that Arabic-script papers use, by their names in CLDR."""

from __future__ import annotations

from enum import StrEnum


class Digits(StrEnum):
    """A set of decimal digits."""

    WESTERN = "latn"
    ARABIC = "arab"
    PERSIAN = "arabext"

    @property
    def zero(self) -> str:
        """The set's zero; its other digits follow in code point order."""
        return {Digits.WESTERN: "0", Digits.ARABIC: "٠", Digits.PERSIAN: "۰"}[self]

    @property
    def digits(self) -> str:
        """The set's ten digits in order."""
        return "".join(chr(ord(self.zero) + digit) for digit in range(10))

    def found_in(self, text: str) -> int:
        """How many digits of the set a text has."""
        return sum(map(text.count, self.digits))

    def spell(self, text: str) -> str:
        """A text with its Western digits written in the set."""
        return text.translate(str.maketrans("0123456789", self.digits))

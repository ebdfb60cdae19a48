"""What a value of a layout may be, beyond its type: written into the annotation of its field, read by `records`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, TypeAlias, runtime_checkable


class Wrong(Exception):
    """A value that does not fit; the text says what does, in the words of TOML."""


@runtime_checkable
class Rule(Protocol):
    """A condition on a value that has the right type already; as a text, what it asks for in the words of TOML."""

    def take(self, value: Any) -> Any:
        """The value as it is kept.

        Raises:
            Wrong: it does not fit.
        """


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `least` to `most`, both allowed."""

    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.least:g} … {self.most:g}"

    def take(self, value: Any) -> Any:
        """The number."""
        if not self.least <= value <= self.most:
            raise Wrong(str(self))
        return value


@dataclass(frozen=True, slots=True)
class Written:
    """A text that a pattern matches wholly; `like` is one that does."""

    pattern: str
    like: str

    def __str__(self) -> str:
        return f'"{self.like}"'

    def take(self, value: Any) -> Any:
        """The text, in lower case."""
        if not re.fullmatch(self.pattern, value):
            raise Wrong(str(self))
        return value.lower()


@dataclass(frozen=True, slots=True)
class Needs:
    """A table that has these keys, and may have more."""

    keys: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.keys)

    def take(self, value: Any) -> Any:
        """The table."""
        if not value.keys() >= set(self.keys):
            raise Wrong(str(self))
        return value


class Contradiction(Exception):
    """Values of one table that do not go together: the key to change, and what it takes beside the others."""

    def __init__(self, key: str, expected: str) -> None:
        self.key, self.expected = key, expected
        super().__init__(f"{key}: {expected}")


@runtime_checkable
class Checked(Protocol):
    """A table whose values must go together."""

    def check(self) -> None:
        """Look at the values beside each other.

        Raises:
            Contradiction: they do not.
        """


Percent: TypeAlias = Annotated[float, Between(0, 100)]
Inks: TypeAlias = tuple[Percent, Percent, Percent, Percent]
"""Cyan, magenta, yellow, black."""
Colour: TypeAlias = Annotated[str, Written("#[0-9a-fA-F]{6}", "#171614")]
Swatches: TypeAlias = Mapping[Colour, Inks]

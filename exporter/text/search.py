"""Words as they are sought: without vowel signs, letters that writers mix up made one, clitics and endings known.

Written after what public engines do for Arabic: the normalising of Lucene's `ArabicNormalizer`, and the light stemming
of Larkey, Ballesteros and Connell (light10, 2007). Two things differ. A word is not cut where that may be wrong: وزير
stays, and is also found under زير, but as a lesser hit. And ئ, ؤ and ء are one letter, as مسئول and مسؤول are one word.

The page of the catalogue does the same in its own language (`templates/catalog/search.js`), from the same tables; a
test holds both to one answer for every character of Unicode.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

HAMZA, ALEF, LAM, TATWEEL = "أ", "ا", "ل", "ـ"
SHORTEST: Final = 2
"""Letters of a word that is also sought as the beginning of others."""
EXACT, ENDING, BEGINNING, NOTHING = 3, 2, 1, 0
"""How well a key fits a word that is sought."""


@cache
def tables() -> dict[str, Any]:
    """The tables of `search.toml`, as the catalogue's page takes them too."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _one_for_many() -> dict[str, str]:
    letters = {written: read for read, many in tables()["letters"].items() for written in many}
    digits = {written: str(value) for row in tables()["digits"].values() for value, written in enumerate(row)}
    return letters | digits


class _Folding(dict[int, str]):
    """What each code point is read as: letters, nothing, or a space where it parts words; filled as asked."""

    def __missing__(self, code_point: int) -> str:
        self[code_point] = folded = _folded(chr(code_point))
        return folded


def _folded(char: str) -> str:
    known = _one_for_many()
    spread = unicodedata.normalize("NFKD", char)
    if spread[0] == " " and len(spread) > 1:
        spread = spread[1:]  # a vowel sign with a carrier of its own
    return "".join(
        known.get(part) or "".join(map(_read, unicodedata.normalize("NFD", part).lower()))
        for part in unicodedata.normalize("NFC", spread)
    )


def _read(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in ("Mn", "Me", "Cf") or char == TATWEEL:
        return ""
    return char if kind[0] in "LN" or kind == "Mc" else " "


_FOLDING: Final = _Folding()


def letters_of(text: str) -> list[str]:
    """The words of a text in the letters that they are sought by; an alef with hamza or madda is still told apart."""
    return unicodedata.normalize("NFC", text).translate(_FOLDING).split()


@dataclass(frozen=True, slots=True)
class Keys:
    """What a word is found under.

    Attributes:
        surely: the word itself, without its article.
        perhaps: what it would be if its first letter, or its first two, were not its own.
    """

    surely: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = tables()["proclitics"]
    return re.compile(table["article"]), re.compile(table["for_the"]), re.compile(table["single"])


@lru_cache(maxsize=1 << 17)
def keys(letters: str) -> Keys:
    """What a written word is found under, given the letters of `letters_of`."""
    article, for_the, single = _patterns()
    whole = letters.replace(HAMZA, ALEF)
    if found := article.fullmatch(letters):
        return Keys((found[2].replace(HAMZA, ALEF),), (whole,) if found[1] else ())
    if found := for_the.fullmatch(letters):
        word = found[1].replace(HAMZA, ALEF)
        return Keys((word,), (LAM + word,))  # للجنة is ل with اللجنة
    if found := single.fullmatch(whole):
        rests = dict.fromkeys([found[2] + found[3], found[3]])
        return Keys((whole,), tuple(rest for rest in rests if rest != whole))
    return Keys((whole,))


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that somebody seeks.

    Attributes:
        forms: how it may stand among the keys, each with whether longer words are meant too.
        roots: its forms without their endings.
    """

    forms: tuple[tuple[str, bool], ...]
    roots: tuple[str, ...]

    def fits(self, key: str) -> int:
        """How well a key fits: `EXACT`, another `ENDING`, the `BEGINNING` of a longer word, or `NOTHING`."""
        if any(key == form for form, _ in self.forms):
            return EXACT
        if any(key.startswith(root) and key[len(root) :] in endings() for root in self.roots):
            return ENDING
        if any(longer and key.startswith(form) for form, longer in self.forms):
            return BEGINNING
        return NOTHING


@cache
def endings() -> frozenset[str]:
    """What may stand in the place of an ending, nothing among it."""
    return frozenset(["", *tables()["endings"]["instead"].split()])


def sought(text: str) -> tuple[Sought, ...]:
    """The words that somebody seeks; all of them are meant, in any order."""
    return tuple(_sought(letters) for letters in dict.fromkeys(letters_of(text)))


def _sought(letters: str) -> Sought:
    article, for_the, _ = _patterns()
    whole = letters.replace(HAMZA, ALEF)
    forms = {whole: len(whole) >= SHORTEST}
    if found := for_the.fullmatch(whole):
        forms |= {found[1]: True, LAM + found[1]: True}
    elif found := article.fullmatch(whole):
        # ألمانيا has no article, yet many write it المانيا; but not every word in ماني is meant then.
        forms[found[2]] = article.fullmatch(letters) is not None
    roots = dict.fromkeys(root for form in forms if (root := _without_ending(form)))
    return Sought(tuple(forms.items()), tuple(roots))


def _without_ending(form: str) -> str:
    for ending, left in tables()["taken_off"].items():
        if form.endswith(ending) and len(form) - len(ending) >= left:
            return form[: -len(ending)]
    return ""

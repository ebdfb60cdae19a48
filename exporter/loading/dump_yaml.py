"""Values to YAML as an editor would write it: plain where that is safe, quoted where it is not, text in blocks.

YAML 1.2.2, 7.3 (flow scalars), 8.1 (block scalars).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

Tree: TypeAlias = "str | bool | Flow | Mapping[str, Tree] | Sequence[Tree]"

STEP: Final = "  "
_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~.<+\d]|\d[^\s:]|\.[^\s.]")
_UNSAFE: Final = re.compile(
    r":(\s|$)|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^\s|\s$|^(null|true|false|yes|no|on|off)$", re.I
)
_FLOW: Final = re.compile(r"[,،\[\]{}]")
_NUMBER: Final = re.compile(r"[-+.\d\s:,_eExX%/]+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


class Flow(list["str"]):
    """A list that is written on one line, such as the cells of a row."""


class Spaced(list["Tree"]):
    """A list with an empty line between its items."""


def mapping(tree: Mapping[str, Tree], indent: str = "") -> str:
    """The lines of a mapping; empty values are left out by the caller."""
    return "".join(f"{indent}{key}:{_value(value, indent)}" for key, value in tree.items())


def _value(value: Tree, indent: str) -> str:
    """What stands after a key's colon or an item's dash, up to the end of its last line."""
    if isinstance(value, bool):
        return f" {str(value).lower()}\n"
    if isinstance(value, str):
        return f" {scalar(value, indent + STEP)}\n"
    if isinstance(value, Flow):
        return f" [{', '.join(scalar(one, indent, flow=True) for one in value)}]\n"
    if isinstance(value, Mapping):
        return "\n" + mapping(value, indent + STEP)
    between = "\n" if isinstance(value, Spaced) else ""
    return "\n" + between.join(f"{indent}{STEP}-{_item(one, indent + STEP)}" for one in value)


def _item(value: Tree, indent: str) -> str:
    """An item of a list; a mapping begins on the line of its dash."""
    if isinstance(value, Mapping):
        return " " + mapping(value, indent + STEP).removeprefix(indent + STEP)
    return _value(value, indent)


def scalar(text: str, indent: str, *, flow: bool = False) -> str:
    """A text as a scalar; one of several lines becomes a literal block set in by `indent`."""
    if "\n" in text and not flow:
        return _literal(text, indent)
    number = _NUMBER.fullmatch(text) and not _DAY.fullmatch(text)  # an editor would take it for what it is not
    plain = _PLAIN.match(text) and not _UNSAFE.search(text) and not number
    if plain and not (flow and _FLOW.search(text)):
        return text
    return f'"{"".join(_ESCAPES.get(c) or _escaped(c) for c in text)}"'


def _escaped(character: str) -> str:
    hidden = re.match(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", character)
    return f"\\u{ord(character):04x}" if hidden else character


def _literal(text: str, indent: str) -> str:
    """A literal block; its indent is written out where the first line begins with a space (YAML 8.1.1.1)."""
    sign = str(len(STEP)) if text[:1] in (" ", "\n") else ""
    keep = "" if text.endswith("\n") else "-"
    rows = text.removesuffix("\n").split("\n")
    return f"|{sign}{keep}\n" + "\n".join(indent + row if row else "" for row in rows)

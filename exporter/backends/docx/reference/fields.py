"""Facts of the article in a newsroom's header: the results of its DOCPROPERTY fields, which Word reckons anew later.

ECMA-376 part 1, 17.16.5.16 (DOCPROPERTY), 17.16.18 (fields in parts), 17.16.19 (simple fields). A result that stands in
the file is what every program shows at first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from exporter.backends.docx.elements import Element, qualified

PROPERTY: Final = re.compile(r'\s*DOCPROPERTY\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)
PARAGRAPH, SIMPLE, INSTRUCTION = (qualified("w", name) for name in ("p", "fldSimple", "instr"))
MARK, KIND, CODE, TEXT = (qualified("w", name) for name in ("fldChar", "fldCharType", "instrText", "t"))


def fill(root: Element, facts: Mapping[str, str]) -> None:
    """Put facts, by name, into the fields that ask for them; a fact that the article lacks leaves nothing."""
    known = {name.casefold(): value for name, value in facts.items()}
    for instruction, texts in _fields(root):
        asked = PROPERTY.match(instruction)
        if asked:
            for place, text in enumerate(texts):
                text.text = "" if place else known.get((asked[1] or asked[2]).casefold(), "")


def _fields(root: Element) -> Iterator[tuple[str, list[Element]]]:
    """Each field's instruction, and the texts of its result."""
    for field in root.iter(SIMPLE):
        yield field.get(INSTRUCTION, ""), list(field.iter(TEXT))
    for paragraph in root.iter(PARAGRAPH):
        yield from _in_parts(paragraph.iter(MARK, CODE, TEXT))


def _in_parts(pieces: Iterable[Element]) -> Iterator[tuple[str, list[Element]]]:
    """Fields between marks; of one inside another, only the outer."""
    depth, instruction, texts, in_result = 0, "", list[Element](), False
    for piece in pieces:
        kind = piece.get(KIND)
        if piece.tag == MARK and kind == "begin":
            depth += 1
            if depth == 1:
                instruction, texts, in_result = "", [], False
        elif piece.tag == MARK and kind == "separate":
            in_result = in_result or depth == 1
        elif piece.tag == MARK and kind == "end":
            depth -= 1
            if depth == 0:
                yield instruction, texts
        elif piece.tag == CODE and depth == 1 and not in_result:
            instruction += piece.text or ""
        elif piece.tag == TEXT and depth and in_result:
            texts.append(piece)

"""Tracked changes accepted or rejected, so that what is read afterwards holds none.

ECMA-376 part 1, 17.13.5 (annotations: insertions, deletions, moves, changed properties).
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from exporter.backends.docx.intake.names import Element, W, value

Changes: TypeAlias = Literal["accept", "reject"]

INSERTED: Final = (W + "ins", W + "moveTo")
DELETED: Final = (W + "del", W + "moveFrom")
PARAGRAPH, PROPERTIES, ROW, TABLE = W + "p", W + "pPr", W + "tr", W + "tbl"
FORMER: Final = {W + name + "Change": W + name for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblPrEx")}
MARKS: Final = (W + "rPr", W + "trPr", W + "numPr", W + "tcPr")
CELLS: Final = (W + "cellIns", W + "cellDel", W + "cellMerge", W + "numberingChange", W + "tblGridChange")
RANGES: Final = tuple(W + f"move{way}Range{edge}" for way in ("From", "To") for edge in ("Start", "End"))


def resolve(root: Element, changes: Changes) -> int:
    """Accept or reject every tracked change of a part: how many there were."""
    kept, dropped = (INSERTED, DELETED) if changes == "accept" else (DELETED, INSERTED)
    count = _former(root, restore=changes == "reject")
    gone_rows, joined = [], []
    before: tuple[object, ...] = ()
    for element in list(root.iter(*INSERTED, *DELETED, *CELLS)):
        parent = element.getparent()
        if parent is None:
            continue
        place = next(element.iterancestors(PARAGRAPH, ROW), None)
        key = (element.tag, value(element, "author"), value(element, "date"), place)
        count += element.tag not in CELLS and key != before  # a word processor cuts one change into many
        before = key
        if parent.tag in MARKS or element.tag in CELLS:
            parent.remove(element)
            owner = _owner(parent)
            if element.tag in dropped and parent.tag == W + "trPr" and owner is not None:
                gone_rows.append(owner)
            elif element.tag in dropped and owner is not None and owner.tag == PARAGRAPH:
                joined.append(owner)
        elif element.tag in kept:
            _unwrap(element)
        else:
            _remove(element)
    for row in gone_rows:
        _remove_row(row)
    for paragraph in reversed(joined):  # so that each is moved once, however many run into one
        _join(paragraph)
    for element in list(root.iter(W + "delText")):
        element.tag = W + "t"  # of a rejected deletion; that of an accepted one is gone
    return count


def _former(root: Element, *, restore: bool) -> int:
    """Changed properties: the former ones are restored or forgotten."""
    count = 0
    for change in list(root.iter(*FORMER)):
        owner = change.getparent()
        if owner is None:
            continue
        count += 1
        former = change.find(FORMER[change.tag])
        owner.remove(change)
        if restore:
            kept = [child for child in owner if child.tag in (W + "sectPr", W + "rPr") and owner.tag == PROPERTIES]
            for child in list(owner):
                owner.remove(child)
            owner.extend([*(former if former is not None else ()), *kept])
    return count


def _owner(properties: Element) -> Element | None:
    """The paragraph or row whose mark was inserted or deleted; None for the properties of a run."""
    above = properties.getparent()
    if above is None:
        return None
    if properties.tag == W + "trPr":
        return above
    return above.getparent() if above.tag == PROPERTIES else None


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove_row(row: Element) -> None:
    table = row.getparent()
    _remove(row)
    if table is not None and table.tag == TABLE and table.find(ROW) is None:
        _remove(table)


def _join(paragraph: Element) -> None:
    """A paragraph whose mark is gone runs into the next, whose mark, and so whose look, is the one left."""
    parent, after = paragraph.getparent(), paragraph.getnext()
    if parent is None:
        return
    content = [child for child in paragraph if child.tag != PROPERTIES]
    if after is not None and after.tag == PARAGRAPH:
        start = 1 if len(after) and after[0].tag == PROPERTIES else 0
        after[start:start] = content
        parent.remove(paragraph)
    elif not any(child.tag == W + "r" for child in paragraph.iter()) and len(parent) > 1:
        parent.remove(paragraph)

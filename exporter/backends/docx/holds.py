"""Bookmarks that hold together what belongs to one block, where styles alone would not say it.

ECMA-376 part 1, 17.13.6 (bookmarks); a name that begins with an underscore is hidden in Word. Both Word and LibreOffice
keep bookmarks and let them grow with what is typed inside, so the way back knows which paragraphs make one quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from exporter.backends.docx.elements import Element, qualified, w
from exporter.backends.docx.story import Story

PREFIX: Final = "_Held"
PARAGRAPH: Final = qualified("w", "p")
PROPERTIES: Final = qualified("w", "pPr")


def held(
    kind: Literal["Quote", "Exact", "Remark", "List", "Item"], content: Iterable[Element], story: Story
) -> Iterator[Element]:
    """The content with a bookmark around it: of the lower number, the further out."""
    identity = story.book.identity()
    made = list(content)
    start = w("bookmarkStart", id=identity, name=f"{PREFIX}{kind}{identity}")
    end = w("bookmarkEnd", id=identity)
    if not made:
        return
    if made[0].tag == PARAGRAPH:
        made[0].insert(1 if len(made[0]) and made[0][0].tag == PROPERTIES else 0, start)
    else:
        yield start
    if made[-1].tag == PARAGRAPH:
        made[-1].append(end)
    else:
        made.append(end)
    yield from made

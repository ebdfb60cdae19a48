"""What stands around a text box on its line, and what of its text is to be read.

ISO 32000-1, 14.8.2.5 (words apart by spaces, at the ends of lines too).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from exporter.backends.pdf.engine import boxes
from exporter.backends.pdf.runs import Excerpt

JOINER, BREAK = "\u200d", "\u200b"


class Around(NamedTuple):
    """What stands next to a text box on its line.

    Attributes:
        before: the character before it, empty at the line's beginning.
        after: the character after it, empty at the line's end.
        is_apart: whether other lines may stand beside this one.
        word_ends: whether the line ends at a space of the article; None where the text ends with it.
        hyphen: whether the line ends with a hyphen that is the layout's and not the article's.
    """

    before: str
    after: str
    is_apart: bool
    word_ends: bool | None = None
    hyphen: bool = False


_ALONE = Around("", "x", False)


def look_around(document: Any) -> None:
    """Tell each text box of a laid-out document what stands next to it."""
    for page in document.pages:
        _look_around(page._page_box, False)


def _look_around(box: Any, is_apart: bool) -> None:
    if isinstance(box, boxes.LineBox):
        texts = [one for one in box.descendants() if isinstance(one, (boxes.TextBox, boxes.AtomicInlineLevelBox))]
        texts = [one for one in texts if getattr(one, "text", "x")]
        letters = [getattr(one, "text", "x") for one in texts]
        for before, one, after in zip(["", *letters], texts, [*letters[1:], ""], strict=False):
            one.around = Around(before[-1:], after[:1], is_apart, box.word_ends, box.is_hyphenated and not after)
    elif isinstance(box, boxes.ParentBox):
        is_apart |= isinstance(box, (boxes.TableCellBox, boxes.FlexContainerBox)) or _is_phrase(box)
        for child in box.children:
            _look_around(child, is_apart)


def _is_phrase(box: Any) -> bool:
    """Whether a part of a paragraph is laid out as a block, as a hemistich may be: no break of a line is at its end."""
    return box.element_tag == "span" and isinstance(box, boxes.BlockBox)


class Source:
    """The text of a box, without what was put there to shape it and not to be read.

    Attributes:
        rtl: whether the box runs from right to left.
        around: what stands next to it.
    """

    def __init__(self, textbox: Any) -> None:
        """Take a text box that `look_around` has seen, or one of a drawing."""
        text = textbox.pango_layout.text
        self.rtl: bool = textbox.style["direction"] == "rtl"
        self.around: Around = getattr(textbox, "around", _ALONE)
        self._bytes: bytes = text.encode()
        self._kashidas: tuple[tuple[int, int, int], ...] = getattr(textbox, "kashidas", ())
        # A joiner on both sides of an edge was put there by `joining`; after a lone space WeasyPrint puts a break.
        self._skip_first = text.startswith(JOINER) and self.around.before == JOINER
        self._skip_last = (text.endswith(JOINER) and self.around.after == JOINER) or text == " " + BREAK

    def of(self, offset: int, length: int) -> Excerpt:
        """The text of an item, offset and length in bytes."""
        end = offset + length
        is_last = end == len(self._bytes)
        return Excerpt(
            self._bytes[offset:end],
            self._skip_first and offset == 0,
            self._skip_last and is_last,
            self.around.hyphen and is_last,
        )

    def kashidas(self, offset: int, length: int) -> tuple[tuple[int, int, int], ...]:
        """The tatweels in an item that nobody wrote, as `Run` has them."""
        return tuple(
            (first - offset, last - offset, extra)
            for first, last, extra in self._kashidas
            if offset <= first < offset + length
        )

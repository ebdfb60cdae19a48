"""Levels by UAX #9, against Unicode's own cases and against an independent implementation, FriBidi."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.text.bidi import levels, visual_order
from exporter.text.bidi_classes import BRACKETS

DATA = Path(__file__).parent / "data"

# Two characters or more of each bidi class, brackets of two kinds and a canonically equivalent pair.
EVERY_CLASS = (
    "aB\u200e"  # L
    "\u05d0\u05e9\u200f"  # R
    "\u0628\u0645\u061c"  # AL
    "17\u06f5"  # EN
    "\u0663\u066b"  # AN
    "+-%$\u066a,:./"  # ES ET CS
    "\u0650\u0301"  # NSM
    "\u200b\u200d\u00ad"  # BN
    "\t "  # S WS
    "!&\u2026\u2014"  # ON
    "()[]\u2329\u3009"  # brackets
)
EMBEDDINGS = "\u202a\u202b\u202d\u202e\u202c"
CONTROLS = EMBEDDINGS + "\u2066\u2067\u2068\u2069"


def cases() -> Iterator[tuple[str, int, list[str], list[int]]]:
    for line in (DATA / "BidiCharacterTest-trimmed.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            characters, _, base, resolved, order = line.split(";")
            text = "".join(chr(int(number, 16)) for number in characters.split())
            yield text, int(base), resolved.split(), [int(index) for index in order.split()]


def test_every_case_of_unicode_s_own_test_comes_out_as_it_says() -> None:
    count = 0
    for text, base, expected, order in cases():
        got = levels(text, base, line_end=True)
        shown = ["x" if want == "x" else str(level) for want, level in zip(expected, got, strict=True)]
        assert shown == expected, ascii(text)
        assert [index for index in visual_order(got) if expected[index] != "x"] == order, ascii(text)
        count += 1
    assert count > 4000


class FriBidi:
    """The levels as FriBidi gives them."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library = library
        library.fribidi_get_par_embedding_levels_ex.restype = ctypes.c_int8

    def levels(self, text: str, base: int) -> list[int]:
        size = len(text)
        characters = (ctypes.c_uint32 * size)(*map(ord, text))
        types = (ctypes.c_uint32 * size)()
        brackets = (ctypes.c_uint32 * size)()
        found = (ctypes.c_int8 * size)()
        direction = ctypes.c_uint32(0x111 if base else 0x110)  # FRIBIDI_PAR_RTL, FRIBIDI_PAR_LTR
        self.library.fribidi_get_bidi_types(characters, size, types)
        self.library.fribidi_get_bracket_types(characters, size, types, brackets)
        highest = self.library.fribidi_get_par_embedding_levels_ex(
            types, brackets, size, ctypes.byref(direction), found
        )
        assert highest
        return list(found)


@pytest.fixture(scope="module")
def fribidi() -> FriBidi:
    name = ctypes.util.find_library("fribidi")
    assert name, "libfribidi is missing; pango brings it"
    return FriBidi(ctypes.CDLL(name))


def resolved_alike(fribidi: FriBidi, text: str, base: int) -> None:
    ours, theirs = levels(text, base), fribidi.levels(text, base)
    # FriBidi applies L1 to tabs and what stands before them, and levels what X9 takes out in its own way.
    compared = [i for i, char in enumerate(text) if char not in "\t \u200b\u200d\u00ad" + CONTROLS]
    assert [ours[i] for i in compared] == [theirs[i] for i in compared]


# What FriBidi 1.0.8 gets wrong, and Unicode's cases decide: a mark before a bracket pair (the pair's ends get two
# levels), a bracket pair at the edge of an embedding (its context is sought outside), a second or nested isolate.
BASES = st.sampled_from([0, 1])
UNMARKED = st.text("".join(char for char in EVERY_CLASS if char not in "\u0650\u0301"), min_size=1, max_size=24)
BARE = "".join(char for char in EVERY_CLASS if char not in BRACKETS)
BITS = st.text(BARE, max_size=8)
ISOLATES = st.builds("{}{}{}\u2069{}".format, BITS, st.sampled_from("\u2066\u2067\u2068"), BITS, BITS)


@given(text=UNMARKED | st.text(BARE, min_size=1, max_size=24), base=BASES)
@settings(max_examples=400, deadline=None)
def test_levels_equal_those_of_fribidi(fribidi: FriBidi, text: str, base: int) -> None:
    resolved_alike(fribidi, text, base)


@given(text=st.text(BARE + EMBEDDINGS * 3, min_size=1, max_size=24) | ISOLATES, base=BASES)
@settings(max_examples=400, deadline=None)
def test_levels_with_embeddings_overrides_and_isolates_equal_those_of_fribidi(
    fribidi: FriBidi, text: str, base: int
) -> None:
    resolved_alike(fribidi, text, base)


@given(text=st.text(max_size=40), base=st.sampled_from([0, 1]))
@settings(max_examples=200, deadline=None)
def test_any_text_has_one_level_a_character_and_an_order_that_holds_each_once(text: str, base: int) -> None:
    resolved = levels(text, base)
    assert len(resolved) == len(text)
    assert min(resolved, default=base) >= base
    assert sorted(visual_order(resolved)) == list(range(len(text)))


def test_a_paragraph_of_arabic_alone_lies_on_one_level() -> None:
    assert set(levels("قال الوزير: «نعم»، ثم مضى!", 1)) == {1}


def test_each_line_of_a_text_with_line_feeds_is_a_paragraph_of_its_own() -> None:
    assert levels("abc\n(ب)", 0) == levels("abc\n", 0) + levels("(ب)", 0)


def test_a_line_separator_does_not_end_the_paragraph() -> None:
    assert levels("م News\u2028Agency", 1)[-7:] == [2] * 7


def test_depth_beyond_the_limit_is_survived() -> None:
    assert max(levels("\u2067" * 300 + "a" + "\u2069" * 300, 0)) <= 126

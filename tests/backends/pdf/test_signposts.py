"""Marks of direction stand where a reader would lose its way, and nowhere else."""

from __future__ import annotations

import pytest

from exporter.backends.pdf.codes import Edges, Shown, Spelled, spell
from exporter.backends.pdf.signposts import parted, signposted

UPEM = 1000
POST = "\u200f"


def line(*clusters: str) -> list[Spelled]:
    """Clusters from left to right, those of digits and Latin letters in a run from the left."""
    return [_spelled(text) for text in clusters]


def _spelled(text: str) -> Spelled:
    ltr = text.isascii() and text.isalnum()
    if text == " ":
        return Spelled((Shown(" ", (), 250),), 250, is_space=True)
    return spell(text, ((1, 0, 0),), 500, rtl=not ltr, upem=UPEM)


def posted(*clusters: str, right: str = "") -> str:
    """What is shown from left to right, posts as a bar; a space that brings its direction as an underscore."""
    out = signposted(line(*clusters), Edges(right=right), UPEM)
    text = "".join(shown.text for one in out for shown in one.shown)
    return text.replace(f"{POST} ", "_").replace(POST, "|")


@pytest.mark.parametrize(
    ("clusters", "right", "shown"),
    [
        ("كلب", "", "كلب"),
        (("ب", " ", "ل"), "", "ب ل"),
        (("ب", " ", "،", "ل"), "", "ب |،ل"),
        (("ب", " ", ".", "»", "ل"), "", "ب |.»ل"),
        ((".", "ل"), "", "|.ل"),
        (("(", "ل"), "", "|(ل"),
        ((" ", "ل"), "", " ل"),
        (("ب", " "), "1", "ب_|"),
        (("ب", " "), "R", "ب_|"),
        (("ب", " "), "ل", "ب "),
        (("ب", " ", ")"), "1", "ب )|"),
        (("ب", " ", "،"), "1", "ب |،|"),
        (("%",), "1", "|%|"),
        (("ب", ".", ".", "ل"), "", "ب..ل"),
    ],
)
def test_a_post_stands_between_a_separator_or_a_number_and_the_space_on_its_left(
    clusters: str | tuple[str, ...], right: str, shown: str
) -> None:
    assert posted(*clusters, right=right) == shown


def test_a_stop_is_parted_from_the_mark_before_it() -> None:
    assert posted("،", "قِ") == "|،|\u0650ق"


@pytest.mark.parametrize("edges", [Edges(), Edges(rtl=False)])
def test_words_and_numbers_that_run_from_the_left_have_none(edges: Edges) -> None:
    assert signposted(line("1", "2"), edges, UPEM) == line("1", "2")


def test_signs_are_stretches_of_their_own() -> None:
    stretches = parted(line("ب", " ", "-", " ", "ل"))
    assert [len(stretch) for stretch in stretches] == [2, 1, 2]


def test_a_post_takes_no_room() -> None:
    assert sum(one.due for one in signposted(line("ب", " ", "،", "ل"), Edges(), UPEM)) == 1750

"""Time grows with the length of a text and not with its square: no text of an article holds the program up."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from exporter.text.bidi import levels
from exporter.text.forced import forced
from exporter.text.hygiene import clean


def seconds(work: Callable[[str], object], text: str) -> float:
    """The least of several runs: what the machine does besides only ever adds."""
    runs = []
    for _ in range(3):
        start = time.process_time()
        work(text)
        runs.append(time.process_time() - start)
    return min(runs)


def find(text: str) -> object:
    return list(forced(text))


def order(text: str) -> object:
    return levels(text, 1)


@pytest.mark.parametrize(
    ("work", "make"),
    [
        (find, lambda n: "00" + "1" * 50 * n + "x"),
        (find, lambda n: "+" + " 1(1)" * 10 * n + "x"),
        (find, lambda n: "http://a/" + ")" * 20 * n),
        (find, lambda n: "1%-" * 10 * n + "1a"),
        (clean, lambda n: "\u202a" * n + "\u2069" * n),
        (clean, lambda n: "\u2066\u202a" * n + "\u2069" * n),
        (clean, lambda n: "أ\u200c\u200d" * n + " "),
        (order, lambda n: "أa" + "(.a)" * 4 * n),
        (order, lambda n: "a" + "\u2068" * 3 * n),
        (order, lambda n: "a" + "أ(\u0301" * n + ")\u0301" * n),
    ],
    ids=[
        "a long number",
        "a long number in brackets",
        "brackets after an address",
        "percentages",
        "embeddings left open",
        "isolates across embeddings",
        "joiners",
        "bracket pairs",
        "isolates by their first letter",
        "marks on brackets",
    ],
)
def test_twice_the_text_takes_little_more_than_twice_the_time(
    work: Callable[[str], object], make: Callable[[int], str]
) -> None:
    once, twice = (seconds(work, make(n)) for n in (4000, 8000))
    assert twice < 3.2 * once + 0.05


def test_a_number_that_is_no_phone_number_is_given_up_at_once() -> None:
    assert seconds(find, "00" + "1" * 60 + "x") < 0.05

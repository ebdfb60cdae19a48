"""A newsroom's house file: what it may say, and what is said about a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import InputError
from exporter.findings import Finding
from exporter.house.document import LARGEST
from exporter.house.house import NO_HOUSE, RULES, Hijri, load_house
from exporter.model.digits import Digits
from exporter.model.style import AS_WRITTEN, Quotes, Separators
from exporter.resources import houses, houses_dir


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "house.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def faults(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        load_house(path)
    return caught.value.findings


def test_an_empty_house_decides_nothing(tmp_path: Path) -> None:
    assert load_house(written(tmp_path, "")) == NO_HOUSE
    assert NO_HOUSE.rendering("ar") == AS_WRITTEN


@pytest.mark.parametrize("name", houses())
def test_every_house_that_is_shipped_is_sound_and_decides_everything(name: str) -> None:
    house = load_house(houses_dir() / f"{name}.toml")
    undecided = [rule for rule in RULES if not getattr(house.style, rule)]
    assert undecided in ([], ["names"])
    assert len(house.style.months) == 12
    assert house.wording["archival"]


def test_three_houses_are_shipped() -> None:
    assert houses() == ("egypt", "gulf", "maghreb")


def test_decisions_are_read_as_the_values_that_rules_take(tmp_path: Path) -> None:
    house = load_house(
        written(
            tmp_path,
            """
            [style]
            digits = "arabic-indic"
            quotes = "“”"
            separators = { decimal = ",", thousands = "." }
            [style.names]
            "اف ب" = "أ. ف. ب"
            [render]
            rules = ["digits"]
            [dates]
            hijri = "alone"
            [fonts]
            text = ["Amiri"]
            """,
        )
    )
    assert house.style.digits is Digits.ARABIC
    assert house.style.quotes == Quotes("“", "”", "‘", "’")
    assert house.style.separators == Separators(",", ".")
    assert house.style.names == (("اف ب", "أ. ف. ب"),)
    assert house.hijri is Hijri.ALONE
    assert house.roles == {"text": ("Amiri",)}


def test_an_export_applies_the_rules_that_the_house_names_and_no_others(tmp_path: Path) -> None:
    house = load_house(written(tmp_path, '[style]\ndigits = "western"\nmarks = true\n[render]\nrules = ["digits"]\n'))
    assert house.rendering("ar-EG").digits is Digits.WESTERN
    assert house.rendering("ar-EG").marks is False
    assert house.rendering("fa") == AS_WRITTEN


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("name = مصر", "HOUSE-002", 1),
        ("[style\n", "HOUSE-002", 1),
        ('[style]\ndigit = "western"', "HOUSE-003", 2),
        ("[stile]", "HOUSE-003", 1),
        ('[style]\n\ndigits = "roman"', "HOUSE-004", 3),
        ("[style]\nmarks = 1", "HOUSE-004", 2),
        ('[style]\nquotes = "((("', "HOUSE-004", 2),
        ('[style]\nseparators = { decimal = ",", thousands = "," }', "HOUSE-004", 2),
        ('colour = "red"', "HOUSE-004", 1),
        ('[wording]\ncredit = "تصوير"', "HOUSE-004", 2),
        ('[wording]\narchival = "{x}"', "HOUSE-004", 2),
        ('[render]\nrules = ["digit"]', "HOUSE-004", 2),
        ("style = 3", "HOUSE-004", 1),
        ('name = ""', "HOUSE-004", 1),
    ],
)
def test_what_a_house_cannot_say_is_refused_at_its_line(content: str, code: str, line: int, tmp_path: Path) -> None:
    (found,) = faults(written(tmp_path, content))
    assert (found.code, found.at.line) == (code, line)


def test_everything_that_is_wrong_with_a_house_is_told_at_once(tmp_path: Path) -> None:
    found = faults(written(tmp_path, '[style]\ndigit = "western"\ntanwin = "above"\n'))
    assert [one.code for one in found] == ["HOUSE-003", "HOUSE-004"]
    assert dict(found[0].args)["keys"] == "digits"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"#" * (LARGEST + 1)])
def test_a_file_that_is_no_text_or_without_end_is_refused(content: bytes, tmp_path: Path) -> None:
    assert [found.code for found in faults(written(tmp_path, content))] == ["HOUSE-001"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert [found.code for found in faults(tmp_path / "none.toml")] == ["HOUSE-001"]


def test_a_space_between_thousands_holds_the_number_together(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text('[style]\nseparators = { decimal = ",", thousands = " " }\n', encoding="utf-8")
    assert load_house(path).style.separators == Separators(",", "\u00a0")

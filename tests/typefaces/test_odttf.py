"""The fonts inside a DOCX: obfuscated as ECMA-376 part 1, 17.8.1 says, and described truly."""

from __future__ import annotations

import re

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from exporter.typefaces.families import Family, load_families
from exporter.typefaces.odttf import font_key, obfuscate, signature

FAMILIES = load_families()
each_family = pytest.mark.parametrize("family", FAMILIES.families, ids=lambda family: family.name)


def test_the_key_is_a_guid_in_braces_and_follows_from_the_font_alone() -> None:
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", font_key(b"one"))
    assert font_key(b"one") == font_key(b"one") != font_key(b"two")


def test_the_first_32_bytes_are_combined_with_the_key_from_its_last_byte_to_its_first() -> None:
    key = "{00112233-4455-6677-8899-AABBCCDDEEFF}"
    expected = bytes.fromhex("FFEEDDCCBBAA99887766554433221100") * 2
    assert obfuscate(bytes(32) + b"rest", key) == expected + b"rest"


@given(st.binary(max_size=100), st.uuids())
def test_obfuscating_twice_gives_the_font_back(data: bytes, key: object) -> None:
    spelt = f"{{{key}}}".upper()
    assert obfuscate(obfuscate(data, spelt), spelt) == data


@each_family
def test_every_face_comes_back_from_its_obfuscated_form(family: Family) -> None:
    for face in family.faces:
        data = face.data()
        hidden = obfuscate(data, font_key(data))
        assert hidden[:4] != data[:4] and hidden[32:] == data[32:]
        assert obfuscate(hidden, font_key(data)) == data


@each_family
def test_the_signature_says_what_the_os2_table_says(family: Family) -> None:
    for face in family.faces:
        os2, said = TTFont(face.path)["OS/2"], signature(family, face)
        panose = os2.panose
        assert bytes.fromhex(said.panose)[:4] == bytes(
            [panose.bFamilyType, panose.bSerifStyle, panose.bWeight, panose.bProportion]
        )
        values = {name: int(digits, 16) for name, digits in said.sig}
        assert list(values) == ["usb0", "usb1", "usb2", "usb3", "csb0", "csb1"]
        assert values["usb0"] == os2.ulUnicodeRange1 and values["usb3"] == os2.ulUnicodeRange4
        assert values["csb0"] == os2.ulCodePageRange1 and values["csb1"] == os2.ulCodePageRange2
        assert all(len(digits) == 8 for _, digits in said.sig)


def test_the_signature_tells_arabic_from_latin_and_serif_from_sans_from_mono() -> None:
    def said(name: str) -> tuple[str, str, str]:
        family = FAMILIES.by_name(name)
        it = signature(family, family.face(400))
        return it.charset, it.family, it.pitch

    assert said("Amiri") == ("B2", "roman", "variable")
    assert said("Vazirmatn") == ("B2", "swiss", "variable")
    assert said("Gelasio") == ("00", "roman", "variable")
    assert said("JetBrains Mono") == ("00", "modern", "fixed")

"""Codes as a file stores them: what they mean and where they stand (ISO 32000-1, 9.7.4.3 and 9.10.3)."""

from __future__ import annotations

import pikepdf

from exporter.backends.pdf.contents import Contents

CMAP = b"""1 beginbfchar
<0001> <0628>
endbfchar
2 beginbfrange
<0002> <0004> <0061>
<0005> <0005> <D835DC00>
endbfrange"""


def codes(stream: bytes) -> list[tuple[str, float]]:
    """The codes of marked content 0 in a font of five codes: three 500 thousandths wide, then two of 250."""
    with pikepdf.new() as file:
        inner = pikepdf.Dictionary(W=pikepdf.Array([1, pikepdf.Array([500, 500, 500]), 4, 5, 250]), DW=1000)
        font = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Type0, DescendantFonts=pikepdf.Array([inner]), ToUnicode=file.make_stream(CMAP)
        )
        page = file.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=file.make_indirect(font)))
        page.Contents = file.make_stream(b"/F 10 Tf /Span <</MCID 0>> BDC BT " + stream + b" ET EMC")
        return [(code.text, round(code.place, 3)) for code in Contents().codes(page, 0)]


def test_codes_stand_where_widths_and_movements_put_them() -> None:
    assert codes(b"1 0 0 1 100 50 Tm [<00010002> 100 <0005>] TJ <0001> Tj") == [
        ("ب", 100.0),
        ("a", 105.0),
        ("\U0001d400", 109.0),
        ("ب", 111.5),
    ]


def test_a_place_is_reckoned_along_the_baseline_of_a_turned_and_scaled_line() -> None:
    assert codes(b"0 2 -2 0 7 30 Tm <00030004> Tj") == [("b", 30.0), ("c", 40.0)]


def test_a_code_without_a_meaning_is_no_code_that_may_be_passed_over() -> None:
    assert codes(b"<0009> Tj") == [("\ufffd", 0.0)]


def test_an_artifact_inside_and_content_beside_are_not_of_the_piece() -> None:
    inside = b"<0001> Tj /Artifact BMC <0002> Tj EMC ET EMC /Span BMC BT <0003> Tj"
    assert codes(inside) == [("ب", 0.0)]

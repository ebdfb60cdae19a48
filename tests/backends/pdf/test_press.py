"""The file for the press is PDF/X-4 (ISO 15930-7:2010): each test is written from the clause it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.backends.pdf.options import Options
from exporter.backends.pdf.presscheck import look
from exporter.errors import DependencyError, ExportError, RenderError
from exporter.house.layout import Press
from exporter.images import conditions
from exporter.model.blocks import Figure
from exporter.model.galley import Edition, Galley, Picture
from exporter.resources import profiles_dir
from tests.backends.galleys import MOMENT, brief, everything, paragraph
from tests.backends.pdf.pages import changed, context

MM = 72 / 25.4
PRESS = Options(pdf_for="press")
XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}


def pressed(galley: Galley, of: Context | None = None) -> bytes:
    (content,) = pdf.render(Edition((galley,)), of or context(), PRESS).files.values()
    return content


@cache
def whole() -> bytes:
    """A galley with every block, for the press."""
    return pressed(everything())


@pytest.fixture
def file() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(whole())) as opened:
        yield opened


def with_press(**changes: Any) -> Context:
    ours = context()
    assert ours.layout.press is not None
    return replace(ours, layout=replace(ours.layout, press=replace(ours.layout.press, **changes)))


def press() -> Press:
    ours = context().layout.press
    assert ours is not None
    return ours


def refusal(of: Context, galley: Galley | None = None) -> list[str]:
    with pytest.raises(ExportError) as caught:
        pressed(galley or brief(paragraph("خبر قصير")), of)
    return [found.code for found in caught.value.findings]


def streams(file: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Every stream of the file, whether or not a page shows it."""
    return [one for one in file.objects if isinstance(one, pikepdf.Stream)]


def painted(file: pikepdf.Pdf) -> Iterator[tuple[str, list[Any]]]:
    """Every operator of every page, form and pattern."""
    contents: list[Any] = [page.obj for page in file.pages]
    contents += [one for one in streams(file) if one.get("/Subtype") == "/Form" or "/PatternType" in one]
    for holder in contents:
        for one in pikepdf.parse_content_stream(holder):
            yield str(one.operator), list(one.operands)


# ---------------------------------------------------------------- 6.4: boxes


@pytest.mark.parametrize("bleed", [3.0, 5.0], ids=["3 mm", "5 mm, which WeasyPrint would cut at 10 pt"])
def test_the_boxes_are_right_to_a_hundredth_of_a_point(bleed: float) -> None:
    with pikepdf.open(BytesIO(pressed(brief(paragraph("خبر")), with_press(bleed_mm=bleed)))) as file:
        page = file.pages[0].obj
        rooms = {"/TrimBox": 0.0, "/BleedBox": bleed, "/MediaBox": bleed + 12, "/CropBox": bleed + 12}
        for key, room in rooms.items():
            expected = [-room * MM, -room * MM, (210 + room) * MM, (297 + room) * MM]
            assert [float(edge) for edge in page[key]] == pytest.approx(expected, abs=0.01), key
        assert "/ArtBox" not in page, "a page has a TrimBox or an ArtBox"


def test_without_marks_the_paper_ends_at_the_bleed() -> None:
    with pikepdf.open(BytesIO(pressed(brief(paragraph("خبر")), with_press(marks=False)))) as file:
        page = file.pages[0].obj
        assert list(page.MediaBox) == list(page.BleedBox)
        assert "/PressMarks" not in page.Resources.XObject


def test_an_article_without_a_date_has_none_on_the_slug_line() -> None:
    def marked(galley: Galley) -> bytes:
        with pikepdf.open(BytesIO(pressed(galley))) as file:
            return bytes(file.pages[0].obj.Resources.XObject.PressMarks.read_bytes())

    dated, undated = brief(paragraph("خبر")), brief(paragraph("خبر"))
    dated = replace(dated, article=replace(dated.article, published=MOMENT))
    assert len(marked(dated)) > len(marked(undated))


def test_grounds_run_over_the_trimmed_edge(tmp_path: Path) -> None:
    ground = changed(tmp_path, "page.css", lambda css: css + "\n@page { background: #9c1f1f }")
    with pikepdf.open(BytesIO(pressed(brief(paragraph("خبر")), ground))) as file:
        areas = [
            list(map(float, one.operands))
            for one in pikepdf.parse_content_stream(file.pages[0].obj)
            if str(one.operator) == "re"
        ]
    widest = max(width for _, _, width, _ in areas) * 0.75
    assert widest == pytest.approx((210 + 2 * 3) * MM, abs=0.01)


# ---------------------------------------------------------------- 6.2: colours


def test_no_operator_paints_anything_but_inks(file: pikepdf.Pdf) -> None:
    found = list(painted(file))
    assert not {operator for operator, _ in found} & {"rg", "RG", "sh", "sc", "SC", "ri"}
    assert {str(operands[0]) for operator, operands in found if operator in ("cs", "CS")} <= {"/All", "/Pattern"}
    assert any(operator == "k" for operator, _ in found)


def test_no_picture_is_left_in_rgb_and_no_colour_space_stands_for_it(file: pikepdf.Pdf) -> None:
    pictures = [one for one in streams(file) if one.get("/Subtype") == "/Image" and "/ColorSpace" in one]
    assert pictures
    assert {str(one.ColorSpace) for one in pictures} <= {"/DeviceCMYK", "/DeviceGray"}
    assert not [one for one in file.objects if "/DeviceRGB" in repr(one)]


def photographed(kind: str) -> Galley:
    """A picture of two halves, dark red and light blue."""
    image = Image.new("RGB", (600, 400), (120, 20, 20))
    image.paste((190, 215, 240), (300, 0, 600, 400))
    out = BytesIO()
    image.save(out, kind, **({"quality": 95} if kind == "JPEG" else {}))
    shown = Picture(f"halves.{kind.lower()}", f"image/{kind.lower()}", out.getvalue(), 600, 400)
    return replace(brief(Figure("halves", "نصفان")), pictures=MappingProxyType({"halves": shown}))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_keeps_its_look_in_inks_and_is_no_negative(kind: str) -> None:
    (screen,) = pdf.render(Edition((photographed(kind),)), context()).files.values()
    before, after = trimmed(screen), trimmed(pressed(photographed(kind), with_press(marks=False, bleed_mm=0.0)))
    assert before.size == after.size
    for at in (0.35, 0.65):
        place = round(before.width * at), halfway(before)
        pairs = zip(pixel(before, place), pixel(after, place), strict=True)
        assert all(abs(one - other) < 60 for one, other in pairs), (pixel(before, place), pixel(after, place))


def trimmed(data: bytes) -> Image.Image:
    """The first page as PDFium draws it."""
    with pypdfium2.PdfDocument(data) as document:
        drawn: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
    return drawn


def halfway(page: Image.Image) -> int:
    """The row in the middle of the picture, which is the darkest part of the page."""
    column = page.convert("L").crop((round(page.width * 0.35), 0, round(page.width * 0.35) + 1, page.height)).tobytes()
    dark = [row for row, level in enumerate(column) if level < 140]
    longest = max(
        (dark[nth : nth + 80] for nth in range(len(dark))), key=lambda run: run == list(range(run[0], run[0] + 80))
    )
    return longest[40]


def pixel(page: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    found = page.getpixel(place)
    assert isinstance(found, tuple)
    return found


def test_running_text_is_printed_with_black_alone_and_over_what_lies_under_it() -> None:
    with pikepdf.open(BytesIO(pressed(brief(paragraph("نص المقال كله بالأسود. " * 30))))) as file:
        ink, state, shown = [], "", []
        for one in pikepdf.parse_content_stream(file.pages[-1].obj):
            operator = str(one.operator)
            if operator == "k":
                ink = [float(share) for share in one.operands]
            elif operator == "gs" and "Press" in str(one.operands[0]):
                state = str(one.operands[0])
            elif operator in ("Tj", "TJ"):
                shown.append((tuple(ink), state))
        states = file.pages[-1].obj.Resources.ExtGState
        assert bool(states.PressOver.op)
        assert states.PressOver.OPM == 1
        assert not bool(states.PressKnock.op)
    assert shown.count(((0, 0, 0, 1), "/PressOver")) > 0.8 * len(shown)
    assert all(state == ("/PressOver" if ink == (0, 0, 0, 1) else "/PressKnock") for ink, state in shown)


def test_the_output_intent_names_a_registered_condition_and_holds_its_profile(file: pikepdf.Pdf) -> None:
    (intent,) = file.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    profile = intent.DestOutputProfile.read_bytes()
    assert intent.DestOutputProfile.N == 4
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"prtr", b"CMYK", b"acsp")
    assert profile == (profiles_dir() / "FOGRA39L_coated.icc").read_bytes()


# ---------------------------------------------------------------- 6.7, 6.8: what the file says of itself


def test_the_metadata_says_what_it_is_and_agrees_with_the_document_information(file: pikepdf.Pdf) -> None:
    assert not {"/Filter", "/DecodeParms"} & set(file.Root.Metadata.keys())
    tree = etree.fromstring(file.Root.Metadata.read_bytes())
    said = {name: tree.xpath(f"string(//{name})", namespaces=XMP) for name in ("pdfxid:GTS_PDFXVersion", "pdf:Trapped")}
    assert said == {"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdf:Trapped": "False"}
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        assert tree.xpath(f"string(//{name})", namespaces=XMP) == f"{MOMENT:%Y-%m-%dT%H:%M:%SZ}"
    for name in ("xmpMM:DocumentID", "xmpMM:RenditionClass", "xmpMM:VersionID", "xmp:CreatorTool", "pdf:Producer"):
        assert tree.xpath(f"string(//{name})", namespaces=XMP), name
    info = file.docinfo
    assert isinstance(info["/Trapped"], pikepdf.Name)
    assert str(info["/Trapped"]) == "/False"
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == f"D:{MOMENT:%Y%m%d%H%M%S}Z"
    title = tree.xpath("string(//dc:title/rdf:Alt/rdf:li[@xml:lang='x-default'])", namespaces=XMP)
    assert title == str(info["/Title"]) != ""


def test_it_is_another_file_than_the_archives_and_does_not_claim_to_be_that(file: pikepdf.Pdf) -> None:
    assert b"pdfaid" not in file.Root.Metadata.read_bytes()
    assert b"pdfuaid" not in file.Root.Metadata.read_bytes()
    (name,) = pdf.render(Edition((brief(paragraph("خبر")),)), context(), PRESS).files
    assert name.endswith("-press.pdf")


def test_it_is_pdf_1_6_with_an_identifier_and_binds_on_the_right(file: pikepdf.Pdf) -> None:
    assert file.pdf_version == "1.6"
    assert len(file.trailer.ID) == 2
    assert file.Root.ViewerPreferences.Direction == "/R2L"
    assert bool(file.Root.MarkInfo.Marked)
    assert file.check_pdf_syntax() == []


# ---------------------------------------------------------------- 6.3, 6.9, 6.10: fonts, and what does not belong


def test_every_font_is_inside(file: pikepdf.Pdf) -> None:
    described = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
    fonts = [one for one in described if one.get("/Subtype") in ("/CIDFontType2", "/TrueType", "/Type1")]
    assert fonts
    assert all("/FontFile2" in one.FontDescriptor for one in fonts)


def test_nothing_is_clicked_runs_plays_is_attached_or_locked(file: pikepdf.Pdf) -> None:
    assert not file.is_encrypted
    assert not {"/AA", "/OpenAction", "/AcroForm", "/OCProperties"} & set(file.Root.keys())
    assert "/EmbeddedFiles" not in file.Root.get("/Names", {})
    for one in file.objects:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            assert not {"/JS", "/Alternates", "/OPI", "/TR", "/HTP", "/PS"} & set(one.keys())
            assert one.get("/Type") not in ("/Annot", "/Action", "/Filespec", "/OBJR")
    assert all("/Annots" not in page.obj for page in file.pages)


def test_no_tag_leads_to_a_link_that_is_gone(file: pikepdf.Pdf) -> None:
    kinds = {str(one.S) for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/P") is not None}
    assert "/Link" not in kinds
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    assert sorted(map(int, numbers[::2])) == list(range(len(file.pages)))


# ---------------------------------------------------------------- the promises


def test_it_says_what_the_file_for_the_screen_says_passage_by_passage() -> None:
    edition = Edition((everything(),))
    ready, screen = pdf.render(edition, context(), PRESS), pdf.render(edition, context())
    assert list(pdf.readback(ready)) == list(pdf.readback(screen)) != []


def test_the_same_galley_gives_the_same_bytes_and_another_moment_others() -> None:
    assert pressed(everything()) == whole()
    assert pressed(everything(), context(MOMENT + timedelta(hours=1))) != whole()


# ---------------------------------------------------------------- what is refused


def test_a_layout_that_knows_no_press_is_told_so() -> None:
    ours = context()
    assert refusal(replace(ours, layout=replace(ours.layout, press=None))) == ["PDF-030"]


def test_a_printing_condition_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(DependencyError) as caught:
        pressed(brief(paragraph("خبر")), with_press(condition="FOGRA93"))
    (found,) = caught.value.findings
    assert found.code == "PDF-031"
    assert "FOGRA39" in dict(found.args)["known"]  # type: ignore[operator]


def test_a_profile_that_is_not_the_one_bundled_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in profiles_dir().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + (b"\0" if path.suffix == ".icc" else b""))
    monkeypatch.setattr(conditions, "profiles_dir", lambda: tmp_path)
    conditions.condition_of.cache_clear()
    with pytest.raises(DependencyError) as caught:
        conditions.condition_of("FOGRA39")
    assert [found.code for found in caught.value.findings] == ["PDF-031"]


@pytest.mark.parametrize(
    "css", ["background-image: linear-gradient(#f00, #00f)", "color: lab(50% 40 20)"], ids=["gradient", "Lab"]
)
def test_colours_that_are_not_turned_into_inks_are_told(css: str, tmp_path: Path) -> None:
    assert refusal(changed(tmp_path, "page.css", lambda text: f"{text}\n.body p {{ {css} }}")) == ["PDF-032"]


def test_small_black_text_of_several_inks_is_told_and_large_is_not() -> None:
    rich = {**press().inks, "#171614": (60.0, 40.0, 40.0, 100.0)}
    assert set(refusal(with_press(inks=rich))) == {"PDF-033"}
    assert pressed(brief(paragraph("خبر")), with_press(inks=rich, rich_black_from_pt=1.0))


def test_the_size_of_type_is_the_printed_one_inside_a_faded_part_too(tmp_path: Path) -> None:
    faded = changed(
        tmp_path, "page.css", lambda css: f"{css}\n.body p {{ font-size: 20pt; opacity: 0.5; color: #000001 }}"
    )
    layout = replace(faded.layout, press=replace(press(), inks={**press().inks, "#000001": (60.0, 0.0, 0.0, 100.0)}))
    galley = brief(paragraph("خبر"))
    assert refusal(replace(faded, layout=layout), galley) == ["PDF-033"]
    small = replace(layout, press=replace(layout.press or press(), rich_black_from_pt=19.9))
    with pikepdf.open(BytesIO(pressed(galley, replace(faded, layout=small)))) as file:
        groups = [one.Group for one in streams(file) if "/Group" in one]
        assert {str(group.CS) for group in groups} == {"/DeviceCMYK"}, "and transparency is blended as inks (6.2.5)"
        groups[0].CS = pikepdf.Name.DeviceRGB
        assert [one.code for one in look(file, small.press or press())] == ["PDF-032"]


def test_a_tint_with_more_ink_than_the_paper_takes_is_told() -> None:
    heavy = {**press().inks, "#9c1f1f": (70.0, 100.0, 90.0, 50.0)}
    assert set(refusal(with_press(inks=heavy), everything())) == {"PDF-034"}


def test_a_picture_never_has_more_ink_than_the_paper_takes() -> None:
    with pikepdf.open(BytesIO(pressed(everything(), with_press(ink_limit_percent=240.0)))) as file:
        pictures = [one for one in streams(file) if one.get("/ColorSpace") == "/DeviceCMYK" and "/Width" in one]
        for one in pictures:
            image = pikepdf.PdfImage(one).as_pil_image()
            assert isinstance(image, Image.Image)
            small = image.reduce(8).tobytes()
            assert max(sum(small[at : at + 4]) for at in range(0, len(small), 4)) <= (2.4 + 0.02) * 255


def test_what_the_check_finds_in_a_picture_is_told() -> None:
    with pikepdf.open(BytesIO(whole())) as file:
        found = look(file, replace(press(), ink_limit_percent=90.0))
        assert any(dict(one.args)["what"] == "a picture" for one in found if one.code == "PDF-034")
        next(
            one for one in streams(file) if one.get("/ColorSpace") == "/DeviceCMYK"
        ).ColorSpace = pikepdf.Name.DeviceRGB
        assert [one.code for one in look(file, press())] == ["PDF-032"]


def test_a_refusal_is_no_half_made_file() -> None:
    with pytest.raises(RenderError):
        pdf.render(Edition((brief(paragraph("خبر")),)), with_press(ink_limit_percent=50.0), PRESS)

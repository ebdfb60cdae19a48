"""Facts of the finished file: each that is taken out of a sound one is found, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from exporter.backends import pdf
from exporter.backends.pdf import facts
from exporter.backends.pdf.options import Options
from exporter.errors import RenderError
from exporter.model.galley import Edition
from tests.backends.galleys import brief, paragraph
from tests.backends.pdf import pages

PRESS = pages.context().layout.press


@pytest.fixture(scope="module")
def screen() -> bytes:
    return pages.data(brief(paragraph("نص قصير")))


@pytest.fixture(scope="module")
def press() -> bytes:
    made = pdf.render(Edition((brief(paragraph("نص قصير")),)), pages.context(), Options("press"))
    (data,) = made.files.values()
    return data


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def fonts(file: Any) -> list[Any]:
    return [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]


def take_programs(file: Any) -> None:
    for font in fonts(file):
        if "/FontDescriptor" in font:
            del font.FontDescriptor.FontFile2


def take_meanings(file: Any) -> None:
    for font in fonts(file):
        if "/ToUnicode" in font:
            del font.ToUnicode


def take(key: str) -> Callable[[Any], None]:
    def change(file: Any) -> None:
        del file.Root[key]

    return change


def untitle(file: Any) -> None:
    del file.docinfo[Name.Title]


def mark_false(file: Any) -> None:
    file.Root.MarkInfo.Marked = False


def grey(file: Any) -> None:
    file.Root.OutputIntents[0].DestOutputProfile.N = 1


def move_trim(file: Any) -> None:
    file.pages[0].obj.TrimBox = file.pages[0].obj.BleedBox


def take_marks(file: Any) -> None:
    del file.pages[0].obj.Resources.XObject.PressMarks


TAKEN: tuple[tuple[str, Callable[[Any], None], str], ...] = (
    ("the program of a font", take_programs, "PDF-060"),
    ("the characters of its codes", take_meanings, "PDF-061"),
    ("the tags", take("/StructTreeRoot"), "PDF-062"),
    ("that there are tags", mark_false, "PDF-062"),
    ("the language", take("/Lang"), "PDF-063"),
    ("the title", untitle, "PDF-063"),
    ("that the title is shown", take("/ViewerPreferences"), "PDF-063"),
    ("the output intent", take("/OutputIntents"), "PDF-064"),
    ("the profile's channels", grey, "PDF-064"),
)


@pytest.mark.parametrize(("change", "code"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN])
def test_what_is_taken_out_of_a_file_is_found_and_nothing_else(
    change: Callable[[Any], None], code: str, screen: bytes, press: bytes
) -> None:
    assert {one.code for one in facts.look(changed(screen, change), None)} == {code}
    assert {one.code for one in facts.look(changed(press, change), PRESS)} == {code}


@pytest.mark.parametrize(("change", "code"), [(move_trim, "PDF-065"), (take_marks, "PDF-066")])
def test_a_page_for_the_press_has_its_boxes_and_marks(change: Callable[[Any], None], code: str, press: bytes) -> None:
    assert [one.code for one in facts.look(changed(press, change), PRESS)] == [code]


def test_boxes_are_those_of_the_layout_and_no_others(press: bytes) -> None:
    assert PRESS
    assert facts.look(press, PRESS) == ()
    assert [one.code for one in facts.look(press, replace(PRESS, bleed_mm=5.0))] == ["PDF-065"]


def test_a_file_for_the_screen_is_none_for_the_press(screen: bytes) -> None:
    assert facts.look(screen, None) == ()
    assert {one.code for one in facts.look(screen, PRESS)} == {"PDF-064", "PDF-065"}


def test_a_layout_whose_page_has_no_title_is_refused(tmp_path: Any) -> None:
    context = pages.changed(tmp_path, "page.html.jinja", lambda text: text.replace("{{ about.title }}", ""))
    with pytest.raises(RenderError) as caught:
        pages.data(brief(paragraph("نص")), of=context)
    assert [one.code for one in caught.value.findings] == ["PDF-063"]

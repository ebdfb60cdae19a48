"""A layout's `layout.toml`: what it may say, what it takes from another, and what is said about a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import InputError
from exporter.findings import Finding
from exporter.house.folders import layout_folder
from exporter.house.layout import Layout, load_layout
from exporter.resources import layouts, templates_dir

WHOLE = """
[page]
width_mm = 148
height_mm = 210
top_mm = 15
bottom_mm = 15
start_mm = 12.5
end_mm = 12.5

[type]
text_pt = 11
leading = 1.6

[roles]
text = ["Amiri"]
headline = ["Vazirmatn", "Amiri"]
caption = ["Vazirmatn"]
mono = ["JetBrains Mono"]
"""


def written(folder: Path, text: str, name: str = "gazette") -> Path:
    own = folder / name
    own.mkdir(exist_ok=True)
    (own / "layout.toml").write_text(text, encoding="utf-8")
    return own


def read(folder: Path, text: str) -> Layout:
    return load_layout(written(folder, text))


def faults(folder: Path, text: str) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return caught.value.findings


@pytest.mark.parametrize("name", layouts())
def test_every_layout_that_is_shipped_is_sound_and_whole(name: str) -> None:
    layout = load_layout(templates_dir() / name)
    assert layout.file("page.css").is_file()
    assert layout.file("page.html.jinja").is_file()


def test_a_layout_says_its_page_its_type_and_its_typefaces(tmp_path: Path) -> None:
    layout = read(tmp_path, WHOLE)
    assert (layout.page.width_mm, layout.page.start_mm, layout.type.text_pt) == (148.0, 12.5, 11.0)
    assert layout.roles["headline"] == ("Vazirmatn", "Amiri")
    assert layout.press is None


def test_a_layout_that_is_based_on_another_says_only_what_it_changes(tmp_path: Path) -> None:
    own = read(tmp_path, 'based_on = "newspaper"\n[type]\ntext_pt = 10\n[roles]\ntext = ["Amiri"]\n')
    base = load_layout(templates_dir() / "newspaper")
    assert (own.page, own.press, own.justification) == (base.page, base.press, base.justification)
    assert (own.type.text_pt, own.type.leading) == (10, base.type.leading)
    assert own.roles == {**base.roles, "text": ("Amiri",)}
    assert own.file("page.css") == base.folder / "page.css"
    (own.folder / "page.css").write_text("", encoding="utf-8")
    assert own.file("page.css") == own.folder / "page.css"


def test_ranges_of_copy_fitting_that_own_measures_have_left_are_not_taken_over(tmp_path: Path) -> None:
    own = read(tmp_path, 'based_on = "article"\n[type]\ntext_pt = 10\nleading = 1.65\n')
    base = load_layout(templates_dir() / "article")
    assert own.fit
    assert base.fit
    assert (own.fit.text_pt, own.fit.leading) == (None, base.fit.leading)
    assert own.fit.order == tuple(means for means in base.fit.order if means != "size")


def test_a_sheet_of_ones_own_stands_beside_those_of_the_newspaper(tmp_path: Path) -> None:
    text = 'based_on = "newspaper"\n[sheet]\npaper = "ours"\n[papers.ours]\ncolumns = 4\nwidth_mm = 250\n'
    sheets = read(tmp_path, text).sheets
    assert sheets
    assert (sheets.columns, sheets.papers["ours"].page.width_mm) == (4, 250)
    assert set(sheets.papers) > {"tabloid", "broadsheet"}


def test_a_layout_may_be_based_on_another_of_the_newsroom(tmp_path: Path) -> None:
    written(tmp_path, WHOLE, "daily")
    written(tmp_path, 'based_on = "daily"\n[page]\nheight_mm = 200\n', "weekly")
    third = load_layout(written(tmp_path, 'based_on = "weekly"\n[page]\nwidth_mm = 140\n', "sport"))
    assert (third.page.width_mm, third.page.height_mm) == (140, 200)
    assert [folder.name for folder in third.folders] == ["sport", "weekly", "daily"]


def test_a_layout_with_the_name_of_a_shipped_one_takes_its_place_and_may_be_based_on_it(tmp_path: Path) -> None:
    own = written(tmp_path, 'based_on = "article"\n[type]\ntext_pt = 12\n', "article")
    assert layout_folder("article", tmp_path) == own
    assert layout_folder("proof", tmp_path) == templates_dir() / "proof"
    layout = load_layout(own)
    assert layout.type.text_pt == 12
    assert layout.file("page.css") == templates_dir() / "article" / "page.css"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("width = ", "LAYOUT-002", (1, 9)),
        ("[page", "LAYOUT-002", (1, 6)),
        ('based_on = "artikle"', "LAYOUT-006", (1, 1)),
        ('based_on = "gazette"', "LAYOUT-006", (1, 1)),
        ('based_on = "../article"', "LAYOUT-006", (1, 1)),
        ("based_on = 3", "LAYOUT-006", (1, 1)),
        ('based_on = "article"\n[pages]', "LAYOUT-003", (2, 2)),
        ('based_on = "article"\n[page]\nwidht_mm = 3', "LAYOUT-003", (3, 1)),
        ('based_on = "article"\n[page]\nwidth_mm = 3', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[page]\nwidth_mm = "A4"', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[page]\nwidth_mm = inf', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[page]\nwidth_mm = true', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\npage = { width_mm = 3 }', "LAYOUT-004", (2, 10)),
        ('based_on = "article"\npage.width_mm = 3', "LAYOUT-004", (2, 1)),
        ('based_on = "article"\npage = 3', "LAYOUT-004", (2, 1)),
        ('based_on = "article"\n[page]\nstart_mm = 180', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[page]\n\n"top_mm" = 260', "LAYOUT-004", (4, 1)),
        ('based_on = "article"\n[roles]\ntext = "Amiri"', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[roles]\ntext = []', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[limits]\npicture_ppi = 72.5', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[press]\nmarks = 1', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[press.inks]\n"#12" = [0, 0, 0, 0]', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[press.inks]\n"#121212" = [0, 0, 0]', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[press.inks]\n"#121212" = [0, 0, 0, 101]', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[proof]\nnumber_every = 5', "LAYOUT-005", (2, 2)),
        ('based_on = "newspaper"\n[justification]\nword_space_ideal_em = 0.9', "LAYOUT-004", (3, 1)),
        ('based_on = "newspaper"\n[sheet]\npaper = "a5"', "LAYOUT-004", (2, 2)),
        ('based_on = "newspaper"\n[sheet]\ngutter_mm = -1', "LAYOUT-004", (3, 1)),
        ('based_on = "newspaper"\n[papers.ours]\nwidth_mm = 300', "LAYOUT-005", (2, 2)),
        ('based_on = "newspaper"\n[papers.ours]\ncolumns = 9', "LAYOUT-004", (3, 1)),
        ('based_on = "article"\n[fit]\nslack_lines = -1', "FIT-021", (3, 1)),
        ('based_on = "article"\n[fit]\ncolour = [1, 2]', "FIT-020", (3, 1)),
        (WHOLE.replace("leading = 1.6", ""), "LAYOUT-005", (10, 2)),
        (WHOLE.replace('mono = ["JetBrains Mono"]', ""), "LAYOUT-004", (14, 2)),
    ],
)
def test_what_a_layout_cannot_say_is_refused_at_its_place(
    text: str, code: str, place: tuple[int, int], tmp_path: Path
) -> None:
    (found,) = faults(tmp_path, text)
    assert (found.code, (found.at.line, found.at.column)) == (code, place)
    assert found.at.file == str(tmp_path / "gazette" / "layout.toml")


def test_everything_that_is_wrong_with_a_layout_is_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, '[page]\nwidth = 200\nheight_mm = "a"\n[type]\nleading = 9\n')
    said = [(one.code, one.at.line) for one in found]
    assert {("LAYOUT-003", 2), ("LAYOUT-004", 3), ("LAYOUT-004", 5), ("LAYOUT-005", 4), ("LAYOUT-005", 1)} <= set(said)
    assert dict(found[-1].args)["expected"] == "0.8 … 4"


def test_a_fault_of_the_layout_that_it_is_based_on_is_told_of_that_file(tmp_path: Path) -> None:
    base = written(tmp_path, WHOLE + "[limits]\npicture_ppi = 1\n", "daily")
    (found,) = faults(tmp_path, 'based_on = "daily"\n')
    assert (found.code, found.at.file) == ("LAYOUT-004", str(base / "layout.toml"))


def test_two_layouts_that_are_based_on_each_other_are_refused(tmp_path: Path) -> None:
    written(tmp_path, 'based_on = "gazette"\n', "daily")
    (found,) = faults(tmp_path, 'based_on = "daily"\n')
    assert found.code == "LAYOUT-006"


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text(WHOLE, encoding="utf-8")
    own = tmp_path / "own" / "gazette"
    own.mkdir(parents=True)
    (own / "layout.toml").symlink_to(outside)
    with pytest.raises(InputError) as caught:
        load_layout(own)
    assert [one.code for one in caught.value.findings] == ["LAYOUT-008"]


@given(st.text(max_size=60) | st.from_regex(r'(\[[a-z.]{1,9}\]|[a-z_"]{1,9} ?= ?[0-9"a\[\]{]{1,5})\n', fullmatch=True))
def test_whatever_stands_in_the_file_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("layouts")
    with pytest.raises(InputError) as caught:
        read(folder, text)
    assert all(one.code.startswith("LAYOUT-") and one.at.line for one in caught.value.findings)

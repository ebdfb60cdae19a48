"""The bundled families: what they are, what they promise, and what is said when they are not right."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from exporter.errors import DependencyError, ExportError, InputError
from exporter.messages import mend, text
from exporter.resources import fonts_dir
from exporter.typefaces.families import Face, Families, Family, load_families, read_families

FAMILIES = load_families()
FACES = [face for family in FAMILIES.families for face in family.faces]
ARABIC_ROLES = {"text", "book", "newspaper", "headline", "caption"}
LATIN_ROLES = {"latin-text", "latin-headline", "mono"}

each_family = pytest.mark.parametrize("family", FAMILIES.families, ids=lambda family: family.name)
each_face = pytest.mark.parametrize("face", FACES, ids=lambda face: face.path.stem)


def code_of(fault: pytest.ExceptionInfo[ExportError]) -> str:
    (found,) = fault.value.findings
    assert text(found, "ar") and text(found, "en") and mend(found, "ar") and mend(found, "en")
    return found.code


def test_at_least_five_arabic_families_fill_every_role() -> None:
    arabic = [family for family in FAMILIES.families if family.covers(ord("ع"))]
    assert len(arabic) >= 5
    assert {role for family in FAMILIES.families for role in family.roles} == ARABIC_ROLES | LATIN_ROLES


def test_every_role_has_a_chain_that_opens_with_a_family_made_for_it() -> None:
    assert set(FAMILIES.chains) == ARABIC_ROLES | LATIN_ROLES
    for role, chain in FAMILIES.chains.items():
        assert role in chain[0].roles
        assert all(family in chain for family in FAMILIES.families if role in family.roles)


@each_face
def test_a_face_is_the_file_of_its_sum(face: Face) -> None:
    assert hashlib.sha256(face.path.read_bytes()).hexdigest() == face.sha256
    assert face.data() == face.path.read_bytes()


@each_face
def test_a_face_is_a_whole_static_truetype_font_free_to_embed(face: Face) -> None:
    font = TTFont(face.path)
    assert font["OS/2"].fsType == 0
    assert "glyf" in font and "CFF " not in font and "fvar" not in font
    assert "GSUB" in font and "GPOS" in font


@each_face
def test_a_face_bears_its_familys_name_and_its_own_weight(face: Face) -> None:
    font = TTFont(face.path)
    names = font["name"]
    assert face.family in (names.getDebugName(1), names.getDebugName(16))
    assert font["OS/2"].usWeightClass == face.weight
    assert bool(font["OS/2"].fsSelection & 1) == face.italic
    assert bool(font["head"].macStyle & 1) == (face.weight >= 700)


@each_face
def test_a_face_reserves_no_font_name(face: Face) -> None:
    names = TTFont(face.path)["name"]
    said = " ".join(names.getDebugName(number) or "" for number in (0, 7, 13))
    assert "reserved font name" not in said.lower()


@each_family
def test_a_family_has_regular_and_bold_and_a_latin_text_family_has_italics(family: Family) -> None:
    faces = {(face.weight, face.italic) for face in family.faces}
    assert {(400, False), (700, False)} <= faces
    if {"latin-text", "latin-headline"} & set(family.roles):
        assert {(400, True), (700, True)} <= faces


@each_family
def test_the_open_font_license_lies_beside_the_faces_with_the_familys_own_notice(family: Family) -> None:
    licence = family.licence_file.read_text(encoding="utf-8")
    assert family.licence == "OFL-1.1"
    assert licence.startswith(family.copyright)
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in licence
    assert "with Reserved Font Name" not in licence.partition("PREAMBLE")[0]
    assert {face.path.parent for face in family.faces} == {family.licence_file.parent}


@each_family
def test_the_manifests_coverage_is_what_every_face_really_has(family: Family) -> None:
    real = set.intersection(*(set(TTFont(face.path).getBestCmap()) for face in family.faces))
    listed = {code_point for first, last in family.coverage for code_point in range(first, last + 1)}
    assert listed == real
    assert all(family.covers(code_point) for code_point in real)
    assert not any(family.covers(end + 1) for _, end in family.coverage if end + 1 not in real)


@each_family
def test_the_manifest_names_package_and_version(family: Family) -> None:
    assert re.fullmatch(r"@expo-google-fonts/[a-z-]+@\d+\.\d+\.\d+", family.source)
    revision = TTFont(family.faces[0].path)["head"].fontRevision
    assert family.version == f"{revision:.3f}"


def test_nothing_lies_in_the_folder_that_the_manifest_does_not_list() -> None:
    listed = {face.path for face in FACES} | {family.licence_file for family in FAMILIES.families}
    there = {path for path in fonts_dir().rglob("*") if path.is_file()} - {fonts_dir() / "fonts.toml"}
    assert there == listed


def test_the_fonts_stay_under_eight_megabytes() -> None:
    assert sum(face.path.stat().st_size for face in FACES) < 8_000_000


def test_the_documentation_tells_of_every_family_and_its_roles() -> None:
    page = (Path(__file__).parents[2] / "docs" / "fonts.md").read_text(encoding="utf-8")
    for family in FAMILIES.families:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {family.name} | ") and "`" in line]
        assert re.findall("`([a-z-]+)`", row) == list(family.roles)


def test_a_family_gives_its_nearest_face() -> None:
    gelasio, amiri = FAMILIES.by_name("Gelasio"), FAMILIES.by_name("Amiri")
    assert (gelasio.face(400).weight, gelasio.face(400).italic) == (400, False)
    assert (gelasio.face(900, italic=True).weight, gelasio.face(900, italic=True).italic) == (700, True)
    assert (gelasio.face(550).weight, gelasio.face(300).weight) == (700, 400)
    assert not amiri.face(400, italic=True).italic


def test_a_layouts_choice_comes_before_the_roles_chain_and_none_comes_twice() -> None:
    names = [family.name for family in FAMILIES.chain("text", ["Markazi Text", "Amiri"])]
    assert names[:2] == ["Markazi Text", "Amiri"]
    assert names == list(dict.fromkeys(names))
    assert {family.name for family in FAMILIES.by_role("text")} <= set(names)


def test_an_unknown_family_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(InputError) as fault:
        FAMILIES.by_name("Amiry")
    assert code_of(fault) == "FONT-004"
    assert "Amiri" in mend(fault.value.findings[0], "en").partition("?")[0]


def test_an_unknown_role_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(InputError) as fault:
        FAMILIES.by_role("headlin")
    assert code_of(fault) == "FONT-005"
    assert "headline" in mend(fault.value.findings[0], "en").partition("?")[0]


MANIFEST = """
[chains]
text = ["Lone"]
[[family]]
name = "Lone"
roles = ["text"]
genre = "serif"
licence = "OFL-1.1"
copyright = "Copyright nobody"
reserved_font_name = ""
version = "1.000"
package = "lone"
package_version = "1.0.0"
coverage = "20 41-5A"
[[family.face]]
file = "lone/Lone-Regular.ttf"
origin = "Lone.ttf"
weight = 400
style = "normal"
sha256 = "00"
"""


def lone(folder: Path, manifest: str = MANIFEST) -> Families:
    (folder / "fonts.toml").write_text(manifest, encoding="utf-8")
    return read_families(folder)


@pytest.mark.parametrize(
    "manifest",
    ["", "[chains", MANIFEST.replace('"Lone"]', '"Lost"]'), MANIFEST.replace("serif", "comic"), MANIFEST[:-14]],
    ids=["empty", "not TOML", "a chain of a family that is not there", "an unknown genre", "a face without a sum"],
)
def test_a_broken_manifest_is_one_finding_and_nothing_else(tmp_path: Path, manifest: str) -> None:
    with pytest.raises(DependencyError) as fault:
        lone(tmp_path, manifest)
    assert code_of(fault) == "FONT-001"


def test_a_missing_manifest_is_one_finding_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(DependencyError) as fault:
        read_families(tmp_path)
    assert code_of(fault) == "FONT-001"


def test_a_family_with_a_reserved_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DependencyError) as fault:
        lone(tmp_path, MANIFEST.replace('reserved_font_name = ""', 'reserved_font_name = "Lone"'))
    assert code_of(fault) == "FONT-006"


def test_a_missing_font_file_is_found_when_it_is_read(tmp_path: Path) -> None:
    face = lone(tmp_path).by_name("Lone").face(400)
    with pytest.raises(DependencyError) as fault:
        face.data()
    assert code_of(fault) == "FONT-002"


def test_a_font_file_that_is_not_the_bundled_one_is_refused(tmp_path: Path) -> None:
    face = lone(tmp_path).by_name("Lone").face(400)
    face.path.parent.mkdir()
    face.path.write_bytes(b"another font")
    with pytest.raises(DependencyError) as fault:
        face.data()
    assert code_of(fault) == "FONT-003"


def test_reading_the_manifest_loads_no_font_library() -> None:
    code = (
        "import sys; from exporter.typefaces import coverage, families, odttf, subset, woff2; families.load_families();"
        "print(sorted({'fontTools', 'uharfbuzz', 'brotli'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

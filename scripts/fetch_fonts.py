"""Bring `fonts/` together anew from the packages that `fonts/fonts.toml` names, and check every sum.

    python scripts/fetch_fonts.py             fetch, check the sums, write the faces and licences
    python scripts/fetch_fonts.py --accept    also take the fetched files' sums, versions and coverage into fonts.toml

For maintainers; needs npm and a network. Users need neither: the fonts are part of the repository. To change a
package's version, or to add a family, edit fonts.toml, run with --accept, and read the difference.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"
MANIFEST = FONTS / "fonts.toml"
HEAD = """\
# The bundled typefaces: whole static TrueType fonts under the SIL Open Font License. docs/fonts.md explains the roles.
# scripts/fetch_fonts.py brings the files together from the packages named here; with --accept it measures the sums,
# versions and coverage (hexadecimal code points that every face of the family has) and writes them into this file.
"""


def fetch(package: str, version: str, folder: Path) -> dict[str, bytes]:
    """The files of an npm package by their path in it."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{package}@{version}"]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    files: dict[str, bytes] = {}
    with tarfile.open(folder / name) as archive:
        for member in archive:
            handle = archive.extractfile(member)
            if handle is not None:
                files[member.name.removeprefix("package/")] = handle.read()
    return files


def refuse_unfit(family: str, file: str, font: TTFont) -> None:
    """Stop at a font that may not be embedded or that the PDF backend cannot take apart."""
    unfit = [
        ("fsType is not 0", font["OS/2"].fsType != 0),
        ("outlines are not TrueType", "glyf" not in font),
        ("is variable", "fvar" in font),
        ("has a reserved name", "reserved font name" in (font["name"].getDebugName(0) or "").lower()),
    ]
    reasons = [reason for reason, found in unfit if found]
    if reasons:
        sys.exit(f"{family}: {file}: {'; '.join(reasons)}")


def ranges(code_points: Iterable[int]) -> str:
    """Code points as `20-7E A0`, wrapped to the width of a line."""
    spans: list[list[int]] = []
    for code_point in sorted(code_points):
        if spans and spans[-1][1] == code_point - 1:
            spans[-1][1] = code_point
        else:
            spans.append([code_point, code_point])
    words = [f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in spans]
    return "\n".join(textwrap.wrap(" ".join(words), 110, break_on_hyphens=False, break_long_words=False))


def bring(family: dict[str, Any], folder: Path, accept: bool) -> list[str]:
    """Write one family's faces and licence; tell what differs from the manifest, or take it in."""
    files = fetch(family["package"], family["package_version"], folder)
    covered: list[set[int]] = []
    measured: dict[str, Any] = {"copyright": files["LICENSE_FONT"].decode().splitlines()[0].strip()}
    differences = []
    for face in family["face"]:
        data = files[face["origin"]]
        total = hashlib.sha256(data).hexdigest()
        if total != face["sha256"] and not accept:
            differences.append(f"{face['file']}: sum is {total}")
        face["sha256"] = total
        font = TTFont(io.BytesIO(data), lazy=True)
        refuse_unfit(family["name"], face["file"], font)
        covered.append(set(font.getBestCmap()))
        measured["version"] = f"{font['head'].fontRevision:.3f}"
        target = FONTS / face["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    licence = files["LICENSE_FONT"].decode("utf-8").replace("\r\n", "\n")
    lines = "\n".join(line.rstrip() for line in licence.splitlines())
    (FONTS / family["face"][0]["file"]).with_name("OFL.txt").write_text(lines + "\n", encoding="utf-8")
    measured["coverage"] = ranges(set.intersection(*covered))
    if not accept:
        differences += [f"{family['name']}: {key} differs" for key, value in measured.items() if family[key] != value]
    family.update(measured)
    return differences


def written(manifest: dict[str, Any]) -> str:
    """The manifest as TOML, always in the same form."""
    lines = [HEAD, "[chains] # the families a role tries for each character, first choice first"]
    lines += [f"{role} = {json.dumps(names)}" for role, names in manifest["chains"].items()]
    for family in manifest["family"]:
        lines += ["", "[[family]]"]
        for key, value in family.items():
            if key == "coverage":
                lines.append(f'coverage = """\n{value}"""')
            elif key != "face":
                lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        for face in family["face"]:
            lines += ["", "[[family.face]]", *(f"{key} = {json.dumps(value)}" for key, value in face.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fetch all families."""
    parser = argparse.ArgumentParser(description="Bring fonts/ together anew from the packages of fonts.toml.")
    parser.add_argument("--accept", action="store_true", help="take the fetched sums and coverage into fonts.toml")
    accept = parser.parse_args().accept
    manifest = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    differences: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for family in manifest["family"]:
            differences += bring(family, Path(folder), accept)
    if differences:
        sys.exit("\n".join(differences))
    if accept:
        MANIFEST.write_text(written(manifest), encoding="utf-8")
    size = sum(path.stat().st_size for path in FONTS.rglob("*.ttf"))
    print(f"{len(manifest['family'])} families, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

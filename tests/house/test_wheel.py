"""The wheel, built from the sdist as a stranger would, runs from an empty folder with all that it ships inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def run(*words: str | Path, folder: Path) -> str:
    """What a program prints, run in `folder` without this checkout in its view."""
    view = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, words)), cwd=folder, env=view, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a new environment that holds the wheel, and sees the libraries of this one."""
    home = tmp_path_factory.mktemp("home") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    library = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    # A path in a .pth is searched, but its own .pth files are not read: the editable install stays out.
    (library / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    target = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--quiet", "--python", target)
    run(*pip, "install", "--no-index", "--no-deps", "--ignore-installed", wheel, folder=home)
    return home / "bin"


def test_the_wheel_holds_what_the_program_needs_and_nothing_else(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for kind in ("fonts", "profiles", "templates"):
        files = (path for path in (root / kind).rglob("*") if path.is_file() and path.parent.name != "__pycache__")
        shipped = {path.relative_to(root).as_posix() for path in files}
        assert {
            name.removeprefix("exporter/_data/") for name in names if name.startswith(f"exporter/_data/{kind}/")
        } == shipped
    licences = [
        path for path in (root / "fonts").glob("*/") if f"exporter/_data/fonts/{path.name}/OFL.txt" not in names
    ]
    assert licences == [], "a font without its licence"
    assert "exporter/schema/article.schema.json" in names and "exporter/py.typed" in names
    assert {name.partition("/")[0] for name in names} == {
        "exporter",
        f"arabic_exporter-{version('arabic-exporter')}.dist-info",
    }
    assert not [name for name in names if "__pycache__" in name]


def test_the_installed_program_lives_in_its_own_environment(programs: Path, tmp_path: Path) -> None:
    place = run(programs / "python", "-c", "import exporter; print(exporter.__file__)", folder=tmp_path)
    assert place.startswith(str(programs.parent))


@pytest.mark.parametrize("name", ["export", "exporter"])
def test_both_names_tell_the_version(programs: Path, tmp_path: Path, name: str) -> None:
    assert version("arabic-exporter") in run(programs / name, "--version", folder=tmp_path)


def test_the_fonts_are_listed(programs: Path, tmp_path: Path) -> None:
    assert "Amiri" in run(programs / "exporter", "fonts", folder=tmp_path)


def test_an_article_is_exported_from_an_empty_folder(root: Path, programs: Path, tmp_path: Path) -> None:
    article = sorted(root.glob("samples/*/article.yml"))[0]
    shutil.copytree(article.parent, tmp_path / "article")
    here = tmp_path / "empty"
    here.mkdir()
    run(programs / "export", tmp_path / "article" / "article.yml", "--docx", "--epub", "--pdf", folder=here)
    assert sorted(path.suffix for path in here.iterdir()) == [".docx", ".epub", ".pdf"]
    with zipfile.ZipFile(next(here.glob("*.docx"))) as document:
        assert "word/document.xml" in document.namelist()

"""What sets a machine up says what it misses, and is silent where all is there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

NEEDED = ("sh", "sed", "head", "find", "tr", "dirname", "printf")
ASKED_FOR = {
    "apt-get": ["libreoffice-writer", "poppler-utils", "chromium", "default-jre-headless", "nodejs", "npm", "fish"],
    "dnf": [
        "libreoffice-writer",
        "poppler-utils",
        "chromium",
        "java-latest-openjdk-headless",
        "nodejs",
        "nodejs-npm",
        "zsh",
    ],
    "brew": ["--cask libreoffice", "poppler", "--cask chromium", "openjdk", "node"],
}


def plan(root: Path, profile: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    view = {"PATH": str(path)} if path else None
    words = [str(root / "scripts" / "system-packages"), "--plan", profile]
    return subprocess.run(words, env=view, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("profile", ["run", pytest.param("test", marks=pytest.mark.real)])
def test_nothing_is_missing_where_the_suite_runs(root: Path, profile: str) -> None:
    done = plan(root, profile)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("manager", ASKED_FOR)
def test_a_bare_machine_is_told_what_it_misses(root: Path, tmp_path: Path, manager: str) -> None:
    for name in NEEDED:
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    (tmp_path / manager).symlink_to("/bin/true")
    done = plan(root, "test", tmp_path)
    assert done.returncode == 1
    missing, packages = done.stderr.splitlines()
    assert all(name in missing for name in ("Python 3.11", "LibreOffice", "Chromium", "Java", "Node.js", "npm"))
    assert packages.startswith(f"Would install with {manager.removesuffix('-get')}: ")
    assert all(name in packages for name in ASKED_FOR[manager])


def test_a_machine_without_a_package_manager_is_told_plainly(root: Path, tmp_path: Path) -> None:
    for name in NEEDED:
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    done = plan(root, "run", tmp_path)
    assert done.returncode == 1
    assert "by hand" in done.stderr


def test_an_unknown_profile_is_wrong_usage(root: Path) -> None:
    done = plan(root, "everything")
    assert done.returncode == 2
    assert "scripts/system-packages run" in done.stderr

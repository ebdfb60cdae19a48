"""What an export reaches for: its own files, the article's folder, the libraries; no network and no other program."""

from __future__ import annotations

import ast
import shutil
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.real import exports
from tests.real.exports import ROOT, SAMPLES
from tests.real.tools.missing import command, run

pytestmark = pytest.mark.real

SYSTEM = ("/usr/", "/lib", "/etc/", "/proc/self", "/proc/cpuinfo", "/dev/null", "/dev/urandom", "/sys/")


def observed(folder: Path, *words: str | Path) -> list[tuple[str, str]]:
    """Run the exporter on a copy of a sample and give what it reached for."""
    (folder / "hook").mkdir()
    shutil.copy(ROOT / "tests" / "real" / "observer.py", folder / "hook" / "sitecustomize.py")
    journal = folder / "journal"
    exports.run(*words, env={"PYTHONPATH": str(folder / "hook"), "OBSERVED": str(journal)})
    rows = (line.split("\t") for line in journal.read_text(encoding="utf-8").splitlines())
    return [(kind, str(ast.literal_eval(name)) if name[:1] in "'b\"0123456789" else name) for kind, name, *_ in rows]


def allowed(name: str, folder: Path) -> bool:
    """Is this a file that an export may open?"""
    if name.isdigit():  # a descriptor that is open already
        return True
    libraries = {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix}
    own = [folder, *(ROOT / room for room in ("exporter", "fonts", "templates")), *libraries, *SYSTEM]
    path = str((ROOT / name).absolute())
    return any(path.startswith(str(place)) for place in own)


@pytest.mark.parametrize("sample", ["date-palm-feature", "monsoon-urdu"])
def test_an_export_opens_no_file_of_others_no_connection_and_no_program(sample: str, tmp_path: Path) -> None:
    folder = shutil.copytree(SAMPLES[sample].parent, tmp_path / sample)
    events = observed(tmp_path, folder / "article.yml", "--all", "-o", tmp_path / "out")
    assert len([name for kind, name in events if kind == "open"]) > 50, "the observer sees"
    assert [event for event in events if event[0] != "open"] == []
    assert [name for kind, name in events if not allowed(name, tmp_path)] == []


def test_an_export_without_any_network_is_the_same(exported: Path, tmp_path: Path) -> None:
    tried = run(command("unshare"), "--user", "--map-root-user", "--net", "true")
    space = ["--user", "--map-root-user", "--net"] if tried.returncode == 0 else ["--net"]
    called = run(
        command("unshare"),
        *space,
        *exports.PROGRAM,
        SAMPLES["tram-line-opens"],
        "--all",
        "-o",
        tmp_path,
        cwd=ROOT,
        env=exports.world(),
    )
    assert called.returncode == 0, called.stderr.decode()
    for name, data in exports.contents(tmp_path).items():
        assert data == (exported / name).read_bytes(), name


def test_an_export_leaves_nothing_in_the_folder_of_temporary_files(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    exports.run(SAMPLES["flood-brief"], "--all", "-o", tmp_path / "out", env={"TMPDIR": str(tmp_path / "temporary")})
    assert list((tmp_path / "temporary").iterdir()) == []

"""Who checks bags besides us: bagit of the Library of Congress, and the plain sha256sum and sha512sum of coreutils."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from tests.real.tools.missing import command, package_folder, run

ALGORITHMS = ("sha256", "sha512")


def unpacked(archive: Path, folder: Path) -> Path:
    """A bag's folder, out of its archive, as any unzip would have it."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    (top,) = folder.iterdir()
    return top


def validate(bag: Path) -> list[str]:
    """What bagit.py --validate says of a folder; empty when it is valid."""
    package_folder("bagit")
    done = run(sys.executable, "-m", "bagit", "--validate", bag)
    return [] if done.returncode == 0 else done.stderr.decode().splitlines()


def sums(bag: Path) -> list[str]:
    """The files that sha256sum -c and sha512sum -c find wrong, by each manifest and tag manifest."""
    found = []
    for name in ALGORITHMS:
        for manifest in (f"manifest-{name}.txt", f"tagmanifest-{name}.txt"):
            done = run(command(f"{name}sum"), "--quiet", "--strict", "-c", manifest, cwd=bag)
            found += [f"{manifest}: {line}" for line in (done.stdout + done.stderr).decode().splitlines()]
    return found

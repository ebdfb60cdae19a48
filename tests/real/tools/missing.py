"""What a driver says when its program is not here: a missing judge fails the suite, it never skips."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
CURE = "`make test` installs it (scripts/set-up test)"

FAST_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # for one short run the best compiler is too slow to start
JAVA_SECONDS = 300


class MissingToolError(AssertionError):
    """A program or package that the suite asks is not installed."""


def command(*names: str) -> str:
    """The path of the first of these commands that is here."""
    for name in names:
        if found := shutil.which(name):
            return found
    raise MissingToolError(f"{' or '.join(names)} is not installed: {CURE}")


def package_folder(name: str) -> Path:
    """The folder of an installed Python package, which is not imported."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise MissingToolError(f"the Python package {name} is not installed: {CURE}")
    return Path(spec.origin).parent


def node_module(name: str) -> Path:
    """A file or folder under `node_modules`."""
    path = HERE / "node_modules" / name
    if not path.exists():
        raise MissingToolError(f"the npm package {name} is not installed: {CURE}")
    return path


def run(*words: str | Path, seconds: int = 180, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end; what it printed is in the answer, and a failure is the caller's to judge."""
    return subprocess.run([str(word) for word in words], capture_output=True, check=False, timeout=seconds, **options)  # type: ignore[call-overload,no-any-return]

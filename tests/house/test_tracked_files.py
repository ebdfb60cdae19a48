"""Nothing in the repository names the machine that it was written on, or a package registry's host."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

# Written in pieces, or this file would be the first to be found.
FOLDERS = "|".join(["wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + r"me/\w+"])
HOSTS = "|".join(["pypi" + r"\.org", "python" + "hosted", r"npm" + r"js\.(?:org|com)", r"deb\.deb" + "ian"])
BANNED = re.compile(rf"(?<![\w.}}\]])/(?:{FOLDERS})/|(?:{HOSTS})")


def tracked(root: Path) -> list[Path]:
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    return [root / name for name in listed if name and (root / name).is_file()]


def lines(path: Path) -> list[str]:
    content = path.read_bytes()
    return [] if b"\0" in content else content.decode("utf-8", "replace").splitlines()


def test_no_file_names_a_machine_path_or_a_registry(root: Path) -> None:
    files = tracked(root)
    assert len(files) > 20
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()[:120]}"
        for path in files
        for number, line in enumerate(lines(path), 1)
        if BANNED.search(line)
    ]
    assert found == []


def test_the_pattern_bites() -> None:
    assert BANNED.search("open(" + "/wo" + "rk/x)") and BANNED.search("https://pypi" + ".org/simple")
    assert not BANNED.search("the frame" + "wo" + "rk/x")

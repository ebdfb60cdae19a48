"""`python -m benchmarks.night.kept TEXTS PDF...`: Arabic words that poppler finds in PDFs, in percent."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.real.survival import ARABIC, READERS, share

if __name__ == "__main__":
    total = found = 0
    for name in sys.argv[2:]:
        text = (Path(sys.argv[1]) / f"{Path(name).stem}.txt").read_text(encoding="utf-8")
        words, kept = share(text, READERS["poppler"](Path(name)), ARABIC)
        total, found = total + words, found + kept
    print(100 * found / total)

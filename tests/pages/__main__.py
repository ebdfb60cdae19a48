"""`python -m tests.pages` draws the pages that differ to build/pages; with `approve` it keeps the new ones."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.pages import pictures
from tests.real import exports


def main(words: list[str]) -> int:
    """Draw every page that is kept, from the samples as they come out now."""
    if words not in ([], ["approve"]):
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        exports.run(*(exports.SAMPLES[sample] for sample in pictures.PAGES), "--pdf", "-o", folder)
        made = [(Path(folder) / f"{sample}.pdf", sample, number) for sample, number in pictures.NAMES]
        found = list(filter(None, (pictures.complaint(*page) for page in made)))
        if words:
            for pdf, sample, number in made:
                pictures.approve(sample, number, pictures.draw(pdf, number))
    if words:
        print(f"{len(found)} of {len(made)} pages differed; all are approved as they are now")
        return 0
    print("\n".join(found) or "every page looks as approved")
    return 1 if found else 0


sys.exit(main(sys.argv[1:]))

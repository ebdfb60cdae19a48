"""`export verify BAG...`: whether bags are whole, unchanged and true."""

from __future__ import annotations

import argparse
import contextlib
import json
from typing import TYPE_CHECKING, Any

from exporter.batch.cores import cores
from exporter.cli.amounts import bearable, positive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exporter.archive.ledger import Ledger
    from exporter.archive.many import Outcome
    from exporter.cli.console import Console

FOUND, UNREAD, PART_FAILED = 1, 3, 5


def arguments(parser: argparse.ArgumentParser, texts: Mapping[str, str]) -> None:
    """Tell the parser what the command takes."""
    what = parser.add_argument_group(texts["what"])
    what.add_argument("bags", nargs="+", metavar="BAG", help=texts["bags"])
    what.add_argument("-j", "--jobs", metavar="N", type=positive, help=texts["verify -j"])
    what.add_argument("--resume", metavar="FILE", help=texts["--resume"])


def run(options: argparse.Namespace, console: Console) -> int:
    """Verify every bag; one that is bad does not stop the others."""
    from exporter.archive.many import verify_all
    from exporter.archive.walk import bags_in
    from exporter.batch.faults import as_error
    from exporter.cli.counting import counted

    report = _Report(console, alone=len(options.bags) == 1 and _is_bag(options.bags[0]))
    workers = bearable(options.jobs, console) or (1 if report.alone else cores())
    try:
        with _ledger(options.resume) as ledger, counted(console) as count:
            for outcome in verify_all(bags_in(options.bags), workers, ledger):
                report.say(outcome)
                count()
    except OSError:
        raise  # of standard output: whoever called this command says so
    except Exception as fault:
        # What was said so far was said line by line; a store that no longer answers ends it.
        return report.stopped(as_error(fault))
    return report.end()


def _is_bag(place: str) -> bool:
    """Whether a place is one bag and not a folder of them, as far as its name tells."""
    from pathlib import Path

    from exporter.archive.opening import DECLARATION
    from exporter.backends.table import BUNDLE
    from exporter.places import is_url

    path = Path(place)
    return place.endswith(BUNDLE.suffix) or (not is_url(place) and (not path.is_dir() or (path / DECLARATION).exists()))


@contextlib.contextmanager
def _ledger(file: str | None) -> Iterator[Ledger | None]:
    from pathlib import Path

    from exporter.archive.ledger import Ledger

    if file is None:
        yield None
        return
    with Ledger(Path(file)) as ledger:
        yield ledger


class _Report:
    """What is said: a line a bag, or as JSON; of many bags one JSON document a line, and a last one of them all."""

    def __init__(self, console: Console, *, alone: bool) -> None:
        self.alone = alone
        self._console = console
        self._counts = {"good": 0, "bad": 0, "unread": 0}
        self._one: dict[str, Any] = {}

    def say(self, outcome: Outcome) -> None:
        """Say what became of a bag."""
        from exporter.batch.faults import as_error

        verdict, findings = outcome.verdict, outcome.verdict.findings
        if outcome.fault:
            findings = as_error(outcome.fault).findings
        state = "unread" if verdict.is_unread or outcome.fault else "good" if verdict.is_good else "bad"
        self._counts[state] += 1
        self._console.findings(findings)
        size = f"  {verdict.size / 1000:,.0f} kB" if verdict.size else ""
        words = verdict.words if state == "good" else 0
        told = f"  {words}/{words}" if words else ""
        mark = "✓ =" if outcome.was_known else {"good": "✓", "bad": "✗", "unread": "?"}[state]
        self._console.result(f"{verdict.place}{size}{told}  {mark}")
        report = {
            "bag": verdict.place,
            "state": state,
            "known": outcome.was_known,
            "sha256": verdict.sum,
            "files": verdict.files,
            "bytes": verdict.size,
            "words": verdict.words,
            "read_back": dict(verdict.read_back),
            "findings": [self._console.as_json(one) for one in findings],
        }
        if self.alone:
            self._one = report
        else:
            self._line(report)

    def end(self) -> int:
        """Say how many were good, and give the exit code."""
        counts = self._counts
        if counts["unread"]:
            code = UNREAD if sum(counts.values()) == 1 else PART_FAILED
        else:
            code = FOUND if counts["bad"] else 0
        self._close(code)
        return code

    def stopped(self, error: Any) -> int:
        """Say what stopped the run, and give the exit code."""
        self._console.findings(error.findings)
        self._close(error.exit_code, [self._console.as_json(one) for one in error.findings])
        return int(error.exit_code)

    def _close(self, code: int, findings: list[dict[str, Any]] | None = None) -> None:
        whole = {"exit": code, **self._counts, **({"findings": findings} if findings else {})}
        if self.alone:
            self._console.dump({**whole, "bags": [self._one] if self._one else []})
            return
        counts = self._counts
        self._console.result(f"{counts['good']:,} ✓  {counts['bad']:,} ✗  {counts['unread']:,} ?")
        self._line(whole)

    def _line(self, document: dict[str, Any]) -> None:
        if self._console.json:
            print(json.dumps(document, ensure_ascii=False), flush=True)

"""What the program says: findings to people, or one JSON document to programs."""

from __future__ import annotations

import json as json_format
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from exporter import messages
from exporter.cli.progress import bar
from exporter.errors import ExportError, OutputError, UsageError
from exporter.findings import NOWHERE, Finding, Severity, finding
from exporter.messages import Language

LABELS: dict[Severity, dict[Language, str]] = {
    Severity.ERROR: {"en": "error", "ar": "خطأ"},
    Severity.WARNING: {"en": "warning", "ar": "تنبيه"},
    Severity.NOTICE: {"en": "note", "ar": "ملاحظة"},
}
HOUSE: dict[Language, str] = {"en": "the house's severity, not the usual one", "ar": "درجة قررتها الدار بدل المعتادة"}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
SNIPPET = 100
"""Characters of a source line that are shown."""
EACH = 5
"""Notices of one code that are shown for one article before the rest are counted."""
FLOOD = 50
"""So many of other findings: a file that a program broke can have a fault in each of a million places."""


class Console:
    """Where a command speaks: results to standard output, findings to standard error."""

    def __init__(self, language: str, *, json: bool = False) -> None:
        """Speak `ar` or `en`; with `json`, say everything in one document at the end (`dump`)."""
        self.language = cast(Language, language)
        self.json = json
        self._colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")

    def result(self, line: str) -> None:
        """Say a result to people."""
        if not self.json:
            print(line, flush=True)

    def each(self, articles: Sequence[str]) -> Iterator[str]:
        """Go through articles, with a bar on a terminal that tells how far and how long."""
        with bar(lambda: len(articles), hidden=self.json or len(articles) < 2) as step:
            for article in articles:
                yield article
                step()

    def findings(self, findings: Iterable[Finding]) -> None:
        """Say findings to people; many of one kind are cut short."""
        if self.json:
            return
        counts, shown = Counter[str](), dict[str, int]()
        for one in findings:
            counts[one.code] += 1
            shown[one.code] = EACH if messages.severity(one) is Severity.NOTICE else FLOOD
            if counts[one.code] <= shown[one.code]:
                print(self.lines(one, colour=self._colour), file=sys.stderr)
        for code, count in counts.items():
            if count > shown[code]:
                print(f"  … {code} +{count - shown[code]}", file=sys.stderr)

    def complain(self, code: str) -> None:
        """Say one finding about no file."""
        self.findings([finding(code)])

    def wrong_usage(self, code: str, facts: Mapping[str, str]) -> int:
        """Say what is wrong with the command line; the exit code is 2."""
        return self.failure(UsageError(Finding(code, args=tuple(facts.items()))))

    def failure(self, error: ExportError) -> int:
        """Say why a command failed, and give its exit code."""
        self.findings(error.findings)
        self.dump({"exit": error.exit_code, "findings": [self.as_json(one) for one in error.findings]})
        return error.exit_code

    def no_output(self, fault: OSError) -> int:
        """Say that standard output takes no more, and give the exit code."""
        return self.failure(OutputError(finding("WRITE-004", reason=fault.strerror or str(fault))))

    def dump(self, document: dict[str, Any]) -> None:
        """Print the JSON document, where JSON was asked for."""
        if self.json:
            print(json_format.dumps(document, ensure_ascii=False, indent=2), flush=True)

    def as_json(self, one: Finding) -> dict[str, Any]:
        """A finding for programs."""
        said: dict[str, Any] = {
            "code": one.code,
            "severity": messages.severity(one).value,
            "file": one.at.file,
            "line": one.at.line,
            "column": one.at.column,
            "field": one.field,
            "text": messages.text(one, self.language),
            "mend": messages.mend(one, self.language),
            "args": dict(one.args),
        }
        if one.ruling:
            said["ruling"] = {"usual": messages.entry(one.code).severity.value, "reason": one.ruling.reason}
        return said

    def lines(self, one: Finding, *, colour: bool = False) -> str:
        """A finding for people: where, what, the line of the source, and how to mend it."""
        severity = messages.severity(one)
        place = "" if one.at == NOWHERE else f"{one.at}: "
        label = LABELS[severity][self.language]
        if colour:
            label = f"\x1b[{COLOURS[severity]};1m{label}\x1b[0m"
        lines = [f"{place}{label} {one.code}: {messages.text(one, self.language)}"]
        if one.snippet.strip():
            lines.append(f"    {one.at.line} | {_short(one.snippet)}")
        mend = messages.mend(one, self.language)
        if mend:
            lines.append(f"    -> {mend}")
        if one.ruling:
            usual = LABELS[messages.entry(one.code).severity][self.language]
            lines.append(f"    {HOUSE[self.language]} ({usual}): {one.ruling.reason}")
        return "\n".join(lines)


KEPT = "\u200c\u200d\u200e\u200f\u061c"
"""Joiners and marks of direction, which are spelling."""


def harmless(text: str) -> str:
    """A text that anybody may have written, without what moves a cursor or turns a line round."""
    return "".join(c if c.isprintable() or c in KEPT else "�" for c in text)


def _short(line: str) -> str:
    """A source line fit for a terminal: no controls, not too long. Joiner and non-joiner are spelling and stay."""
    shown = "".join(c if c.isprintable() or c in "\u200c\u200d" else "�" for c in line.strip())
    return shown if len(shown) <= SNIPPET else shown[:SNIPPET] + "…"

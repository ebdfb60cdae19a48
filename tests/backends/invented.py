"""Articles made by chance from a seed: every kind of block, with marks, links, notes, digits and Latin in it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

PLAIN = [
    "قالت",
    "الوزارة",
    "إن",
    "المشروع",
    "الجديد",
    "بدأ",
    "في",
    "المدينة",
    "القديمة",
    "ولم",
    "يعلن",
    "أحد",
    "لأن",
    "الآلات",
    "الأولى",
    "تأخرت",
    "عن",
    "الموعد",
]
TRICKY = (
    "لِلَّآلِئِ",
    "مُتَّكِئٍ",
    "هـ",
    "می‌خواهم",
    "«الخبر»،",
    "(الأول)",
    "كوفيد-19",
    "50%",
    "٢٥٪",
    "١٬٢٣٤٫٥",
    "2023-09-13",
    "3–0",
    "+20 2 2345 6789",
    "$1.5bn",
    "38°C",
    "Reuters News Agency",
    "C++",
    "U.S.",
    "H2O",
    "https://example.org/a?b=1&c=ar#d",
    "desk@example.com",
    "السطر؛",
    "ماذا؟!",
)
MARKED = ("**{1}**", "*{1}*", "[{1}](https://example.org/x)", "**{1}** *{1}*")
BLOCKS = ("markdown", "list", "numbered", "subhead", "quoted", "pullquote", "quote", "box", "table", "verse", "note")


class Maker:
    """Makes one article; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        self.random, self.notes = Random(seed), 0

    def article(self) -> dict[str, Any]:
        kinds = [*self.random.sample(BLOCKS, 5), "markdown"]
        body = ["تمهيد " + self.sentence(), *(getattr(self, kind)() for kind in kinds)]
        notes = "\n".join(f"[^{number}]: {self.sentence()}\n" for number in range(1, self.notes + 1))
        return {
            "language": self.random.choice(["ar", "ar-EG", "fa", "ur"]),
            "slug": "invented",
            "section": self.words(2),
            "headline": self.words(6),
            "deck": self.words(9),
            "byline": {"agency": self.words(2), "authors": [self.words(2), {"name": self.words(2), "role": "مراسل"}]},
            "dateline": self.words(1),
            "published": "2026-03-01T09:00:00+02:00",
            "body": [*body, notes] if notes else body,
            "tags": [self.words(1), self.words(2)],
            "rights": self.words(3),
        }

    def words(self, count: int) -> str:
        return " ".join(self.random.choice(PLAIN) for _ in range(count))

    def sentence(self) -> str:
        """Plain and tricky words, some of them marked; it begins and ends with plain ones."""
        return " ".join([self.words(2), *(self.word() for _ in range(self.random.randint(3, 25))), self.words(1) + "."])

    def word(self) -> str:
        pattern = self.random.choice([*["{0}"] * 12, *MARKED])
        return pattern.format(self.random.choice([*PLAIN, *TRICKY]), self.words(self.random.randint(1, 3)))

    def markdown(self) -> str:
        self.notes += 1
        return f"{self.sentence()}\n\n{self.sentence()}[^{self.notes}]"

    def subhead(self) -> str:
        return f"## {self.words(4)}\n\n{self.sentence()}"

    def list(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(3))

    def numbered(self) -> str:
        return "\n".join(f"{number}. {self.sentence()}" for number in range(1, 4))

    def quoted(self) -> str:
        return f"> {self.sentence()}\n>\n> {self.sentence()}"

    def pullquote(self) -> dict[str, Any]:
        return {"pullquote": {"text": self.words(8), "attribution": self.words(2)}}

    def quote(self) -> dict[str, Any]:
        text = f"{self.sentence()}\n\n{self.sentence()}"
        return {"quote": {"text": text, "attribution": self.words(3), "exact": len(text) % 2 == 0}}

    def box(self) -> dict[str, Any]:
        return {"box": {"title": self.words(3), "body": f"{self.sentence()}\n\n{self.list()}"}}

    def table(self) -> dict[str, Any]:
        rows = [[self.words(2), self.random.choice(TRICKY), self.words(1)] for _ in range(4)]
        return {"table": {"caption": self.words(4), "header": [self.words(1) for _ in range(3)], "rows": rows}}

    def verse(self) -> dict[str, Any]:
        return {"verse": {"lines": [[self.words(4), self.words(4)] for _ in range(2)], "attribution": self.words(2)}}

    def note(self) -> dict[str, Any]:
        return {"note": self.sentence()}


def write(seed: int, folder: Path, **fields: Any) -> Path:
    """Write the article of a seed as `article.json`; fields that are given take the place of invented ones."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "article.json"
    path.write_text(json.dumps(Maker(seed).article() | fields, ensure_ascii=False, indent=1), encoding="utf-8")
    return path

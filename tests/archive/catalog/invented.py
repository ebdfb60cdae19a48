"""Archives made up for tests and benchmarks: small whole bags in whatever number is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from tests.archive.bags import files_of, laid_out, packed

ROOT = Path(__file__).parents[3]
SECTIONS = ("محليات", "اقتصاد", "ثقافة وفنون", "رياضة", "العالم", "رأي")
NAMES = ("سلمى", "ياسين", "فراس", "سارة", "ليان", "نزار", "هند", "مازن", "يارا", "ريم", "طارق", "دينا")
FAMILIES = ("الدرديري", "عبد الرحيم", "العاني", "بوزيد", "الخطيب", "بوعلام", "السقاف", "طرابلسي", "المنصوري", "حداد")
STEMS = "كتب درس علم حكم سير نقل بحر صنع زرع عمل جمع فتح نشر حرس رسم طبع سكن شرب وصل قطع"
FORMS = ("م{}ة", "{}ات", "ال{}", "وال{}", "{}ون", "ا{}", "ت{}", "ي{}", "{}ية", "لل{}", "ب{}", "و{}", "{}ان", "{}هم")


def model(slug: str, headline: str, **fields: Any) -> dict[str, Any]:
    """What `model.json` says of an article."""
    whole = {"kind": "article", "slug": slug, "language": "ar", "direction": "rtl", "headline": headline, "deck": ""}
    times = {"published": "2026-03-01T09:00:00+02:00", "updated": ""}
    return {
        **whole,
        **times,
        "section": "",
        "authors": [],
        "agency": "",
        "dateline": "",
        "tags": [],
        "text_words": 3,
        **fields,
    }


def payload(
    about: Mapping[str, Any], texts: Mapping[str, str], formats: tuple[str, ...] = ("pdf", "html")
) -> dict[str, bytes]:
    """The payload of a bag of ours, as far as a catalogue looks at it."""
    whole = {"data/metadata/model.json": json.dumps(about, ensure_ascii=False).encode()}
    whole |= {f"data/text/{slug}.txt": text.encode() for slug, text in texts.items()}
    return whole | {f"data/renditions/{about['slug']}.{name}": f"{name} {about['slug']}".encode() for name in formats}


def put(folder: Path, about: Mapping[str, Any], text: str = "نص المقال كله", *, unpacked: bool = False) -> Path:
    """Write the bag of an article."""
    files = files_of(payload(about, {about["slug"]: text}))
    if unpacked:
        return laid_out(files, folder / about["slug"])
    folder.mkdir(parents=True, exist_ok=True)
    bag = folder / f"{about['slug']}.bag.zip"
    bag.write_bytes(packed(files, about["slug"]))
    return bag


@cache
def _vocabulary() -> tuple[str, ...]:
    """The words of the samples, the frequent first as they come, and made-up ones by the thousand."""
    found = {
        word: None for path in sorted(ROOT.glob("samples/*/article.yml")) for word in path.read_text("utf-8").split()
    }
    stems = [f"{one}{other[:2]}" for one in STEMS.split() for other in STEMS.split()]
    made = [form.format(stem) for stem in stems for form in FORMS]
    return (*[word for word in found if word.isalpha() and not word.isascii()], *made)


def _numbers(seed: int) -> Iterator[float]:
    """The same numbers between 0 and 1 for the same seed."""
    value = seed * 2654435761 + 97
    for _ in count():
        value = (value * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield (value >> 11) / (1 << 53)


def article(number: int, words: int = 320) -> tuple[dict[str, Any], str]:
    """The model and the text of an article of an archive; frequent words are as frequent as in a language (Zipf)."""
    dice, vocabulary = _numbers(number), _vocabulary()

    def pick(many: Sequence[str]) -> str:
        return many[int(next(dice) * len(many))]

    def some(count: int) -> str:
        return " ".join(vocabulary[int(len(vocabulary) ** next(dice)) - 1] for _ in range(count))

    when = datetime(2005, 1, 1, 6, tzinfo=UTC) + timedelta(days=int(next(dice) * 7_800), hours=int(next(dice) * 16))
    about = model(
        f"story-{number}",
        some(8),
        deck=some(15),
        section=pick(SECTIONS),
        authors=[f"{pick(NAMES)} {pick(FAMILIES)}"],
        dateline=pick(("القاهرة", "بيروت", "الرباط", "الرياض")),
        published=when.isoformat(),
        text_words=words,
    )
    return about, "\n\n".join(f"{some(40)}." for _ in range(words // 40))

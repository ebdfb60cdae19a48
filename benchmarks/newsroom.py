"""A newsroom's night, invented: articles of real length from the sentences of the samples, each with words of its own.

`python -m benchmarks.newsroom FOLDER COUNT` writes them; the same count gives the same files. Lengths are those of
daily news (a middle of 450 words, most between 200 and 900), three of five have a picture of 1500 by 1000 pixels.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from exporter.loading.edition import load_file
from exporter.loading.load import Loaded
from exporter.model.blocks import Paragraph
from exporter.model.inlines import plain

SAMPLES = Path(__file__).parents[1] / "samples"
ARABIC = ("andalus-culture", "conductor-interview", "cup-final-sports", "currency-economy", "date-palm-feature")
FIRST_DAY = datetime(2026, 1, 1, 6, tzinfo=UTC)
SECTIONS = ("محليات", "اقتصاد", "رياضة", "ثقافة", "عالم", "علوم")
PLACES = ("القاهرة", "الرباط", "عمّان", "بيروت", "المنامة", "تونس")
DAMAGES = ("headline: [", "headline: خبر", "body: ''", "", "headline: خبر\nbody: نص\nlead: {image: none.jpg}\n")


def write(folder: Path, count: int, *, broken_every: int = 0) -> list[Path]:
    """Write articles, a folder each.

    Args:
        folder: where.
        count: how many.
        broken_every: every so many is broken, each in another way; 0 for none.
    """
    made = []
    for nth in range(count):
        place = folder / f"story-{nth:05}"
        place.mkdir(parents=True, exist_ok=True)
        target = place / "article.yml"
        if broken_every and nth % broken_every == broken_every - 1:
            target.write_text(DAMAGES[nth // broken_every % len(DAMAGES)], encoding="utf-8")
        else:
            target.write_text(_text(nth, place), encoding="utf-8")
        made.append(target)
    return made


def _text(nth: int, folder: Path) -> str:
    """An article as YAML, of which JSON is a part."""
    chance = Random(nth)
    sentences = _sentences()
    length = min(1500, max(120, round(chance.lognormvariate(6.1, 0.45))))
    article: dict[str, Any] = {
        "slug": f"story-{nth:05}",
        "section": chance.choice(SECTIONS),
        "kicker": _few(chance, 2, 4),
        "headline": _few(chance, 6, 10),
        "deck": chance.choice(sentences),
        "byline": {"agency": "وكالة الرصيف", "authors": [_few(chance, 2, 2)]},
        "dateline": chance.choice(PLACES),
        "published": (FIRST_DAY + timedelta(minutes=17 * nth)).isoformat(),
        "body": list(_body(chance, length)),
        "tags": [chance.choice(SECTIONS), chance.choice(PLACES)],
    }
    if chance.random() < 0.6:
        (folder / "photo.jpg").write_bytes(_photo(chance))
        article["lead"] = {
            "image": "photo.jpg",
            "alt": chance.choice(sentences),
            "caption": chance.choice(sentences),
            "credit": "وكالة الرصيف",
        }
    return json.dumps(article, ensure_ascii=False, indent=1)


def _body(chance: Random, length: int) -> Iterator[Any]:
    sentences, words = _sentences(), 0
    while words < length:
        kind = chance.random()
        if kind < 0.05:
            rows = [[_few(chance, 1, 2), str(chance.randrange(1000)), _few(chance, 1, 3)] for _ in range(4)]
            yield {"table": {"header": ["البند", "العدد", "ملاحظة"], "rows": rows}}
            continue
        if kind < 0.1:
            yield {"quote": {"text": chance.choice(sentences), "attribution": _few(chance, 2, 3)}}
            continue
        if kind < 0.15:
            yield "\n".join(f"- {_few(chance, 3, 8)}" for _ in range(chance.randrange(2, 5)))
            continue
        if kind < 0.25:
            yield f"## {_few(chance, 3, 6)}"
        paragraph = " ".join(chance.choice(sentences) for _ in range(chance.randrange(2, 5)))
        words += len(paragraph.split())
        yield paragraph


def _few(chance: Random, least: int, most: int) -> str:
    return " ".join(chance.choices(_words(), k=chance.randint(least, most)))


@cache
def _sentences() -> list[str]:
    """The sentences of the Arabic samples, without the signs that Markdown would read."""
    loaded = (load_file(SAMPLES / name / "article.yml") for name in ARABIC)
    texts = [
        plain(block.inlines)
        for one in loaded
        if isinstance(one, Loaded)
        for block in one.article.body
        if isinstance(block, Paragraph)
    ]
    parts = (part.strip() for text in texts for part in text.replace("؟", ".").split("."))
    return sorted({f"{part}." for part in parts if 4 < len(part.split()) < 40 and not set(part) & set("*_[]#<>|`:")})


@cache
def _words() -> list[str]:
    return sorted({word for sentence in _sentences() for word in sentence.split() if word.isalpha() and len(word) > 2})


@cache
def _photographs() -> list[Image.Image]:
    return [Image.open(path).convert("RGB") for path in sorted(SAMPLES.glob("*/*.jpg"))]


def _photo(chance: Random) -> bytes:
    """A part of a photograph of the samples, lighter or darker: no two alike."""
    whole = chance.choice(_photographs())
    left, top = chance.randrange(0, 101), chance.randrange(0, 201)
    light = chance.uniform(0.8, 1.2)
    part = whole.crop((left, top, left + 1500, top + 1000)).point(lambda value: value * light)
    out = BytesIO()
    part.save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))

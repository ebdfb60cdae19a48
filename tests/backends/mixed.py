"""Paragraphs made by chance that mix directions, scripts and looks in every way an author may, for the read-back.

As prepared: `paragraphs` goes through the passes of `prepare`, so that isolates are found as in any article.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from exporter.model.blocks import Paragraph
from exporter.model.inlines import Inlines, LineBreak, Mark, Text, canonical
from exporter.prepare.directions import isolated, setting
from exporter.prepare.marks import whole_words


def _words(text: str) -> list[str]:
    return text.split()


ARABIC = _words("قالت الوزارة إن المشروع وNews الجديد بدأ في المدينة القديمة والآلات تأخرت هـ لا إله")
VOWELLED = _words("قَرَأَ كُلُّ تِلْمِيذٍ جُمْلَةً لِلَّآلِئِ مُتَّكِئٍ الطَّرِيقِ، وَاللهُ")
PERSIAN = _words("می‌خواهم نمی‌گوید کتاب‌های آن‌ها را پس نامه‌ای گچ پژو")
URDU = _words("لاہور میں بارش کے بعد محکمۂ درجۂ حرارت ٹریفک ہے۔")
LATIN = _words("Reuters News Agency CNN iPhone-15 fjord naïve office U.S. C++ H2O e.g. Vol. 2")
NUMBERS = _words(
    "2023 12,500 3.5 50% 18% ١٢٣٫٥ ٪١٠ ۱۲۳ ١٬٢٠٠ 6:10 2023-09-13 3–0 3-2 +20-2-2345 $1.5bn 68$ 38°C -1.2% 1/2 "
    "٢٠١٩–٢٠٢٣ ٢٥٪ №5 #3 1+1=2 5×3 a1 1a"
)
SIGNS = _words("( ) [ ] { } {{ }} « » ‹ › “ ” ‘ ’ \" ' ، ؛ ؟ . : ! ? - – — / \\ | * + = % & @ # … ... <> → • © ™ §")
LONG = (
    "https://example.org/lines/east/stations/square?line=3&lang=ar&from=home&to=work&at=early-morning#top",
    "https://ar.example.org/ويكي/الصفحة_الرئيسية?q=خبر&p=2",
    "desk@example.com",
    "والاستقلالية" * 6,
    "ab" * 45,
    "ابab12" * 12,
    "1234567890" * 7,
    "ﷲ" + "لِّ" * 31,
    "www.example.org/" + "x-" * 40,
    "--" * 40,
)
LETTERS = (
    "ابتثلاكمهييوردذ"
    + "abcXYZ"
    + "0123456789"
    + "٠١٢٣٤٥"
    + "۴۵۶"
    + "()[]{}«»،.:؟!-–/%+$ '\""
    + "\u064e\u0651\u064b\u200c"
)
MARKS = (Mark.NONE, Mark.NONE, Mark.STRONG, Mark.EMPHASIS, Mark.STRONG | Mark.EMPHASIS)
POOLS = (ARABIC, ARABIC, ARABIC, VOWELLED, PERSIAN, URDU, LATIN, NUMBERS, NUMBERS, SIGNS)


def _word(random: Random) -> str:
    kind = random.random()
    if kind < 0.04:
        return random.choice(LONG)
    if kind < 0.16:
        return "".join(random.choice(LETTERS) for _ in range(random.randint(1, 9))).strip() or "ب"
    word = random.choice(random.choice(POOLS))
    if kind < 0.3:
        return random.choice(SIGNS) + word + random.choice(SIGNS)
    if kind < 0.36:
        return word + random.choice(random.choice(POOLS))
    return word


def text(random: Random) -> str:
    """A paragraph's words: a few signs alone, a mixture, or a long one."""
    kind = random.random()
    if kind < 0.12:
        return " ".join(random.choice(SIGNS + NUMBERS) for _ in range(random.randint(1, 5)))
    return " ".join(_word(random) for _ in range(random.randint(1, 45 if kind < 0.4 else 14)))


def inlines(random: Random) -> Inlines:
    """A paragraph as its author wrote it: emphasis and links begin and end anywhere, at spaces and inside words."""
    whole = " ".join(text(random).split())
    cuts = sorted({0, len(whole), *(random.randint(0, len(whole)) for _ in range(random.choice((0, 0, 1, 2, 4, 7))))})
    runs: list[Text | LineBreak] = []
    for start, end in pairwise(cuts):
        link = random.choice(("", "", "", "https://example.org/x"))
        runs.append(Text(whole[start:end], random.choice(MARKS), link))
        if random.random() < 0.05:
            runs.append(LineBreak())
    return canonical(runs)


def paragraphs(seed: int, count: int, language: str = "ar") -> Iterator[Paragraph]:
    """Paragraphs, prepared; the same seed makes the same."""
    random, how = Random(seed), setting(language)
    for _ in range(count):
        yield Paragraph(isolated(whole_words(inlines(random)), how))

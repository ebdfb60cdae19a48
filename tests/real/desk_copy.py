"""News copy as agencies send it, made up from a number: dates, scores, names in brackets, quotes of every kind.

The parts were written for this; which of them meet, and in what order, nobody chose by hand, so that the text layer is
asked about more than the samples that it was made with. The same number gives the same article.
"""

from __future__ import annotations

import re
from random import Random

BYLINES = (
    "الرياض - واس:",
    "واس: جدة",
    "لندن: «الشرق الجديد»",
    "القاهرة (د ب أ) -",
    "بيروت/وكالات",
    "الدوحة – مراسلنا:",
)
SPEAKERS = (
    "وزير النقل",
    "المتحدثة باسم الهيئة",
    "رئيس شركة (Gulf Marine)",
    "محللة لدى Capital House",
    "مدير «البنك الأهلي»",
    "الطبيب يوسف آل ياسين",
    "المدرب الإسباني (Álvaro Núñez)",
    "السيدة لُبنى الأتاسي",
)
VERBS = ("أكّد", "قالت", "أوضح لـ«المدى»", "رأى", "وأضاف", "ذكرت", "أعلن رسميًّا", "نفى نفيًا قاطعًا")
CLAIMS = (
    "أن المشروعَ يسيرُ وفقَ الخطة",
    "إن الأسعار ارتفعت بنسبة {percent}",
    "أن الكلفة بلغت {money}",
    "إن عدد المستفيدين تجاوز {count} شخص",
    "أن الفريق فاز {score} على ضيفه",
    "إن الأعمال تنتهي في {date}",
    "أن الرحلة {code} أقلعت عند الساعة {time}",
    'إن «الثقة عادت إلى الأسواق»، وإن التراجع كان "مؤقتا"',
    "أن اتفاقا وُقّع بين (الهيئة) و[الصندوق] مساءً",
    "إن المؤشر (TASI) أغلق عند {number} نقطة",
    "أن درجة الحرارة بلغت {degrees} مئوية",
    "إن القرارَ شُمِلَ فيه الموظفون جميعًا، ولا استثناءَ لأحدٍ",
)
TAILS = (
    "وذلك للمرة الأولى منذ {year}",
    "بحسب موقع www.example.org",
    "في بيان تلقّت الصحيفة نسخةً منه",
    "خلال الفترة {year}-{next_year}",
    "وفق نظام iOS 17 وتطبيق «سوق»",
    "كما جاء في تقرير ‹الآفاق› السنوي",
    "(انظر الصفحة {page})",
    "مقابل {count} قبل عام؛ أي ما يعادل {percent}",
    "– وهو رقم قياسيّ –",
    "ثُمَّ أَرْدَفَ قائلًا: “لن نتراجع”",
    "قبل لقاء الوفد في مقر UN Women",
    "إلى جانب 'ورشة' عن COVID-19",
)
ENDS = (".", "!", "؟", "...", "؛ ولم يزد.", "!!")
MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "سبتمبر", "أكتوبر")
INDIC = str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪")
NUMBER = re.compile(r"(?<![A-Za-z-])\b\d+(?:[.,]\d+)*%?")
NBSP = "\u00a0"


def article(number: int, sentences: int = 24) -> tuple[str, ...]:
    """The paragraphs of an article, the byline first; one article in three has Arabic-Indic digits."""
    chance = Random(number)
    indic = number % 3 == 2
    text = [_sentence(chance) for _ in range(sentences)]
    paragraphs = [" ".join(text[start : start + 3]) for start in range(0, sentences, 3)]
    return tuple(_digits(one, indic) for one in (chance.choice(BYLINES) + " " + paragraphs[0], *paragraphs[1:]))


def _sentence(chance: Random) -> str:
    parts = [chance.choice(VERBS), chance.choice(SPEAKERS), chance.choice(CLAIMS)]
    parts += chance.sample(TAILS, chance.randint(0, 2))
    return " ".join(parts).format_map(_facts(chance)) + chance.choice(ENDS)


def _facts(chance: Random) -> dict[str, str]:
    year = chance.randint(1998, 2025)
    return {
        "percent": chance.choice((f"{chance.randint(1, 99)}%", f"{chance.randint(1, 9)}.{chance.randint(1, 9)}%")),
        "money": chance.choice(
            (
                f"{chance.randint(2, 900)}{NBSP}مليون ريال",
                f"${chance.randint(2, 99)}",
                f"€{chance.randint(2, 99)} مليون",
                f"{chance.randint(2, 9)},{chance.randint(100, 999)} دينار",
            )
        ),
        "count": f"{chance.randint(2, 99)},{chance.randint(100, 999)}",
        "score": f"{chance.randint(0, 5)}-{chance.randint(0, 5)}",
        "date": f"{chance.randint(1, 28)}{chance.choice((' ', NBSP))}{chance.choice(MONTHS)} {year}",
        "code": f"{chance.choice(('SV', 'MS', 'QR'))}{chance.randint(100, 999)}",
        "time": f"{chance.randint(1, 23)}:{chance.randint(10, 59)}",
        "number": f"{chance.randint(2, 12)},{chance.randint(100, 999)}.{chance.randint(10, 99)}",
        "degrees": f"{chance.randint(18, 49)}°",
        "year": str(year),
        "next_year": str(year + 1),
        "page": str(chance.randint(2, 24)),
    }


def _digits(text: str, indic: bool) -> str:
    """Digits of one kind, as a house writes them; those of Latin names stay."""
    return NUMBER.sub(lambda number: number[0].translate(INDIC), text) if indic else text

"""Stories of a wanted length, and what fitting makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, groupby, islice

from exporter.backends import pdf
from exporter.backends.api import Context
from exporter.house.layout import load_layout
from exporter.model.blocks import Block, Paragraph
from exporter.model.galley import Edition, Galley, Rendition
from exporter.model.inlines import Text
from exporter.model.target import target_of
from exporter.resources import templates_dir
from tests.backends.galleys import brief, latin, paragraph
from tests.backends.pdf import pages

TEXT = (
    "قال رئيس هيئة النقل الحضري في مؤتمر صحفي عقده صباح الأحد إن المدينة ستشهد افتتاح محطات جديدة قبل نهاية السنة "
    "وأضاف أن السيارات الخاصة ستخضع لرسوم مختلفة عند دخول المناطق التاريخية وأن المشروع يستهدف تقليص الازدحام في "
    "الشوارع الرئيسية خلال ساعات الذروة الصباحية والمسائية بعد سلسلة دراسات أعدتها الجامعة مع شركة Metro Link Systems "
    "التي تدير خطوطا مشابهة في ثلاث مدن أخرى منها خط ساحلي طويل لا تتوقف عرباته ليلا ولا نهارا"
)
WORDS = TEXT.split()
LONG_PARAGRAPH = 47
"""Words; no divisor of the number of `WORDS`, so that paragraphs differ."""


def story(words: int) -> tuple[Block, ...]:
    """A body of so many words, in paragraphs; names in Latin letters are isolated."""
    said, blocks = islice(cycle(WORDS), words), list[Block]()
    while chunk := list(islice(said, LONG_PARAGRAPH)):
        blocks.append(Paragraph(tuple(_runs(chunk))))
    return tuple(blocks)


def _runs(words: list[str]) -> Iterator[Text]:
    """Arabic and Latin phrases in turn; an isolate has no space at its edges."""
    for is_latin, phrase in groupby(words, str.isascii):
        text = " ".join(phrase)
        yield latin(text) if is_latin else Text(f" {text} ")


def galley(words: int) -> Galley:
    """A story under a headline."""
    return brief(*story(words), paragraph("انتهى."))


def context(name: str = "article") -> Context:
    """A shipped layout with its typefaces."""
    plain, layout = pages.context(), load_layout(templates_dir() / name)
    return replace(plain, layout=layout, roles={r: plain.families.chain(r, n) for r, n in layout.roles.items()})


def fitted(galley: Galley, target: str, of: Context | None = None, **options: str) -> Rendition:
    """A galley as a PDF that fills a target."""
    return pdf.render(Edition((galley,)), of or context(), pdf.Options(fit=target_of(target), **options))  # type: ignore[arg-type]

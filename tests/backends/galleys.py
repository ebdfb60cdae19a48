"""Galleys made by hand for the backends' tests: one with every block, and small ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageDraw

from exporter.model.article import Article, Author, Byline, Correction, Related, Source
from exporter.model.blocks import (
    Align,
    Block,
    Box,
    CodeBlock,
    EditorNote,
    Figure,
    Footnote,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    SectionBreak,
    Subhead,
    Table,
    Verse,
)
from exporter.model.digits import Digits
from exporter.model.galley import EndMatter, EndRole, Galley, Picture
from exporter.model.inlines import Direction, Inline, Inlines, LineBreak, Mark, NoteRef, Text, plain

MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def says(*parts: str | Inline) -> Inlines:
    """Inlines of plain texts and ready inlines."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def latin(text: str, lang: str = "en", *, marks: Mark = Mark.NONE, link: str = "") -> Text:
    """A left-to-right stretch, isolated."""
    return Text(text, marks, link, lang, Direction.LTR)


def number(text: str) -> Text:
    """A number, date or score that is isolated without a language."""
    return Text(text, isolate=Direction.LTR)


def strong(text: str) -> Text:
    """Strong words."""
    return Text(text, Mark.STRONG)


def emphasis(text: str) -> Text:
    """Emphasised words."""
    return Text(text, Mark.EMPHASIS)


def paragraph(*parts: str | Inline) -> Paragraph:
    """A paragraph."""
    return Paragraph(says(*parts))


@cache
def picture(name: str = "tram.png", width: int = 960, height: int = 600) -> Picture:
    """A picture drawn here: a sky, a hill and a tram."""
    image = Image.new("RGB", (width, height), (214, 226, 232))
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.1, height * 0.55, width * 1.2, height * 1.6), fill=(176, 190, 160))
    draw.rounded_rectangle((width * 0.2, height * 0.5, width * 0.8, height * 0.78), 24, fill=(150, 40, 36))
    for i in range(6):
        left = width * (0.24 + 0.09 * i)
        draw.rectangle((left, height * 0.55, left + width * 0.06, height * 0.66), fill=(240, 236, 220))
    out = BytesIO()
    image.save(out, "PNG")
    return Picture(name, "image/png", out.getvalue(), width, height)


def every_block() -> tuple[Block, ...]:
    """A body with each kind of block, Latin and number stretches, links, marks and notes."""
    return (*_running_text(), *_set_pieces())


def _running_text() -> tuple[Block, ...]:
    return (
        paragraph(
            "افتتحت هيئة النقل صباح الأحد الخط الثالث للترام في حضور مئات السكان، وقالت وكالة ",
            latin("Reuters "),
            latin("News", marks=Mark.STRONG),
            latin(" Agency"),
            " إن المشروع كلف 1.2 مليار جنيه، وإن الأعمال جرت في الفترة ",
            number("2019-2023"),
            " بلا توقف",
            NoteRef(1),
            ".",
        ),
        Subhead(says("رحلة أقصر بين ", emphasis("الضفتين"))),
        paragraph(
            "وقال المهندس ",
            strong("سامي عبد الرحيم"),
            " إن «زمن الرحلة انخفض من خمسين دقيقة إلى اثنتين وعشرين». وللمزيد انظر ",
            Text("موقع الهيئة", link="https://example.org/tram?line=3"),
            " أو ",
            latin("https://example.org/tram?line=3&lang=ar", "", link="https://example.org/tram?line=3&lang=ar"),
            "، أو اتصل بالرقم ",
            number("+20 2 2555 0199"),
            "، وفاز فريق العمال ",
            number("3-2"),
            " في مباراة ودية",
            NoteRef(2),
            ".",
        ),
        Subhead(says("المحطات"), level=3),
        ItemList(
            (
                (paragraph("محطة الميدان"),),
                (
                    paragraph("محطة الجامعة، وفيها:"),
                    ItemList(((paragraph("مصعدان"),), (paragraph("سلم متحرك"),))),
                ),
            )
        ),
        ItemList(((paragraph("ثالثا: الصيانة"),), (paragraph("رابعا: التوسعة"),)), ordered=True, start=3),
    )


def _set_pieces() -> tuple[Block, ...]:
    return (
        Figure(
            "inner.png",
            "عربات الترام أمام الورشة",
            says("عربات الترام قبل خروجها من الورشة في صورة التقطت عام ", number("2019")),
            says("تصوير: ليلى منصور / ", latin("AFP")),
            archival=True,
            mark=says("أرشيفية"),
        ),
        PullQuote(says("لم أعد أحسب الوقت، صرت أقرأ في الطريق"), says("هدى، طالبة")),
        Quote((paragraph("المدينة التي تمشي لا تشيخ."), paragraph("وهذا ما تعلمناه.")), says("من كلمة الافتتاح")),
        Box(
            says("الخط في أرقام"),
            (paragraph("الطول: 18 كيلومترا"), ItemList(((paragraph("14 محطة"),), (paragraph("32 عربة"),)))),
        ),
        Table(
            says("الركاب بالألف يوميا"),
            (says("الخط"), says("الطول (كم)"), says("الركاب"), says("التغير")),
            (
                (says("الأول"), says("12.5"), says("140"), says("3.5%")),
                (says("الثاني ", latin("Metro Link")), says("9"), says("85"), number_cell("-1.2%")),
                (says("الثالث"), says("18"), says("60"), ()),
            ),
            (Align.START, Align.CENTER, Align.END, Align.END),
        ),
        Verse(
            (
                (says("أَيَا دَارَ قَوْمٍ مَضَوْا لَمْ يَعُودُوا"), says("وَمَا زَالَ فِيكِ الصَّدَى وَالنَّشِيدُ")),
                (says("تَمُرُّ السُّنُونَ عَلَى كُلِّ نَقْشٍ"), says("فَيَبْقَى قَدِيمٌ وَيَفْنَى جَدِيدُ")),
            ),
            says("شاعر مجهول"),
        ),
        SectionBreak(),
        EditorNote((paragraph("حُدِّث هذا التقرير بعد نشره لإضافة رد الهيئة."),)),
        CodeBlock("SELECT line, riders\nFROM tram;"),
        paragraph("العنوان: ميدان المحطة", LineBreak(), "المدينة الجديدة."),
        Figure("plain.png", "مخطط الخط"),
    )


def _article() -> Article:
    headline = says("الخط الثالث للترام يبدأ العمل بعد أربع سنوات من البناء")
    return Article(
        language="ar",
        slug="tram-line-opens",
        headline=headline,
        body=every_block(),
        section="محليات",
        kicker=says("النقل العام"),
        byline=Byline("وكالة الأنباء", (Author("سامية الخطيب", "القاهرة"),)),
        dateline="القاهرة",
        published=MOMENT,
        tags=("النقل", "المدن"),
        related=(Related("الخط الثاني", "https://example.org/two"),),
        corrections=(Correction(date(2026, 3, 2), says("صُحح عدد المحطات")),),
        source=Source("وكالة الأنباء", "https://example.org"),
        rights="© 2026 الصحيفة",
    )


def everything() -> Galley:
    """A galley in Arabic with every field, every block, footnotes and all of the end matter."""
    article = _article()
    return Galley(
        article=article,
        written=article,
        direction=Direction.RTL,
        digits=Digits.WESTERN,
        title=plain(article.headline),
        section=says("محليات"),
        kicker=says("النقل العام"),
        headline=article.headline,
        deck=says("18 كيلومترا و14 محطة تربط شرق المدينة بغربها، والهيئة تعد بخط رابع قبل عام ", number("2030")),
        byline=says("وكالة الأنباء - سامية الخطيب، مراسلة القاهرة"),
        dateline=says("القاهرة، الأحد 1 مارس 2026"),
        updated=says("آخر تحديث: الاثنين 2 مارس 2026، الساعة ", number("14:30")),
        lead=Figure(
            "lead.png",
            "ترام أحمر يعبر الجسر عند الصباح",
            says("أول عربة تعبر الجسر صباح الأحد"),
            says("تصوير: كريم الصاوي"),
            archival=True,
            mark=says("أرشيفية"),
        ),
        body=article.body,
        notes_label=says("الهوامش"),
        notes=(
            Footnote(1, (paragraph("بحسب تقرير الهيئة السنوي ", latin("Annual Report 2025"), "، ص 14."),)),
            Footnote(2, (paragraph("أقيمت المباراة في ملعب الورش."), paragraph("وحضرها ألف متفرج."))),
        ),
        contents_label="المحتويات",
        page_line="صفحة {page} من {pages}",
        end=(
            EndMatter(EndRole.CORRECTIONS, says("تصويبات"), (says("2 مارس 2026: صُحح عدد المحطات من 13 إلى 14."),)),
            EndMatter(EndRole.RELATED, says("اقرأ أيضا"), (says(Text("الخط الثاني", link="https://example.org/two")),)),
            EndMatter(EndRole.TAGS, says("وسوم"), (says("النقل"), says("المدن"))),
            EndMatter(EndRole.SOURCE, says("المصدر"), (says(Text("وكالة الأنباء", link="https://example.org")),)),
            EndMatter(EndRole.RIGHTS, says("الحقوق"), (says("© 2026 الصحيفة"),)),
        ),
        pictures=MappingProxyType(
            {
                "lead.png": picture("lead.png"),
                "inner.png": picture("inner.png", 800, 520),
                "plain.png": picture("plain.png", 640, 320),
            }
        ),
    )


def brief(*body: Block) -> Galley:
    """The smallest galley: a headline and a body, nothing else."""
    blocks = body or (paragraph("خبر قصير من سطر واحد."),)
    headline = says("خبر قصير")
    article = Article(language="ar", slug="brief", headline=headline, body=blocks)
    return replace(
        everything(),
        article=article,
        title="خبر قصير",
        section=(),
        kicker=(),
        headline=headline,
        deck=(),
        byline=(),
        dateline=(),
        updated=(),
        lead=None,
        body=blocks,
        notes_label=(),
        notes=(),
        end=(),
    )


def number_cell(text: str) -> Inlines:
    """A cell that is one isolated number."""
    return (number(text),)

"""The article's file as its author may write it: the models that the JSON Schema is made of.

JSON Schema 2020-12. `python -m exporter.loading.schema` writes the schema and its reference anew; a test holds them
current. An export reads the schema (`shape.py`) and never these models, so it does not wait for pydantic.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from exporter.loading.reference import ARTICLE, reference
from exporter.resources import schema_file


class Strict(BaseModel):
    """A mapping that takes no key but its own."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=False)


def described(english: str, arabic: str, *, required: bool = False, **limits: Any) -> Any:
    """A field with its description in both languages; optional unless said otherwise."""
    default = ... if required else None
    return Field(default, description=english, json_schema_extra={"x-ar": arabic}, **limits)


Line: TypeAlias = Annotated[str, WithJsonSchema({"type": "string"})]
"""Inline Markdown."""
Markdown: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "minLength": 1})]
"""Markdown with paragraphs, lists and the rest."""
Filled: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "minLength": 1})]
Cell: TypeAlias = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
Moment: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Day: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Slug: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "format": "slug", "maxLength": 80})]
Language: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "format": "language"})]
Address: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Email: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "format": "email"})]
Alignment: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "enum": ["start", "center", "end"]})]
Pair: TypeAlias = Annotated[
    list[str], WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2})
]
Row: TypeAlias = list[Cell]


class Author(Strict):
    """An author with a role or an address."""

    name: Filled = described("The author's name.", "اسم الكاتب.", required=True)
    role: str = described("What the author is: correspondent, editor, photographer.", "صفته: مراسل، محرر، مصور.")
    email: Email = described("The author's e-mail address.", "بريده الإلكتروني.")


class Byline(Strict):
    """Who wrote the article: an agency, authors, or both."""

    agency: str = described("The news agency or the desk.", "الوكالة أو القسم.")
    authors: list[Filled | Author] = described(
        "The authors in order: a name each, or a mapping of name, role and email.",
        "الكتّاب بالترتيب: اسم لكل منهم، أو اسم وصفة وبريد.",
    )


class Figure(Strict):
    """A picture with its caption and credit."""

    image: Filled = described(
        "Path of the picture, relative to the article's file and inside its folder: JPEG, PNG, WebP, AVIF, HEIC, "
        "TIFF, JPEG 2000, GIF or SVG.",
        "مسار الصورة نسبة إلى ملف المقال وداخل مجلده.",
        required=True,
    )
    alt: str = described(
        'What the picture shows, for readers who cannot see it; `alt: ""` for a picture that is mere decoration.',
        "وصف الصورة لمن لا يراها، ويُترك فارغا بين علامتي تنصيص للصورة الزخرفية.",
        required=True,
    )
    caption: Line = described("The caption; inline Markdown.", "تعليق الصورة.")
    credit: Line = described("Who made the picture, or the agency; inline Markdown.", "صاحب الصورة أو وكالتها.")
    archival: bool = described(
        "`true` for a picture from the archive: the mark أرشيفية is set beside the caption.",
        "تُكتب true للصورة الأرشيفية فتظهر علامة «أرشيفية».",
    )


class PullQuote(Strict):
    """Words lifted out of the text for show."""

    text: Filled = described("The words; inline Markdown.", "العبارة المنتقاة.", required=True)
    attribution: Line = described("Who said them.", "صاحب العبارة.")


class Quote(Strict):
    """A block quote with who said it."""

    text: Markdown = described("The quoted text; Markdown.", "النص المقتبس.", required=True)
    attribution: Line = described("Who said or wrote it.", "صاحب النص.")
    exact: bool = described(
        "`true` where every sign must stay as it was published: house style leaves the words alone.",
        "تُكتب true ليبقى النص بحروفه وعلاماته كما نُشر، فلا يمسه أسلوب الدار.",
    )


class Box(Strict):
    """A fact box."""

    title: Filled = described("The box's title; inline Markdown.", "عنوان الإطار.", required=True)
    body: Markdown = described("The box's text; Markdown.", "نص الإطار.", required=True)


class Table(Strict):
    """A table with caption and header."""

    caption: Line = described("The table's caption; inline Markdown.", "عنوان الجدول.")
    header: Row = described("The columns' headings.", "رؤوس الأعمدة.")
    rows: list[Row] = described(
        "The rows, each a list of cells, as many as the header has.",
        "الصفوف، وفي كل صف من الخلايا بعدد رؤوس الأعمدة.",
        required=True,
        min_length=1,
    )
    align: list[Alignment] = described(
        "One of `start`, `center`, `end` for each column; `start` when left out.",
        "محاذاة كل عمود: start أو center أو end.",
    )


class Verse(Strict):
    """Lines of verse with the poet's name."""

    lines: list[Pair] = described(
        "The lines, each a list of two hemistichs, or of one for a line not parted.",
        "الأبيات، وكل بيت صدر وعجز.",
        required=True,
        min_length=1,
    )
    attribution: Line = described("The poet.", "الشاعر.")


class TypedBlock(Strict):
    """A block that Markdown cannot say: a mapping with one key, its kind."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1, "maxProperties": 1})

    figure: Figure = described("A picture.", "صورة.")
    pullquote: Filled | PullQuote = described("A pull quote: its text, or text and attribution.", "عبارة منتقاة.")
    quote: Quote = described("A block quote with attribution.", "اقتباس مع صاحبه.")
    box: Box = described("A fact box: title and body.", "إطار معلومات.")
    table: Table = described("A table: caption, header, rows and alignment.", "جدول بعنوان ورؤوس أعمدة.")
    verse: Annotated[list[Pair], Field(min_length=1)] | Verse = described(
        "Verse: a list of lines, each of two hemistichs; or a mapping of lines and attribution.",
        "شعر: قائمة أبيات، أو أبيات واسم الشاعر.",
    )
    note: Markdown = described("A note of the editors to the reader; Markdown.", "تنويه من التحرير إلى القارئ.")


class Related(Strict):
    """An article to read next."""

    title: Filled = described("Its title.", "عنوانه.", required=True)
    url: Address = described("Its address.", "رابطه.")


class Correction(Strict):
    """A correction made after publication."""

    date: Day = described("The day of the correction, such as `2026-03-02`.", "تاريخ التصحيح.", required=True)
    text: Filled = described("What was corrected; inline Markdown.", "نص التصحيح.", required=True)


class Source(Strict):
    """Where the article first appeared."""

    name: Filled = described("The publication's name.", "اسم المصدر.", required=True)
    url: Address = described("The article's address there.", "رابط المقال فيه.")


class Article(Strict):
    """An article for print, word processor and e-reader: `article.yml` or `article.json`."""

    schema_: str = described(
        "This schema, for editors of JSON files.", "هذا المخطط، لمحررات ملفات JSON.", alias="$schema"
    )
    language: Language = described(
        "BCP 47 tag of the article's language; its direction follows from it; `ar` when left out.",
        "رمز لغة المقال، ومنه يُعرف اتجاهه. وإن لم يُكتب فهو ar.",
    )
    slug: Slug = described(
        "Name of the output files: lower-case letters of any script, digits and hyphens, 200 bytes at most; from the "
        "file's name or its folder's when left out.",
        "اسم ملفات المقال: حروف وأرقام وشرطات، ويؤخذ من اسم الملف أو مجلده إن لم يُكتب.",
    )
    section: str = described("The newspaper's section.", "قسم الصحيفة.")
    kicker: Line = described("The line above the headline; inline Markdown.", "العنوان التمهيدي فوق العنوان.")
    headline: Filled = described("The headline; inline Markdown.", "العنوان.", required=True)
    deck: Line = described("The standfirst below the headline; inline Markdown.", "العنوان الشارح أسفل العنوان.")
    byline: Byline = described("Who wrote it.", "كاتب المقال ووكالته.")
    dateline: str = described("The place the report comes from.", "مكان الخبر.")
    published: Moment = described(
        "When it was published, with the offset from UTC, such as `2026-03-01T09:00:00+02:00`.",
        "وقت النشر مع فرق التوقيت.",
    )
    updated: Moment = described("When it was last changed, with the offset from UTC.", "وقت آخر تحديث مع فرق التوقيت.")
    lead: Figure = described("The lead figure, above the body.", "الصورة الرئيسية.")
    body: Markdown | Annotated[list[Markdown | TypedBlock], Field(min_length=1)] = described(
        "The text: Markdown, or a list of Markdown texts and typed blocks.",
        "المتن: نص بصيغة ماركداون، أو قائمة نصوص وكتل.",
        required=True,
    )
    tags: list[Filled] = described("Keywords.", "الكلمات المفتاحية.")
    related: list[Related] = described("Articles to read next.", "مقالات ذات صلة.")
    corrections: list[Correction] = described("Corrections made after publication.", "تصحيحات بعد النشر.")
    source: Source = described("Where it first appeared.", "المصدر الأول للمقال.")
    rights: str = described("The rights statement.", "بيان الحقوق.")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    return schema_of(Article, "article")


def schema_of(model: type[Strict], name: str) -> dict[str, Any]:
    """The JSON Schema of a model, without what pydantic adds for forms (titles, defaults)."""
    made = model.model_json_schema()
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_lean(made)}
    schema["title"] = name
    return schema


def _lean(value: Any, *, is_properties: bool = False) -> Any:
    match value:
        case dict():
            dropped = () if is_properties else ("title", "default")
            return {
                key: _lean(inner, is_properties=key in ("properties", "$defs"))
                for key, inner in value.items()
                if key not in dropped
            }
        case list():
            return [_lean(inner) for inner in value]
        case _:
            return value


def as_text(schema: dict[str, Any]) -> str:
    """The schema as the shipped file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def docs_dir() -> Path:
    """Where the references lie in a checkout."""
    return Path(__file__).resolve().parents[2] / "docs"


def _write() -> None:
    schema = json_schema()
    schema_file().parent.mkdir(exist_ok=True)
    schema_file().write_text(as_text(schema), encoding="utf-8")
    docs_dir().mkdir(exist_ok=True)
    (docs_dir() / "article.md").write_text(reference(schema, ARTICLE), encoding="utf-8")


if __name__ == "__main__":
    _write()

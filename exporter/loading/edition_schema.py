"""The edition's file as its desk may write it: the models that its JSON Schema is made of.

JSON Schema 2020-12. `python -m exporter.loading.edition_schema` writes the schema and its reference anew.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field, WithJsonSchema

from exporter.loading.reference import EDITION, reference
from exporter.loading.schema import Day, Filled, Language, Slug, Strict, as_text, described, docs_dir, schema_of
from exporter.resources import edition_schema_file

Number: TypeAlias = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
PageNumber: TypeAlias = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 400})]
Columns: TypeAlias = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 12})]
"""The most that any sheet has: how many the edition's has, its layout says."""


class Placed(Strict):
    """An article of the edition."""

    path: Filled = described(
        "Path of the article's file, relative to the edition's file and inside its folder.",
        "مسار ملف المقال نسبة إلى ملف العدد وداخل مجلده.",
        required=True,
    )
    page: PageNumber = described(
        "The page of the newspaper on which it starts; the next with room when left out.",
        "صفحة الجريدة التي يبدأ فيها، وإن لم تُكتب فأول صفحة تتسع له.",
    )
    columns: Columns = described(
        "Over how many columns it runs; as many as suit the page when left out.",
        "عدد الأعمدة التي يشغلها، وإن لم يُكتب فما يناسب الصفحة.",
    )
    continued: PageNumber = described(
        "The page on which it goes on when it is not whole on the first; the next with room when left out.",
        "الصفحة التي تأتي فيها تتمته إن لم يكتمل في الأولى، وإن لم تُكتب فأول صفحة تتسع لها.",
    )


class Section(Strict):
    """A section with its articles in order."""

    title: str = described(
        "What the articles are printed under; each keeps the section it names itself when left out.",
        "اسم القسم الذي تُطبع تحته المقالات، وإن لم يُكتب بقي لكل مقال قسمه.",
    )
    articles: Annotated[list[Filled | Placed], Field(min_length=1)] = described(
        "The articles in order: a path each, or a path with its place in the newspaper.",
        "المقالات بالترتيب: مسار لكل منها، أو مسار مع موضعه في الجريدة.",
        required=True,
    )


class Edition(Strict):
    """An edition of several articles: `edition.yml` or `edition.json`."""

    schema_: str = described(
        "This schema, for editors of JSON files.", "هذا المخطط، لمحررات ملفات JSON.", alias="$schema"
    )
    masthead: Filled = described("The name of the paper or the collection.", "اسم الصحيفة أو المجموعة.", required=True)
    date: Day = described("The day of the issue, such as `2026-03-01`.", "تاريخ العدد.")
    number: Number = described("The number of the issue.", "رقم العدد.")
    language: Language = described(
        "BCP 47 tag of the edition's language; `ar` when left out. The first article is to be in it.",
        "رمز لغة العدد، وإن لم يُكتب فهو ar، وبها يكون أول مقال.",
    )
    slug: Slug = described(
        "Name of the output files, as an article's; from the file's name or its folder's when left out.",
        "اسم ملفات العدد، ويؤخذ من اسم الملف أو مجلده إن لم يُكتب.",
    )
    identifier: str = described(
        "An ISBN, DOI or URN of this issue; a URN made of masthead, number and day when left out.",
        "رقم ISBN أو معرّف DOI أو URN لهذا العدد، وإن لم يُكتب اشتُق من اسم الصحيفة ورقم العدد وتاريخه.",
    )
    sections: Annotated[list[Section], Field(min_length=1)] = described(
        "The sections in order.", "الأقسام بالترتيب.", required=True
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    return schema_of(Edition, "edition")


def _write() -> None:
    schema = json_schema()
    edition_schema_file().write_text(as_text(schema), encoding="utf-8")
    (docs_dir() / "edition.md").write_text(reference(schema, EDITION), encoding="utf-8")


if __name__ == "__main__":
    _write()

"""A character that no typeface has is found before a page shows an empty box."""

from __future__ import annotations

from dataclasses import replace

from exporter.findings import Span
from exporter.model.article import Article
from exporter.model.blocks import Box, CodeBlock, Paragraph
from exporter.model.inlines import words_of
from exporter.preflight import preflight
from exporter.prepare.passes import prepare
from exporter.typefaces.families import load_families

ROLES = {role: load_families().by_role(role) for role in ("text", "headline", "caption")}
ARTICLE = Article("ar", "tram", words_of("افتتاح الخط"), (Paragraph(words_of("نص الخبر.")),))


def test_text_in_arabic_persian_urdu_and_latin_passes() -> None:
    text = "المَدرسةُ «پچگژ» ٹڈڑںے ۱۲ ١٢ Łódź é ٪ ؟ … – ‹›"
    assert preflight(prepare(replace(ARTICLE, body=(Paragraph(words_of(text)),)), {}), ROLES) == ()


def test_a_character_that_no_face_has_is_named_with_its_place() -> None:
    at = Span("article.yml", 12, 3)
    galley = prepare(replace(ARTICLE, body=(Paragraph(words_of("طقس اليوم ☃ بارد"), at=at),)), {})
    (found,) = preflight(galley, ROLES)
    assert (found.code, found.at) == ("PREFLIGHT-001", at)
    assert dict(found.args) == {"character": "☃", "name": "U+2603 SNOWMAN", "excerpt": "طقس اليوم ☃ بارد"}


def test_the_same_character_is_named_once_a_block_wherever_it_stands() -> None:
    article = replace(
        ARTICLE,
        headline=words_of("☃ ☃"),
        body=(Box(words_of("صندوق"), (Paragraph(words_of("☃")), CodeBlock("☃"))),),
        rights="☃",
        at=(("headline", Span("a.yml", 3, 11)), ("rights", Span("a.yml", 9, 9))),
    )
    found = preflight(prepare(article, {}), ROLES)
    assert [finding.code for finding in found] == ["PREFLIGHT-001"] * 4
    assert [finding.at.line for finding in found] == [3, 0, 0, 9]


def test_an_article_in_a_script_of_no_typeface_is_told_once_with_its_language() -> None:
    at = Span("article.yml", 1, 11)
    article = replace(
        ARTICLE,
        language="he",
        headline=words_of("כותרת הידיעה"),
        body=(Paragraph(words_of("טקסט של הידיעה בעברית, ו־Reuters.")),),
        at=(("language", at),),
    )
    (found,) = preflight(prepare(article, {}), ROLES)
    assert (found.code, found.at, dict(found.args)["language"]) == ("PREFLIGHT-002", at, "he")


def test_a_quotation_in_such_a_script_is_told_letter_by_letter() -> None:
    body = (Paragraph(words_of("كتب على الجدار كلمة שלום ثم مضى")),)
    assert [one.code for one in preflight(prepare(replace(ARTICLE, body=body), {}), ROLES)] == ["PREFLIGHT-001"] * 4

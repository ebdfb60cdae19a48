"""Markdown becomes blocks and flat runs; no word of it is lost, nothing in it is carried out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exporter.errors import InputError
from exporter.loading.load import Loaded
from exporter.messages import is_error
from exporter.model.blocks import (
    Align,
    Block,
    CodeBlock,
    Figure,
    ItemList,
    Paragraph,
    Quote,
    SectionBreak,
    Subhead,
    Table,
)
from exporter.model.inlines import Inlines, LineBreak, Mark, NoteRef, Text, plain, words_of
from exporter.model.walk import all_blocks, block_inlines
from tests.loading.articles import HEAD, codes, found, indented, loaded


def blocks(folder: Path, text: str) -> tuple[Block, ...]:
    return loaded(folder, indented(text)).article.body


def inlines(folder: Path, text: str) -> Inlines:
    (block,) = blocks(folder, text)
    assert isinstance(block, Paragraph)
    return block.inlines


def test_emphasis_code_and_links_are_flat_runs(tmp_path: Path) -> None:
    assert inlines(tmp_path, "قال **الوزير *أمس*** في `x < y` [هنا](https://example.org/أ)") == (
        Text("قال "),
        Text("الوزير ", Mark.STRONG),
        Text("أمس", Mark.STRONG | Mark.EMPHASIS),
        Text(" في "),
        Text("x < y", Mark.CODE),
        Text(" "),
        Text("هنا", link="https://example.org/%D8%A3"),
    )


def test_a_soft_break_is_a_space_and_a_hard_break_is_a_break(tmp_path: Path) -> None:
    assert inlines(tmp_path, "سطر\nوسطر\\\nوآخر") == (Text("سطر وسطر"), LineBreak(), Text("وآخر"))


def test_links_may_be_defined_in_another_text_and_addresses_show_as_written(tmp_path: Path) -> None:
    result = loaded(tmp_path, f"{HEAD}body:\n  - انظر [الموقع]\n  - |\n    نص\n\n    [الموقع]: tel:+201234\n")
    assert result.article.body[0] == Paragraph((Text("انظر "), Text("الموقع", link="tel:+201234")))
    assert inlines(tmp_path, "<https://example.org/%D8%A3>")[0] == Text(
        "https://example.org/%D8%A3", link="https://example.org/%D8%A3"
    )


def test_what_templates_would_carry_out_stays_text(tmp_path: Path) -> None:
    body = "{{ 7*7 }} {% include 'x' %} ${x} #{y} <%= z %>"
    assert inlines(tmp_path, body) == words_of(body)
    result = loaded(tmp_path, "headline: '{{ 7*7 }}'\nsection: '{% x %}'\nbody: نص\n")
    assert plain(result.article.headline) == "{{ 7*7 }}"
    assert result.article.section == "{% x %}"


def test_blocks_of_every_kind(tmp_path: Path) -> None:
    text = "نص\n\n## عنوان\n\n### فرع\n\n- أ\n- ب\n\n7. ج\n\n> قول\n>\n> - د\n\n***\n\n```py\nx = 1\n```\n"
    assert blocks(tmp_path, text) == (
        Paragraph(words_of("نص")),
        Subhead(words_of("عنوان"), 2),
        Subhead(words_of("فرع"), 3),
        ItemList(((Paragraph(words_of("أ")),), (Paragraph(words_of("ب")),))),
        ItemList(((Paragraph(words_of("ج")),),), ordered=True, start=7),
        Quote((Paragraph(words_of("قول")), ItemList(((Paragraph(words_of("د")),),)))),
        SectionBreak(),
        CodeBlock("x = 1"),
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_colon_before_the_dashes_is_where_the_column_starts(tmp_path: Path, language: str) -> None:
    text = f"language: {language}\n" + indented("| أ | ب | ج | د |\n|:--|--:|:-:|---|\n| ١ | ٢ | ٣ |\n")
    (table,) = loaded(tmp_path, text).article.body
    assert isinstance(table, Table)
    assert table.aligns == (Align.START, Align.END, Align.CENTER, Align.START)
    assert table.rows == ((words_of("١"), words_of("٢"), words_of("٣"), ()),)


def test_a_picture_alone_in_a_paragraph_is_a_figure(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "صورة أولى.png")
    result = loaded(tmp_path, indented('![ترام *أحمر*](<صورة أولى.png> "وصول **الترام**")'))
    caption = (Text("وصول "), Text("الترام", Mark.STRONG))
    assert result.article.body == (Figure("صورة أولى.png", "ترام أحمر", caption),)
    assert result.pictures.keys() == {"صورة أولى.png"}


def test_the_alternative_text_of_a_picture_is_read_as_every_text_is(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")

    def alt(text: str) -> str:
        (figure,) = loaded(tmp_path, indented(text)).article.body
        assert isinstance(figure, Figure)
        return figure.alt

    assert alt("![سطر أول\nوسطر ثان](a.png)") == "سطر أول وسطر ثان"
    assert alt("![سطر أول\\\nوسطر ثان](a.png)") == "سطر أول وسطر ثان"
    assert alt("![ترام **أحمر** [هنا](https://example.org) &amp; `x`](a.png)") == "ترام أحمر هنا & x"
    for text, code in {"<b>ترام</b>": "LOAD-054", "ترام[^1]": "LOAD-074", "ترام^[حاشية]": "LOAD-074"}.items():
        definition = "\n\nنص[^1]\n\n[^1]: حاشية" if "[^1]" in text else ""
        assert codes(tmp_path, indented(f"![{text}](a.png){definition}")) == [code]


def test_footnotes_are_numbered_by_first_mention_over_the_whole_article(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        "headline: عنوان[^h]\nbody:\n  - |\n    أول[^b] ثان[^a]\n\n    [^a]: حاشية أ[^n]\n"
        "  - box:\n      title: إطار[^a]\n      body: |\n        نص ^[حاشية في السطر]\n"
        "  - |\n    [^b]: حاشية ب\n\n        فقرة ثانية\n\n    [^h]: حاشية ع\n    [^n]: حاشية داخل حاشية\n",
    )
    article = result.article
    assert article.headline == (Text("عنوان"), NoteRef(1))
    assert article.body[0] == Paragraph((Text("أول"), NoteRef(2), Text(" ثان"), NoteRef(3)))
    texts = ["|".join(plain(i) for b in note.blocks for i in block_inlines(b)) for note in article.notes]
    assert texts == ["حاشية ع", "حاشية ب|فقرة ثانية", "حاشية أ", "حاشية في السطر", "حاشية داخل حاشية"]
    assert [note.number for note in article.notes] == [1, 2, 3, 4, 5]
    assert result.findings == ()


def test_escapes_and_code_keep_what_looks_like_markup(tmp_path: Path) -> None:
    assert plain(inlines(tmp_path, r"\<b> \[^1] \* `<b>` &lt;b&gt; x < y")) == "<b> [^1] * <b> <b> x < y"


def test_a_control_written_as_an_entity_does_not_come_in(tmp_path: Path) -> None:
    assert plain(inlines(tmp_path, "كلمة&#x202A;أخرى&#8203;")) == "كلمةأخرى"


def test_blocks_know_their_line_in_every_style_of_text(tmp_path: Path) -> None:
    text = (
        f"{HEAD}body:\n  - |\n    أول\n\n    ## ثان\n    ثالث\n  - >\n    مطوي\n    السطر\n\n    بعده\n"
        '  - "منصوص\n\n    تال \\"هنا\\" \\u0627ب\n\n    أخير"\n  - عار\n    تابع\n'
    )
    body = loaded(tmp_path, text).article.body
    assert [(b.at.line, b.at.column) for b in body] == [(4, 5), (6, 5), (7, 5), (9, 5), (13, 6), (18, 5)]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("body: نص <b>", (2, 10)),
        ("body: نص\n  تابع <b>", (3, 8)),
        ("body: 'نص ''نص'' <b>'", (2, 18)),
        ('body: "\\u0627\\"ب\\" <b>"', (2, 20)),
        ('body: "نص\n\n  تابع \\\n  بعده <b>"', (5, 8)),
        ("body: |\n\n    نص\n      تابع <b>", (5, 12)),
        ("body: >-\n  نص\n  تابع\n\n\n  بعده <b>", (7, 8)),
        ("body:\n  - quote: {text: نص <b>}", (3, 22)),
        ("body: ن\u200bص\u200b <b>", (2, 12)),
    ],
)
def test_a_fault_inside_a_text_is_placed_to_the_column(tmp_path: Path, written: str, place: tuple[int, int]) -> None:
    path = tmp_path / "article.yml"
    path.write_text(f"{HEAD}{written}\n", encoding="utf-8")
    (fault,) = [f for f in found(path) if not f.code.startswith("TEXT")]
    assert (fault.code, fault.at.line, fault.at.column, fault.at.length) == ("LOAD-054", *place, 3)


WORD = st.text("ابتثكلمن", min_size=1, max_size=4)
LINES = ["\n", "\n\n", "# ", "## ", "### ", "- ", "1. ", "> ", "    ", "\t", "```\n", "|", "|---|", "---", "***", "="]
SPANS = [" ", "**", "*", "_", "`", "[", "]", "(", ")", "![", "[^", "]: ", "^[", "<", ">", "&", "\\", "~~", "!", ":"]
SYNTAX = st.sampled_from([*LINES, *SPANS])


def everything(result: Loaded) -> str:
    article = result.article
    parts: list[str] = []
    for block in all_blocks((*article.body, *(b for note in article.notes for b in note.blocks))):
        if isinstance(block, CodeBlock):
            parts.append(block.text)
        elif isinstance(block, Figure):
            parts += [block.alt, block.image]
        parts += [plain(i) + " ".join(x.link for x in i if isinstance(x, Text)) for i in block_inlines(block)]
    return " ".join(parts)


@given(st.lists(WORD | SYNTAX, max_size=30).map("".join))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("|ا|\n|---|\n|ب|ت|")
@example("[ا]: ب")
@example("> " * 40 + "ا")
@example("- ا\n\n      ب")
def test_no_word_of_markdown_is_lost_without_a_finding(tmp_path: Path, text: str) -> None:
    try:
        result = loaded(tmp_path, indented(text))
    except InputError as error:
        assert any(map(is_error, error.findings))
        return
    if result.findings:
        return
    letters = [char for char in everything(result) if char in "ابتثكلمن"]
    for char in "ابتثكلمن":
        assert letters.count(char) >= text.count(char) or "[^" in text


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_an_article_or_an_input_error(tmp_path: Path, text: str) -> None:
    codes(tmp_path, text.encode("utf-8", "surrogatepass"))
    codes(tmp_path, text.encode("utf-8", "surrogatepass"), "article.json")
    codes(tmp_path, indented(text).encode("utf-8", "surrogatepass"))


KEYS = ["headline", "body", "lead", "figure", "verse", "table", "rows", "image", "alt", "x", "أ", "<b>", "[^1]"]
SIGNS = [": ", ":", "\n", "\n  ", "- ", "[", "]", "{", "}", "'", '"', "|", ">", "&a ", "*a ", "!!str ", "#", "---"]
ODDITIES = ["\t", "?", "~", "\\u", "0", "%", "@", ",", "\0", "\x85", "\u202e"]
YAMLISH = st.lists(st.sampled_from([*KEYS, *SIGNS, *ODDITIES]), max_size=40).map("".join)


@given(YAMLISH)
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_that_looks_like_yaml_raises_nothing_but_an_input_error(tmp_path: Path, text: str) -> None:
    codes(tmp_path, text)

"""Two versions against each other: what changed, by fields and words, and whether they hang together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.archive.diff import Changed, compare
from exporter.archive.words import GAP, PARAGRAPH, Passage, passage, passages
from exporter.errors import ExportError, InputError
from exporter.pipeline import Wishes
from tests.archive import desk
from tests.archive.bags import packed, resealed
from tests.archive.desk import files_in
from tests.cli.conftest import Program, program  # noqa: F401 - a fixture
from tests.images.pictures import photo, saved

sentences = st.lists(st.sampled_from(["في", "البيت", "كتاب", "جديد", "قديم", "على", "الرف", "ثم"]), max_size=14).map(
    " ".join
)


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    assert isinstance(error.value, ExportError)
    return [one.code for one in error.value.findings]


def shown(one: Passage) -> tuple[str, str]:
    return tuple(" ".join(f"[{p.text}]" if p.changed else p.text for p in side) for side in (one.before, one.after))  # type: ignore[return-value]


def only(older: Path, newer: Path) -> Changed:
    (article,) = compare(str(older), str(newer)).articles
    return article


# ------------------------------------------------------------ words


@given(sentences, sentences)
def test_what_did_not_change_is_the_same_on_both_sides(before: str, after: str) -> None:
    one = passage(before, after)
    kept = [[piece.text for piece in side if not piece.changed and piece.text] for side in (one.before, one.after)]
    assert kept[0] == kept[1]
    assert one.removed - one.added == len(before.split()) - len(after.split())


@given(st.lists(sentences, max_size=5))
def test_a_text_against_itself_has_no_passage(paragraphs: list[str]) -> None:
    assert list(passages(paragraphs, paragraphs)) == []


@given(st.lists(sentences, max_size=5), st.lists(sentences, max_size=5))
def test_the_other_way_round_what_came_is_what_goes(before: list[str], after: list[str]) -> None:
    there, back = list(passages(before, after)), list(passages(after, before))
    total = sum(len(p.split()) for p in after) - sum(len(p.split()) for p in before)
    assert sum(one.added - one.removed for one in there) == total == sum(one.removed - one.added for one in back)


def test_a_change_is_shown_with_a_few_words_around_it() -> None:
    words = [f"كلمة{n}" for n in range(30)]
    before, after = shown(passage(" ".join(words), " ".join([*words[:15], "جديدة", *words[16:]])))
    assert before == f"{GAP} {' '.join(words[9:15])} [كلمة15] {' '.join(words[16:22])} {GAP}"
    assert "[جديدة]" in after


def test_a_paragraph_cut_in_two_says_so_and_loses_no_word() -> None:
    (one,) = passages(["أول. ثان."], ["أول.", "ثان."])
    assert shown(one) == ("أول. ثان.", f"أول. [{PARAGRAPH}] ثان.")
    assert (one.removed, one.added) == (0, 0)


def test_two_long_texts_with_nothing_in_common_take_no_quadratic_time() -> None:
    (one,) = passages([" ".join(f"a{n}" for n in range(9_000))], [" ".join(f"b{n}" for n in range(9_000))])
    assert (one.removed, one.added) == (9_000, 9_000)


# ------------------------------------------------------------ versions


def test_every_field_and_word_that_changed_is_told_and_nothing_else(bag_file: Path, later_file: Path) -> None:
    article = only(bag_file, later_file)
    assert {one.name: shown(one.change) for one in article.fields} == {
        "headline": ("افتتاح الجسر بعد [أربع] سنوات", "افتتاح الجسر بعد [خمس] سنوات"),
        "updated": ("[2026-03-01T16:25:00+02:00]", "[2026-03-02T16:25:00+02:00]"),
    }
    assert [shown(one) for one in article.body] == [
        ("عبر الناس الجسر صباح الأحد، وكان عددهم [180] عابرا في الساعة الأولى.[^1]",
         "عبر الناس الجسر صباح الأحد، وكان عددهم [190] عابرا في الساعة الأولى.[^1]")
    ]  # fmt: skip
    assert article.corrections == (("added", "2026-03-02 – كانت السنوات في نسخة سابقة أربعا."),)
    assert article.pictures == () and (article.removed, article.added) == (1, 1)


def test_the_second_names_the_first_as_the_version_before_it(bag_file: Path, later_file: Path) -> None:
    there = compare(str(bag_file), str(later_file))
    assert there.is_chained and there.findings == ()
    back = compare(str(later_file), str(bag_file))
    assert not back.is_chained and [one.code for one in back.findings] == ["RESTORE-012"]


def test_a_chain_that_is_missing_or_leads_elsewhere_is_told(
    bag_file: Path, later_file: Path, article: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone.bag.zip"
    alone.write_bytes(desk.bagged(desk.lay_out_later(tmp_path / "x")))
    assert [one.code for one in compare(str(bag_file), str(alone)).findings] == ["RESTORE-010"]
    anew = tmp_path / "anew.bag.zip"
    anew.write_bytes(desk.bagged(article))  # the same article, another time of ingest
    assert compare(str(bag_file), str(anew)).findings == (), "one version twice: --previous would be refused (PACK-007)"
    assert [one.code for one in compare(str(anew), str(later_file)).findings] == ["RESTORE-011"]


def test_a_bag_against_itself_says_nothing(
    program: Program,  # noqa: F811
    bag_file: Path,
) -> None:
    outcome = program("diff", str(bag_file), str(bag_file))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_bags_of_two_works_are_told_apart(bag_file: Path, edition_bag: bytes, tmp_path: Path) -> None:
    (tmp_path / "sabah.bag.zip").write_bytes(edition_bag)
    difference = compare(str(bag_file), str(tmp_path / "sabah.bag.zip"))
    assert [one.code for one in difference.findings] == ["RESTORE-013"]
    assert {one.slug: one.state for one in difference.articles} == {"jisr": "same", "nahr": "added"}


def test_a_picture_is_told_when_its_bytes_or_its_words_change(bag_file: Path, tmp_path: Path) -> None:
    path = desk.lay_out(tmp_path / "x")
    (path.parent / "khareta.png").write_bytes(saved(photo().rotate(180), "PNG"))
    path.write_text(desk.ARTICLE.replace("الجسر ليلا", "الجسر نهارا").replace("**الجسر**", "الجسر"), encoding="utf-8")
    newer = tmp_path / "newer.bag.zip"
    newer.write_bytes(desk.bagged(path))
    article = only(bag_file, newer)
    told = {image: (state, [field.name for field in fields]) for image, state, fields in article.pictures}
    assert told == {"khareta.png": ("replaced", []), "صور/jisr.jpg": ("changed", ["caption"])}
    assert [shown(one)[0] for one in article.body] == ["- قال المهندس إن [**الجسر**] آمن، وقالت Reuters ذلك."[2:]]


def test_the_command_marks_what_changed_and_tells_programs_the_same(
    program: Program,  # noqa: F811
    bag_file: Path,
    later_file: Path,
) -> None:
    outcome = program("diff", str(bag_file), str(later_file))
    assert outcome.code == 1
    assert outcome.out.splitlines()[:4] == [
        "jisr  −1 +1",
        "  headline",
        "    − افتتاح الجسر بعد ⟦أربع⟧ سنوات",
        "    + افتتاح الجسر بعد ⟦خمس⟧ سنوات",
    ]
    document = program("diff", str(bag_file), str(later_file), "--json").json()
    assert document["chained"] and document["exit"] == 1
    assert document["articles"][0]["words"] == {"removed": 1, "added": 1}


# ------------------------------------------------------------ what is refused


def test_the_new_bag_says_which_came_before_in_bag_info_premis_and_dublin_core(bag: bytes, later_file: Path) -> None:
    files, before = files_in(later_file.read_bytes()), json.loads(files_in(bag)["data/metadata/model.json"])["version"]
    assert f"Previous-External-Identifier: {before}\n" in files["bag-info.txt"].decode()
    assert before.encode() in files["data/metadata/premis.xml"]
    assert f"<dcterms:replaces>{before}</dcterms:replaces>".encode() in files["data/metadata/dublincore.xml"]


def test_a_version_before_must_be_of_the_same_work_of_other_sources_and_whole(
    bag: bytes, bag_file: Path, article: Path, edition_bag: bytes, tmp_path: Path
) -> None:
    other, spoilt = tmp_path / "other.bag.zip", tmp_path / "spoilt.bag.zip"
    other.write_bytes(edition_bag)
    files = files_in(bag)
    files["bag-info.txt"] += b"More: x\n"
    spoilt.write_bytes(packed(files, "jisr"))
    for place, code in ((other, "PACK-006"), (bag_file, "PACK-007"), (spoilt, "RESTORE-001")):
        with pytest.raises(ExportError) as error:
            desk.bagged(article, Wishes(options={"bundle": {"previous": str(place)}}))
        assert codes(error) == [code]


def test_a_bag_does_not_take_the_place_of_the_one_it_names(
    program: Program,  # noqa: F811
    tmp_path: Path,
    bag: bytes,
) -> None:
    path = desk.lay_out_later(tmp_path / "x")
    (tmp_path / "jisr.bag.zip").write_bytes(bag)
    outcome = program(str(path), "--bundle", "--previous", "jisr.bag.zip")
    assert outcome.code == 2 and "PACK-008" in outcome.err
    assert (tmp_path / "jisr.bag.zip").read_bytes() == bag
    assert "PACK-009" in program(str(path), str(path), "--bundle", "--previous", "jisr.bag.zip").err


def test_a_damaged_model_is_named(bag: bytes, bag_file: Path, tmp_path: Path) -> None:
    files = files_in(bag)
    files["data/metadata/model.json"] = files["data/metadata/model.json"].replace("أربع".encode(), "تسع".encode())
    (tmp_path / "x.bag.zip").write_bytes(packed(files, "jisr"))
    with pytest.raises(InputError) as error:
        compare(str(bag_file), str(tmp_path / "x.bag.zip"))
    assert codes(error) == ["RESTORE-001"]


def test_a_bag_made_to_move_the_cursor_or_to_nest_without_end_does_neither(
    program: Program,  # noqa: F811
    bag: bytes,
    bag_file: Path,
    tmp_path: Path,
) -> None:
    files, place = files_in(bag), tmp_path / "x.bag.zip"
    told = json.loads(files["data/metadata/model.json"])
    told["article"]["headline"] = [{"kind": "Text", "text": "\x1b[2Jعنوان\u202e"}]
    place.write_bytes(resealed({**files, "data/metadata/model.json": json.dumps(told).encode()}))
    outcome = program("diff", str(bag_file), str(place))
    assert outcome.code == 1 and "�[2Jعنوان�" in outcome.out and "\x1b" not in outcome.out
    deep = json.dumps(told).replace('"body": [', f'"body": {"[" * 900}{"]" * 900}, "was": [', 1)
    place.write_bytes(resealed({**files, "data/metadata/model.json": deep.encode()}))
    assert program("diff", str(bag_file), str(place)).code in (1, 3)

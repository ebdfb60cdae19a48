"""The ZIP archive of a document, as other programs read it."""

from __future__ import annotations

import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from exporter.backends.docx.archive import archive

NAMES = st.text(st.sampled_from("abcxyz/.-مقال"), min_size=1, max_size=20)


@given(st.dictionaries(NAMES, st.binary(max_size=300)), st.frozensets(NAMES), st.frozensets(NAMES))
def test_what_is_packed_comes_out_whole_and_in_order(
    entries: dict[str, bytes], stored: frozenset[str], kept: frozenset[str]
) -> None:
    data = archive(entries, stored=stored & entries.keys(), kept=kept)
    with zipfile.ZipFile(BytesIO(data)) as unpacked:
        assert unpacked.testzip() is None
        assert unpacked.namelist() == list(entries)
        assert {name: unpacked.read(name) for name in entries} == entries
        assert {info.date_time for info in unpacked.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


def test_an_entry_that_is_remembered_packs_as_any_other() -> None:
    entries = {"face": b"glyph" * 1000, "text": b"word" * 1000}
    plain = archive(entries, stored=frozenset(), kept=frozenset())
    assert archive(entries, stored=frozenset(), kept=frozenset({"face"})) == plain
    assert archive(entries, stored=frozenset(), kept=frozenset({"face"})) == plain

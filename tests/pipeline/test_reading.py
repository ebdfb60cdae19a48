"""What was read for an article: every file, with the sum of the bytes that were used."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from exporter.loading.edition import load_file
from exporter.loading.slug import slug_in
from exporter.reading import listening, stamp


def test_an_edition_is_read_with_its_articles_and_their_pictures(root: Path) -> None:
    edition = root / "samples" / "edition.yml"
    with listening() as seen:
        load_file(edition)
    names = {Path(path).relative_to(root / "samples").as_posix() for path in seen}
    assert {"edition.yml", "tram-line-opens/article.yml"} <= names
    assert any(name.endswith(".jpg") for name in names)
    for path, one in seen.items():
        assert one.sum == sha256(Path(path).read_bytes()).hexdigest()
        assert one.stamp == stamp(Path(path).stat())


def test_nothing_is_told_where_nobody_listens(root: Path) -> None:
    with listening() as seen:
        pass
    load_file(root / "samples" / "flood-brief" / "article.yml")
    assert seen == {}


def test_the_slug_of_a_file_is_the_one_that_its_article_has(root: Path) -> None:
    for path in [*root.glob("samples/*/article.yml"), root / "samples" / "edition.yml"]:
        loaded = load_file(path)
        assert slug_in(path) == (loaded.plan.slug if hasattr(loaded, "plan") else loaded.article.slug)

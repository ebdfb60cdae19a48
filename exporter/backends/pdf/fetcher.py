"""What WeasyPrint may load: the edition's own pictures, from memory. No file, no network.

CVE-2025-68616 and CVE-2026-49452 are holes in WeasyPrint's own fetcher; this one reaches nothing that could be misused.
"""

from __future__ import annotations

from collections.abc import Iterable

from exporter.backends.pdf.engine import URLFetcher, URLFetcherResponse
from exporter.model.galley import Galley, Picture

SCHEME = "edition:"


def picture_url(picture: Picture) -> str:
    """The address under which the fetcher gives a picture; names follow from contents."""
    return SCHEME + picture.name


class EditionFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the pictures of some galleys and refuses all else.

    Attributes:
        refused: the addresses that were asked for in vain; WeasyPrint swallows the error of some.
    """

    def __init__(self, galleys: Iterable[Galley]) -> None:
        super().__init__(allowed_protocols=(SCHEME.rstrip(":"),), allow_redirects=False)
        self.refused: list[str] = []
        self._pictures = {picture_url(picture): picture for galley in galleys for picture in galley.pictures.values()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give a picture of the edition.

        Raises:
            ValueError: the address is no picture of the edition.
        """
        if url not in self._pictures:
            self.refused.append(url)
            raise ValueError(f"not a picture of the edition: {url}")
        picture = self._pictures[url]
        return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})

"""What WeasyPrint may load: the edition's own pictures, from memory, and those of the layout's folder. No network.

CVE-2025-68616 and CVE-2026-49452 are holes in WeasyPrint's own fetcher; this one reaches nothing that could be misused.
"""

from __future__ import annotations

from collections.abc import Iterable

from exporter.backends.pdf.engine import URLFetcher, URLFetcherResponse
from exporter.backends.pdf.sheets import ADDRESS, picture_of
from exporter.errors import InputError
from exporter.findings import Finding
from exporter.house.layout import Layout
from exporter.model.galley import Galley, Picture

SCHEME = "edition:"


def picture_url(picture: Picture) -> str:
    """The address under which the fetcher gives a picture; names follow from contents."""
    return SCHEME + picture.name


class EditionFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the pictures of some galleys, and of a layout, and refuses all else.

    Attributes:
        refused: the addresses that were asked for in vain; WeasyPrint swallows the error of some.
        wrong: what is wrong with pictures of the layout.
    """

    def __init__(self, galleys: Iterable[Galley], layout: Layout | None = None) -> None:
        super().__init__(allowed_protocols=(SCHEME.rstrip(":"), "https"), allow_redirects=False)
        self._layout = layout
        self.refused: list[str] = []
        self.wrong: list[Finding] = []
        self._pictures = {picture_url(picture): picture for galley in galleys for picture in galley.pictures.values()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give a picture of the edition or of the layout.

        Raises:
            ValueError: the address is neither.
        """
        try:
            picture = self._pictures.get(url) or (self._layout and picture_of(self._layout, url))
        except InputError as error:
            self.wrong += error.findings
            raise
        if not picture:
            self.refused.append(url.removeprefix(ADDRESS))
            raise ValueError(f"not a picture of the edition: {url}")
        return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})

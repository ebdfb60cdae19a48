"""What may be asked of a bag: the two things that an article cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from exporter.errors import UsageError
from exporter.findings import finding

EXAMPLE: Final = "2026-03-01T09:00:00+02:00"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a bag.

    Attributes:
        ingested: when the archive takes it in, as an ISO 8601 moment with its offset; empty when that is not said.
        previous: where the bag of the version before lies; empty for the first.
    """

    ingested: str = ""
    previous: str = ""

    @property
    def moment(self) -> datetime | None:
        """The time of ingest.

        Raises:
            UsageError: it is no moment with an offset (PACK-001).
        """
        if not self.ingested:
            return None
        try:
            moment = datetime.fromisoformat(self.ingested)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise UsageError(finding("PACK-001", value=self.ingested, example=EXAMPLE))
        return moment


def options(given: Mapping[str, Any]) -> Options:
    """The options by their names, looked over before anything is made; errors as `Options.moment`."""
    made = Options(**given)
    _ = made.moment
    return made

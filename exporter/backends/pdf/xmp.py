"""The file's metadata: that it is PDF/UA-1 besides the PDF/A that WeasyPrint says it is.

ISO 14289-1, 5 (version identification); ISO 19005-3, 6.6.2.3 (a schema that PDF/A does not know is
described in the file).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from exporter.resources import templates_dir

END = b"</rdf:RDF>"


def say_accessible(document: Any) -> None:
    """Let a laid-out document say that it is PDF/UA-1 as well; WeasyPrint writes one standard's name."""
    original = document.metadata.generate_rdf_metadata

    def generate(*args: Any) -> bytes:
        known, end, rest = original(*args).rpartition(END)
        return bytes(known + _accessible() + end + rest)

    document.metadata.generate_rdf_metadata = generate


@cache
def _accessible() -> bytes:
    return (templates_dir() / "pdf" / "ua.rdf").read_bytes()

"""What every test may ask for."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# A landing depends on the change and not on the draw; at a desk each run looks at new examples.
settings.register_profile("ci", derandomize=True)


def pytest_configure() -> None:
    """Let the programs that tests start be interrupted, also when the suite itself runs in the background.

    A shell starts its background jobs with SIGINT ignored, and children inherit that.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.environ.get("CI"):
        settings.load_profile("ci")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return Path(__file__).parents[1]

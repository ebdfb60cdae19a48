"""The base direction follows from the language tag and from nothing else (Q1)."""

from __future__ import annotations

import pytest

from exporter.text.direction import base_direction

FROM_THE_RIGHT = (
    "ar ar-EG AR-sa ar_EG arz fa fa-AF ur ur-Aran ckb ps sd ug he iw yi dv syr nqo az-Arab uz-Arab-AF uz-AF pa-PK "
    "pa-Arab-x-Latn ku-Arab ms-Arab ff-Adlm"
)
FROM_THE_LEFT = "en fr-MA tr ku az uz pa ar-Latn he-Latn-IL sd-Deva sd-IN en-x-arab"


@pytest.mark.parametrize("language", FROM_THE_RIGHT.split())
def test_languages_written_from_the_right(language: str) -> None:
    assert base_direction(language) == "rtl"


@pytest.mark.parametrize("language", FROM_THE_LEFT.split())
def test_languages_written_from_the_left(language: str) -> None:
    assert base_direction(language) == "ltr"

"""The digits of what the article's author did not write, in CSS's words."""

from __future__ import annotations

from exporter.model.digits import Digits

COUNTER_STYLE = {Digits.WESTERN: "decimal", Digits.ARABIC: "arabic-indic", Digits.PERSIAN: "persian"}
"""CSS Counter Styles 3, section 6.1: the predefined style of each set."""

"""What every chart shares: its size, its font, its quiet axes and its description."""

from typing import Any

from foundation.charts.palette import FONT, INK, PAPER, RULE, SECONDARY_INK
from foundation.charts.rendering import Spec

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def chart_spec(title: str | list[str], description: str, *, under_title: list[str] | None = None, **parts: Any) -> Spec:
    """A whole spec around ``parts``. The title, maybe in lines, stands on the page above the chart as well as in the picture."""
    under = {"subtitle": under_title, "subtitleFontSize": 13, "subtitleColor": INK, "subtitlePadding": 6} if under_title else {}
    return {
        "$schema": _SCHEMA,
        "description": description,
        "title": {"text": title, "anchor": "start", "frame": "group", "fontSize": 16, "color": INK, "offset": 12, **under},
        "background": PAPER,
        "padding": 8,
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 13,
                "titleFontSize": 13,
                "labelColor": INK,
                "titleColor": SECONDARY_INK,
                "titleFontWeight": "normal",
                "domainColor": SECONDARY_INK,
                "tickColor": SECONDARY_INK,
                "gridColor": RULE,
            },
            "legend": {"labelFontSize": 13, "labelColor": INK},
        },
        **parts,
    }

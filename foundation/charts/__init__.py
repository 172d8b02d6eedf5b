"""Charts: plain values to Vega-Lite specs, specs to SVG and PNG. No Django. Never render before a fork."""

from foundation.charts.comparators import Comparator, Course, TrendPoint
from foundation.charts.distributions import DistributionRow, distribution_chart
from foundation.charts.palette import GRADE_COLOURS, GRADE_LOOKS, GradeLook
from foundation.charts.rendering import Spec, alt_text, render_png, render_svg
from foundation.charts.trends import Event, TrendPicture, trend_chart, trend_picture

__all__ = [
    "GRADE_COLOURS",
    "GRADE_LOOKS",
    "Comparator",
    "Course",
    "DistributionRow",
    "Event",
    "GradeLook",
    "Spec",
    "TrendPicture",
    "TrendPoint",
    "alt_text",
    "distribution_chart",
    "render_png",
    "render_svg",
    "trend_chart",
    "trend_picture",
]

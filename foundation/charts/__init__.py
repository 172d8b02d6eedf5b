"""Charts: plain values to Vega-Lite specs, specs to SVG and PNG. No Django."""

from foundation.charts.comparator_lines import LevelLine, LimitLine, StepLine, TrendPoint
from foundation.charts.counted_bars import BarNames, BarPicture, CountedBar, counted_bars
from foundation.charts.distributions import DistributionPicture, DistributionRow, distribution_chart, distribution_picture
from foundation.charts.flows import FlowPicture, flow_picture
from foundation.charts.pairs import PairedFigures, PairNames, PairPicture, paired_dots
from foundation.charts.palette import GRADE_COLOURS, GRADE_STYLES, GradeStyle
from foundation.charts.rendering import Spec, alt_text, keep_on, png_of_svg, render_png, render_svg
from foundation.charts.shares import SharePicture, SharePoint, share_over_time, shares_over_time, shares_side_by_side
from foundation.charts.sparklines import is_drawn, sparkline_svg
from foundation.charts.timelines import CountPanel, FigurePanel, Panel, SharePanel, TimelineEvent, timeline_picture
from foundation.charts.trends import Event, SignalMeaning, TrendPicture, trend_chart, trend_picture

__all__ = [
    "timeline_picture",
    "TimelineEvent",
    "SharePanel",
    "FigurePanel",
    "CountPanel",
    "Panel",
    "GRADE_COLOURS",
    "GRADE_STYLES",
    "LevelLine",
    "LimitLine",
    "StepLine",
    "BarNames",
    "BarPicture",
    "CountedBar",
    "DistributionPicture",
    "DistributionRow",
    "Event",
    "FlowPicture",
    "GradeStyle",
    "PairNames",
    "PairPicture",
    "PairedFigures",
    "SharePicture",
    "SharePoint",
    "SignalMeaning",
    "Spec",
    "TrendPicture",
    "TrendPoint",
    "alt_text",
    "counted_bars",
    "distribution_chart",
    "distribution_picture",
    "flow_picture",
    "is_drawn",
    "keep_on",
    "paired_dots",
    "png_of_svg",
    "render_png",
    "render_svg",
    "share_over_time",
    "shares_over_time",
    "shares_side_by_side",
    "sparkline_svg",
    "trend_chart",
    "trend_picture",
]

"""The picture of a chart: of an approved report as it was drawn then, of a draft drawn now."""

from foundation.charts import png_of_svg, render_svg
from reports.content import Chart


def svg_of(chart: Chart) -> str:
    return chart.svg or render_svg(chart.spec)


def narrow_svg_of(chart: Chart) -> str:
    """That for a phone; empty where there is none."""
    return chart.narrow_svg or (render_svg(chart.narrow) if chart.narrow else "")


def png_of(chart: Chart, scale: float = 2) -> bytes:
    """``scale`` times its size in CSS pixels."""
    return png_of_svg(svg_of(chart), scale)

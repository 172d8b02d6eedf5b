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


def wide_png_of(chart: Chart, scale: float = 2) -> bytes:
    """That for a slide: small pictures stand in two rows, so that together they fill its width."""
    parts = chart.spec.get("concat", ())
    if len(parts) < 3:
        return png_of(chart, scale)
    return png_of_svg(render_svg({**chart.spec, "columns": -(-len(parts) // 2)}), scale)

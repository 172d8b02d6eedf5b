"""The font of the pages in their charts.

A picture reaches no font of the page that shows it, so that each reader would see it in another: it carries its own. Texts are measured
in the same.
"""

import base64
from functools import cache
from pathlib import Path

# Put there by the build of the assets, for the pages and for PDF files.
FONTS = Path(__file__).resolve().parents[2] / "static" / "build" / "fonts"
WEIGHTS = (400, 700)


@cache
def font_faces() -> str:
    """As a style element of an SVG."""
    return f"<style>{''.join(_face(weight) for weight in WEIGHTS)}</style>"


def _face(weight: int) -> str:
    content = base64.b64encode((FONTS / f"noto-sans-latin-{weight}-normal.woff2").read_bytes()).decode()
    return f'@font-face{{font-family:"Noto Sans";font-weight:{weight};src:url(data:font/woff2;base64,{content}) format("woff2")}}'

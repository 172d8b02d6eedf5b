"""Vega-Lite specs to SVG and PNG, kept by content.

The renderer hangs in a forked child whose parent rendered first: never render before a fork.
"""

import json
import re
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

from foundation.charts.fonts import font_faces, use_the_pages_font

Spec = dict[str, Any]

_KEPT = 256
# Without these a spec that carries someone's words could make the renderer fetch an address.
_NO_ADDRESSES: list[str] = []
_STYLE_ELEMENT = re.compile(r"<style\b.*?</style>", re.DOTALL)
_STYLE_ATTRIBUTE = re.compile(r'(<[^<>]*?)\sstyle="([^"]*)"')


def alt_text(spec: Spec) -> str:
    """The chart in words, for where a picture needs them."""
    return str(spec.get("description", ""))


def render_svg(spec: Spec, *, with_font: bool = False) -> str:
    """The chart as SVG, an image named by its description; without style elements or attributes, which a page's policy refuses.

    `with_font` for a picture at its own address: it carries the pages' font, in the one style element that it has.
    """
    svg = _svg(_content(spec))
    head, end, rest = svg.partition(">")
    return f"{head}{end}{font_faces()}{rest}" if with_font else svg


def render_png(spec: Spec, scale: float = 2) -> bytes:
    """The chart as PNG, ``scale`` times its size in CSS pixels."""
    return _png(_content(spec), scale)


def png_of_svg(svg: str, scale: float = 2) -> bytes:
    """A picture that `render_svg` gave, as PNG: of one that was kept the same picture, whatever draws charts by now."""
    return _png_of_svg(svg, scale)


def _content(spec: Spec) -> str:
    return json.dumps(spec, sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=_KEPT)
def _svg(content: str) -> str:
    use_the_pages_font()
    svg = vl_convert.vegalite_to_svg(content, allowed_base_urls=_NO_ADDRESSES)
    name = escape(alt_text(json.loads(content)), quote=True)
    return _without_styles(svg).replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)


@lru_cache(maxsize=_KEPT)
def _png(content: str, scale: float) -> bytes:
    use_the_pages_font()
    return bytes(vl_convert.vegalite_to_png(content, scale=scale, allowed_base_urls=_NO_ADDRESSES))


@lru_cache(maxsize=_KEPT)
def _png_of_svg(svg: str, scale: float) -> bytes:
    use_the_pages_font()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _without_styles(svg: str) -> str:
    svg = _STYLE_ELEMENT.sub("", svg)
    while _STYLE_ATTRIBUTE.search(svg):
        svg = _STYLE_ATTRIBUTE.sub(lambda found: found[1] + _as_attributes(found[2]), svg)
    return svg


def _as_attributes(style: str) -> str:
    """``fill: red; opacity: 0.5`` as SVG's own attributes of the same names."""
    pairs = (declaration.partition(":") for declaration in style.split(";") if ":" in declaration)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)

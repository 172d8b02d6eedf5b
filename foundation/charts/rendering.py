"""Vega-Lite specs to SVG and PNG, kept by content: by this process, and where a shelf is given by all who are given it."""

import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from importlib.metadata import version
from typing import Any, Protocol, TypeVar

from foundation.apart import Apart
from foundation.charts.fonts import FONTS, font_faces

Spec = dict[str, Any]
Drawn = TypeVar("Drawn", str, bytes)


class Shelf(Protocol):
    """Where a picture that one process drew is found by the others. It may lose what it was given."""

    def get(self, name: str) -> Any: ...
    def set(self, name: str, drawn: str | bytes) -> None: ...


_shelf: Shelf | None = None

_KEPT = 256
# Of another version of what draws them pictures may be others.
_DRAWN_BY = version("vl-convert-python")
# Without these a spec that carries someone's words could make the renderer fetch an address.
_NO_ADDRESSES: list[str] = []
# Texts are measured in the font in which pages show them, whichever the machine has.
_drawer = Apart("vl_convert", first=("register_font_directory", str(FONTS)))
_STYLE_ELEMENT = re.compile(r"<style\b.*?</style>", re.DOTALL)
_STYLE_ATTRIBUTE = re.compile(r'(<[^<>]*?)\sstyle="([^"]*)"')


def alt_text(spec: Spec) -> str:
    """The chart in words, for where a picture needs them."""
    return str(spec.get("description", ""))


def keep_on(shelf: Shelf | None) -> None:
    """From now on a picture that is on the shelf is not drawn, and one that is drawn is put there."""
    global _shelf
    _shelf = shelf


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
    return _from_shelf("svg", content, lambda: _draw_svg(content))


def _draw_svg(content: str) -> str:
    svg = _drawer.ask("vegalite_to_svg", content, allowed_base_urls=_NO_ADDRESSES).decode()
    name = escape(alt_text(json.loads(content)), quote=True)
    return _without_styles(svg).replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)


@lru_cache(maxsize=_KEPT)
def _png(content: str, scale: float) -> bytes:
    return _from_shelf(f"png-{scale}", content, lambda: _draw_png(content, scale))


def _draw_png(content: str, scale: float) -> bytes:
    return _drawer.ask("vegalite_to_png", content, scale=scale, allowed_base_urls=_NO_ADDRESSES)


@lru_cache(maxsize=_KEPT)
def _png_of_svg(svg: str, scale: float) -> bytes:
    return _drawer.ask("svg_to_png", svg, scale=scale)


def _from_shelf(form: str, content: str, draw: Callable[[], Drawn]) -> Drawn:
    """Named by its content and by what draws it, and never by whose it is: the words in a picture are not in its name."""
    if _shelf is None:
        return draw()
    name = f"picture-{_DRAWN_BY}-{form}-{hashlib.sha256(content.encode()).hexdigest()}"
    found = _shelf.get(name)
    if found is not None:
        return found
    drawn = draw()
    _shelf.set(name, drawn)
    return drawn


def _without_styles(svg: str) -> str:
    svg = _STYLE_ELEMENT.sub("", svg)
    while _STYLE_ATTRIBUTE.search(svg):
        svg = _STYLE_ATTRIBUTE.sub(lambda found: found[1] + _as_attributes(found[2]), svg)
    return svg


def _as_attributes(style: str) -> str:
    """``fill: red; opacity: 0.5`` as SVG's own attributes of the same names."""
    pairs = (declaration.partition(":") for declaration in style.split(";") if ":" in declaration)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)

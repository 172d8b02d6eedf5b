"""Pure functions on what was said and on counts of voices."""

import re
from collections.abc import Iterable

_LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_EDGES = " .,;:!?\"'"


def is_said_in(quote: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts has the words of a quote in this order; … and square brackets stand for whatever was there."""
    parts = [part for each in _LEFT_OUT.split(quote) if (part := _plain(each))]
    return bool(parts) and any(_in_order(parts, _plain(text)) for text in texts)


def _plain(text: str) -> str:
    return " ".join(text.translate(_QUOTES).casefold().split()).strip(_EDGES)


def _in_order(parts: list[str], text: str) -> bool:
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True

"""The name that somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.6


def closest_match(typed: str, names: Iterable[str]) -> str:
    """The name most like the one that was typed, or one that holds its words; empty where none is like it."""
    known = {name.casefold(): name for name in names}
    close = get_close_matches(typed.casefold(), known, n=1, cutoff=_ALIKE)
    words = set(typed.casefold().split())
    holding = sorted((name for name in known if len(words) > 1 and words <= set(name.split())), key=len)
    return known[(close or holding)[0]] if close or holding else ""

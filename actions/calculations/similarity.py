"""How alike two actions are, by their words."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

ALIKE = 0.6
# Words that say nothing of what an action is about.
_EMPTY = frozenset(re.findall(r"\w+", "a an and all at by each every for from in is it of on or that the their them they this to up with"))


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the better of how much of the shorter one's words the other has, and how alike the letters are.

    Words count by their beginnings, so “update” and “updated” are one; letters catch another spelling.
    """
    words, others = _stems(one), _stems(other)
    if not words or not others:
        return 0.0
    shared = len(words & others)
    # Of two words, one shared says little: the denominator is never less than three.
    by_words = shared / max(min(len(words), len(others)), 3)
    by_letters = SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
    return max(by_words, by_letters)


def most_alike(what: str, texts: Iterable[tuple[int, str]], most: int = 5) -> list[int]:
    """The numbers of those that are alike, most alike first."""
    found = [(likeness(what, text), number) for number, text in texts]
    return [number for degree, number in sorted(found, key=lambda pair: (-pair[0], pair[1])) if degree >= ALIKE][:most]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w+", text.casefold()) if word not in _EMPTY)

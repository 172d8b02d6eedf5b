"""What publications print in place of a figure: confidential, not available, not applicable, low reliability, fewer than five."""

import re

# In the Department's files and other official statistics; and as councils write that there is no figure.
_LETTERS = frozenset(["c", "k", "low", "s", "supp", "u", "w", "x", "z"])
_OTHERS = frozenset([":", "-", "–", "—", "~", "*", "**", ".", "..", "...", "#", "†", "‡", "na", "n/a", "tbc", "tba", "suppressed"])
# Official statistics write their shorthand in square brackets: [c], [low], [note 2].
_BRACKETED = re.compile(r"[\[(]\s?([a-z]{1,4}|note \d{1,2})\s?[\])]")
_FEWER = re.compile(
    r"(n ?)?(<|≤|<=|fewer than|less than|under|below|up to)\s?\d{1,2}\s?%?|\d{1,2} or (fewer|less)|(>|≥|>=|more than|over)\s?\d{1,2}\s?%?"
)
# Small numbers are also kept back as 1-4, which is an age band where it divides a table.
_BETWEEN = re.compile(r"(\d{1,2})\s?(?:-|–|to)\s?(\d{1,2})\s?%?")
_FOLLOWED = re.compile(r"(.*\d%?)\s?((?:\[(?:[a-z]{1,4}|note \d{1,2})\]\s?)+)", re.IGNORECASE)
_LONGEST = 10


def mark_of(text: str) -> str:
    """The mark that a cell's text is, without its brackets; empty where it is none that is known here."""
    plain = text.lower()
    if plain in _LETTERS:
        return plain
    if plain in _OTHERS:
        return text
    if match := _BRACKETED.fullmatch(plain):
        return match[1]
    if _FEWER.fullmatch(plain):
        return _shortened(text)
    return ""


def range_of(text: str) -> str:
    """The text where it gives only between which numbers the figure lies, as in 1-4; else nothing."""
    match = _BETWEEN.fullmatch(text.lower())
    return _shortened(text) if match and int(match[1]) < int(match[2]) else ""


def without_marks_after(text: str) -> tuple[str, str]:
    """“1,234 [r]” → “1,234” and “[r]”: a figure may carry a mark, such as revised; the mark is empty where it carries none."""
    match = _FOLLOWED.fullmatch(text) if text.endswith("]") else None
    return (match[1], match[2].strip()) if match else (text, "")


def _shortened(text: str) -> str:
    """As short as is kept: “fewer than 5” is <5."""
    if len(text) <= _LONGEST:
        return text
    digits = re.search(r"\d+", text)
    return f"<{digits[0]}" if digits else text[:_LONGEST]

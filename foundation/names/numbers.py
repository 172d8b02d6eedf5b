"""Whole numbers as people, programs and scanners write them."""

# No row, year or count here has more; Python reads no number of more than some thousands of digits, and raises.
MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """The number that these digits are; None for anything else, and for more digits than anything here has."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None

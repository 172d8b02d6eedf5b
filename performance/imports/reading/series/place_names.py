"""Councils and regions under one name, whichever publication names them."""

import re

from foundation.sheets import clean_text

# The tool’s councils stand in “Inner London”, but that region’s own figures under this name.
_OTHER_NAMES = {
    "london (inner)": "Inner London",
    "london (outer)": "Outer London",
    "east": "East of England",
    "yorkshire & the humber": "Yorkshire and The Humber",
    "yorkshire and humber": "Yorkshire and The Humber",
}
_IN_NAMES = re.compile(r"\b(city of|county of|royal borough of|london borough of|borough of|council)\b|[^\w\s]")
_NONE = frozenset({"", "na", "n/a", "-", "z", "x"})


def region_named(name: str) -> str:
    """The region's name; empty where the cell names none."""
    return "" if name.casefold() in _NONE else _OTHER_NAMES.get(name.casefold(), name)


def plain_name(name: str) -> str:
    """A council's name as compared: “Bristol, City of” is Bristol, and “St. Helens” St Helens."""
    plain = name.casefold().replace("&", " and ").replace("'", "").replace("’", "").replace(".", "")
    return clean_text(_IN_NAMES.sub(" ", plain)) or clean_text(plain)

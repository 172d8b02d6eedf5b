"""Regions under one name, whichever publication names them."""

# The tool’s councils stand in “Inner London”, but that region’s own figures under this name.
_OTHER_NAMES = {
    "london (inner)": "Inner London",
    "london (outer)": "Outer London",
    "east": "East of England",
    "yorkshire & the humber": "Yorkshire and The Humber",
    "yorkshire and humber": "Yorkshire and The Humber",
}
_NONE = frozenset({"", "na", "n/a", "-", "z", "x"})


def region_named(name: str) -> str:
    """The region's name; empty where the cell names none."""
    return "" if name.casefold() in _NONE else _OTHER_NAMES.get(name.casefold(), name)

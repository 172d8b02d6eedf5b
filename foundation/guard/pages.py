"""Messages to the writer about text that looks like a name or an address."""

from collections.abc import Iterable

from .free_text import Find


def sentences_on(finds: Iterable[Find]) -> list[str]:
    """“PR8 1AA” looks like a postcode."""
    return [f"“{find.text}” looks like {find.kind}." for find in finds]

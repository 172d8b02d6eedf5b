"""Pages of rooms above this one, linked by name: nothing is imported from there."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def optional_url(name: str, *args: Any) -> str:
    """The page's address; empty in an installation without that room."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""

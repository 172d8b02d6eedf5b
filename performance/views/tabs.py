"""The pages of figures that stand side by side."""

from django.urls import reverse

PAGES = (
    ("scorecard", "Scorecard"),
    ("half-years", "Half-year comparison"),
    ("comparators", "Other councils"),
    ("indicators", "Indicators"),
    ("populations", "Populations"),
    ("all-figures", "All figures"),
)


def tabs(active: str) -> list[dict]:
    """Items of a sub-navigation; `active` is the name of the page's address."""
    return [{"text": text, "href": reverse(f"performance:{name}"), "active": name == active} for name, text in PAGES]

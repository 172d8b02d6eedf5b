"""The pages of Results beside each other: at the head of each of them."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()

PAGES = (
    ("Grades", "insight:overview"),
    ("Over time", "insight:over-time"),
    ("Themes", "insight:themes"),
    ("Facts", "insight:facts"),
    ("Agreement", "insight:agreement"),
    ("Our quality assurance", "insight:health"),
)


@register.inclusion_tag("govuk/sub_navigation.html", takes_context=True)
def results_pages(context: dict[str, Any]) -> dict[str, Any]:
    """Links to all of them; the one that is open says so."""
    here = context["request"].resolver_match.view_name
    return {"label": "Results", "items": [{"text": text, "href": reverse(name), "active": name == here} for text, name in PAGES]}

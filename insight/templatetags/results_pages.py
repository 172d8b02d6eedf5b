"""The pages of Results beside each other: at the head of each of them, with what was chosen on one carried to all."""

from typing import Any

from django import template
from django.urls import reverse

from insight.pages.scope import carried

register = template.Library()

PAGES = (
    ("Grades", "insight:grades"),
    ("Strengths", "insight:strengths"),
    ("Over time", "insight:over-time"),
    ("Themes", "insight:themes"),
    ("Facts", "insight:facts"),
    ("Agreement", "insight:agreement"),
    ("Our quality assurance", "insight:health"),
)


@register.inclusion_tag("govuk/sub_navigation.html", takes_context=True)
def results_pages(context: dict[str, Any]) -> dict[str, Any]:
    """Links to all of them; the one that is open says so."""
    request = context["request"]
    here, query = request.resolver_match.view_name, carried(request.GET.dict())
    return {"label": "Results", "items": [{"text": text, "href": reverse(name) + query, "active": name == here} for text, name in PAGES]}

"""The pages of Results beside each other: at the head of each of them, with what was chosen on one carried to all."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.urls import reverse

from insight.pages.scope import carried, not_narrowed_by

register = template.Library()

Pages = Sequence[tuple[str, str]]
GRADES: Pages = (
    ("Overall and by domain", "insight:grades"),
    ("Over time", "insight:grades-over-time"),
    ("Month by month", "insight:grades-by-month"),
    ("Services", "insight:grades-by-service"),
    ("Moderation", "insight:grades-moderation"),
    ("Completion and time", "insight:grades-completion"),
    ("Signal or noise", "insight:over-time"),
)
PAGES: Pages = (
    ("At a glance", "insight:overview"),
    ("Grades", "insight:grades"),
    ("Strengths", "insight:strengths"),
    ("Triangulation", "insight:triangulation"),
    ("Themes", "insight:themes"),
    ("Facts", "insight:facts"),
    ("Agreement", "insight:agreement"),
    ("Our quality assurance", "insight:health"),
)


# What those pages are narrowed by that do not understand everything that was chosen on another.
UNDERSTOOD = {
    "insight:themes": ("cohort", "service"),
    "insight:facts": ("cohort",),
    "insight:agreement": (),
    "insight:health": (),
    "insight:over-time": (),
}


@register.inclusion_tag("insight/_results_pages.html", takes_context=True)
def results_pages(context: dict[str, Any]) -> dict[str, Any]:
    """Links to all of them; the one that is open says so, also where one of its own pages is, and says what it does not narrow by."""
    request = context["request"]
    understood = UNDERSTOOD.get(request.resolver_match.view_name)
    return {
        "label": "Results",
        "items": _links(context, PAGES, {name: "insight:grades" for _, name in GRADES}),
        "ignored": "" if understood is None else not_narrowed_by(request.GET, understood),
    }


@register.inclusion_tag("insight/_pages_of_grades.html", takes_context=True)
def pages_of_grades(context: dict[str, Any]) -> dict[str, Any]:
    return {"items": _links(context, GRADES, {})}


def _links(context: dict[str, Any], pages: Pages, under: dict[str, str]) -> list[dict[str, Any]]:
    request = context["request"]
    name, query = request.resolver_match.view_name, carried(request.GET.dict())
    here = under.get(name, name)
    return [{"text": text, "href": reverse(page) + query, "active": page == here} for text, page in pages]

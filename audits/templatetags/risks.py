"""A child may be at risk now: the same banner and link on every page of an audit."""

from typing import Any

from django import template
from django.template.context import Context

from audits.models import Audit, Cycle
from audits.risks.pages import lines_of, raise_href, sentences_of_month

register = template.Library()


@register.inclusion_tag("audits/risks/_banner.html", takes_context=True)
def risk_banner(context: Context, audit: Audit) -> dict[str, Any]:
    """Every flag of the audit that the reader may see; one that is open stands out."""
    return {"lines": lines_of(audit, context["request"].user)}


@register.inclusion_tag("audits/risks/_link.html", takes_context=True)
def risk_link(context: Context, audit: Audit) -> dict[str, Any]:
    """“A child may be at risk now”, for those who may say so, while nobody has."""
    return {"href": raise_href(audit, context["request"].user), "is_quiet": audit.is_finished}


@register.inclusion_tag("audits/risks/_month.html")
def risks_of_month(cycle: Cycle) -> dict[str, Any]:
    return {"sentences": sentences_of_month(cycle)}

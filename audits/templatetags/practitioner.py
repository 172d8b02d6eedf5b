"""The practitioner's side of an audit on the pages of others: where it stands, and their reflection."""

from typing import Any

from django import template
from django.template.context import Context

from audits.models import Audit, Reflection
from audits.practitioner.pages.progress import practitioner_rows
from foundation.council.clock import today

register = template.Library()


@register.inclusion_tag("audits/practitioner/_rows.html", takes_context=True)
def practitioner_side(context: Context, audit: Audit) -> dict[str, Any]:
    return {"rows": practitioner_rows(audit, context["request"].user, today())}


@register.inclusion_tag("audits/practitioner/_reflection_beside.html", takes_context=True)
def reflection_beside(context: Context, audit: Audit) -> dict[str, Any]:
    """What was sent, to whom it was sent."""
    seen = Reflection.objects.visible_to(context["request"].user)
    return {"reflection": seen.filter(audit=audit, sent_on__isnull=False).select_related("written_by").first()}

"""An audit beside the one before it and the one after it."""

from typing import Any

from django import template

from audits.models import Audit
from audits.reaudits.pages import pairs_of

register = template.Library()


@register.inclusion_tag("audits/reaudits/_re_audit.html", takes_context=True)
def re_audit_pairs(context: template.Context, audit: Audit) -> dict[str, Any]:
    """Those that the reader may see."""
    return {"pairs": pairs_of(audit, context["request"].user), "audit": audit}

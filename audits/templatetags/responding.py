"""What followed an Inadequate, on the audit's page."""

from typing import Any

from django import template
from django.template.context import Context

from audits.models import Audit
from audits.responses.queries.responses import conversation_of

register = template.Library()


@register.inclusion_tag("audits/responses/_note.html", takes_context=True)
def conversation_note(context: Context, audit: Audit) -> dict[str, Any]:
    """The reflective conversation, for those who may read it."""
    return {"conversation": conversation_of(audit, context["request"].user)}

"""`{% load kept_forms %}{% kept_form_notice %}`: on the sign-in page, whether what was just sent is kept."""

from typing import Any

from django import template
from django.template.context import Context

from foundation.sending.querysets import DAYS_KEPT

register = template.Library()


@register.inclusion_tag("sending/_signed_out.html", takes_context=True)
def kept_form_notice(context: Context) -> dict[str, Any]:
    said = context["request"].GET.get("kept", "")
    return {"kept": said == "yes", "lost": said == "no", "days": DAYS_KEPT}

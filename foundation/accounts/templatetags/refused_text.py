"""`{% load refused_text %}{% refused_text %}`: on a page that refuses, what the refused form held."""

from typing import Any

from django import template
from django.template.context import Context

from foundation.accounts.typed_text import typed_by

register = template.Library()


@register.inclusion_tag("accounts/_refused_text.html", takes_context=True)
def refused_text(context: Context) -> dict[str, Any]:
    request = context.get("request")
    if not request:
        return {"typed": []}
    # What an address of ours refuses is kept for its sender (`foundation.sending`).
    is_kept = bool(request.resolver_match and getattr(request, "user", None) and request.user.is_authenticated)
    return {"typed": typed_by(request), "is_kept": is_kept}

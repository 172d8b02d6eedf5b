"""The way to the sign-in by a passkey alone, where browsers have passkeys."""

from typing import Any

from django import template
from django.http import QueryDict
from django.urls import reverse

from foundation.second_factors.passkeys import can_have_passkeys

register = template.Library()


@register.inclusion_tag("second_factors/_sign_in.html", takes_context=True)
def passkey_sign_in(context: dict[str, Any]) -> dict[str, Any]:
    if not can_have_passkeys(context["request"]):
        return {}
    query = QueryDict(mutable=True)
    if wanted := context["request"].GET.get("next"):
        query["next"] = wanted
    address = reverse("second_factors:by-passkey")
    return {"href": f"{address}?{query.urlencode()}" if query else address}

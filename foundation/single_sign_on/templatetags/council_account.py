"""The button on the sign-in page, where the council has a provider of accounts."""

from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("single_sign_on/_button.html", takes_context=True)
def council_account(context: dict[str, Any]) -> dict[str, Any]:
    if not settings.OIDC_ISSUER:
        return {}
    query = QueryDict(mutable=True)
    if wanted := context["request"].GET.get("next"):
        query["next"] = wanted
    address = reverse("single_sign_on:begin")
    return {"href": f"{address}?{query.urlencode()}" if query else address, "name": settings.OIDC_NAME}

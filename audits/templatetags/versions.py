"""What an audit was before: its earlier versions, an earlier theme, who gave it back."""

from typing import Any

from django import template

from audits.models import Audit
from audits.moderation.pages import returns, versions

register = template.Library()


@register.inclusion_tag("audits/moderation/_versions.html", takes_context=True)
def earlier_versions(context: template.Context, audit: Audit) -> dict[str, Any]:
    """Those that the reader may see."""
    return {"versions": versions.versions_of(audit, context["request"].user)}


@register.inclusion_tag("audits/moderation/_theme_changes.html")
def theme_changes(audit: Audit) -> dict[str, Any]:
    return {"changes": audit.theme_changes.all()}


@register.filter
def sent_back(audit: Audit) -> str:
    return returns.sent_back(audit)

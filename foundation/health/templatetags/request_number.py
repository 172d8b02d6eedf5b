"""The number under which the log has what went wrong, for the page that says so."""

from django import template

from foundation.health.doing import what_is_done

register = template.Library()


@register.simple_tag
def request_number() -> str:
    return str(what_is_done().get("request", ""))

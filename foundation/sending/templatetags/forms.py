"""`{% csrf_token %}` of every form, which here also says whose page it stands on. Loaded for every template by the settings."""

from contextlib import suppress

from django import template
from django.http import HttpRequest
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.sending.writers import FIELD, seal_of

register = template.Library()


# What a form that comes back goes on with: which writing it is, and what it was begun with.
GOES_ON = ("writing", "kept_form")


class FormTokenNode(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        token = super().render(context)
        request = context.get("request")
        user = getattr(request, "user", None)
        if not token or request is None or user is None or not user.is_authenticated:
            return SafeString(token)
        return SafeString(token) + _hidden(FIELD, seal_of(user)) + _goes_on(request)


def _goes_on(request: HttpRequest) -> SafeString:
    """On a page that shows again what was sent. Every form of it has this: its script knows by `writing_form` which one was sent."""
    if request.method != "POST":
        return SafeString()
    with suppress(Exception):  # a torn upload, a wrong charset: a page that says so must not fail in its turn
        form = request.POST.get("writing_form", "")
        given = [(name, request.POST[name]) for name in GOES_ON if request.POST.get(name)]
        return SafeString("".join(_hidden(name, value, form) for name, value in given))
    return SafeString()


def _hidden(name: str, value: str, form: str = "") -> SafeString:
    of_form = format_html(' data-form="{}"', form) if form else ""
    return format_html('<input type="hidden" name="{}" value="{}"{}>', name, value, of_form)


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokenNode:
    return FormTokenNode()

"""`{% csrf_token %}` of every form, which here also says whose page it stands on. Loaded for every template by the settings."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.sending.writers import FIELD, seal_of

register = template.Library()


class FormTokenNode(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        token = super().render(context)
        request = context.get("request")
        user = getattr(request, "user", None)
        if not token or user is None or not user.is_authenticated:
            return SafeString(token)
        return SafeString(token) + format_html('<input type="hidden" name="{}" value="{}">', FIELD, seal_of(user))


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokenNode:
    return FormTokenNode()

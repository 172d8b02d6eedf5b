"""`{% load council %}`: `{{ row.label|our_words }}` for a label that the system prints. See docs/how-to/build-a-page.md."""

from django import template

from foundation.council.words import in_our_words

register = template.Library()


@register.filter
def our_words(text: object) -> str:
    return in_our_words(str(text))

"""`{% load demo_people %}{% demo_people form %}`: on the sign-in page of the demo, its people, one press each, above its form."""

from typing import Any

from django import template
from django.forms import Form

from demo.introductions import introductions

register = template.Library()


@register.inclusion_tag("demo/_people.html")
def demo_people(form: Form) -> dict[str, Any]:
    people = introductions()
    if people:
        # A browser would scroll to the box, past the people.
        form.fields["username"].widget.attrs.pop("autofocus", None)
    return {"people": people}

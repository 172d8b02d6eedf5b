"""`{% load demo_people %}{% demo_people form %}`: on the sign-in page of the demo, its people, one press each, above its form.

`{% demo_password %}`: their password, where it is asked again.
"""

from typing import Any

from django import template
from django.forms import Form

from demo.introductions import introductions, is_open
from demo.people import PASSWORD

register = template.Library()


@register.inclusion_tag("demo/_people.html")
def demo_people(form: Form) -> dict[str, Any]:
    people = introductions()
    if people:
        # A browser would scroll to the box, past the people.
        form.fields["username"].widget.attrs.pop("autofocus", None)
    return {"people": people}


@register.inclusion_tag("demo/_password.html")
def demo_password() -> dict[str, Any]:
    return {"password": PASSWORD if is_open() else ""}

"""An action that is raised where a domain is graded: the room of actions, above this one, says what is asked and raises it."""

from collections.abc import Mapping
from typing import Any, Protocol

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from audits.models import Audit, Domain, Judgement
from foundation.accounts.models import Person

# Where a session keeps an action that is begun in its line until the longer form has it: the audit's number, and what is given.
BEGUN = "action_begun"


class InPlace(Protocol):
    """What an app names as `raised_while_grading`; the names of its fields are its own."""

    # What shows its fields, given the `form` that they stand in.
    template: str

    def fields(self) -> dict[str, forms.Field]: ...

    def options(self) -> dict[str, Mapping[str, Any]]: ...

    def is_begun(self, given: Mapping[str, Any]) -> bool: ...

    def as_begun(self, given: Mapping[str, Any]) -> dict[str, str]: ...

    def problems(self, given: Mapping[str, Any]) -> dict[str, str]: ...

    def grade_and_raise(self, given: Mapping[str, Any], **judgement: Any) -> Judgement: ...

    def in_line(self, refused: ValidationError) -> ValidationError: ...


def in_place_for(*, actor: Person, audit: Audit, domain: Domain) -> InPlace | None:
    """None in an installation without such a room."""
    for config in apps.get_app_configs():
        if name := getattr(config, "raised_while_grading", ""):
            line: InPlace = import_string(name)(actor=actor, audit=audit, domain=domain)
            return line
    return None

"""What a discussion and a panel are asked: who took part, when, and what was said."""

from collections.abc import Mapping
from typing import Any

from django import forms

from audits.conflicts import Conflict
from audits.enums import ConflictKind, Mode
from audits.models import Audit
from audits.moderation.queries.panels import may_sit, panel_conflicts
from foundation.accounts.models import Person
from foundation.govuk.forms import GovukDateField

HEADINGS = {Mode.DISCUSSION: "The discussion", Mode.PANEL: "The panel"}
TALK = ("members", "left", "stayed_because", "present", "held_on", "minutes")
FIELD_LAYOUT: dict[str, dict[str, Any]] = {
    "present": {"rows": 2, "label_size": "s", "hint": "Names and jobs."},
    "held_on": {"legend_size": "s", "hint": "For example, 27 9 2023"},
    "minutes": {"rows": 6, "label_size": "s", "hint": "What was said, and how the grades were agreed. Do not name the child."},
    "left": {
        "small": True,
        "narrow": True,
        "legend_size": "s",
        "hint": "A member with a conflict of interest leaves, or the record says why they stayed.",
    },
    "stayed_because": {"rows": 2, "label_size": "s", "hint": "Only where their own team, or earlier work with the child, is in question."},
    "members": {"small": True, "narrow": True, "legend_size": "s"},
}


def talk_fields(audit: Audit) -> dict[str, forms.Field]:
    """Of the audit's mode; none at the desk."""
    if audit.cycle.mode == Mode.DISCUSSION:
        return {"present": words("Who took part?"), **_when_and_what("When was the discussion?", "Note of the discussion")}
    if audit.cycle.mode == Mode.PANEL:
        return _panel_fields(audit)
    return {}


def heading_of(audit: Audit) -> str:
    return HEADINGS.get(Mode(audit.cycle.mode), "")


def _panel_fields(audit: Audit) -> dict[str, forms.Field]:
    people = may_sit(audit)
    conflicts = panel_conflicts(audit, people)
    torn = [person for person in people if conflicts[person.pk]]
    fields: dict[str, forms.Field] = {"members": _people("Who was on the panel with you?", people, conflicts)}
    if torn:
        fields["left"] = _people("Who of them left while the grades were agreed?", torn, conflicts)
    if any(not conflict.is_hard for each in conflicts.values() for conflict in each):
        fields["stayed_because"] = words("Why did somebody with a conflict of interest stay?")
    return fields | {"present": words("Were there guests?"), **_when_and_what("When did the panel meet?", "The panel’s minutes")}


def _people(label: str, people: list[Person], conflicts: Mapping[int, list[Conflict]]) -> forms.TypedMultipleChoiceField:
    """People by name; a conflict of interest is shown with the name."""
    named = {person.pk: person for person in people}
    choices = [(str(person.pk), _name(person, conflicts[person.pk])) for person in people]
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, coerce=lambda pk: named[int(pk)], required=False, widget=forms.CheckboxSelectMultiple
    )


def _name(person: Person, conflicts: list[Conflict]) -> str:
    said = [str(ConflictKind(conflict.kind).label).lower() for conflict in conflicts]
    return f"{person.name} ({'; '.join(said)})" if said else person.name


def _when_and_what(when: str, what: str) -> dict[str, forms.Field]:
    return {"held_on": GovukDateField(label=when, required=False), "minutes": words(what)}


def words(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea)

"""How much people take in a month, who is tied to a record, and declared interests."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from audits.allocation.queries.availability import ROLES
from audits.allocation.services.interests import declare_interest
from audits.allocation.services.months import most_of, pin_person, set_capacities
from audits.enums import Part
from audits.models import Audit, Interest, Pin
from audits.models.allocations import MOST_A_MONTH
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.activity.versions import versions_of
from foundation.govuk.forms import ServiceForm

PARTS = {"audits": Role.AUDITOR, "moderations": Role.MODERATOR}


def people_with_parts() -> list[Person]:
    """Everybody who works here and audits or moderates, with what they take in a month."""
    people = Person.objects.active().with_role(*ROLES.values()).select_related("team", "capacity")
    return list(people.prefetch_related("role_rows").order_by("name__folded", "pk"))


class CapacitiesForm(ServiceForm):
    """Two numbers a person: of audits, and of moderations; only those that their roles allow."""

    submit_text = "Save"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = people_with_parts()
        for person in self.people:
            for (name, role), most in zip(PARTS.items(), most_of(person), strict=True):
                if person.has_role(role):
                    label = f"Most {name} a month for {person}"
                    box = forms.IntegerField(label=label, min_value=0, max_value=MOST_A_MONTH, initial=most)
                    self.add_field(f"{name}-{person.pk}", box)
        self.carry_version(versions_of(self.people, most_of))

    def options_of(self, name: str) -> dict[str, Any]:
        return {"hide_label": True, "width": 2}

    def rows(self) -> list[dict[str, Any]]:
        return [{"person": person, **{name: self._field(name, person) for name in PARTS}} for person in self.people]

    def _field(self, name: str, person: Person) -> Any:
        return self[f"{name}-{person.pk}"] if f"{name}-{person.pk}" in self.fields else None

    def act(self) -> int:
        capacities = {person.pk: self._given(person) for person in self.people}
        return set_capacities(actor=self.actor, capacities=capacities, versions=self.cleaned_data["version"])

    def _given(self, person: Person) -> tuple[int, int]:
        """What has no box stays as it is."""
        stored = zip(PARTS, most_of(person), strict=True)
        audits, moderations = (self.cleaned_data.get(f"{name}-{person.pk}", most) for name, most in stored)
        return audits, moderations


class PinForm(ServiceForm):
    submit_text = "Tie to the record"
    field_options: ClassVar = {"person": {"suggest": True}, "reason": {"rows": 2}}

    part = forms.ChoiceField(label="As what?", choices=Part, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(Person.objects.none(), label="Who?")
    reason = forms.CharField(
        label="Why this person?", widget=forms.Textarea, help_text="For example: the only auditor who knows work with care leavers."
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.audit = audit
        self.fields["person"].queryset = Person.objects.active().with_role(*ROLES.values())

    def act(self) -> Pin:
        given = self.cleaned_data
        return pin_person(actor=self.actor, audit=self.audit, part=Part(given["part"]), person=given["person"], reason=given["reason"])


ABOUT = (("case_id", "A child’s record"), ("team", "A team"), ("worker", "A worker"))


class InterestForm(ServiceForm):
    """A person's own interest, or with `for_others` somebody's."""

    submit_text = "Declare this interest"
    field_options: ClassVar = {
        "about": {"conditional": {"case_id": "case_id", "team": "team", "worker": "worker"}},
        "case_id": {"width": 20},
        "team": {"suggest": True},
        "worker": {"suggest": True},
        "person": {"suggest": True},
        "words": {"rows": 3},
    }

    person = forms.ModelChoiceField(Person.objects.none(), label="Whose interest is it?")
    about = forms.ChoiceField(label="What is the interest in?", choices=ABOUT, widget=forms.RadioSelect)
    case_id = forms.CharField(label="Case ID", max_length=40, required=False, help_text="The pseudonymised ID, never a name.")
    team = forms.ModelChoiceField(Team.objects.all(), required=False)
    worker = forms.ModelChoiceField(Person.objects.none(), required=False)
    words = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        help_text="Only you and the QA lead read this. Name no child. For example: my partner manages this team.",
        error_messages={"required": "Say why, in a few words."},
    )

    def __init__(self, *args: Any, for_others: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        everybody = Person.objects.staff()
        self.fields["worker"].queryset = everybody
        self.fields["person"].queryset = everybody
        if not for_others:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        about = given.get("about")
        for name, label in ABOUT:
            if name == about and not given.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(f"Say which: {label.lower()}."))
        return given

    def act(self) -> Interest:
        given = self.cleaned_data
        person = given.get("person") or self.actor
        return declare_interest(actor=self.actor, person=person, words=given["words"], **{given["about"]: given[given["about"]]})

"""Restricting a record, naming its readers, opening it again; break-glass and its review."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from audits.models import Audit, AuditRules, BreakGlass, RestrictedRecord
from audits.restricted.queries import PersonOfRecord, people_of_record
from audits.restricted.services.break_glass import break_glass, review_break_glass
from audits.restricted.services.restricting import end_restriction, name_readers, restrict_record
from foundation.accounts.models import Person
from foundation.govuk.forms import ServiceForm

REASON = "Why is it restricted?"
REASON_HELP = "QA leads read it. Name no child. For example: a colleague’s family, or a child whom the news is about."


class ReadersField(forms.ModelMultipleChoiceField):
    """People who would read the record if it were not restricted."""

    def __init__(self) -> None:
        super().__init__(
            Person.objects.none(),
            label="Who else reads it?",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="QA leads, the auditor and the moderator read it. The people here would if it were not restricted; naming them opens "
            "to them what would be theirs, no more.",
        )
        self.said: dict[int, str] = {}

    def offer(self, people: Sequence[PersonOfRecord]) -> None:
        self.said = {each.person.pk: f"{each.why.label}{'; something waits for them' if each.has_work else ''}" for each in people}
        self.queryset = Person.objects.filter(pk__in=self.said).order_by("name__folded", "pk")

    def label_from_instance(self, person: Person) -> str:
        return f"{person}, {self.said[person.pk]}"


class RestrictForm(ServiceForm):
    """The record of an audit, with who else reads it."""

    submit_text = "Restrict the record"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {"reason": {"rows": 3}, "readers": {"small": True}}

    reason = forms.CharField(label=REASON, widget=forms.Textarea, max_length=500, help_text=REASON_HELP)
    readers = ReadersField()

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        super().__init__(*args, **kwargs)
        self.fields["readers"].offer(people_of_record(audit.case_key))
        self.cancel_url = audit.get_absolute_url()

    def act(self) -> RestrictedRecord:
        return restrict_record(actor=self.actor, case_id=self.audit.case_id, **self.cleaned_data)


class RestrictCaseForm(ServiceForm):
    """A record by its case ID, also one that nobody has audited yet."""

    submit_text = "Restrict the record"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {"case_id": {"width": 20}, "reason": {"rows": 3}}

    case_id = forms.CharField(label="Case ID", max_length=40, help_text="The pseudonymised ID. Never a name, date of birth or NHS number.")
    reason = forms.CharField(label=REASON, widget=forms.Textarea, max_length=500, help_text=REASON_HELP)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("audits:restricted-records")

    def act(self) -> RestrictedRecord:
        return restrict_record(actor=self.actor, **self.cleaned_data)


class NameReadersForm(ServiceForm):
    submit_text = "Save who reads it"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {"readers": {"small": True}}

    readers = ReadersField()

    def __init__(self, *args: Any, restricted: RestrictedRecord, **kwargs: Any):
        self.restricted = restricted
        super().__init__(*args, initial={"readers": list(restricted.readers.all())}, **kwargs)
        self.fields["readers"].offer(people_of_record(restricted.case_key))
        self.cancel_url = restricted.get_absolute_url()

    def act(self) -> RestrictedRecord:
        return name_readers(actor=self.actor, restricted=self.restricted, **self.cleaned_data)


class EndRestrictionForm(ServiceForm):
    submit_text = "End the restriction"
    submit_warns = True
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {"reason": {"rows": 3}}

    reason = forms.CharField(label="Why is it opened again?", widget=forms.Textarea, max_length=500)

    def __init__(self, *args: Any, restricted: RestrictedRecord, **kwargs: Any):
        self.restricted = restricted
        super().__init__(*args, **kwargs)
        self.cancel_url = restricted.get_absolute_url()

    def act(self) -> RestrictedRecord:
        return end_restriction(actor=self.actor, restricted=self.restricted, **self.cleaned_data)


class BreakGlassForm(ServiceForm):
    submit_text = "Open it for reading"
    submit_warns = True
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "number": {"width": 10},
        "case_id": {"width": 20},
        "reason": {"rows": 4},
    }

    number = forms.IntegerField(label="Number of the audit (optional)", required=False, min_value=1, max_value=10**12)
    case_id = forms.CharField(label="Or the case ID of the record (optional)", required=False, max_length=40)
    reason = forms.CharField(
        label="What is the emergency?",
        widget=forms.Textarea,
        max_length=1000,
        help_text="And why it cannot wait for the QA lead, who reads this at once. Name no child.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.hours = AuditRules.current().break_glass_hours
        self.cancel_url = reverse("audits:list")

    def act(self) -> list[BreakGlass]:
        return break_glass(actor=self.actor, **self.cleaned_data)


class ReviewForm(ServiceForm):
    submit_text = "Save the review"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {"words": {"rows": 3}}
    YES, NO = "yes", "no"

    was_justified = forms.ChoiceField(
        label="Was it justified?",
        choices=[(YES, "Yes"), (NO, "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was justified."},
    )
    words = forms.CharField(
        label="Why, and what did you do?",
        widget=forms.Textarea,
        max_length=1000,
        help_text="For example, that you spoke to them. Where it was not justified, say what follows.",
    )

    def __init__(self, *args: Any, reading: BreakGlass, **kwargs: Any):
        self.reading = reading
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("audits:break-glass-readings")

    def act(self) -> BreakGlass:
        given = self.cleaned_data
        return review_break_glass(
            actor=self.actor, reading=self.reading, was_justified=given["was_justified"] == self.YES, words=given["words"]
        )

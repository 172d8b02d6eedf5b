"""Adding a record to a month, choosing its auditor and moderator, withdrawing it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from audits.allocation.pages.candidates import candidate_choices, candidates, candidates_table
from audits.allocation.pages.people import person_choices
from audits.allocation.queries.months import AllocationMonth
from audits.allocation.services.allocation import Reasons, add_audit, allocate
from audits.calculations import case_id_refused
from audits.enums import HARD_CONFLICTS, AgeBand, ConflictKind, Part, PlanType, WithdrawalKind
from audits.forms import AuditForm, offered_date_field
from audits.models import Audit, Cycle
from audits.moderation.services.moderation import withdraw_audit
from audits.queries.due_days import due_of, offered_due, offered_in_month, part_now
from audits.sampling.queries.sampling import reserve_for, was_drawn
from audits.sampling.services.replacement import add_by_hand, replace_record
from audits.services.errors import ConflictOfInterest
from foundation.accounts.models import Person, Team
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.council.words import in_our_words
from foundation.documents import Table
from foundation.errors import Incomplete
from foundation.govuk.forms import ServiceForm

SHOWN_BELOW = "Free people come first. People who cannot be chosen come last, with the reason; the table below has all of it."


class AllocationPersonField(forms.TypedChoiceField):
    """One of the people who can be given an audit; empty for nobody yet."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, coerce=lambda key: Person.objects.get(pk=key), empty_value=None, **kwargs)


class ChosenPeople(ServiceForm):
    """Auditor and moderator. The service says what stands between them and the record; a reason box appears where it asks for one."""

    auditor = AllocationPersonField(
        help_text="Not from the worker’s own line of management. People who are away on the due date come last."
    )
    moderator = AllocationPersonField()
    reason_own_team = forms.CharField(required=False, widget=forms.Textarea)
    reason_past_involvement = forms.CharField(required=False, widget=forms.Textarea)
    reason_previous_auditor = forms.CharField(required=False, widget=forms.Textarea)
    reason_declared_interest = forms.CharField(required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        self.cancel_url = cycle.get_absolute_url()
        self.offer_people()
        self._offer_due()
        self.conflicts: dict[str, str] = {f"reason_{kind}": "" for kind in self._kinds() if self.data.get(f"reason_{kind}")}

    def offer_people(self) -> None:
        """With what each holds and takes in the month."""
        month = AllocationMonth(self.cycle)
        for part in Part:
            self.fields[part.value].choices = person_choices(month, part)

    def _offer_due(self) -> None:
        """Where the month's day is near or past, or the lead gives longer."""
        if offered := offered_in_month(self.cycle, Part.AUDITOR, today()):
            self.initial["due"] = offered
            self.add_field("due", offered_date_field("Due date for the auditor", "Used only where an auditor is chosen."))

    @staticmethod
    def _kinds() -> list[str]:
        """The conflicts that the lead may accept."""
        return [kind.value for kind in ConflictKind if kind not in HARD_CONFLICTS]

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.startswith("reason_"):
            return {"label": self.conflicts.get(name) or "Why this conflict of interest is accepted", "rows": 3}
        return {"auditor": {"suggest": True}, "moderator": {"suggest": True}}.get(name, {})

    @cached_property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(*(name for name in self.fields if not name.startswith("reason_") or name in self.conflicts))
        return helper

    def reasons(self) -> Reasons:
        return {ConflictKind(kind): self.cleaned_data.get(f"reason_{kind}", "") for kind in self._kinds()}

    def add_errors_from(self, refused: ValidationError) -> None:
        """A conflict of interest is said beside the field that can change it."""
        if isinstance(refused, ConflictOfInterest):
            self._show(refused)
        else:
            super().add_errors_from(refused)

    def _show(self, refused: ConflictOfInterest) -> None:
        """A hard conflict stands by the person chosen, a soft one by a box for the reason."""
        chosen = {str(self.data.get(name, "")): name for name in ("moderator", "auditor")}
        for conflict in refused.conflicts:
            if conflict.is_hard:
                self.add_error(chosen.get(str(conflict.person.pk), "auditor"), f"{conflict.sentence} Choose somebody else.")
                continue
            name = f"reason_{conflict.kind}"
            self.conflicts[name] = f"{conflict.sentence} Why is this accepted?"
            self.add_error(name, f"{conflict.sentence} Give a reason to accept this, or choose somebody else.")


class AllocateForm(ChosenPeople):
    submit_text = "Save"

    why = forms.CharField(
        label="Why does it change?", required=False, max_length=300, help_text="If you like: it is kept in the history of the audit."
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        self.tables: list[Table] = []
        initial = {"auditor": audit.auditor_id or "", "moderator": audit.moderator_id or ""}
        super().__init__(*args, cycle=audit.cycle, initial=initial, **kwargs)
        self.carry_version(version_of(audit))
        self.cancel_url = audit.get_absolute_url()
        if not audit.auditor_id and not audit.moderator_id:
            del self.fields["why"]

    def offer_people(self) -> None:
        """With what stands between each and this record too; all of it is in tables beside the fields."""
        month = AllocationMonth(self.cycle, also=[self.audit.pk])
        audit = next((each for each in month.audits if each == self.audit), None)
        if audit is None:
            return super().offer_people()
        for part in Part:
            found = candidates(month, audit, part, self.actor)
            self.fields[part.value].choices = candidate_choices(found, getattr(audit, part))
            if part in month.parts_open(audit):
                self.fields[part.value].help_text = SHOWN_BELOW
                self.tables.append(candidates_table(found, part))
            elif holder := getattr(audit, part):
                self.fields[part.value].help_text = f"{holder} has begun it, so this stays."
        return None

    def act(self) -> Audit:
        given = self.cleaned_data
        people = {"auditor": given["auditor"], "moderator": given["moderator"]}
        return allocate(
            actor=self.actor,
            audit=self.audit,
            **people,
            reasons=self.reasons(),
            why=given.get("why", ""),
            due=given.get("due"),
            version=given["version"],
        )

    def _offer_due(self) -> None:
        """Of the part whose turn it is: a moderator has time from when the audit is submitted."""
        part = part_now(self.audit)
        if due_of(self.audit):
            self.initial["due"] = offered_due(self.audit, part, today())
            whom = "auditor" if part == Part.AUDITOR else "moderator"
            has_somebody = getattr(self.audit, part) is not None
            used = f"Used only where the {whom} changes: the same {whom} keeps their date." if has_somebody else ""
            self.add_field("due", offered_date_field(f"Due date for a new {whom}" if has_somebody else f"Due date for the {whom}", used))


class AddAuditForm(ChosenPeople):
    submit_text = "Add the record"
    other_submits = (("another", "Save and add another"),)
    field_order: tuple[str, ...] = ("case_id", "team", "allocated_worker", "plan_type", "age_band", "was_closed", "cohort")

    case_id = forms.CharField(
        label="Case ID",
        max_length=40,
        help_text="The pseudonymised ID from your list, for example C-20417. Never a name, date of birth or NHS number.",
    )
    team = forms.ModelChoiceField(Team.objects.all(), required=False)
    allocated_worker = forms.ModelChoiceField(Person.objects.none(), required=False, help_text="The social worker or Personal Adviser.")
    plan_type = forms.ChoiceField(required=False)
    age_band = forms.ChoiceField(choices=[("", ""), *AgeBand.choices], required=False)
    was_closed = forms.BooleanField(label="The record is closed", required=False, help_text="Closed records are counted apart.")
    cohort = forms.CharField(max_length=150, required=False)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        super().__init__(*args, cycle=cycle, initial={"cohort": cycle.cohort}, **kwargs)
        self.fields["plan_type"].choices = [("", ""), *((value, in_our_words(label)) for value, label in PlanType.choices)]
        self.fields["allocated_worker"].queryset = Person.objects.staff()

    def options_of(self, name: str) -> Mapping[str, Any]:
        look: dict[str, dict[str, Any]] = {"case_id": {"width": 20}, "allocated_worker": {"suggest": True}, "team": {"suggest": True}}
        return look.get(name) or super().options_of(name)

    def clean_case_id(self) -> str:
        case_id = self.cleaned_data["case_id"].strip()
        if why := case_id_refused(case_id):
            raise ValidationError(why)
        return case_id

    def facts(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith("reason_")}
        return given | {"reasons": self.reasons()}

    def act(self) -> Audit:
        return add_audit(actor=self.actor, cycle=self.cycle, **self.facts())


class AddByHandForm(AddAuditForm):
    """Into a month that was sampled: the record was not drawn, so the lead says why it is there."""

    field_order = ("case_id", "why", *AddAuditForm.field_order[1:])

    why = forms.CharField(
        label="Why is this record added by hand?",
        widget=forms.Textarea,
        help_text="For example: a re-audit, or a concern raised. Records added by hand are counted apart from those that were drawn.",
    )

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"rows": 3} if name == "why" else super().options_of(name)

    def act(self) -> Audit:
        return add_by_hand(actor=self.actor, cycle=self.cycle, **self.facts())


class WithdrawAuditForm(AuditForm):
    submit_text = "Withdraw the record"
    submit_warns = True

    kind = forms.ChoiceField(
        label="Why is the record withdrawn?",
        choices=WithdrawalKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Select why the record is withdrawn."},
    )
    reason = forms.CharField(
        label="What else should be known?",
        required=False,
        widget=forms.Textarea,
        help_text="Needed for another reason. Name nobody.",
    )

    replace = forms.BooleanField(required=False, initial=True)
    no_reserve = ""

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        super().__init__(*args, audit=audit, **kwargs)
        if reserve := reserve_for(audit):
            self.fields["replace"].label = f"Put the next record of the draw in its place: {reserve.case_id}, {reserve.stratum}"
            return
        del self.fields["replace"]
        if audit.cycle.is_paused:
            self.no_reserve = "The month is paused, so no other record takes its place."
        elif was_drawn(audit):
            self.no_reserve = "It was drawn, but no reserve of its stratum is left to take its place."

    def act(self) -> Audit:
        """The withdrawn audit, or the one that takes its place."""
        given = self.cleaned_data
        act = replace_record if given.get("replace") else withdraw_audit
        return act(actor=self.actor, audit=self.audit, reason=given["reason"], kind=WithdrawalKind(given["kind"]))

    def add_errors_from(self, refused: ValidationError) -> None:
        if isinstance(refused, Incomplete) and "reason" in refused.missing:
            refused = Incomplete({**refused.missing, "reason": "Say what the other reason is."})
        super().add_errors_from(refused)

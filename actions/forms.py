"""What the pages of actions ask."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from audits.models import Audit, Domain
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.govuk.forms import GovukDateField, ServiceForm
from observations.models import Observation
from performance.models import Indicator

from . import services
from .enums import ActionSource, Level, Priority
from .models import Action
from .queries.owners import owner_choices
from .services import LEVELS

# Working days until the due date that the form suggests: four weeks.
SUGGESTED_DAYS = 20
FURTHEST_DAYS = 730
SMART = "Begin with a verb, and name one thing that somebody else can see is done. For example: Update the chronology to July 2023"
POINTER = "The document and its date, not a copy of it. For example: Case system: supervision record, 14 August 2023"

Source = Audit | Observation | Indicator | None
# By source: whose action it most likely is (the source's own field), and whom it concerns.
_SUGGESTED: dict[type, tuple[str, Level]] = {
    Audit: ("allocated_worker_id", LEVELS[ActionSource.AUDIT]),
    Observation: ("practitioner_id", LEVELS[ActionSource.OBSERVATION]),
    Indicator: ("owner_id", LEVELS[ActionSource.INDICATOR]),
    type(None): ("", LEVELS[ActionSource.ALONE]),
}


class OwnerField(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any):
        super().__init__(coerce=lambda key: Person.objects.get(pk=key), label="Owner", **kwargs)


def reason_field(label: str) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea)


class ActForm(ServiceForm):
    """A move of one action."""

    def __init__(self, *args: Any, action: Action, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.action = action
        self.cancel_url = action.get_absolute_url()


class RaiseForm(ServiceForm):
    what = forms.CharField(label="What must change", max_length=250, help_text=SMART)
    why = forms.CharField(label="Why it matters", widget=forms.Textarea)
    domains = forms.ModelMultipleChoiceField(
        Domain.objects.none(), required=False, label="Domains that it is about", widget=forms.CheckboxSelectMultiple
    )
    owner = OwnerField(help_text="One person answers for it. Start typing a name.")
    level = forms.ChoiceField(label="Whom it concerns", choices=Level)
    priority = forms.ChoiceField(choices=Priority, initial=Priority.NORMAL, widget=forms.RadioSelect)
    due = GovukDateField(
        label="Due date", help_text="Four weeks from today, unless you change it. Choose sooner where a child waits for it."
    )

    submit_text = "Raise the action"
    other_submits = (("another", "Raise it, and write another"),)
    field_options = {
        "what": {"rows": 2},
        "why": {"rows": 4},
        "domains": {"small": True},
        "owner": {"suggest": True, "empty_label": "Choose one person"},
        "level": {"hint": "The child, unless it is about how a worker, a team or the service works"},
        "priority": {"inline": True},
    }

    def __init__(self, *args: Any, source: Source, back: str = "", domain: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.source = source
        team = getattr(source, "team", None)
        self.fields["owner"].choices = [("", ""), *owner_choices(team, today())]
        self.fields["why"].help_text = self._why_hint()
        if isinstance(source, Audit):
            self.fields["domains"].queryset = source.tool.domains.all()
            self.initial["domains"] = [domain]
        else:
            del self.fields["domains"]
        self.initial = {"due": add_working_days(today(), SUGGESTED_DAYS), **self._from_source(), **self.initial}
        self.cancel_url = back or (source.get_absolute_url() if source else "")

    def _why_hint(self) -> str:
        hint = "What was found, and what should be different for the child or family. No names of children or families."
        if isinstance(self.source, Audit) and not self.source.is_finished:
            return f"{hint} Leave grades out: the owner reads this before the audit is moderated."
        return hint

    def _from_source(self) -> dict[str, Any]:
        owner, level = _SUGGESTED[type(self.source)]
        return {"owner": str(getattr(self.source, owner) or "") if owner else "", "level": level}

    def _source_argument(self) -> dict[str, Any]:
        return {str(self.source._meta.model_name): self.source} if self.source else {}

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and (due - today()).days > FURTHEST_DAYS:
            raise ValidationError("The due date must be within two years. Check the year.")
        return due

    def act(self) -> Action:
        return services.raise_action(actor=self.actor, **self._source_argument(), **self.cleaned_data)


class EvidenceForm(ActForm):
    evidence = forms.CharField(
        label="What shows that it is done", widget=forms.Textarea, help_text="What is different now, and how you know"
    )
    pointer = forms.CharField(label="Where to find it (optional)", max_length=250, required=False, help_text=POINTER)

    submit_text = "Mark as done"
    field_options = {"pointer": {"count": None}}

    def act(self) -> Action:
        return services.mark_done(actor=self.actor, action=self.action, **self.cleaned_data)


class VerifyForm(ActForm):
    submit_text = "Verify: it is done"
    cancel_text = "Return it to the owner instead"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("actions:return", args=[self.action.number])

    def act(self) -> Action:
        return services.verify_action(actor=self.actor, action=self.action)


class ReturnForm(ActForm):
    reason = reason_field("What is missing")
    submit_text = "Return to the owner"

    def act(self) -> Action:
        return services.return_action(actor=self.actor, action=self.action, **self.cleaned_data)


class ExtendForm(ActForm):
    due = GovukDateField(label="New due date")
    reason = reason_field("Why it needs longer")
    submit_text = "Extend the due date"

    def act(self) -> Action:
        return services.extend_action(actor=self.actor, action=self.action, **self.cleaned_data)


class ReassignForm(ActForm):
    owner = OwnerField(help_text="One person answers for it. Start typing a name.")
    reason = reason_field("Why the owner changes")
    submit_text = "Change the owner"
    field_options = {"owner": {"suggest": True, "empty_label": "Choose one person"}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = owner_choices(self.action.team, today())
        self.fields["owner"].choices = [("", ""), *(choice for choice in choices if choice[0] != str(self.action.owner_id))]

    def act(self) -> Action:
        return services.reassign_action(actor=self.actor, action=self.action, **self.cleaned_data)


class WithdrawForm(ActForm):
    reason = reason_field("Why it is no longer wanted")
    submit_text = "Withdraw the action"
    submit_warns = True

    def act(self) -> Action:
        return services.withdraw_action(actor=self.actor, action=self.action, **self.cleaned_data)

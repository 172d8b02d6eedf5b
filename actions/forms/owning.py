"""Whose an action is, until when, and what it says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actions import services
from actions.enums import Level, Priority
from actions.models import Action
from actions.pages.owners import owner_choices
from actions.queries.owners import audit_behind
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField
from foundation.guard.forms import GuardedWords

from .fields import HELPERS, ActForm, HelpersField, OwnerField, offer_due, reason_field

YES, NO = "yes", "no"


class ChangeForm(ActForm):
    """A change of what the action says, which somebody else may be making too."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.carry_version(version_of(self.action))


class ExtendForm(ChangeForm):
    due = GovukDateField(label="New due date")
    reason = reason_field("Why it needs longer")
    submit_text = "Extend the due date"

    def act(self) -> Action:
        return services.extend_action(actor=self.actor, action=self.action, **self.cleaned_data)


class ReassignForm(ChangeForm):
    owner = OwnerField(help_text="One person answers for it. Start typing a name.")
    helpers = HelpersField(help_text="They see the action and cannot mark it done.")
    reason = reason_field("Why the owner changes", required=False, help_text="Needed where the owner changes.")
    submit_text = "Save"
    field_options = {"owner": {"suggest": True, "empty_label": "Choose one person"}, "helpers": HELPERS, "reason": {"rows": 3}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = owner_choices(self.action.team, today(), audit_behind(self.action.source))
        self.fields["owner"].choices = [("", ""), *choices]
        self.fields["helpers"].choices = choices
        chosen = [str(person.pk) for person in self.action.helpers.all()]
        offer_due(self, "due", "Due date for a new owner", "Used only where the owner changes.")
        self.initial = {"owner": str(self.action.owner_id or ""), "helpers": chosen, **self.initial}

    def act(self) -> Action:
        return services.give_owner(actor=self.actor, action=self.action, **self.cleaned_data)


class AmendForm(GuardedWords, ChangeForm):
    what = forms.CharField(label="What must change", max_length=250)
    why = forms.CharField(label="Why it matters", widget=forms.Textarea)
    level = forms.ChoiceField(label="Who this is about", choices=Level)
    priority = forms.ChoiceField(choices=Priority, widget=forms.RadioSelect)
    reason = reason_field("Why you change it", help_text="The owner and the auditor read this.")
    submit_text = "Save the new wording"
    field_options = {"what": {"rows": 2}, "why": {"rows": 4}, "priority": {"inline": True}, "reason": {"rows": 3}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        stored = {name: getattr(self.action, name) for name in ("what", "why", "level", "priority")}
        self.initial = {**stored, **self.initial}

    def act(self) -> Action:
        return services.amend_action(actor=self.actor, action=self.action, **self.cleaned_data)


class DropForm(ActForm):
    reason = reason_field("Why it is dropped")
    submit_text = "Drop the action"
    submit_warns = True

    def act(self) -> Action:
        return services.drop_action(actor=self.actor, action=self.action, **self.cleaned_data)


class AskTimeForm(ActForm):
    due = GovukDateField(label="Until when")
    reason = reason_field("Why it needs longer")
    submit_text = "Ask for more time"

    def act(self) -> Action:
        return services.ask_for_time(actor=self.actor, action=self.action, **self.cleaned_data)


class WithdrawActionForm(ActForm):
    reason = reason_field("Why it is no longer wanted", help_text="Somebody else agrees before it is withdrawn.")
    submit_text = "Ask to withdraw the action"
    submit_warns = True

    def act(self) -> Action:
        return services.ask_withdrawal(actor=self.actor, action=self.action, **self.cleaned_data)


class AnswerRequestForm(ActForm):
    """Agree to what somebody asked, or refuse and say why."""

    agrees = forms.ChoiceField(widget=forms.RadioSelect)
    reason = reason_field("Why not", required=False)
    submit_text = "Save the answer"
    field_options = {"agrees": {"conditional": {NO: "reason"}}, "reason": {"rows": 3}}
    label = yes = no = ""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["agrees"].label = self.label
        self.fields["agrees"].choices = [(YES, self.yes), (NO, self.no)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("agrees") == NO and not given.get("reason", "").strip():
            raise ValidationError({"reason": "Say why."})
        return given


class AnswerTimeForm(AnswerRequestForm):
    label, yes, no = "Do you give more time?", "Yes, extend the due date", "No, keep the due date"

    def act(self) -> Action:
        if self.cleaned_data["agrees"] == YES:
            return services.grant_time(actor=self.actor, action=self.action)
        return services.refuse_time(actor=self.actor, action=self.action, reason=self.cleaned_data["reason"])


class AnswerWithdrawalForm(AnswerRequestForm):
    label, yes, no = "Do you agree to withdraw it?", "Yes, withdraw it", "No, keep it"

    def act(self) -> Action:
        if self.cleaned_data["agrees"] == YES:
            return services.agree_withdrawal(actor=self.actor, action=self.action)
        return services.refuse_withdrawal(actor=self.actor, action=self.action, reason=self.cleaned_data["reason"])

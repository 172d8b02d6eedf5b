"""Evidence, verification, the second look, the effect."""

from typing import Any

from django import forms
from django.urls import reverse

from actions import services
from actions.models import Action, ActionRules
from actions.services.files import MOST_FILES, TAKEN, require_takable

from .fields import POINTER, ActForm, offer_due, reason_field
from .uploads import FilesField

YES, NO = "yes", "no"


class EvidenceForm(ActForm):
    evidence = forms.CharField(
        label="What shows that it is done", widget=forms.Textarea, help_text="What is different now, and how you know"
    )
    pointer = forms.CharField(label="Where to find it (optional)", max_length=250, required=False, help_text=POINTER)
    link = forms.URLField(
        label="Web address (optional)",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="It begins with https://. The person who verifies the action must be able to open it.",
    )

    submit_text = "Mark as done"
    field_options = {"pointer": {"count": None}, "link": {"count": None}}
    documents = FilesField(label="Files (optional)")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rules = ActionRules.current()
        if rules.evidence_files:
            self.fields["documents"].help_text = f"{TAKEN}; up to {MOST_FILES}, each up to {rules.evidence_megabytes} MB."
        else:
            del self.fields["documents"]

    def clean(self) -> dict[str, Any]:
        """Files are looked at before anything is kept, so that what was typed and refused stays on the page."""
        given = super().clean() or self.cleaned_data
        require_takable(given.get("documents", ()))
        return given

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


class ReturnActionForm(ActForm):
    reason = reason_field("What is missing")
    submit_text = "Return to the owner"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer_due(self, "due", "Due again")

    def act(self) -> Action:
        return services.return_action(actor=self.actor, action=self.action, **self.cleaned_data)


class SecondLookForm(ActForm):
    stands = forms.ChoiceField(
        label="Does the evidence show that it is done?",
        choices=[(YES, "Yes, the verification stands"), (NO, "No, return it to the owner")],
        widget=forms.RadioSelect,
    )
    words = reason_field("What is missing", required=False, help_text="The owner and who verified it read this.")
    submit_text = "Save the second look"
    field_options = {"stands": {"conditional": {NO: ("words", "due")}}, "words": {"rows": 3}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer_due(self, "due", "Due again")

    def act(self) -> Action:
        words, due = self.cleaned_data["words"], self.cleaned_data["due"]
        if self.cleaned_data["stands"] == YES:
            return services.let_verification_stand(actor=self.actor, action=self.action)
        return services.reopen_action(actor=self.actor, action=self.action, reason=words, due=due)


class EffectForm(ActForm):
    effective = forms.ChoiceField(
        label="Did practice change?", choices=[(YES, "Yes: effective"), (NO, "No: not effective")], widget=forms.RadioSelect
    )
    words = reason_field("What changed for the child?", help_text="What is different for the child or family now, and how you know.")
    submit_text = "Save"
    field_options = {"effective": {"inline": True}, "words": {"rows": 4}}

    def __init__(self, *args: Any, suggested: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if suggested:
            self.fields["words"].label = "What in the audits shows it?"
            self.fields["words"].help_text = "You decide: the comparison only suggests."

    def act(self) -> Action:
        is_effective = self.cleaned_data["effective"] == YES
        return services.judge_effect(actor=self.actor, action=self.action, is_effective=is_effective, words=self.cleaned_data["words"])

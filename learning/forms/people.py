"""Inviting people, adding somebody who came, and what people thought of it."""

from typing import Any

from django import forms

from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.govuk.forms import ServiceForm
from learning.enums import EvaluationReply
from learning.models import Invitation, LearningEvent
from learning.services.attendance import add_person_who_came
from learning.services.evaluations import evaluate_event
from learning.services.inviting import invite


def _people(event: LearningEvent) -> Any:
    """Who can be invited and is not yet."""
    return Person.objects.staff().exclude(email=None).exclude(invitations__event=event).exclude(role_rows__role=Role.BOARD_MEMBER)


class InvitePeopleForm(ServiceForm):
    submit_text = "Invite them"
    field_options = {"teams": {"small": True, "narrow": "a team"}, "people": {"small": True, "narrow": True}}

    teams = forms.ModelMultipleChoiceField(
        Team.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Teams (optional)",
        help_text="Everybody who works in them now",
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="People (optional)"
    )

    def __init__(self, *args: Any, event: LearningEvent, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["people"].queryset = _people(event)
        self.cancel_url = event.get_absolute_url()

    def act(self) -> LearningEvent:
        invite(actor=self.actor, event=self.event, **self.cleaned_data)
        return self.event


class AddPersonForm(ServiceForm):
    submit_text = "Add as somebody who came"
    field_options = {"person": {"suggest": True, "empty_label": "Choose a person"}}

    person = forms.ModelChoiceField(Person.objects.none(), label="Somebody else came")

    def __init__(self, *args: Any, event: LearningEvent, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["person"].queryset = _people(event)

    def act(self) -> Invitation:
        return add_person_who_came(actor=self.actor, event=self.event, **self.cleaned_data)


class EvaluateForm(ServiceForm):
    """Each question is a group of radios."""

    submit_text = "Send my answers"

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.questions = list(invitation.event.questions.all())
        for question in self.questions:
            missing = {"required": f"Answer “{question.text}”"}
            field = forms.ChoiceField(label=question.text, choices=EvaluationReply, widget=forms.RadioSelect, error_messages=missing)
            self.add_field(f"question_{question.pk}", field)
        help_text = "Name nobody. The people who run it read it from five answers on, without names."
        words = forms.CharField(
            label="Anything else? (optional)", required=False, widget=forms.Textarea, max_length=1000, help_text=help_text
        )
        self.add_field("words", words)
        self.cancel_url = invitation.event.get_absolute_url()

    def options_of(self, name: str) -> dict[str, Any]:
        return {"inline": True, "legend_size": "s"} if name.startswith("question_") else {"rows": 3, "label_size": "s"}

    def act(self) -> Invitation:
        replies = {each.pk: self.cleaned_data[f"question_{each.pk}"] for each in self.questions}
        return evaluate_event(actor=self.actor, invitation=self.invitation, replies=replies, words=self.cleaned_data["words"])

"""Reminding late people: whom, with which words before the list of what they owe."""

from typing import Any

from django import forms

from desk.pages.chasing import ChasePlace, LateToChase, late_to_chase, owed_to
from foundation.chasing.enums import ReminderWay
from foundation.chasing.letters import usual_introduction
from foundation.chasing.models import Reminder
from foundation.chasing.permissions import can_set_chasing_rules
from foundation.chasing.services import remind_people
from foundation.chasing.services.reminding import LONGEST_INTRODUCTION
from foundation.govuk.forms import ServiceForm

COPY, AGAIN = "copy", "again"


DONE_SINCE = "Somebody whom you selected has been reminded, or is not late any more, since you opened the page. Look at the list again."


class RemindForm(ServiceForm):
    submit_text = "Send the reminders"
    other_submits = ((COPY, "Copy the words instead"), (AGAIN, "Show the mails with these words"))

    people = forms.MultipleChoiceField(
        label="Who do you want to remind?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Each gets one mail at once, with all that they are late with. Nobody is reminded twice on one day, from any page.",
        error_messages={"required": "Select who you want to remind", "invalid_choice": DONE_SINCE},
    )
    introduction = forms.CharField(
        label="What do you write to them?",
        widget=forms.Textarea,
        max_length=LONGEST_INTRODUCTION,
        help_text="It begins each mail; the list follows. Name no child and no grade.",
    )

    def __init__(self, *args: Any, place: ChasePlace, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.place = place
        self.late = late_to_chase(self.actor, owed_to(self.actor), place.covers)
        self.fields["people"].choices = [(str(each.person.pk), each.label) for each in self.late if each.can_be_chosen]
        self.initial["people"] = [str(each.person.pk) for each in self.late if each.is_free]
        self.initial["introduction"] = usual_introduction(self.actor)
        self.cancel_url = place.url or "/"
        self.may_set_rules = can_set_chasing_rules(self.actor)

    def options_of(self, name: str) -> dict[str, Any]:
        looks: dict[str, dict[str, Any]] = {
            "people": {"small": True, "narrow": True, "choice_hints": {str(each.person.pk): each.hint for each in self.late}},
            "introduction": {"rows": 3},
        }
        return looks.get(name, {})

    @property
    def left_alone(self) -> list[LateToChase]:
        """Away, or without an e-mail address."""
        return [each for each in self.late if not each.can_be_chosen and not each.reminded]

    @property
    def reminded_today(self) -> list[LateToChase]:
        return [each for each in self.late if each.reminded]

    @property
    def mails(self) -> list[dict[str, str]]:
        """What each would be sent, with the introduction as it is typed now."""
        introduction = (self["introduction"].value() or "").strip()
        free = [each for each in self.late if each.is_free]
        return [{"to": each.person.name, "subject": each.subject, "words": each.words(introduction)} for each in free]

    def act(self) -> list[Reminder]:
        way = ReminderWay.COPIED if COPY in self.data else ReminderWay.SENT
        given = self.cleaned_data
        return remind_people(
            actor=self.actor,
            people=[int(key) for key in given["people"]],
            owed_to=owed_to,
            introduction=given["introduction"],
            way=way,
        )

"""Planning an event, changing it, cancelling it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q

from audits.models import Domain
from audits.tool.queries import current_tool
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from learning.enums import EventKind
from learning.models import LearningEvent
from learning.services.events import USUAL_QUESTIONS, cancel_event, change_event, plan_event
from performance.models import Indicator
from studies.models import Study

TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"]
# So many of the newest are offered.
STUDIES_OFFERED = 24


class EventFields(GuardedWords, ServiceForm):
    name = forms.CharField(label="What it is called", max_length=120, help_text="In everybody’s calendar: name no child, family or worker.")
    objectives = forms.CharField(
        label="What people take from it (optional)",
        required=False,
        max_length=3000,
        widget=forms.Textarea,
        help_text="One objective on a line",
    )
    first_day = GovukDateField(label="Day, or first day")
    last_day = GovukDateField(label="Last day (optional)", required=False)
    starts_at = forms.TimeField(
        label="Starts at (optional)", required=False, input_formats=TIMES, help_text="For example, 9:30am or 14:00. Empty: the whole day."
    )
    ends_at = forms.TimeField(label="Ends at (optional)", required=False, input_formats=TIMES)
    place = forms.CharField(label="Place (optional)", required=False, max_length=150)
    organiser = forms.ModelChoiceField(Person.objects.none(), label="Who organises it", help_text="They invite people and record who came.")
    facilitators = forms.CharField(
        label="People from outside who lead it (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="One on a line: name, organisation",
    )
    domains = forms.ModelMultipleChoiceField(
        Domain.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Domains that it should move (optional)"
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Indicators that it should move (optional)"
    )
    studies = forms.ModelMultipleChoiceField(
        Study.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Dip samples before and after it (optional)"
    )
    questions = forms.CharField(
        label="Questions for people who came (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="One sentence on a line, with which they agree, partly agree or disagree. Answers are counted without names.",
    )

    field_options = {
        "objectives": {"rows": 3},
        "starts_at": {"width": 5},
        "ends_at": {"width": 5},
        "organiser": {"suggest": True, "empty_label": "Choose a person"},
        "facilitators": {"rows": 2},
        "domains": {"small": True},
        "indicators": {"small": True, "narrow": "an indicator"},
        "studies": {"small": True, "narrow": "a dip sample"},
        "questions": {"rows": 4},
    }

    def __init__(self, *args: Any, event: LearningEvent | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = Person.objects.staff().exclude(email=None)
        linked = {name: _keys(event, name) for name in ("domains", "indicators", "studies")}
        self.fields["domains"].queryset = Domain.objects.filter(Q(tool=current_tool()) | Q(pk__in=linked["domains"]))
        self.fields["indicators"].queryset = (
            (Indicator.objects.of_ours() | Indicator.objects.filter(pk__in=linked["indicators"])).select_related("measure").distinct()
        )
        newest = list(Study.objects.visible_to(self.actor).order_by("-pk").values_list("pk", flat=True)[:STUDIES_OFFERED])
        self.fields["studies"].queryset = Study.objects.filter(pk__in=[*newest, *linked["studies"]])

    def given(self) -> dict[str, Any]:
        """What was typed as the services take it."""
        given = dict(self.cleaned_data)
        given["last_day"] = given["last_day"] or given["first_day"]
        given["facilitators"] = _facilitators(given["facilitators"])
        if "questions" in given:
            given["questions"] = given["questions"].splitlines()
        return given


def _keys(event: LearningEvent | None, name: str) -> list[int]:
    return [each.pk for each in getattr(event, name).all()] if event else []


def _facilitators(text: str) -> list[tuple[str, str]]:
    parts = [line.partition(",") for line in text.splitlines() if line.strip()]
    return [(name.strip(), organisation.strip()) for name, _, organisation in parts]


class PlanEventForm(EventFields):
    submit_text = "Put it in the calendar"
    field_options = {**EventFields.field_options, "kind": {"legend_size": "s"}}
    kind = forms.ChoiceField(label="What it is", choices=EventKind, widget=forms.RadioSelect)
    field_order = ["kind"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("organiser", self.actor.pk)
        self.initial.setdefault("questions", "\n".join(USUAL_QUESTIONS))

    def act(self) -> LearningEvent:
        given = self.given()
        if given["kind"] not in (EventKind.TRAINING, EventKind.AUDITOR_TRAINING) and given["questions"] == list(USUAL_QUESTIONS):
            given["questions"] = []
        return plan_event(actor=self.actor, **given)


class ChangeEventForm(EventFields):
    """Once somebody has answered the questions, they stay."""

    submit_text = "Save"

    def __init__(self, *args: Any, event: LearningEvent, **kwargs: Any):
        names = ("name", "objectives", "first_day", "starts_at", "ends_at", "place")
        initial = {
            **{name: getattr(event, name) for name in names},
            "last_day": event.last_day if event.last_day != event.first_day else None,
            "organiser": event.organiser_id,
            "facilitators": "\n".join(map(_line, event.facilitators.all())),
            "questions": "\n".join(each.text for each in event.questions.all()),
            **{name: _keys(event, name) for name in ("domains", "indicators", "studies")},
        }
        super().__init__(*args, event=event, initial=initial, **kwargs)
        self.event = event
        if event.invitations.filter(evaluated=True).exists():
            del self.fields["questions"]
        self.carry_version(version_of(event))
        self.cancel_url = event.get_absolute_url()

    def act(self) -> LearningEvent:
        return change_event(actor=self.actor, event=self.event, **self.given())


def _line(facilitator: Any) -> str:
    parts: Sequence[str] = [facilitator.name, facilitator.organisation]
    return ", ".join(filter(None, parts))


class CancelEventForm(GuardedWords, ServiceForm):
    submit_text = "Cancel the event"
    submit_warns = True
    reason = forms.CharField(label="Why is it cancelled?", max_length=300, help_text="People who were invited are notified, and read it.")

    def __init__(self, *args: Any, event: LearningEvent, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.event = event
        self.cancel_url = event.get_absolute_url()
        self.cancel_text = "Keep it"

    def act(self) -> LearningEvent:
        return cancel_event(actor=self.actor, event=self.event, **self.cleaned_data)

"""What the pages of check and challenge meetings ask."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.urls import reverse

from actions.forms.fields import HELPERS, OwnerField
from actions.models import Action
from actions.pages.owners import owner_choices
from audits.enums import FINISHED_STATES
from audits.models import Audit, Cycle
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from oversight import services
from oversight.models import CheckAndChallenge, MeetingDecision
from oversight.querysets import LEADERS
from oversight.services.decisions import LONGEST_DECISION
from oversight.services.meetings import minutes_lines

# Who is offered; anybody else is typed.
INVITED = (*LEADERS, Role.TEAM_MANAGER, Role.MODERATOR)
MONTHS_OFFERED = 24
OTHERS = "One a line, each a name and what they do, for example “Jo Blake, designated nurse”."
NAME_NOBODY = "Name no child and no family; say audits by their numbers."


class InvitationFields(ServiceForm):
    """When it meets, who chairs it and who comes."""

    field_options: ClassVar = {"chair": {"suggest": True}, "people": HELPERS, "others": {"rows": 3}}

    held_on = GovukDateField(label="Day of the meeting")
    chair = forms.ModelChoiceField(Person.objects.none(), help_text="The QA lead, a director, or a head or manager of a service.")
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Who else is invited? (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="People who do not use the portal (optional)", required=False, widget=forms.Textarea, max_length=3000, help_text=OTHERS
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        there = Person.objects.staff().exclude(email=None)
        self.fields["chair"].queryset = there.with_role(*LEADERS).distinct()
        self.fields["people"].queryset = there.with_role(*INVITED).distinct()

    def clean_others(self) -> list[str]:
        return [line for line in self.cleaned_data["others"].splitlines() if line.strip()]


class PlanMeetingForm(InvitationFields):
    submit_text = "Plan the meeting"
    field_order = ("cycle",)

    cycle = forms.ModelChoiceField(Cycle.objects.none(), label="Month", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        newest = Cycle.objects.filter(month__lte=today()).order_by("-month").values_list("pk", flat=True)[:MONTHS_OFFERED]
        self.fields["cycle"].queryset = Cycle.objects.filter(pk__in=list(newest)).order_by("-month")
        self.cancel_url = reverse("oversight:meetings")

    def act(self) -> CheckAndChallenge:
        return services.plan_meeting(actor=self.actor, **self.cleaned_data)


class ChangeMeetingForm(InvitationFields):
    submit_text = "Save"

    def __init__(self, *args: Any, meeting: CheckAndChallenge, **kwargs: Any):
        self.meeting = meeting
        rows = list(meeting.attendances.select_related("person"))
        initial = {
            "held_on": meeting.held_on,
            "chair": meeting.chair_id,
            "people": [row.person_id for row in rows if row.person_id and row.person_id != meeting.chair_id],
            "others": "\n".join(row.name for row in rows if row.name),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.carry_version(version_of(meeting))
        self.cancel_url = meeting.get_absolute_url()

    def act(self) -> CheckAndChallenge:
        return services.change_meeting(actor=self.actor, meeting=self.meeting, **self.cleaned_data)


class HoldMeetingForm(ServiceForm):
    """Who was there. Saving it freezes the month's grades."""

    submit_text = "Save, and freeze the grades of today"
    field_options: ClassVar = {"present": {"small": True}, "people": HELPERS, "others": {"rows": 3}}

    held_on = GovukDateField(label="Day of the meeting")
    present = forms.TypedMultipleChoiceField(
        label="Who of the invited was there?", required=False, widget=forms.CheckboxSelectMultiple, coerce=int
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Who else was there? (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Others who were there (optional)", required=False, widget=forms.Textarea, max_length=3000, help_text=OTHERS
    )

    def __init__(self, *args: Any, meeting: CheckAndChallenge, **kwargs: Any):
        self.meeting = meeting
        rows = list(meeting.attendances.select_related("person"))
        initial = {"held_on": min(meeting.held_on, today()), "present": [row.pk for row in rows]}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["present"].choices = [(row.pk, str(row)) for row in rows]
        known = [row.person_id for row in rows if row.person_id]
        there = Person.objects.staff().with_role(*INVITED).exclude(pk__in=known)
        self.fields["people"].queryset = there.distinct()
        self.carry_version(version_of(meeting))
        self.cancel_url = meeting.get_absolute_url()

    def clean_others(self) -> list[str]:
        return [line for line in self.cleaned_data["others"].splitlines() if line.strip()]

    def act(self) -> CheckAndChallenge:
        return services.hold_meeting(actor=self.actor, meeting=self.meeting, **self.cleaned_data)


class MinutesForm(GuardedWords, EditingForm):
    submit_text = "Save the minutes"
    field_options: ClassVar = {"minutes": {"rows": 16}}

    minutes = forms.CharField(
        label="What was said",
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
        help_text=(
            "Leave a line blank between paragraphs. Begin a line with “- ” for a bullet, with “# ” for a heading; “**words**” are bold. "
            f"{NAME_NOBODY}"
        ),
    )

    def __init__(self, *args: Any, meeting: CheckAndChallenge, **kwargs: Any):
        self.meeting = meeting
        super().__init__(*args, initial={"minutes": meeting.minutes}, **kwargs)
        self.cancel_url = meeting.get_absolute_url()

    def stored_lines(self) -> Lines:
        return minutes_lines(self.meeting.minutes)

    def given_lines(self) -> Lines:
        return minutes_lines(self.cleaned_data["minutes"])

    def again(self, data: QueryDict) -> "MinutesForm":
        return MinutesForm(data, actor=self.actor, meeting=self.meeting, halfway=True)

    def write(self) -> CheckAndChallenge:
        given = self.cleaned_data
        words = {"minutes": given["minutes"], "kept": given.get("kept", "")}
        return services.write_minutes(actor=self.actor, meeting=self.meeting, seen=self.began_from, **words)


class CancelMeetingForm(GuardedWords, ServiceForm):
    reason = forms.CharField(label="Why is it cancelled?", widget=forms.Textarea, max_length=1000, help_text=NAME_NOBODY)

    submit_text = "Cancel the meeting"
    submit_warns = True
    field_options: ClassVar = {"reason": {"rows": 3}}

    def __init__(self, *args: Any, meeting: CheckAndChallenge, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.cancel_url = meeting.get_absolute_url()

    def act(self) -> CheckAndChallenge:
        return services.cancel_meeting(actor=self.actor, meeting=self.meeting, **self.cleaned_data)


class DecisionForm(GuardedWords, ServiceForm):
    submit_text = "Save the decision"
    other_submits = (("another", "Save it, and note another"),)
    field_options: ClassVar = {"text": {"rows": 3}, "owner": {"suggest": True}}

    text = forms.CharField(label="What was decided?", max_length=LONGEST_DECISION, widget=forms.Textarea, help_text=NAME_NOBODY)
    owner = OwnerField(label="Who carries it out?", help_text="It is in their My work until they say what came of it.")
    due = GovukDateField(label="By when?")

    def __init__(self, *args: Any, meeting: CheckAndChallenge, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["owner"].choices = [("", ""), *owner_choices(None, today())]
        self.cancel_url = meeting.get_absolute_url()

    def act(self) -> MeetingDecision:
        return services.add_decision(actor=self.actor, meeting=self.meeting, **self.cleaned_data)


class FinishDecisionForm(GuardedWords, ServiceForm):
    submit_text = "Save what came of it"
    field_options: ClassVar = {"outcome": {"rows": 4}}

    outcome = forms.CharField(label="What came of it?", widget=forms.Textarea, max_length=2000, help_text=NAME_NOBODY)

    def __init__(self, *args: Any, decision: MeetingDecision, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.cancel_url = decision.meeting.get_absolute_url()

    def act(self) -> MeetingDecision:
        return services.finish_decision(actor=self.actor, decision=self.decision, **self.cleaned_data)


class MakeActionForm(GuardedWords, ServiceForm):
    """The action that carries a decision out: its words, owner and date are filled in from the decision."""

    submit_text = "Raise the action"
    field_options: ClassVar = {"what": {"rows": 2}, "why": {"rows": 3}, "owner": {"suggest": True}}

    what = forms.CharField(label="What must change", max_length=250, widget=forms.Textarea)
    why = forms.CharField(label="Why it matters", widget=forms.Textarea, max_length=2000)
    owner = OwnerField(help_text="One person answers for it.")
    due = GovukDateField(label="Due date")

    def __init__(self, *args: Any, decision: MeetingDecision, **kwargs: Any):
        initial = {
            "what": decision.text[:250],
            "why": f"Decided at check and challenge, {decision.meeting.cycle}.",
            "owner": decision.owner_id,
            "due": max(decision.due, today()),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.decision = decision
        self.fields["owner"].choices = [("", ""), *owner_choices(None, today())]
        self.cancel_url = decision.meeting.get_absolute_url()

    def act(self) -> Action:
        return services.make_action(actor=self.actor, decision=self.decision, **self.cleaned_data)


class OpenAgainForm(ServiceForm):
    """Which audit of the month is opened again for its auditor, as the meeting decided."""

    submit_text = "Open the audit again"
    field_options: ClassVar = {"reason": {"rows": 3}, "audit": {"suggest": True}}

    audit = forms.ModelChoiceField(Audit.objects.none(), help_text="Of this month, submitted or finished.")
    reason = forms.CharField(label="Why is it opened again?", widget=forms.Textarea, max_length=2000)

    def __init__(self, *args: Any, decision: MeetingDecision, **kwargs: Any):
        super().__init__(*args, initial={"reason": decision.text}, **kwargs)
        self.decision = decision
        of_month = Audit.objects.with_grades_visible_to(self.actor).filter(cycle=decision.meeting.cycle_id, imported=False)
        self.fields["audit"].queryset = of_month.filter(state__in=_can_be_opened())
        self.cancel_url = decision.meeting.get_absolute_url()

    def act(self) -> MeetingDecision:
        return services.open_audit_again(actor=self.actor, decision=self.decision, **self.cleaned_data)


def _can_be_opened() -> Iterable[str]:
    return FINISHED_STATES

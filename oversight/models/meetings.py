"""A check and challenge meeting: who was there, the month's grades as they were that day, what was said and decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from actions.models import Action
from audits.models import Audit, Cycle
from oversight.enums import DecisionState, MeetingState
from oversight.querysets import DecisionQuerySet, MeetingQuerySet


class CheckAndChallenge(models.Model):
    """One meeting on one month. Its figures are frozen when it is noted as held; its record no longer changes once it is agreed."""

    number = models.BigAutoField(primary_key=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="check_and_challenges")
    held_on = models.DateField("day of the meeting")
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    figures = models.JSONField(default=dict, blank=True, help_text="As `stored.MONTH_FIGURES` has them; empty before it is held.")
    figures_on = models.DateField("the grades are as they were on", null=True, blank=True)
    minutes = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)

    # How many of its decisions are open, where the list asks.
    open_decisions: int

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-number"]
        verbose_name = "check and challenge meeting"
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "held_on"],
                condition=~Q(state=MeetingState.CANCELLED),
                name="a_month_meets_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[MeetingState.PLANNED, MeetingState.CANCELLED]) | Q(figures_on__isnull=False),
                name="a_held_meeting_has_its_figures",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.AGREED) | Q(agreed_by__isnull=False, agreed_on__isnull=False),
                name="an_agreed_record_has_its_person",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=models.F("written_by")), name="nobody_agrees_the_record_they_wrote"
            ),
            models.CheckConstraint(condition=~Q(state=MeetingState.CANCELLED) | ~Q(cancelled_because=""), name="cancelled_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Check and challenge, {self.cycle}"

    def get_absolute_url(self) -> str:
        return reverse("oversight:meeting", args=[self.number])

    @property
    def was_held(self) -> bool:
        return self.state in (MeetingState.HELD, MeetingState.AGREED)


class MeetingAttendance(models.Model):
    """Somebody who was invited to a meeting, or came: a person of the portal, or a typed name with what they do."""

    meeting = models.ForeignKey(CheckAndChallenge, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("name and what they do", max_length=150, blank=True)
    was_invited = models.BooleanField(default=True)
    was_there = models.BooleanField(null=True, blank=True, help_text="Not known before the meeting is held.")

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="somebody_once_at_a_meeting"),
            models.CheckConstraint(
                condition=(Q(person__isnull=False) & Q(name="")) | (Q(person=None) & ~Q(name="")), name="a_person_or_a_name_at_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        if self.person is None:
            return self.name
        return f"{self.person}, {self.person.job_title}" if self.person.job_title else str(self.person)


class MeetingDecision(models.Model):
    """What a meeting decided, who carries it out and by when. It may become an action, or open an audit again."""

    meeting = models.ForeignKey(CheckAndChallenge, on_delete=models.PROTECT, related_name="decisions")
    text = models.CharField("decision", max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="noted by")
    decided_on = models.DateField("noted on")
    outcome = models.TextField("what came of it", blank=True)
    done_on = models.DateField(null=True, blank=True)
    action = models.OneToOneField(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="decision")
    audit = models.ForeignKey(
        Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="audit that was opened again"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=DecisionState.ACTION) & Q(action__isnull=False)) | (~Q(state=DecisionState.ACTION) & Q(action=None)),
                name="a_decision_with_an_action_became_one",
            ),
            models.CheckConstraint(
                condition=(Q(state=DecisionState.OPEN) & Q(done_on=None)) | (~Q(state=DecisionState.OPEN) & Q(done_on__isnull=False)),
                name="a_closed_decision_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(state=DecisionState.DONE) | ~Q(outcome=""), name="a_decision_is_done_in_words"),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk} of {self.meeting}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#decision-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == DecisionState.OPEN

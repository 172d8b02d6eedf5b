"""Commissioned work: a question that the Board, or somebody else, put to quality assurance, and what was answered."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actions.models import Action
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.council.months import month_code, period_name
from studies.models import Study

from .enums import OPEN_COMMISSIONS, AskedBy, CommissionState
from .querysets import CommissionQuerySet


class Commission(models.Model):
    """One question with its scope, its lead and its answer; in every report until one has given the answer.

    `from_first` and `from_last` are the months of the report that it came from, `told_first` and `told_last` of the approved report that
    first said what was answered: a report is known by its months, and reports are a room above.
    """

    number = models.BigAutoField(primary_key=True)
    question = models.CharField(max_length=500)
    asked_by = models.CharField(max_length=10, choices=AskedBy, default=AskedBy.BOARD)
    occasion = models.CharField("meeting or occasion", max_length=150, blank=True)
    asked_on = models.DateField()
    from_first = models.DateField("first month of the report it came from", null=True, blank=True)
    from_last = models.DateField("last month of the report it came from", null=True, blank=True)
    scope = models.TextField(blank=True)
    approach = models.TextField("method", blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commissions",
        help_text="Empty: nobody yet.",
    )
    due = models.DateField()
    first_due = models.DateField("first due date")
    state = models.CharField(max_length=10, choices=CommissionState, default=CommissionState.ASKED)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    started_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    withdrawn_because = models.TextField(blank=True)
    closed_on = models.DateField("answered or withdrawn on", null=True, blank=True)
    released_on = models.DateField("released to the Board on", null=True, blank=True)
    told_first = models.DateField("first month of the report that gave the answer", null=True, blank=True)
    told_last = models.DateField("last month of the report that gave the answer", null=True, blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="commissions")
    studies = models.ManyToManyField(Study, blank=True, related_name="commissions", verbose_name="dip samples")

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_COMMISSIONS, closed_on=None) | Q(~Q(state__in=OPEN_COMMISSIONS), closed_on__isnull=False),
                name="closed_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(state=CommissionState.ANSWERED) | ~Q(answer=""), name="answered_in_words"),
            models.CheckConstraint(condition=~Q(state=CommissionState.WITHDRAWN) | ~Q(withdrawn_because=""), name="withdrawn_for_a_reason"),
            models.CheckConstraint(
                condition=Q(from_first=None, from_last=None)
                | Q(IsFirstOfMonth("from_first"), IsFirstOfMonth("from_last"), from_last__gte=F("from_first")),
                name="came_from_a_report_on_whole_months",
            ),
            models.CheckConstraint(
                condition=Q(told_first=None, told_last=None)
                | Q(told_first__isnull=False, told_last__isnull=False, closed_on__isnull=False),
                name="told_once_it_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("commissions:commission", args=[self.number])

    @property
    def short_name(self) -> str:
        return f"Commissioned work {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_COMMISSIONS

    @property
    def is_told(self) -> bool:
        """Whether an approved report has said what was answered, or that it was withdrawn."""
        return self.told_first is not None

    def state_on(self, day: datetime.date) -> CommissionState:
        """Its state at the end of a day that is over."""
        if self.closed_on is None or self.closed_on <= day:
            return CommissionState(self.state)
        return CommissionState.UNDER_WAY if self.started_on and self.started_on <= day else CommissionState.ASKED

    @property
    def came_from(self) -> str:
        """The months of the report that it came from, “June and July 2023”; empty where it came from none."""
        return period_name(self.from_first, self.from_last) if self.from_first and self.from_last else ""

    @property
    def told_in(self) -> str:
        return period_name(self.told_first, self.told_last) if self.told_first and self.told_last else ""


def report_code(first: datetime.date, last: datetime.date) -> str:
    """How the address of a report has its months."""
    return month_code(first) if first == last else f"{month_code(first)}-to-{month_code(last)}"


class BoardChair(models.Model):
    """Who chairs the Board, and may put questions to quality assurance here. There is one row, with primary key 1."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_board_chair")]

    def __str__(self) -> str:
        return "Chair of the Board"

    @classmethod
    def current(cls) -> "BoardChair":
        """The one row, or one without a person where nobody has named the chair yet."""
        return cls.objects.filter(pk=1).select_related("person").first() or cls(pk=1)

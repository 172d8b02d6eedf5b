"""The audit, and the conflicts of interest that the lead accepted for it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.calculations.states import state_name
from audits.enums import FINISHED_STATES, AgeBand, AuditState, ConflictKind, PlanType
from audits.querysets import AuditQuerySet
from foundation.accounts.models import Team

from .case_keys import CaseKeyField
from .cycles import Cycle
from .tools import Tool


class Audit(models.Model):
    """One audit of one child's record. Its number is its address; the pseudonymised case ID is never in one."""

    number = models.BigAutoField(primary_key=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="audits")
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="audits")
    case_id = models.CharField("case ID", max_length=40, help_text="As it was written first; it is looked up and compared by its key.")
    case_key = CaseKeyField(db_index=True)
    written_apart = models.PositiveIntegerField(
        default=0, editable=False, help_text="Nought, but for one that its spelling kept apart from another before spellings were one."
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    allocated_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audits_of_work"
    )
    plan_type = models.CharField(max_length=20, choices=PlanType, blank=True)
    age_band = models.CharField(max_length=5, choices=AgeBand, blank=True)
    cohort = models.CharField(max_length=150, blank=True)
    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="moderations")
    state = models.CharField(max_length=20, choices=AuditState, default=AuditState.ALLOCATED)
    submitted_on = models.DateField(null=True, blank=True)
    resubmitted_on = models.DateField("submitted again on", null=True, blank=True, help_text="The latest time, after a return.")
    finished_on = models.DateField("moderated or released on", null=True, blank=True)
    outcome_reason = models.TextField("reason for the release or withdrawal", blank=True)
    return_reason = models.TextField("reason for sending back", blank=True)
    moderated_knowing = models.BooleanField(
        "moderated by somebody who had seen the grades", default=False, help_text="In a month moderated blind: left out of agreement."
    )
    was_closed = models.BooleanField("the record was closed", default=False, help_text="When it was put into the month.")
    imported = models.BooleanField(default=False, help_text="Came from a spreadsheet of past audits.")
    letter_owed = models.BooleanField(default=False, help_text="Its worker has had no letter on how it ended; services keep it so.")

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [
            # Few of very many are owed one: a list of them alone is short, however many were audited.
            models.Index(fields=["number", "letter_owed"], condition=Q(letter_owed=True), name="audits_owed_a_letter"),
            # Few were moderated by somebody who had seen the grades: how many is said beside agreement.
            models.Index(fields=["state", "cycle"], condition=Q(moderated_knowing=True), name="audits_moderated_knowing"),
            # The numbers of the few that are withdrawn, written or waiting, without looking at the audits themselves.
            models.Index(fields=["state", "number"], name="audits_by_state"),
            # A cohort's audits in the order of their children, of which a list shows a page.
            models.Index(fields=["cohort", "case_key", "number"], name="audits_of_a_cohort"),
            # All that the page of a month counts is in it, so that the audits themselves are not looked up.
            models.Index(
                fields=[
                    *("cycle", "state", "auditor", "team", "moderator", "submitted_on", "allocated_worker", "imported", "letter_owed"),
                ],
                name="audits_as_a_month_counts_them",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "case_key", "auditor", "written_apart"], name="a_case_once_a_month_by_an_auditor"),
            models.UniqueConstraint(
                fields=["cycle", "case_key", "written_apart"],
                condition=~Q(state=AuditState.WITHDRAWN) & Q(imported=False),
                name="a_record_in_a_month_once",
            ),
            models.CheckConstraint(
                condition=~Q(moderator=F("auditor")) | Q(moderator=None) | Q(auditor=None), name="nobody_moderates_their_own"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AuditState.SUBMITTED, *FINISHED_STATES]) | Q(submitted_on__isnull=False),
                name="submitted_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Audit {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("audits:audit", args=[self.number])

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED_STATES

    @property
    def is_returned(self) -> bool:
        return self.state == AuditState.IN_PROGRESS and bool(self.return_reason)

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # Django leaves alone what the model says itself
        """The one name of its state, on every page, in every file and mail. A list asks `with_last_version`, or prefetches `versions`."""
        if not self.is_returned:
            return str(AuditState(self.state).label)
        if hasattr(self, "last_version"):
            return state_name(self.state, is_returned=True, last_version=self.last_version)
        last = max(self.versions.all(), key=lambda version: version.number, default=None)
        return state_name(self.state, is_returned=True, last_version=last.kind if last else None)


class ConflictOverride(models.Model):
    """A soft conflict of interest that the lead accepted, and why."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="overrides")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    conflict = models.CharField(max_length=20, choices=ConflictKind)
    reason = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "person", "conflict"], name="a_conflict_accepted_once")]

    def __str__(self) -> str:
        return f"{self.get_conflict_display()}: {self.reason}"

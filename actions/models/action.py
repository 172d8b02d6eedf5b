"""The action itself: one accountable owner, and a due date whose first one is kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actions.enums import ActionSource, ActionState, Level, Priority
from actions.querysets import ActionQuerySet
from audits.models import Audit, Domain
from foundation.accounts.models import Team
from observations.models import Observation
from performance.models import Indicator
from studies.models import Study


class Action(models.Model):
    """What must change, why, who answers for it and by when."""

    number = models.BigAutoField(primary_key=True)
    what = models.CharField(max_length=250)
    why = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="actions", help_text="Empty: nobody yet."
    )
    helpers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="actions_helped")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    level = models.CharField(max_length=15, choices=Level, default=Level.CHILD)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.NORMAL)
    matters_most = models.BooleanField(default=False, help_text="Chosen by the auditor, where an audit raises more than five.")
    due = models.DateField()
    first_due = models.DateField("first due date")
    state = models.CharField(max_length=13, choices=ActionState, default=ActionState.OPEN, db_index=True)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    study = models.ForeignKey(Study, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    domains = models.ManyToManyField(Domain, blank=True, related_name="actions")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="actions_raised")
    raised_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="actions_verified"
    )
    verified_on = models.DateField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "number"]
        indexes = [
            models.Index(fields=["state", "due"], name="actions_by_state_and_due"),
            models.Index(fields=["state", "verified_on"], name="actions_by_day_verified"),
            # Of very many that are verified the few whose effect the lead confirms are found without looking at the others.
            models.Index(fields=["state", "level", "verified_by", "audit", "number"], name="actions_by_state_and_level"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(audit=None, observation=None, indicator=None)
                | Q(audit=None, observation=None, study=None)
                | Q(audit=None, indicator=None, study=None)
                | Q(observation=None, indicator=None, study=None),
                name="an_action_has_at_most_one_source",
            ),
            models.CheckConstraint(condition=Q(verified_by=None) | ~Q(verified_by=F("owner")), name="nobody_verifies_their_own_action"),
            models.CheckConstraint(
                condition=~Q(state__in=[ActionState.VERIFIED, ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE])
                | Q(verified_by__isnull=False, verified_on__isnull=False),
                name="verified_by_someone_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number}: {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("actions:action", args=[self.number])

    @property
    def team_that_answers(self) -> Team | None:
        """The team whose line answers for it: its own, else the owner's."""
        return self.team or (self.owner.team if self.owner else None)

    @property
    def short_name(self) -> str:
        return f"Action {self.number}"

    @property
    def source(self) -> Audit | Observation | Indicator | Study | None:
        return self.audit or self.observation or self.indicator or self.study

    @property
    def source_kind(self) -> ActionSource:
        if self.audit_id:
            return ActionSource.AUDIT
        if self.observation_id:
            return ActionSource.OBSERVATION
        if self.study_id:
            return ActionSource.STUDY
        return ActionSource.INDICATOR if self.indicator_id else ActionSource.ALONE

    @property
    def is_open(self) -> bool:
        return self.state == ActionState.OPEN

    @property
    def has_owner(self) -> bool:
        """Somebody who works here answers for it."""
        return self.owner is not None and self.owner.is_active

    @property
    def is_extended(self) -> bool:
        return self.due != self.first_due

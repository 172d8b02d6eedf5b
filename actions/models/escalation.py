"""What happens when an action is late: to whom it goes, after how many working days, and that it went."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.enums import EscalationStep
from foundation.lookups.rows import get_or_none

from .action import Action


class EscalationRules(models.Model):
    """Settings: who is notified of a late action, and after how many working days. There is one row, with primary key 1."""

    owner_days = models.PositiveSmallIntegerField("days late until the owner is notified", default=0)
    team_manager_days = models.PositiveSmallIntegerField("days late until it goes to the team manager", default=5)
    service_manager_days = models.PositiveSmallIntegerField("days late until it goes to the service manager", default=10)
    director_days = models.PositiveSmallIntegerField("days late until it goes to the director", default=20)

    class Meta:
        verbose_name_plural = "escalation rules"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_set_of_escalation_rules"),
            models.CheckConstraint(
                condition=Q(
                    owner_days__lt=F("team_manager_days"),
                    team_manager_days__lt=F("service_manager_days"),
                    service_manager_days__lt=F("director_days"),
                ),
                name="escalation_goes_up",
            ),
        ]

    def __str__(self) -> str:
        return "Rules of escalation"

    @classmethod
    def current(cls) -> "EscalationRules":
        """The one row, or the defaults where nobody has saved rules yet."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)

    @property
    def days(self) -> dict[EscalationStep, int]:
        """Working days late from which each step is due, lowest first."""
        return {
            EscalationStep.OWNER: self.owner_days,
            EscalationStep.TEAM_MANAGER: self.team_manager_days,
            EscalationStep.SERVICE_MANAGER: self.service_manager_days,
            EscalationStep.DIRECTOR: self.director_days,
        }


class Escalation(models.Model):
    """One step up of one late action. A due date that is moved starts again from the first step; what was recorded stays."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="escalations")
    step = models.PositiveSmallIntegerField(choices=EscalationStep)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="escalated_to_them",
        help_text="The person in that post or above who is not away; nobody where even a QA lead is missing.",
    )
    day = models.DateField()
    due = models.DateField("the due date that was missed")
    days_late = models.PositiveSmallIntegerField("working days late")

    class Meta:
        ordering = ["day", "step", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "step", "due"], name="a_step_once_for_a_due_date")]

    def __str__(self) -> str:
        return f"{self.action.short_name} to {self.to or 'nobody'}"

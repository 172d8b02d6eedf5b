"""A team's action plan: what the team wants to change, of which its manager of the day is in charge."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models import FindingTheme
from foundation.accounts.models import Team

MOST_PRIORITIES = 5


class TeamPlan(models.Model):
    """One a team. Findings, actions and their effect are read when it is opened; here is what the manager writes."""

    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="action_plan")
    aims = models.TextField(blank=True)
    next_steps = models.TextField("what to do next", blank=True)
    review_on = models.DateField("to be reviewed on")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    owned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="taken responsibility for by",
        help_text="The plan belongs to the post: another manager of the team takes responsibility again.",
    )
    owned_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["team"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owned_by=None, owned_on=None) | Q(owned_by__isnull=False, owned_on__isnull=False), name="owned_since_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Action plan of {self.team}"

    def get_absolute_url(self) -> str:
        return reverse("oversight:team-plan", args=[self.team_id])

    @property
    def is_owned(self) -> bool:
        """By the manager whom the team has today."""
        return self.owned_by_id is not None and self.owned_by_id == self.team.manager_id


class TeamPriority(models.Model):
    """One of the few things that the team works on first, maybe a theme of its findings."""

    plan = models.ForeignKey(TeamPlan, on_delete=models.CASCADE, related_name="priorities")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    theme = models.ForeignKey(FindingTheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="a_priority_position_once_in_a_team_plan"),
            models.CheckConstraint(condition=Q(position__gte=1) & Q(position__lte=MOST_PRIORITIES), name="few_priorities_in_a_team_plan"),
        ]

    def __str__(self) -> str:
        return self.what

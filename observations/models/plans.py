"""Rounds of observations: a practice week, or what a month expects."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.models import Cycle
from observations.querysets import ObservationPlanQuerySet


class ObservationPlan(models.Model):
    """How many observations are expected in which days, with the month's cycle or without one."""

    title = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    focus = models.TextField("what is looked at", blank=True)
    expected = models.PositiveSmallIntegerField("how many observations")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="observation_plans")
    planned_on = models.DateField()

    objects = ObservationPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="an_observation_plan_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(expected__gte=1), name="an_observation_plan_expects_one"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("observations:plan", args=[self.pk])

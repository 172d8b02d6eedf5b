"""The improvement plan: priorities with an owner, a date and what good looks like, and how each is going."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from inspections.querysets import PriorityQuerySet

from .mapped import MappedTo
from .recommendations import Recommendation


class PlanPriority(MappedTo):
    """One priority of the plan. Closed by the lead, with what was reached."""

    number = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=150)
    good_looks_like = models.TextField("what good looks like")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="priorities")
    due = models.DateField()
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="priorities")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    reached = models.TextField("what was reached", blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["due", "number"]
        verbose_name_plural = "plan priorities"
        constraints = [models.CheckConstraint(condition=Q(closed_on=None) | ~Q(reached=""), name="a_closed_priority_says_what_was_reached")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("inspections:priority", args=[self.number])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class ProgressNote(models.Model):
    """How a priority is going, as its owner or the lead says on a day. Never changed or deleted."""

    priority = models.ForeignKey(PlanPriority, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.priority}, {self.written_on}"

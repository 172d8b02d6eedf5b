"""Practice observations: what was seen, strengths, learning, and what the family said."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from audits.models import Audit, Cycle
from foundation.accounts.models import Team

from .enums import ObservationState, ObservationType
from .querysets import ObservationQuerySet


class Observation(models.Model):
    """One observation of practice, in a month's cycle and, where there is one, beside an audit."""

    number = models.BigAutoField(primary_key=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="observations")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="observations")
    kind = models.CharField("type", max_length=20, choices=ObservationType)
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="observations")
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="observations_of_work"
    )
    team = models.ForeignKey(Team, verbose_name="practitioner's team", on_delete=models.PROTECT, related_name="observations")
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ObservationState, default=ObservationState.PLANNED)
    seen_on = models.DateField("date of the observation", null=True, blank=True)
    seen = models.TextField("what was seen", blank=True)
    strengths = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    family_feedback = models.TextField("what the child and family said", blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    shared_on = models.DateField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(observer=models.F("practitioner")), name="nobody_observes_themselves"),
            models.CheckConstraint(
                condition=models.Q(state=ObservationState.PLANNED) | models.Q(seen_on__isnull=False),
                name="recorded_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("observations:observation", args=[self.number])

    @property
    def short_name(self) -> str:
        return f"Observation {self.number}"

"""What can be observed, as dated data."""

import datetime

from django.db import models
from django.db.models import F, Q

from observations.querysets import ObservationTypeQuerySet


class ObservationType(models.Model):
    """A visit, a review meeting, a strategy discussion… offered from its first day to its last."""

    code = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField()
    with_family = models.BooleanField("a family is there", default=True, help_text="So the practitioner asks them first.")
    form = models.CharField(max_length=100, help_text="The name of the form that it is written on; its newest published version is used.")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    objects = ObservationTypeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="an_observation_type_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_offered(self, on: datetime.date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

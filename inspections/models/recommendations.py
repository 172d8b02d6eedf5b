"""What an inspection said must improve."""

from django.db import models
from django.urls import reverse

from audits.enums import Framework
from inspections.querysets import RecommendationQuerySet

from .inspections import Inspection
from .mapped import MappedTo


class Recommendation(MappedTo):
    """One thing that needs to improve, in the words of the report, with the part of the national framework that it names."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    framework = models.CharField("national framework", max_length=12, choices=Framework, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "position"]
        constraints = [models.UniqueConstraint(fields=["inspection", "position"], name="a_place_for_each_recommendation")]

    def __str__(self) -> str:
        return f"Recommendation {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:recommendation", args=[self.pk])

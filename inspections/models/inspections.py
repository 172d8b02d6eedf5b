"""An inspection or visit, and the grades that it gave."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from foundation.documents.formats import month
from inspections.enums import InspectionKind, OfstedGrade
from inspections.querysets import InspectionQuerySet

from .frameworks import FrameworkJudgement, InspectionFramework


class Inspection(models.Model):
    """The day on which it began decides by which edition of the framework it is, whenever its report was published."""

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=12, choices=InspectionKind)
    framework = models.ForeignKey(InspectionFramework, on_delete=models.PROTECT, related_name="inspections")
    first_day = models.DateField()
    last_day = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    overall = models.CharField(max_length=2, choices=OfstedGrade, blank=True, help_text="Empty where its edition gives none.")
    looked_at = models.CharField(max_length=250, blank=True, help_text="What a visit was about.")
    address = models.URLField("address of the published report", max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_day"], name="an_inspection_of_a_kind_once_a_day"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="an_inspection_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=F("last_day")), name="a_report_comes_after_its_inspection"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {month(self.first_day)}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:inspection", args=[self.number])

    @property
    def short_name(self) -> str:
        return str(self)


class JudgementGiven(models.Model):
    """One grade of an inspection."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="given")
    judgement = models.ForeignKey(FrameworkJudgement, on_delete=models.PROTECT, related_name="given")
    grade = models.CharField(max_length=2, choices=OfstedGrade)

    class Meta:
        ordering = ["judgement__position"]
        constraints = [models.UniqueConstraint(fields=["inspection", "judgement"], name="a_judgement_once_an_inspection")]

    def __str__(self) -> str:
        return f"{self.judgement}: {self.get_grade_display()}"

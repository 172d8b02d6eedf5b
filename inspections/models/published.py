"""Other councils' grades, as Ofsted publishes them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inspections.enums import OfstedGrade
from performance.models import Place

from .frameworks import FrameworkJudgement


class OutcomesUpload(models.Model):
    """A file of outcomes that a person is checking. Only they see it, and their next one takes its place."""

    uploaded_by = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sheet = models.CharField(max_length=100, blank=True, help_text="The sheet with the table, so that the others are opened once.")

    def __str__(self) -> str:
        return self.file_name


class PublishedOutcome(models.Model):
    """A council's inspection as published: on which day it was, and its overall grade where one is given."""

    council = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="outcomes")
    inspected_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    overall = models.CharField(max_length=2, choices=OfstedGrade, blank=True)
    file_name = models.CharField(max_length=200)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stored_on = models.DateField()

    class Meta:
        ordering = ["council", "-inspected_on"]
        constraints = [
            models.UniqueConstraint(fields=["council", "inspected_on"], name="an_outcome_once_a_day"),
            models.CheckConstraint(condition=Q(published_on=None) | Q(published_on__gte=models.F("inspected_on")), name="published_after"),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.inspected_on}"


class PublishedGrade(models.Model):
    """One of its judgements."""

    outcome = models.ForeignKey(PublishedOutcome, on_delete=models.PROTECT, related_name="grades")
    judgement = models.ForeignKey(FrameworkJudgement, on_delete=models.PROTECT, related_name="published")
    grade = models.CharField(max_length=2, choices=OfstedGrade)

    class Meta:
        ordering = ["judgement__position"]
        constraints = [models.UniqueConstraint(fields=["outcome", "judgement"], name="a_judgement_once_an_outcome")]

    def __str__(self) -> str:
        return f"{self.judgement}: {self.get_grade_display()}"

"""The editions of the inspection framework, as dated rows: which judgements an inspection gives, and what follows from them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from inspections.enums import FollowedBy


class InspectionFramework(models.Model):
    """One edition, for inspections that begin on its first day or later, until the next edition's."""

    name = models.CharField(max_length=80, unique=True)
    first_day = models.DateField(unique=True, help_text="Inspections that begin on this day or later are by this edition.")
    has_overall = models.BooleanField("an overall grade is given")
    followed_by = models.CharField("what decides which inspection follows", max_length=10, choices=FollowedBy)
    practice_needed = models.PositiveSmallIntegerField(
        "judgements of practice that must be Good or better for a short inspection",
        default=2,
        validators=[MaxValueValidator(20)],
        help_text="Beside that of leaders. Used only where the grades for leaders and practice decide.",
    )
    months_between = models.PositiveSmallIntegerField(
        "months from one inspection to the next", default=36, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    visits_before_short = models.PositiveSmallIntegerField("focused visits before a short inspection", default=1)
    visits_before_standard = models.PositiveSmallIntegerField("focused visits before a standard inspection", default=2)
    monitoring_months = models.PositiveSmallIntegerField(
        "months from one monitoring visit to the next", default=3, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    source = models.CharField("where the rule is published", max_length=200, blank=True)

    class Meta:
        ordering = ["-first_day"]

    def __str__(self) -> str:
        return self.name


class FrameworkJudgement(models.Model):
    """One judgement of an edition, in Ofsted's words and order."""

    framework = models.ForeignKey(InspectionFramework, on_delete=models.PROTECT, related_name="judgements")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    of_leaders = models.BooleanField("it judges leaders", default=False, help_text="The others judge practice.")

    class Meta:
        ordering = ["framework", "position"]
        constraints = [models.UniqueConstraint(fields=["framework", "position"], name="a_place_for_each_judgement")]

    def __str__(self) -> str:
        return self.name

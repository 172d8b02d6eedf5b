"""Themes of months that are kept ready, each with its questions: a lead plans a month with one and may change all of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from audits.enums import ThemeKind

from .checklists import MOST_THEME_QUESTIONS


class ReadyTheme(models.Model):
    """What a month on one subject would look at, of whom and why. Months that were planned with it keep their own words when it changes."""

    name = models.CharField(max_length=80)
    theme = models.CharField("theme of the month", max_length=250)
    cohort = models.CharField(max_length=150, blank=True)
    rationale = models.TextField("why these records", blank=True)
    look_for = models.TextField("what to look for in the record", blank=True)
    based_on = models.TextField("law and guidance", blank=True)
    checked_on = models.DateField(
        "checked against law and guidance on",
        null=True,
        blank=True,
        help_text="Empty: it came with the portal, and nobody has checked it here.",
    )
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(null=True, blank=True, help_text="No longer offered.")

    class Meta:
        ordering = ["name__folded", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="a_ready_theme_once_by_its_name"),
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by=None) | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="a_ready_theme_is_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:ready-theme", args=[self.pk])

    @property
    def is_offered(self) -> bool:
        return self.retired_on is None


class ReadyThemeQuestion(models.Model):
    """One question that a month on the theme would ask, and what its auditors look for."""

    ready_theme = models.ForeignKey(ReadyTheme, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField("kind of answer", max_length=8, choices=ThemeKind, default=ThemeKind.REPLY)
    look_for = models.CharField("what to look for in the record", max_length=500, blank=True)

    class Meta:
        ordering = ["ready_theme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ready_theme", "position"], name="a_question_position_once_in_a_ready_theme"),
            models.CheckConstraint(
                condition=Q(position__gte=1) & Q(position__lte=MOST_THEME_QUESTIONS), name="at_most_eight_questions_in_a_ready_theme"
            ),
        ]

    def __str__(self) -> str:
        return self.text

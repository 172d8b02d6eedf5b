"""What a person has hidden from their own My work; which readings count as unusual, and who looked at them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from foundation.accounts.enums import Role
from foundation.lookups.rows import get_or_none

from .enums import UnusualReading


class HiddenSteps(models.Model):
    """The first steps of one role, which this person no longer wants to see on My work."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hidden_steps")
    role = models.CharField(max_length=30, choices=Role)

    class Meta:
        verbose_name_plural = "hidden steps"
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="hidden_steps_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class ReadingRules(models.Model):
    """Which readings are unusual. There is one row, with primary key 1. Hours are the council's own clock's."""

    opens = models.PositiveSmallIntegerField("hour at which work begins", default=7, validators=[MaxValueValidator(12)])
    closes = models.PositiveSmallIntegerField(
        "hour at which work ends", default=20, validators=[MinValueValidator(13), MaxValueValidator(24)]
    )
    most_in_an_hour = models.PositiveSmallIntegerField("records in an hour", default=15, validators=[MinValueValidator(2)])
    most_in_a_day = models.PositiveSmallIntegerField("records in a day", default=40, validators=[MinValueValidator(2)])
    times_usual = models.PositiveSmallIntegerField("times what is usual for the person", default=3, validators=[MinValueValidator(2)])

    class Meta:
        verbose_name_plural = "reading rules"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_set_of_reading_rules")]

    def __str__(self) -> str:
        return "Which readings are unusual"

    @classmethod
    def current(cls) -> "ReadingRules":
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)


class LookAtReading(models.Model):
    """A QA lead looked at one person's unusual readings of one day, and said what they found."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=UnusualReading)
    words = models.TextField()
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_on = models.DateField()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "looks at readings"
        constraints = [
            models.UniqueConstraint(fields=["reader", "day", "kind"], name="unusual_readings_looked_at_once"),
            models.CheckConstraint(condition=~Q(looked_by=F("reader")), name="nobody_looks_at_their_own_readings"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reader} on {self.day:%Y-%m-%d}"

"""The counts that Results, facts and reports are made of: kept by every service that freezes, re-opens, withdraws or imports grades."""

from django.db import models

from audits.enums import CountedBy, CountedState

from .audits import Audit
from .cycles import Cycle


class CountedAudit(models.Model):
    """What of one audit is in the counts now, so that it can be taken out of them again. An audit that is in none has no row.

    It is made of the audit and its judgements and says nothing of its own: `check_figures` makes it again.
    """

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, primary_key=True, related_name="counted")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=CountedState)
    agreed_before = models.BooleanField(default=False)
    team = models.CharField(max_length=20, blank=True, help_text="Its key as text, as in the counts.")
    cohort = models.CharField(max_length=150, blank=True)
    plan_type = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10)
    auditor = models.CharField(max_length=20, blank=True, help_text="Their key as text.")
    choice = models.CharField(max_length=10, blank=True, help_text="Empty where its month is moderated in full.")
    # The overall grades, as in the first of the lines: by them audits are found among tens of thousands.
    before = models.CharField(max_length=2, blank=True)
    own = models.CharField(max_length=2, blank=True)
    after = models.CharField(max_length=2, blank=True)
    first_grades = models.PositiveSmallIntegerField(default=0, help_text="Grades of practice first submitted here, each with its reason.")
    reasons_of_substance = models.PositiveSmallIntegerField(default=0, help_text="How many of those reasons: audits.calculations.reasons.")
    lines = models.TextField(help_text="The grades of each judgement: audits.calculations.counted.")

    class Meta:
        ordering = ["audit"]
        indexes = [
            models.Index(fields=["after"], name="counted_by_agreed_grade"),
            models.Index(fields=["before"], name="counted_by_first_grade"),
        ]

    def __str__(self) -> str:
        return f"Audit {self.audit_id}, as it is counted"


class GradeCount(models.Model):
    """How many audits of a month have just these grades for one judgement; `audits.calculations.counted.CountPlace` says of what."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="grade_counts")
    by = models.CharField(max_length=10, choices=CountedBy)
    value = models.CharField(max_length=150, blank=True)
    domain = models.PositiveBigIntegerField(help_text="A domain’s key, or nought for the overall judgement, which every audit has.")
    state = models.CharField(max_length=12, choices=CountedState)
    agreed_before = models.BooleanField(default=False)
    before = models.CharField(max_length=2, blank=True)
    own = models.CharField(max_length=2, blank=True)
    after = models.CharField(max_length=2, blank=True)
    # Taken from before what is added again, so it passes below nought on its way.
    audits = models.IntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "cycle", "value", "domain", "state", "agreed_before", "before", "own", "after"], name="a_count_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.audits} audits of {self.cycle_id}"

"""The counts that Results, facts and reports are made of: kept by every service that freezes, re-opens, withdraws or imports grades."""

from django.conf import settings
from django.db import models

from audits.enums import CountedBy, CountedState, WorkSubject

from .audits import Audit
from .cycles import Cycle


class CountedAudit(models.Model):
    """What of one audit is in the counts now, so that it can be taken out of them again. An audit that is in none has no row.

    It is made of the audit and its judgements and says nothing of its own: `check_figures` makes it again.
    """

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, primary_key=True, related_name="counted")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=CountedState)
    agreed_before = models.BooleanField(default=False)
    finished_on = models.DateField(null=True, blank=True, help_text="Since when the agreed grades stand; none while they do not.")
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
            # Lists of one grade, and the Inadequates that ask for a re-audit by the day from which that is reckoned, come from these alone.
            models.Index(fields=["after", "finished_on", "audit"], name="counted_by_agreed_grade"),
            models.Index(fields=["before", "state", "audit"], name="counted_by_first_grade"),
            # What is narrowed by several things at once is counted from it alone.
            models.Index(
                fields=["cycle", "cohort", "plan_type", "team", "kind", "state", "agreed_before", "lines"], name="counted_by_several"
            ),
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


class CountedWork(models.Model):
    """What of one audit is counted besides its grades, so that it can be taken out of the counts again; of a withdrawn one nothing is.

    Days are kept by themselves too, so that the audit which took longest is found among tens of thousands.
    """

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, primary_key=True, related_name="work")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+", db_index=False)
    case_key = models.CharField(max_length=200, db_index=True)
    sample_to_feedback = models.IntegerField(null=True)
    given_to_submitted = models.IntegerField(null=True)
    submitted_to_moderated = models.IntegerField(null=True)
    tallies = models.TextField(help_text="audits.calculations.counted_work")

    class Meta:
        ordering = ["audit"]
        indexes = [
            models.Index(fields=["cycle", name], name=f"work_by_{name}", condition=models.Q(**{f"{name}__isnull": False}))
            for name in ("sample_to_feedback", "given_to_submitted", "submitted_to_moderated")
        ]

    def __str__(self) -> str:
        return f"Audit {self.audit_id}, as its work is counted"


class WorkCount(models.Model):
    """How many of a month's audits are so: `audits.calculations.counted_work.WorkPlace` says of what."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="work_counts", db_index=False)
    subject = models.CharField(max_length=10, choices=WorkSubject)
    by = models.CharField(max_length=10, choices=CountedBy)
    value = models.CharField(max_length=150, blank=True)
    key = models.CharField(max_length=60, blank=True)
    # Taken from before what is added again, so it passes below nought on its way.
    number = models.IntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["subject", "by", "cycle", "value", "key"], name="a_count_of_work_stands_once")]

    def __str__(self) -> str:
        return f"{self.number} of {self.subject} in {self.cycle_id}"


class AuditorMonth(models.Model):
    """Of one auditor's audits of a month the latest ten that were moderated; and of the latest ten up to and with that month together, how
    many grades can be compared with the agreed ones, and with the moderator's own, and how many of these are better (up) and worse (down).
    """

    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    latest = models.TextField(help_text="audits.calculations.latest")
    audits = models.PositiveSmallIntegerField()
    agreed_compared = models.PositiveSmallIntegerField()
    agreed_up = models.PositiveSmallIntegerField()
    agreed_down = models.PositiveSmallIntegerField()
    own_compared = models.PositiveSmallIntegerField()
    own_up = models.PositiveSmallIntegerField()
    own_down = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["auditor", "cycle"], name="an_auditor_once_a_month")]

    def __str__(self) -> str:
        return f"Latest audits of {self.auditor_id} in {self.cycle_id}"

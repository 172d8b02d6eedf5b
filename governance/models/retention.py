"""How long what is kept, and what was removed: asked by one person, confirmed by another, done by a job, certified."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from foundation.jobs.models import Job
from governance.enums import RecordKind
from governance.querysets import RetentionRunQuerySet


class RetentionRule(models.Model):
    """For how many years after the end of its financial year one kind of record is kept. Without a row the default holds."""

    kind = models.CharField(max_length=20, choices=RecordKind, unique=True)
    years = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100)])
    reason = models.CharField(max_length=300, help_text="Where the council’s retention schedule says so.")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()

    class Meta:
        ordering = ["kind"]
        constraints = [models.CheckConstraint(condition=Q(years__range=(1, 100)), name="retention_is_for_some_years")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.years} years"


class RetentionRun(models.Model):
    """One removal: everything of a kind up to a day. `found` is what the preview counted; `removed` and `kept` what the job did.

    Once it is done it is the certificate, and its row never changes.
    """

    kind = models.CharField(max_length=20, choices=RecordKind)
    years = models.PositiveSmallIntegerField(help_text="As the rule was when it was asked for.")
    up_to = models.DateField("everything up to", help_text="The end of the last financial year that goes.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    found = models.PositiveIntegerField(help_text="How many the preview found.")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    removed = models.JSONField(default=dict, editable=False, help_text="Rows by table.")
    kept = models.JSONField(default=dict, editable=False, help_text="How many were kept, by why.")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    objects = RetentionRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(done_on=None, cancelled_on=None), name="one_removal_of_a_kind_at_a_time"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="a_second_person_confirms_a_removal"
            ),
            models.CheckConstraint(condition=Q(done_on=None) | Q(confirmed_by__isnull=False), name="what_was_removed_was_confirmed"),
        ]

    def __str__(self) -> str:
        return f"Retention {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("governance:run", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Asked for and neither confirmed nor cancelled."""
        return self.confirmed_by_id is None and self.cancelled_on is None

    @property
    def in_words(self) -> str:
        if self.cancelled_on:
            return "Cancelled"
        if self.done_on:
            return "Removed"
        return "Being removed" if self.confirmed_by_id else "Waits for a second person"


class TakenOutRow(models.Model):
    """A row that a removal deleted or emptied: its table and number, nothing of what it said."""

    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(max_length=100, help_text="The model, as in audits.Audit.")
    row_key = models.CharField("number", max_length=40)
    is_deleted = models.BooleanField(help_text="Else its words and who it was about were taken out; counts and grades stayed.")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "row_key"], name="taken_out_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_key}"

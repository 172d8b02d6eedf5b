"""Spreadsheets between their check and their storing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.querysets import AllocationFileQuerySet, AuditUploadQuerySet


class AuditUpload(models.Model):
    """A spreadsheet of past audits between its check and its storing. Once stored, its content goes and the outcome stays."""

    name = models.CharField("file", max_length=200)
    content = models.BinaryField(null=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    outcome = models.JSONField(null=True, editable=False, help_text="What was stored, restated, unchanged, refused and created.")

    objects = AuditUploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(content__isnull=False) | Q(outcome__isnull=False), name="an_upload_waits_or_is_stored")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:import-check", args=[self.pk])

    @property
    def is_stored(self) -> bool:
        return self.outcome is not None


class AllocationFile(models.Model):
    """A file of auditors and moderators that waits: a column of it is asked about, or rows of it are to be corrected."""

    cycle = models.ForeignKey("audits.Cycle", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("file", max_length=200)
    sheet = models.JSONField(editable=False, help_text="The file itself.")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)

    objects = AllocationFileQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "brought_by"], name="a_file_of_a_month_once_for_each")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:allocation-file", args=[self.cycle.code, self.pk])

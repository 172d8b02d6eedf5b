"""The append-only trail: who did what to what, when."""

import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from foundation.council.clock import moment_of

from .enums import AccessKind, Log
from .querysets import AccessQuerySet, EntryQuerySet
from .verbs import sentence_of

FORMS = {"docx": "Word", "xlsx": "Excel", "ods": "OpenDocument"}


class Entry(models.Model):
    """One thing that one person did. Written by `record` alone, never changed."""

    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField("the council's day")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    target_id = models.CharField(max_length=40)
    target = GenericForeignKey("target_type", "target_id")
    facts = models.JSONField(default=dict)
    origin = models.CharField("network address", max_length=64, null=True, blank=True)
    request = models.CharField("number of the request", max_length=64, null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["target_type", "target_id", "id"], name="entry_of_target")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.actor} {self.sentence}"

    @property
    def moment(self) -> datetime.datetime:
        return moment_of(self.day, self.at)

    @property
    def sentence(self) -> str:
        """What happened, as the trail says it: “submitted the audit”."""
        return sentence_of(self.verb)


class Access(models.Model):
    """One answer with case content that somebody was given, or one attempt to sign in. Written by `note_access` alone, never changed.

    Apart from the trail, which other pages look up at every turn: there are far more readings than changes.
    """

    key = models.UUIDField(unique=True, help_text="Made before it is stored, so that what is stored twice is one.")
    at = models.DateTimeField()
    day = models.DateField("the council's day")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Nobody: an account that there is not."
    )
    act = models.CharField(max_length=20, choices=AccessKind)
    address = models.CharField(max_length=60, help_text="The name of the address, as in “audits:audit”.")
    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    target_id = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(
        default=dict, help_text="What else tells which: a month, how many, as which kind of file. No case ID, no words."
    )
    origin = models.CharField("network address", max_length=64, null=True, blank=True)
    request = models.CharField("number of the request", max_length=64, null=True, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "access"
        indexes = [
            models.Index(fields=["target_type", "target_id", "at"], name="access_to_target"),
            models.Index(fields=["actor", "at"], name="access_by_actor"),
            models.Index(fields=["act", "at"], name="access_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.actor} {self.get_act_display().lower()} {self.address}"

    @property
    def moment(self) -> datetime.datetime:
        return moment_of(self.day, self.at)

    @property
    def what(self) -> str:
        """What was opened, in words: “Record page, as PDF”."""
        name = self.address.partition(":")[2].replace("-", " ").capitalize()
        also = [str(self.facts[fact]).replace("-", " ") for fact in ("section", "version") if fact in self.facts]
        form = str(self.facts.get("form", ""))
        return ", ".join([name, *also, *([f"as {FORMS.get(form, form.upper())}"] if form else [])])


class Segment(models.Model):
    """So many rows of a log, sealed together: `sha256` follows from that of the segment before and from every row of this one, in order."""

    log = models.CharField(max_length=6, choices=Log)
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField(help_text="Rows in this segment.")
    total = models.PositiveBigIntegerField(help_text="Rows in this segment and all before it.")
    last_row = models.PositiveBigIntegerField(help_text="The largest number of a row in this segment and all before it.")
    before = models.CharField("SHA-256 of the segment before", max_length=64, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["log", "number"]
        constraints = [models.UniqueConstraint(fields=["log", "number"], name="a_segment_of_a_log_once")]

    def __str__(self) -> str:
        return f"{self.get_log_display()}, segment {self.number}"


class SealedRow(models.Model):
    """The SHA-256 of one row of a log, by the number of the row: kept apart, so that a row that is no longer there is missed."""

    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="sealed")
    log = models.CharField(max_length=6, choices=Log)
    place = models.PositiveIntegerField()
    row = models.PositiveBigIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ["segment", "place"]
        constraints = [
            models.UniqueConstraint(fields=["log", "row"], name="a_row_of_a_log_sealed_once"),
            models.UniqueConstraint(fields=["segment", "place"], name="a_place_in_a_segment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.log} {self.row}"


class RemovedRow(models.Model):
    """What is left of a row of a log that the rules of retention removed: its number, and the certificate that says why.

    Its SHA-256 stays among the sealed rows, so the chain can be computed as before; an entry of the trail, which is sealed itself, says
    which hashes the certificate is for. Without such a row the database refuses to delete one of a log.
    """

    log = models.CharField(max_length=6, choices=Log)
    row = models.PositiveBigIntegerField()
    certificate = models.CharField(
        max_length=40, help_text="“Retention 7”: what removed it, under which rule, asked and confirmed by whom."
    )
    removed_on = models.DateField("the council's day")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["certificate", "log"], name="removed_by_certificate")]
        constraints = [models.UniqueConstraint(fields=["log", "row"], name="a_row_of_a_log_removed_once")]

    def __str__(self) -> str:
        return f"{self.log} {self.row}, removed: {self.certificate}"


class AnchoredLog(models.Model):
    """Up to which segment the heads of a log are in storage outside, so that each is written there once."""

    log = models.CharField(max_length=6, choices=Log, unique=True)
    place = models.CharField("where, without how to get in", max_length=200)
    segment = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_log_display()}, up to segment {self.segment}"


class LogCheck(models.Model):
    """One time that every sealed row was computed again."""

    at = models.DateTimeField()
    day = models.DateField("the council's day")
    entries = models.PositiveBigIntegerField()
    segments = models.PositiveIntegerField()
    broken = models.PositiveIntegerField()
    against_outside = models.BooleanField("with the heads outside")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Check of the logs on {self.day:%Y-%m-%d}"

    @property
    def moment(self) -> datetime.datetime:
        return moment_of(self.day, self.at)

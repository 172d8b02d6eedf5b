"""The records of a study: drawn in waves, read one by one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models.case_keys import CaseKeyField
from foundation.accounts.models import Team
from studies.enums import ReadState, RecordReply
from studies.querysets import StudyRecordQuerySet

from .studies import Study, StudyQuestion


class Wave(models.Model):
    """One draw from one list: anybody who has the list and the seed draws the same records."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="waves")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    drawn_on = models.DateField()
    seed = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField(help_text="Records that were asked for.")
    listed = models.PositiveIntegerField(help_text="Records of the list.")
    left_out = models.PositiveIntegerField(default=0, help_text="Records of the list that an earlier wave had drawn.")
    file_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["study", "place"]
        constraints = [models.UniqueConstraint(fields=["study", "place"], name="a_place_of_a_wave_once")]

    def __str__(self) -> str:
        return self.name


class StudyRecord(models.Model):
    """One record of a wave: to read, read, set aside, or a reserve for one that is. `place` is its place in the draw."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="records")
    place = models.PositiveSmallIntegerField()
    case_id = models.CharField("case ID", max_length=40)
    case_key = CaseKeyField(db_index=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="study_records")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Kept so that nobody reads the record of a child they work with; shown nowhere.",
    )
    state = models.CharField(max_length=10, choices=ReadState)
    reason = models.CharField("why it was set aside", max_length=200, blank=True)
    note = models.TextField(blank=True)
    follow_up = models.BooleanField("somebody must act on this record", default=False)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_on = models.DateField(null=True, blank=True)

    objects = StudyRecordQuerySet.as_manager()

    class Meta:
        ordering = ["wave", "place"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "case_key"], name="a_record_once_in_a_wave"),
            models.UniqueConstraint(fields=["wave", "place"], name="a_place_in_a_wave_once"),
            models.CheckConstraint(
                condition=~Q(state=ReadState.READ) | Q(read_by__isnull=False, read_on__isnull=False), name="a_read_record_has_its_reader"
            ),
            models.CheckConstraint(
                condition=Q(read_by=None) | Q(worker=None) | ~Q(read_by=models.F("worker")), name="nobody_reads_their_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("studies:record", args=[self.wave.study_id, self.pk])


class StudyAnswer(models.Model):
    """The answer to one question about one record."""

    record = models.ForeignKey(StudyRecord, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(StudyQuestion, on_delete=models.PROTECT, related_name="answers")
    reply = models.CharField(max_length=7, choices=RecordReply)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "question"], name="a_question_of_a_record_once")]

    def __str__(self) -> str:
        return f"{self.record.case_id}: {self.get_reply_display()}"

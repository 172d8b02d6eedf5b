"""How a month's records were chosen: the list they came from, the draw, and what became of each record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.enums import PlanType, RecordsAsked, Sampled
from audits.querysets import SampledRecordQuerySet, SampleQuerySet
from foundation.lookups.enum_lists import EnumListField

from .audits import Audit
from .case_keys import CaseKeyField
from .cycles import Cycle


class Sample(models.Model):
    """One list of records and the draw from it. Until it is applied it waits, and `listed` holds what the file said.

    From its records, their order and `seed` anybody can draw the same sample again.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="samples")
    file_name = models.CharField("file", max_length=200)
    file_hash = models.CharField("SHA-256 of the file", max_length=64)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    listed = models.JSONField(null=True, editable=False, help_text="Columns and records of the file, until the sample is applied.")
    sheet = models.JSONField(
        null=True, editable=False, help_text="The file itself, without what names a child, until the sample is applied."
    )
    is_asked = models.BooleanField(default=False, help_text="Somebody has to say what its columns or words mean.")
    passed_over = models.JSONField(default=list, help_text="Of each row that was not taken: row, column, value and why.")
    stratum_columns = models.JSONField("divided by", default=list)
    size = models.PositiveSmallIntegerField(null=True)
    minimum = models.PositiveSmallIntegerField("least from each stratum", default=0)
    seed = models.PositiveBigIntegerField()
    audited_since = models.DateField(help_text="Records audited in this month or later are left out.")
    open_weeks = models.PositiveSmallIntegerField("open for at least, in weeks", default=12)
    asked_records = models.CharField("which records can be drawn", max_length=10, choices=RecordsAsked, default=RecordsAsked.ANY)
    closed_months = models.PositiveSmallIntegerField("closed within so many months", default=12)
    asked_plans = EnumListField(enum=PlanType, help_text="Empty: every plan type.")
    judged_on = models.DateField("weeks open are counted to", null=True)
    draws = models.PositiveSmallIntegerField("times drawn", default=0)
    strata = models.JSONField(default=list, help_text="Of each stratum: name, cases, drawn and exact share.")
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    applied_on = models.DateField(null=True)
    # Of samples that are read `without_file`.
    has_file: bool

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(listed__isnull=False) | Q(applied_on__isnull=False), name="a_sample_waits_or_is_applied")
        ]

    def __str__(self) -> str:
        return f"Sample for {self.cycle}"

    def get_absolute_url(self) -> str:
        return reverse("audits:sample-draw", args=[self.cycle.code, self.pk])

    @property
    def is_applied(self) -> bool:
        return self.applied_on is not None

    @property
    def is_drawn(self) -> bool:
        return self.draws > 0


class SampledRecord(models.Model):
    """One record of an applied sample. `position` is its place in its stratum's draw and never changes; records left out have none."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="records")
    case_id = models.CharField("case ID", max_length=40)
    case_key = CaseKeyField(db_index=True)
    written_apart = models.PositiveIntegerField(
        default=0, editable=False, help_text="Nought, but for one that its spelling kept apart from another before spellings were one."
    )
    listed_case_id = models.CharField(
        "case ID as the list had it", max_length=40, blank=True, help_text="Where it was corrected since: the draw was made by this one."
    )
    stratum = models.CharField(max_length=500, blank=True)
    family = models.CharField(max_length=100, blank=True)
    position = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=12, choices=Sampled)
    reason = models.TextField(blank=True, help_text="Why it was left out, replaced or added by hand.")
    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, null=True, related_name="sampled")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    values = models.JSONField(default=dict, help_text="The row's other cells, by column.")

    objects = SampledRecordQuerySet.as_manager()

    class Meta:
        ordering = ["sample", "stratum__folded", models.F("position").asc(nulls_last=True), "case_id__folded"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "stratum", "position"], name="a_place_in_a_stratum_once"),
            models.UniqueConstraint(
                fields=["sample", "case_key", "written_apart"], condition=~Q(state=Sampled.BY_HAND), name="a_record_of_a_list_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_state_display()}"

    @property
    def drawn_by(self) -> str:
        """The case ID that its place in the draw was made from."""
        return self.listed_case_id or self.case_id

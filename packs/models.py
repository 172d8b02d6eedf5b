"""Packs: what an inspector, or the meeting of a service, is given, as one file that is kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from foundation.accounts.models import Service
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.council.months import month_code, period_name

from .enums import PackKind
from .querysets import PackQuerySet


class Pack(models.Model):
    """One zip as it was made. `files` is its manifest: each file's name, size and SHA-256. Its bytes are in its parts."""

    kind = models.CharField(max_length=10, choices=PackKind)
    first_month = models.DateField()
    last_month = models.DateField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="packs")
    with_records = models.BooleanField(default=False, help_text="It has lists of single records.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(help_text="On the council's day.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField("SHA-256", max_length=64)
    files = models.JSONField(help_text="As `stored.PACK_FILES` has it.")

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PackKind.SERVICE, service__isnull=False, with_records=False) | Q(kind=PackKind.INSPECTION, service=None),
                name="a_service_pack_has_its_service_and_no_record",
            ),
            models.CheckConstraint(
                condition=Q(IsFirstOfMonth("first_month"), IsFirstOfMonth("last_month"), last_month__gte=F("first_month")),
                name="a_pack_is_of_whole_months",
            ),
        ]

    def __str__(self) -> str:
        of = f" of {self.service}" if self.service else ""
        return f"{self.get_kind_display()}{of}, {self.period}"

    @property
    def period(self) -> str:
        return period_name(self.first_month, self.last_month)

    @property
    def file_name(self) -> str:
        """“inspection-pack-2023-06-to-2023-07.zip”."""
        months = "-to-".join(dict.fromkeys(map(month_code, (self.first_month, self.last_month))))
        of = f"-{self.service}" if self.service else ""
        records = "-with-records" if self.with_records else ""
        return f"{self.get_kind_display()}{of}-{months}{records}.zip".lower().replace(" ", "-")


class PackPart(models.Model):
    """Some of the bytes of a pack, at most `PART_SIZE` of them, so that neither making nor sending one holds it whole."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    content = models.BinaryField(editable=False)

    class Meta:
        ordering = ["pack", "position"]
        constraints = [models.UniqueConstraint(fields=["pack", "position"], name="a_part_of_a_pack_once")]

    def __str__(self) -> str:
        return f"{self.pack}, part {self.position}"

"""What must be kept whatever the rules of retention say: for a court, an inquiry, a complaint."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from audits.models import Audit
from audits.models.case_keys import CaseKeyField
from governance.enums import HoldKind
from governance.querysets import LegalHoldQuerySet


class LegalHold(models.Model):
    """On a case ID, an audit or a worker; until somebody ends it, or to the end of a day."""

    kind = models.CharField(max_length=10, choices=HoldKind)
    case_id = models.CharField("case ID", max_length=40, blank=True)
    case_key = CaseKeyField(blank=True, db_index=True)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds")
    reason = models.TextField(max_length=1000)
    last_day = models.DateField("until", null=True, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_on = models.DateField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(max_length=1000, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=HoldKind.CASE, audit=None, worker=None) & ~Q(case_id=""))
                | Q(kind=HoldKind.AUDIT, audit__isnull=False, worker=None, case_id="")
                | Q(kind=HoldKind.WORKER, audit=None, worker__isnull=False, case_id=""),
                name="a_hold_is_on_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"Hold {self.pk}"

    @property
    def on_what(self) -> str:
        return str({HoldKind.CASE: self.case_id, HoldKind.AUDIT: self.audit, HoldKind.WORKER: self.worker}[HoldKind(self.kind)])

    def is_in_force(self, on: datetime.date) -> bool:
        return self.ended_on is None and (self.last_day is None or self.last_day >= on)

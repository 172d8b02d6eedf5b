"""Who may see which sample, and which of its records."""

from typing import Any

from django.db import models

from audits.enums import Sampled
from foundation.accounts.enums import Role

from .restrictions import closed_keys


class SampleQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "SampleQuerySet":
        """A sample names every record of a cohort: only people who plan the month see it."""
        return self if person.is_system or person.has_role(Role.QA_LEAD) else self.none()

    def without_file(self) -> "SampleQuerySet":
        """The file of a list of thousands is read only where it is needed; `has_file` says whether there is one."""
        return self.defer("sheet").annotate(has_file=models.Q(sheet__isnull=False))

    def applied(self) -> "SampleQuerySet":
        return self.filter(applied_on__isnull=False)

    def waiting(self) -> "SampleQuerySet":
        return self.filter(applied_on__isnull=True)


class SampledRecordQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "SampledRecordQuerySet":
        """To people who plan the month, but for restricted records that are closed to them. It chains with the sample's."""
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self.exclude(case_key__in=closed_keys(person))
        return self.none()

    def drawn(self) -> "SampledRecordQuerySet":
        """In the month by the draw, from the start or in place of another."""
        return self.filter(state__in=[Sampled.DRAWN, Sampled.REPLACEMENT])

    def reserves(self) -> "SampledRecordQuerySet":
        return self.filter(state=Sampled.RESERVE)

    def by_hand(self) -> "SampledRecordQuerySet":
        return self.filter(state=Sampled.BY_HAND)

    def in_order(self) -> "SampledRecordQuerySet":
        return self.order_by("stratum__folded", models.F("position").asc(nulls_last=True), "case_id__folded")

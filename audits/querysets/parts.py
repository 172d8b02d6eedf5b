"""Who may see which agency's part of an audit."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from audits.enums import WRITTEN_STATES, PartState


class AgencyPartQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "AgencyPartQuerySet":
        """A partner auditor sees their own and no other; who may read what the audit's auditor wrote sees those of that audit."""
        audits = apps.get_model("audits", "Audit").objects
        read = audits.visible_to(person).with_words_visible_to(person)
        return self.filter(Q(partner=person) | Q(audit__in=read.order_by().values("pk")))

    def to_fill(self, person: Any) -> "AgencyPartQuerySet":
        """Open parts of `person`, of audits that are still written."""
        return self.open().filter(partner=person, audit__state__in=WRITTEN_STATES)

    def open(self) -> "AgencyPartQuerySet":
        return self.filter(state__in=[PartState.GIVEN, PartState.BEGUN])

    def waiting(self) -> "AgencyPartQuerySet":
        """Open, and nothing keeps them from being filled in."""
        return self.open().filter(audit__state__in=WRITTEN_STATES, audit__cycle__paused_on=None)

    def for_page(self) -> "AgencyPartQuerySet":
        return self.select_related("agency", "tool", "partner", "given_by", "audit__cycle", "audit__auditor")

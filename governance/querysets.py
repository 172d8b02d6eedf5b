"""Who may see the registers, and words of the field that chain."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from audits.querysets import keys_closed_by_interest
from foundation.accounts.enums import Role

# Who answers for what is kept. Administrators see no case content, so they are not among them.
KEEPERS = (Role.GOVERNANCE, Role.QA_LEAD)


def keeps_registers(person: Any) -> bool:
    return bool(person.is_system or person.has_role(*KEEPERS))


class _Register(models.QuerySet):
    """No restriction keeps the keepers out, or nobody could answer for what is kept; an interest of their own in such a record does."""

    def visible_to(self, person: Any) -> Any:
        return self if keeps_registers(person) else self.none()


class SubjectRequestQuerySet(_Register):
    def visible_to(self, person: Any) -> Any:
        return super().visible_to(person).exclude(case_key__in=keys_closed_by_interest(person))

    def open(self) -> "SubjectRequestQuerySet":
        return self.filter(answered_on=None)

    def for_page(self) -> "SubjectRequestQuerySet":
        return self.select_related("worker", "entered_by")


class ComplaintQuerySet(_Register):
    def open(self) -> "ComplaintQuerySet":
        return self.filter(closed_on=None)

    def to_acknowledge(self) -> "ComplaintQuerySet":
        return self.filter(acknowledged_on=None, closed_on=None)

    def for_page(self) -> "ComplaintQuerySet":
        return self.select_related("request", "entered_by")


class LegalHoldQuerySet(_Register):
    def visible_to(self, person: Any) -> Any:
        closed = keys_closed_by_interest(person)
        return super().visible_to(person).exclude(case_key__in=closed).exclude(audit__case_key__in=closed)

    def in_force(self, on: datetime.date) -> "LegalHoldQuerySet":
        return self.filter(Q(last_day=None) | Q(last_day__gte=on), ended_on=None)

    def for_page(self) -> "LegalHoldQuerySet":
        return self.select_related("audit", "worker", "placed_by", "ended_by")


class RetentionRunQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> Any:
        """Certificates hold counts and no case ID: people who may confirm a removal see them too."""
        return self if keeps_registers(person) or person.has_role(Role.DIRECTOR, Role.ADMINISTRATOR) else self.none()

    def waiting(self) -> "RetentionRunQuerySet":
        return self.filter(confirmed_by=None, cancelled_on=None)

    def for_page(self) -> "RetentionRunQuerySet":
        return self.select_related("asked_by", "confirmed_by", "cancelled_by", "job")

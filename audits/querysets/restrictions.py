"""Restricted records: one condition that everything that hangs on an audit asks."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from foundation.accounts.enums import Role
from foundation.accounts.worded_once import keys_by_role


class RestrictedRecordQuerySet(models.QuerySet):
    def in_force(self) -> "RestrictedRecordQuerySet":
        return self.filter(ended_on=None)

    def keys_in_force(self) -> models.QuerySet:
        """Keys of the case IDs, for what quotes nothing of a restricted record, no matter who asks."""
        return self.in_force().order_by().values("case_key")

    def closed_to(self, person: Any) -> "RestrictedRecordQuerySet":
        """Those in force that `person` is not named for; to a QA lead those in which they have declared an interest.

        An interest in the child's record closes it to a named reader, too.
        """
        if person.is_system:
            return self.none()
        found = self.in_force()
        interests = apps.get_model("audits", "Interest").objects.standing().order_by()
        has_interest = Exists(interests.filter(person=person, case_key=OuterRef("case_key")))
        if person.has_role(Role.QA_LEAD):
            return found.filter(has_interest)
        named = _restricted().readers.through.objects.filter(restrictedrecord=OuterRef("pk"), person=person)
        return found.filter(~Exists(named) | has_interest)

    def visible_to(self, person: Any) -> "RestrictedRecordQuerySet":
        """QA leads see which records are restricted, but for those that are closed to themselves."""
        if person.is_system:
            return self
        if not person.has_role(Role.QA_LEAD):
            return self.none()
        return self.exclude(pk__in=_restricted().objects.closed_to(person).order_by().values("pk"))

    def for_list(self) -> "RestrictedRecordQuerySet":
        return self.select_related("restricted_by", "ended_by").prefetch_related("readers")


class BreakGlassQuerySet(models.QuerySet):
    def open(self, now: datetime.datetime) -> "BreakGlassQuerySet":
        return self.filter(opened_at__lte=now, until__gt=now)

    def unreviewed(self) -> "BreakGlassQuerySet":
        return self.filter(reviewed_on=None)

    def visible_to(self, person: Any) -> "BreakGlassQuerySet":
        """Leads see all of audits that they may read; others their own."""
        if person.is_system:
            return self
        own = Q(person=person)
        if not person.has_role(Role.QA_LEAD):
            return self.filter(own)
        return self.filter(own | ~Q(audit__in=closed_audits(person)))

    def to_review(self, person: Any) -> "BreakGlassQuerySet":
        """What waits for this lead: nobody reviews their own."""
        return self.unreviewed().visible_to(person).exclude(person=person) if person.has_role(Role.QA_LEAD) else self.none()

    def for_list(self) -> "BreakGlassQuerySet":
        return self.select_related("audit", "person", "reviewed_by")


def _restricted() -> Any:
    return apps.get_model("audits", "RestrictedRecord")


@keys_by_role
def closed_keys(person: Any) -> models.QuerySet:
    """Keys of the case IDs of restricted records that are closed to `person`."""
    return _restricted().objects.closed_to(person).order_by().values("case_key")


def keys_closed_by_interest(person: Any) -> models.QuerySet:
    """Keys of restricted records in which `person` has declared an interest: what alone is closed to people who keep the registers."""
    interests = apps.get_model("audits", "Interest").objects.standing().filter(person=person).order_by()
    return _restricted().objects.keys_in_force().filter(case_key__in=interests.exclude(case_key="").values("case_key"))


@keys_by_role
def closed_audits(person: Any) -> models.QuerySet:
    """Numbers of the audits that are closed to `person`, for `exclude(audit__in=…)`: of restricted records for which they are not named.

    Who audits or moderates one reads it all the same: they were chosen for it.
    """
    audits = apps.get_model("audits", "Audit").objects.order_by()
    if person.is_system:
        return audits.none().values("pk")
    return audits.filter(case_key__in=closed_keys(person)).exclude(auditor=person).exclude(moderator=person).values("pk")

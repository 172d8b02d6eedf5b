"""Numbers of the audits that somebody sees, judges, or must not know the grades of yet: for `filter(audit__in=…)`."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from audits.enums import FINISHED_STATES, AuditState
from foundation.accounts.querysets import line_of
from foundation.accounts.worded_once import keys_by_role, keys_for


@keys_for
def audits_judged_by(person: Any) -> models.QuerySet:
    """Numbers of the audits that `person` audits or moderates, for `filter(audit__in=…)`."""
    return apps.get_model("audits", "Audit").objects.filter(Q(auditor=person) | Q(moderator=person)).values("pk")


@keys_for
def hidden_audits(person: Any) -> models.QuerySet:
    """Numbers of the audits that `person` moderates blind and has not graded yet, for `exclude(audit__in=…)`."""
    return apps.get_model("audits", "Audit").objects.waiting_for_blind_grades().filter(moderator=person).values("pk")


@keys_by_role
def seen_audits(person: Any) -> models.QuerySet:
    """Numbers of the audits that `person` sees, for `filter(audit__in=…)`."""
    return apps.get_model("audits", "Audit").objects.visible_to(person).values("pk")


@keys_for
def theirs_to_see(person: Any) -> models.QuerySet:
    """What somebody sees who does not see everything, before restricted records are taken out."""
    found = Q(state__in=FINISHED_STATES)
    told = Q(response__isnull=False) & ~Q(state=AuditState.WITHDRAWN)
    mine = Q(auditor=person) | Q(moderator=person, state__in=[AuditState.SUBMITTED, *FINISHED_STATES])
    seen = mine | (Q(allocated_worker=person) & found) | (line_of(person) & (found | told))
    return apps.get_model("audits", "Audit").objects.filter(seen).values("pk")

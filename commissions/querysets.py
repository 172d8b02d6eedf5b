"""Who may see which commissioned work, and which of it a report gives."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from foundation.accounts.enums import Role
from foundation.accounts.worded_once import condition_by_role

from .enums import OPEN_COMMISSIONS

READERS_OF_ALL = (Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)


class CommissionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "CommissionQuerySet":
        """Leads, directors and service leaders see all; the Board what was released to it; everybody what they lead or have added.

        But for the QA lead and its own lead, nobody reads what was answered since a month of which they still have an audit to grade blind:
        the answer may give its grades.
        """
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self
        return self.filter(_is_seen_by(person))

    def open(self) -> "CommissionQuerySet":
        return self.filter(state__in=OPEN_COMMISSIONS)

    def overdue(self, on: datetime.date) -> "CommissionQuerySet":
        return self.open().filter(due__lt=on)

    def without_lead(self) -> "CommissionQuerySet":
        """Open, and nobody answers for it: no lead yet, or one who left."""
        return self.open().filter(Q(lead=None) | Q(lead__is_active=False))

    def given_in_report(self, first: datetime.date, last: datetime.date, on: datetime.date) -> "CommissionQuerySet":
        """What a report on these months gives, as things were `on` a day: what was open then, and what was answered or withdrawn since the
        report before, which the first approved report that says so takes out of all later ones.
        """
        is_open = Q(closed_on=None) | Q(closed_on__gt=on)
        is_new = Q(told_first=None) | Q(told_first=first, told_last=last)
        return self.filter(is_open | is_new, added_on__lte=on).order_by("asked_on", "number")

    def for_page(self) -> "CommissionQuerySet":
        return self.select_related("lead", "added_by")


@condition_by_role
def _is_seen_by(person: Any) -> models.QuerySet:
    """`visible_to` of everybody but the system and the QA lead."""
    theirs = Q(lead=person)
    seen = theirs | Q(added_by=person)
    if person.has_role(Role.BOARD_MEMBER):
        seen |= Q(released_on__isnull=False)
    commissions = apps.get_model("commissions", "Commission").objects.all()
    found = commissions if person.has_role(*READERS_OF_ALL) else commissions.filter(seen)
    hidden = apps.get_model("audits", "Audit").objects.grades_hidden_from(person).order_by()
    return found.filter(theirs | ~Exists(hidden.filter(cycle__month__lte=OuterRef("closed_on"))))

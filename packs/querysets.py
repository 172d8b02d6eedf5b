"""Who may see which pack."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from foundation.accounts.enums import Role

from .enums import PackKind


class PackQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "PackQuerySet":
        """Leads and directors see all; the head and the manager of a service those of their service.

        But for the lead, nobody sees one on a month of which they still have an audit to grade blind, also one that somebody else made:
        it shows its grades.
        """
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self
        of_service = Q(service__head=person) | Q(service__manager=person)
        found = self if person.has_role(Role.DIRECTOR) else self.filter(of_service, kind=PackKind.SERVICE)
        months = {"cycle__month__gte": OuterRef("first_month"), "cycle__month__lte": OuterRef("last_month")}
        hidden = apps.get_model("audits", "Audit").objects.grades_hidden_from(person).order_by()
        return found.exclude(Exists(hidden.filter(**months)))

    def alike(self, pack: Any) -> "PackQuerySet":
        """Of the same kind, on the same months, of the same service, with or without records alike."""
        about = {name: getattr(pack, name) for name in ("kind", "first_month", "last_month", "service", "with_records")}
        return self.filter(**about)

"""Who may see which pack."""

from typing import Any

from django.db import models
from django.db.models import Q

from foundation.accounts.enums import Role

from .enums import PackKind


class PackQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "PackQuerySet":
        """Leads and directors see all; the head and the manager of a service those of their service."""
        if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
            return self
        return self.filter(Q(service__head=person) | Q(service__manager=person), kind=PackKind.SERVICE)

    def alike(self, pack: Any) -> "PackQuerySet":
        """Of the same kind, on the same months, of the same service, with or without records alike."""
        about = {name: getattr(pack, name) for name in ("kind", "first_month", "last_month", "service", "with_records")}
        return self.filter(**about)

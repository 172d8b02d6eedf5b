"""Who may see which observation."""

from typing import Any

from django.db import models
from django.db.models import Q

from foundation.accounts.enums import Role
from foundation.accounts.querysets import line_of

from .enums import ObservationState


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ObservationQuerySet":
        """Leads and directors see all, observers theirs, the practitioner theirs once shared, managers their teams' once recorded."""
        if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
            return self
        return self.filter(
            Q(observer=person)
            | Q(practitioner=person, state=ObservationState.SHARED)
            | (line_of(person) & ~Q(state=ObservationState.PLANNED))
            | Q(audit__auditor=person)
        )

    def recorded(self) -> "ObservationQuerySet":
        return self.exclude(state=ObservationState.PLANNED)

    def planned(self) -> "ObservationQuerySet":
        return self.filter(state=ObservationState.PLANNED)

    def for_page(self) -> "ObservationQuerySet":
        return self.select_related("cycle", "team__service", "observer", "practitioner", "audit")

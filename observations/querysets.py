"""Who may see which observation, and what is offered on which day."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Q

from audits.querysets import closed_audits
from foundation.accounts.enums import Role
from foundation.accounts.querysets import line_of

from .enums import FeedbackOf, ObservationState

# At least one of the child, the parents, the carers and other family said something.
FAMILY_SAID = ~Q(**{str(name): "" for name in FeedbackOf.values})
_UNSEEN = (ObservationState.PLANNED, ObservationState.CANCELLED)
_READ_BY_PRACTITIONER = (ObservationState.SHARED, ObservationState.ACKNOWLEDGED)


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ObservationQuerySet":
        """Leads and directors see all, observers theirs, the practitioner theirs once shared, managers their teams' once recorded."""
        shown = self.exclude(audit__in=closed_audits(person))
        if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
            return shown
        return shown.filter(
            Q(observer=person)
            | Q(practitioner=person, state__in=_READ_BY_PRACTITIONER)
            | (line_of(person) & ~Q(state__in=_UNSEEN))
            | Q(audit__auditor=person)
        )

    def opened_by(self, person: Any) -> "ObservationQuerySet":
        """Those that `person` sees, and those planned with them as the practitioner: of these they see the plan, not the words."""
        shown = self.exclude(audit__in=closed_audits(person))
        if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
            return shown
        seen = ObservationQuerySet(self.model, using=self.db).visible_to(person)
        return shown.filter(Q(practitioner=person) | Q(pk__in=seen.order_by().values("pk")))

    def recorded(self) -> "ObservationQuerySet":
        return self.exclude(state__in=_UNSEEN)

    def planned(self) -> "ObservationQuerySet":
        return self.filter(state=ObservationState.PLANNED)

    def live(self) -> "ObservationQuerySet":
        return self.exclude(state=ObservationState.CANCELLED)

    def overdue(self, on: datetime.date) -> "ObservationQuerySet":
        return self.planned().filter(due__lt=on)

    def for_page(self) -> "ObservationQuerySet":
        return self.select_related("cycle", "plan", "kind", "template", "team__service", "observer", "practitioner", "audit")


class ObservationTypeQuerySet(models.QuerySet):
    def offered(self, on: datetime.date) -> "ObservationTypeQuerySet":
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=on), first_day__lte=on)


class ObservationPlanQuerySet(models.QuerySet):
    def with_counts(self) -> "ObservationPlanQuerySet":
        """With how many observations are given out, recorded, shared and cancelled."""
        state = "observations__state"
        unseen = Q(**{f"{state}__in": _UNSEEN})
        return self.annotate(
            assigned=Count("observations", filter=~Q(**{state: ObservationState.CANCELLED})),
            recorded=Count("observations", filter=Q(observations__isnull=False) & ~unseen),
            shared=Count("observations", filter=Q(**{f"{state}__in": _READ_BY_PRACTITIONER})),
            acknowledged=Count("observations", filter=Q(**{state: ObservationState.ACKNOWLEDGED})),
            cancelled=Count("observations", filter=Q(**{state: ObservationState.CANCELLED})),
        )

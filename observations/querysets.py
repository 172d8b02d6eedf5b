"""Who may see which observation, and what is offered on which day."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

from audits.querysets import closed_audits
from foundation.accounts.enums import Role
from foundation.accounts.querysets import line_of
from foundation.accounts.worded_once import condition_by_role, keys_by_role

from .enums import FeedbackOf, ObservationState

# At least one of the child, the parents, the carers and other family said something.
FAMILY_SAID = ~Q(**{str(name): "" for name in FeedbackOf.values})
_UNSEEN = (ObservationState.PLANNED, ObservationState.CANCELLED)
_READ_BY_PRACTITIONER = (ObservationState.SHARED, ObservationState.ACKNOWLEDGED)


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ObservationQuerySet":
        """Leads and directors see all, observers theirs, the practitioner theirs once shared, managers their teams' once recorded."""
        return self.filter(_is_seen_by(person))

    def opened_by(self, person: Any) -> "ObservationQuerySet":
        """Those that `person` sees, and those planned with them as the practitioner: of these they see the plan, not the words."""
        shown = self.exclude(audit__in=closed_audits(person))
        if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
            return shown
        return shown.filter(Q(practitioner=person) | Q(pk__in=seen_observations(person)))

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


@condition_by_role
def _is_seen_by(person: Any) -> models.QuerySet:
    """`visible_to`, of everybody."""
    shown = apps.get_model("observations", "Observation").objects.exclude(audit__in=closed_audits(person))
    if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
        return shown
    audited = apps.get_model("audits", "Audit").objects.filter(auditor=person).order_by()
    return shown.filter(
        Q(observer=person)
        | Q(practitioner=person, state__in=_READ_BY_PRACTITIONER)
        | (line_of(person) & ~Q(state__in=_UNSEEN))
        | Q(audit__in=audited.values("pk"))
    )


@keys_by_role
def seen_observations(person: Any) -> models.QuerySet:
    """Numbers of the observations that `person` sees, for `filter(observation__in=…)`."""
    return apps.get_model("observations", "Observation").objects.visible_to(person).order_by().values("pk")


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

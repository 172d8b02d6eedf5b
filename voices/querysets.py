"""Who may see which voice, and which of them may be quoted."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from audits.querysets import closed_audits, hidden_audits
from foundation.accounts.enums import Role
from foundation.accounts.worded_once import condition_by_role
from observations.querysets import seen_observations

from .enums import Consent, VoiceState


class VoiceQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "VoiceQuerySet":
        """Leads and directors see all; others what they gather, and what belongs to an audit or observation that they may read.

        Nobody reads here what was said about their own practice (they have it in their letter, or shared by the observer), nor anything
        beside an audit that they are to moderate blind, or of a restricted record for which they are not named.
        """
        if person.is_system:
            return self
        return self.filter(_is_seen_by(person))

    def waiting(self) -> "VoiceQuerySet":
        """Asked for, and nothing has come of it yet."""
        return self.filter(state=VoiceState.SOUGHT)

    def overdue(self, on: datetime.date) -> "VoiceQuerySet":
        return self.waiting().filter(due__lt=on)

    def obtained(self) -> "VoiceQuerySet":
        return self.filter(state=VoiceState.OBTAINED)

    def quotable(self) -> "VoiceQuerySet":
        """Somebody chose words to quote, and the person who said them still allows it."""
        return self.obtained().filter(consent=Consent.GIVEN).exclude(quote="")

    def of_months(self, first: datetime.date, last: datetime.date) -> "VoiceQuerySet":
        return self.filter(month__gte=first, month__lte=last)

    def for_page(self) -> "VoiceQuerySet":
        return self.select_related("team", "gathered_by", "question_set", "audit", "observation", "cycle")


@condition_by_role
def _is_seen_by(person: Any) -> models.QuerySet:
    """`visible_to` of everybody but the system."""
    audits = apps.get_model("audits", "Audit").objects.order_by()
    observations = apps.get_model("observations", "Observation").objects.order_by()
    own = audits.filter(allocated_worker=person), observations.filter(practitioner=person)
    closed = observations.filter(audit__in=closed_audits(person))
    found = (
        apps.get_model("voices", "VoiceRecord").objects.exclude(audit__in=own[0].values("pk")).exclude(observation__in=own[1].values("pk"))
    )
    found = (
        found.exclude(audit__in=hidden_audits(person)).exclude(audit__in=closed_audits(person)).exclude(observation__in=closed.values("pk"))
    )
    if person.has_role(Role.QA_LEAD, Role.DIRECTOR):
        return found
    audited = audits.visible_to(person).with_words_visible_to(person).values("pk")
    return found.filter(Q(gathered_by=person) | Q(audit__in=audited) | Q(observation__in=seen_observations(person)))

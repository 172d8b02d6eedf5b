"""Domain words that chain. Who may see which action lives here."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from foundation.accounts.enums import Role

from .enums import ActionState


class ActionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ActionQuerySet":
        """Leads and directors see all; owners, raisers and verifiers theirs; managers those of their teams and of the people they manage."""
        if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR):
            return self
        line = Q(team__manager=person) | Q(team__service__manager=person) | Q(team__service__head=person)
        return self.filter(Q(owner=person) | Q(raised_by=person) | Q(verified_by=person) | Q(owner__line_manager=person) | line)

    def open(self) -> "ActionQuerySet":
        return self.filter(state=ActionState.OPEN)

    def live(self) -> "ActionQuerySet":
        return self.exclude(state=ActionState.WITHDRAWN)

    def awaiting_verification(self) -> "ActionQuerySet":
        return self.filter(state=ActionState.DONE)

    def verified(self) -> "ActionQuerySet":
        return self.filter(state=ActionState.VERIFIED)

    def overdue(self, on: datetime.date) -> "ActionQuerySet":
        """Open past the due date."""
        return self.open().filter(due__lt=on)

    def for_list(self) -> "ActionQuerySet":
        return self.select_related("owner", "team", "audit", "observation", "indicator")

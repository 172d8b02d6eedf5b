"""The line in which an auditor raises an action on the page where a domain is graded: what, who and by when."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actions import services
from actions.enums import Priority
from actions.models import Action
from actions.pages.owners import owner_choices
from actions.queries.due_dates import suggested_due
from actions.queries.similar import similar_actions
from audits.models import Audit, Domain, Judgement
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.govuk.forms import GovukDateField
from foundation.guard.services import Identified

from .fields import OwnerField
from .raising import FURTHEST_DAYS, WHAT_LENGTH

WHAT, OWNER, DUE, DIFFERENT, KEPT = "action_what", "action_owner", "action_due", "action_different", "action_kept"
NO_WHAT = "Say what must change, or clear the due date."
SAME = "Actions like it are open already. Open them, and tick the box if yours is another."


class ActionInPlace:
    """Its fields stand in the form of the domain and begin with `action_`; nothing is raised while what must change is left blank."""

    template = "actions/_in_place.html"

    def __init__(self, *, actor: Person, audit: Audit, domain: Domain):
        self.actor, self.audit, self.domain = actor, audit, domain
        self.similar: list[Action] = []
        self.asks_why = False

    def fields(self) -> dict[str, forms.Field]:
        owner = OwnerField(label="Owner", required=False, initial=str(self.audit.allocated_worker_id or ""))
        owner.choices = [("", ""), *owner_choices(self.audit.team, today(), self.audit)]
        return {
            WHAT: forms.CharField(label="What must change", max_length=WHAT_LENGTH, required=False),
            OWNER: owner,
            DUE: GovukDateField(label=f"Due ({uk_date(suggested_due(Priority.NORMAL, today()))} if left empty)", required=False),
            DIFFERENT: forms.BooleanField(label="It is none of these: raise it", required=False),
            KEPT: forms.CharField(label="Why may these words stand?", max_length=300, required=False),
        }

    def options(self) -> dict[str, Mapping[str, Any]]:
        return {
            OWNER: {"suggest": True, "empty_label": "Nobody yet"},
            KEPT: {"hint": "Your reason is recorded with your name. Otherwise change the words."},
        }

    def is_begun(self, given: Mapping[str, Any]) -> bool:
        return bool(str(given.get(WHAT) or "").strip())

    def as_begun(self, given: Mapping[str, Any]) -> dict[str, str]:
        """By the names of the longer form, as a session can keep it."""
        return {"what": given[WHAT], "owner": str(given[OWNER].pk) if given[OWNER] else "", "due": str(given[DUE] or "")}

    def problems(self, given: Mapping[str, Any]) -> dict[str, str]:
        """What keeps it from being raised, by field."""
        due: datetime.date | None = given.get(DUE)
        if not self.is_begun(given):
            return {WHAT: NO_WHAT} if due else {}
        found = {}
        if due and (due - today()).days > FURTHEST_DAYS:
            found[DUE] = "The due date must be within two years. Check the year."
        self.similar = similar_actions(self.actor, given[WHAT], self.audit.team, [self.domain])
        if self.similar and not given.get(DIFFERENT):
            found[DIFFERENT] = SAME
        return found

    def grade_and_raise(self, given: Mapping[str, Any], **judgement: Any) -> Judgement:
        """Save the judgement and raise the action: both, or neither."""
        return services.grade_domain_and_raise(
            actor=self.actor,
            audit=self.audit,
            domain=self.domain,
            judgement=judgement,
            what=given[WHAT],
            owner=given[OWNER],
            due=given[DUE],
            kept=given[KEPT],
        )

    def in_line(self, refused: ValidationError) -> ValidationError:
        """What the service calls `what` is `action_what` here; what it says of the whole stays as it is."""
        self.asks_why = isinstance(refused, Identified) and refused.may_stay
        if not hasattr(refused, "error_dict"):
            return refused
        ours = {"owner": OWNER, "due": DUE}
        return ValidationError({ours.get(name, WHAT): errors for name, errors in refused.error_dict.items()})

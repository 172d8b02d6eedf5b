"""The actions that the tracker shows, counted by owner, team, service, domain, month or source."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import TruncMonth
from django.http import QueryDict

from actions.enums import CLOSED_STATES, ActionSource, ActionState
from actions.queries.naming import sees_lateness_by_service
from actions.querysets import ActionQuerySet, answering
from foundation.accounts.models import Person
from foundation.council.months import month_code, month_name

# As the address says it of services: those that none answers for.
WITHOUT = "none"
GROUPS = {"owner": "Owner", "team": "Team", "service": "Service", "domain": "Domain", "month": "Month raised", "source": "Where from"}
_KINDS = {kind: When(**{f"{kind}__isnull": False}, then=Value(kind.value)) for kind in ActionSource if kind != ActionSource.ALONE}
_KEYS = {
    "owner": ("owner", "owner__name"),
    "team": ("team", "team__name"),
    "domain": ("domains", "domains__name"),
}


@dataclass(frozen=True)
class ActionGroup:
    """`href` leads to its actions that are not closed, `closed_href` to the others; empty where it stands for what has no such thing."""

    name: str
    href: str
    closed_href: str
    open: int
    overdue: int
    by_first: int
    to_verify: int
    closed: int


def groups_for(person: Person) -> dict[str, str]:
    """What `person` may group by."""
    hidden = {"owner"} if sees_lateness_by_service(person) else set()
    return {key: words for key, words in GROUPS.items() if key not in hidden}


def grouped(actions: ActionQuerySet, by: str, on: datetime.date, asked: QueryDict) -> list[ActionGroup]:
    """In alphabetical order, so that nobody is ranked; an action about several domains is counted in each."""
    is_open = Q(state=ActionState.OPEN)
    counts = {
        "open": Count("pk", filter=is_open, distinct=True),
        "overdue": Count("pk", filter=is_open & Q(due__lt=on), distinct=True),
        "by_first": Count("pk", filter=is_open & Q(first_due__lt=on), distinct=True),
        "to_verify": Count("pk", filter=Q(state=ActionState.DONE), distinct=True),
        "closed": Count("pk", filter=Q(state__in=CLOSED_STATES), distinct=True),
    }
    name = "name" if by == "month" else "name__folded"
    rows = _keyed(actions.order_by(), by).values("key", "name").annotate(**counts).order_by(name, "key")
    return [_group(row, by, asked) for row in rows]


def _keyed(actions: ActionQuerySet, by: str) -> ActionQuerySet:
    if by == "month":
        return actions.annotate(key=TruncMonth("raised_on"), name=F("key"))
    if by == "source":
        kind = Case(*_KINDS.values(), default=Value(ActionSource.ALONE.value), output_field=CharField())
        return actions.annotate(key=kind, name=F("key"))
    if by == "service":
        # Whose line answers: that of its own team, without one of its owner's.
        return actions.annotate(key=answering("service"), name=answering("service__name"))
    key, name = _KEYS[by]
    return actions.annotate(key=F(key), name=F(name))


def _group(row: dict[str, Any], by: str, asked: QueryDict) -> ActionGroup:
    key, name = row.pop("key"), row.pop("name")
    if by == "month":
        month: datetime.date = key
        key, name = month_code(month), month_name(month)
    if by == "source":
        name = ActionSource(key).label
    if by == "service" and key is None:
        key = WITHOUT
    others = [(word, value) for word, values in asked.lists() for value in values if word not in (by, "group", "page", "export")]
    closed = others if asked.get("state") else [*others, ("state", "closed")]
    href, closed_href = ("" if key is None else f"?{urlencode([*narrowed, (by, key)])}" for narrowed in (others, closed))
    return ActionGroup(name=name or "None", href=href, closed_href=closed_href, **row)

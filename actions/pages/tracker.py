"""The tracker's tabs, and the strips of counts above its list."""

import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from actions.calculations.ageing import BUCKETS
from actions.enums import ActionState
from actions.models import Action
from actions.queries.tracker import BY_FIRST, MANAGERS, RECENT_DAYS
from actions.querysets import ActionQuerySet, is_late_by, is_of_line
from foundation.accounts.models import Person
from foundation.council.working_days import add_working_days
from foundation.govuk.list_tables import ListAct

from .moved import first_date_words


def acts_on_ticked() -> list[ListAct]:
    """What can be done with ticked actions; each opens the page of several at once, where what would happen is seen first."""
    several = reverse("actions:several")
    return [ListAct("Extend", several, value="extend"), ListAct("Give to somebody else", several, value="reassign")]


TABS = {"mine": "Mine", "team": "My team’s", "all": "All"}


def tabs_for(person: Person, chosen: str) -> list[dict[str, Any]]:
    """The tabs, each with how many actions in it are not closed; the team's tab only for people who have a team."""
    unfinished = Action.objects.visible_to(person).live().unfinished()
    mine, team = Count("pk", filter=Q(owner=person)), Count("pk", filter=is_of_line(person))
    counts = unfinished.order_by().aggregate(mine=mine, team=team, all=Count("pk"))
    shown = [tab for tab in TABS if tab != "team" or counts[tab] or chosen == tab or person.has_role(*MANAGERS)]
    return [{"text": TABS[tab], "href": f"?view={tab}", "active": tab == chosen, "count": counts[tab]} for tab in shown]


def ageing_strip(actions: ActionQuerySet, tab: str, on: datetime.date, due_soon_days: int) -> list[dict[str, Any]]:
    """Counts of one tab, each leading to those actions."""
    is_open = Q(state=ActionState.OPEN)
    soon = Q(due__gte=on, due__lt=add_working_days(on, due_soon_days + 1))
    parts = {
        "Open": ("state=open", is_open),
        "Due soon": ("timing=soon", is_open & soon),
        "Overdue": ("timing=overdue", is_open & Q(due__lt=on)),
        "To be verified": ("state=done", Q(state=ActionState.DONE)),
    }
    queries = {f"part_{place}": query for place, (_, query) in enumerate(parts.values())}
    queries |= {"by_first": is_open & Q(first_due__lt=on), "moved": is_open & ~Q(first_due=F("due"))}
    unfinished = actions.unfinished().order_by()
    counts = unfinished.aggregate(**{name: Count("pk", filter=query) for name, query in queries.items()})
    strip = [
        {"text": text, "number": counts[f"part_{place}"], "href": f"?view={tab}&{parameters}"}
        for place, (text, (parameters, _)) in enumerate(parts.items())
    ]
    strip[2]["note"] = first_date_words(strip[2]["number"], counts["by_first"], counts["moved"])
    # Of a window: all that were ever closed would take longer to count each year, and say less.
    closed = actions.closed_since(on - datetime.timedelta(days=RECENT_DAYS)).count()
    return [*strip, {"text": f"Closed in {RECENT_DAYS} days", "number": closed, "href": f"?view={tab}&state=closed&timing=closed"}]


def lateness_strip(actions: ActionQuerySet, tab: str, on: datetime.date) -> list[dict[str, Any]]:
    """How late the overdue ones of a tab are, in buckets of working days, and those late by their first dates alone; empty where
    none is late.
    """
    queries = {f"part_{place}": is_late_by(bucket.first, bucket.last, on) for place, bucket in enumerate(BUCKETS)}
    queries["moved"] = Q(due__gte=on)
    late = actions.overdue_by_first(on).order_by()
    counts = late.aggregate(**{name: Count("pk", filter=query) for name, query in queries.items()})
    if not any(counts.values()):
        return []
    strip = [
        {"text": bucket.words, "number": counts[f"part_{place}"], "href": f"?view={tab}&timing={bucket.key}"}
        for place, bucket in enumerate(BUCKETS)
    ]
    by_first = {"text": "Late by the first date alone", "number": counts["moved"], "href": f"?view={tab}&timing={BY_FIRST}"}
    return [*strip, by_first] if counts["moved"] else strip

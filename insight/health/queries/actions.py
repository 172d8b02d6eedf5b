"""What is counted of actions: verified, closed in time, and whether they changed practice."""

import datetime

from django.db.models import Count, Q

from actions.enums import ActionState
from actions.queries.counts import ON_TIME_AT_FIRST
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.months import last_day
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthWindow, Months, summed_figure

from .conditions import ACTIONS, CLOSED, live_actions

M = HealthMeasure


def action_figures(window: HealthWindow, person: Person | None) -> list[HealthFigure]:
    if not window.months:
        return [summed_figure(measure, {}, window) for measure in ACTIONS]
    due = _counted(
        window,
        person,
        "first_due",
        verified=ACTIONS[M.ACTIONS_VERIFIED][1],
        in_time=ACTIONS[M.LOOP_IN_TIME][1],
        by_first_date=CLOSED & ON_TIME_AT_FIRST,
    )
    verified = _counted(
        window,
        person,
        "verified_on",
        effective=ACTIONS[M.ACTIONS_EFFECTIVE][1],
        not_effective=Q(state=ActionState.NOT_EFFECTIVE),
        not_judged=Q(state=ActionState.VERIFIED),
    )
    return [
        summed_figure(M.ACTIONS_VERIFIED, due["verified"], window),
        summed_figure(M.LOOP_IN_TIME, due["in_time"], window, {"by_first_date": due["by_first_date"]}),
        summed_figure(M.ACTIONS_EFFECTIVE, verified["effective"], window, verified),
    ]


def _counted(window: HealthWindow, person: Person | None, day: str, **counted: Q) -> dict[str, Months]:
    """By condition and month of the `day`; what is due after today is not due yet."""
    first, last = min(window.months), min(last_day(max(window.months)), today())
    # By the day, and by the month here: to cut off its day in the database calls a function of Python for each row on SQLite.
    rows = live_actions(person, day, first, last).order_by().values(day)
    counts = rows.annotate(n=Count("pk"), **{name: Count("pk", filter=condition) for name, condition in counted.items()})
    found: dict[str, dict[datetime.date, Share]] = {name: {} for name in counted}
    for row in counts:
        month = row[day].replace(day=1)
        for name, months in found.items():
            before = months.get(month, Share(0, 0))
            months[month] = Share(before.count + row[name], before.n + row["n"])
    return dict(found)

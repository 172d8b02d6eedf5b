"""What is counted of actions: verified, closed in time, and whether they changed practice."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q

from actions.enums import ActionState
from actions.models import Action
from actions.queries.counted import BY_FIRST_DATE, IN_TIME
from actions.queries.counted import CLOSED as IS_CLOSED
from actions.queries.counts import ON_TIME_AT_FIRST
from actions.querysets import ActionQuerySet
from audits.enums import WRITTEN_STATES, WorkSubject
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.months import first_of, last_day
from foundation.lookups.read_together import ListQuestion, answers_to
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthWindow, Months, summed_figure
from insight.queries.counted_work import counting_keys

from .conditions import ACTIONS, CLOSED, live_actions

M = HealthMeasure
ALL = "all"
# By the subject of the counts: the day by which actions are counted, and by their names in the counts those that are counted.
_OF: Mapping[WorkSubject, tuple[str, Mapping[str, Q]]] = {
    WorkSubject.DUE: (
        "first_due",
        {IS_CLOSED: ACTIONS[M.ACTIONS_VERIFIED][1], IN_TIME: ACTIONS[M.LOOP_IN_TIME][1], BY_FIRST_DATE: CLOSED & ON_TIME_AT_FIRST},
    ),
    WorkSubject.VERIFIED: (
        "verified_on",
        {
            ActionState.EFFECTIVE.value: ACTIONS[M.ACTIONS_EFFECTIVE][1],
            ActionState.NOT_EFFECTIVE.value: Q(state=ActionState.NOT_EFFECTIVE),
            ActionState.VERIFIED.value: Q(state=ActionState.VERIFIED),
        },
    ),
}
Found = Counter[tuple[datetime.date, str]]


def action_figures(window: HealthWindow, person: Person | None) -> list[HealthFigure]:
    if not window.months:
        return [summed_figure(measure, {}, window) for measure in ACTIONS]
    due, verified = (_shares(found, _OF[subject][1]) for subject, found in _counts(window, person).items())
    effects = {"effective": ActionState.EFFECTIVE, "not_effective": ActionState.NOT_EFFECTIVE, "not_judged": ActionState.VERIFIED}
    return [
        summed_figure(M.ACTIONS_VERIFIED, due[IS_CLOSED], window),
        summed_figure(M.LOOP_IN_TIME, due[IN_TIME], window, {"by_first_date": due[BY_FIRST_DATE]}),
        summed_figure(
            M.ACTIONS_EFFECTIVE, verified[ActionState.EFFECTIVE], window, {name: verified[state] for name, state in effects.items()}
        ),
    ]


def _counts(window: HealthWindow, person: Person | None) -> dict[WorkSubject, Found]:
    """By subject; all by one query. What is due after today is not due yet."""
    kept = [] if person else [_kept(window)]
    asked = [(subject, question) for subject in _OF for question in _questions(window, person, subject)]
    answers = answers_to(*kept, *(question for _, question in asked))
    found = answers.pop(0) if kept else {subject: Counter() for subject in _OF}
    for (subject, _), counts in zip(asked, answers, strict=True):
        found[subject] += counts
    return found


def _questions(window: HealthWindow, person: Person | None, subject: WorkSubject) -> list[ListQuestion[Found]]:
    """Beside what is kept: actions on no counted audit, and those of a month that has not ended. Of one reader nothing is kept."""
    first, last = _days(window)
    day, conditions = _OF[subject]
    if person:
        return [_counted(live_actions(person, day, first, last), day, conditions)]
    asked = [_counted(_without_counted_audit(live_actions(None, day, first, last)), day, conditions)]
    if last < last_day(last):
        of_month = live_actions(None, day, first_of(last), last).filter(audit__submitted_on__isnull=False)
        asked.append(_counted(of_month, day, conditions))
    return asked


def _shares(found: Found, conditions: Mapping[str, Q]) -> dict[str, Months]:
    """By name and month of the day."""
    months = {month for month, name in found if name == ALL}
    return {name: {month: Share(found[month, name], found[month, ALL]) for month in months} for name in conditions}


def _days(window: HealthWindow) -> tuple[datetime.date, datetime.date]:
    return min(window.months), min(last_day(max(window.months)), today())


def _kept(window: HealthWindow) -> ListQuestion[dict[WorkSubject, Found]]:
    """Of submitted audits, of months that have ended: kept among the counts of their audits."""
    first, last = _days(window)
    keys = counting_keys(_OF.keys(), first, last)

    def answer(rows: Iterable[Any]) -> dict[WorkSubject, Found]:
        found: dict[WorkSubject, Found] = {subject: Counter() for subject in _OF}
        for subject, month, names, number in keys.answer(rows):
            if last_day(month) <= last:
                for name in (ALL, *names):
                    found[subject][month, name] += number
        return found

    return ListQuestion(keys.rows, answer)


def _without_counted_audit(actions: ActionQuerySet) -> ActionQuerySet:
    """Those that hang on no audit, or on one that is not submitted yet: few of all, so that they are found by their audits first."""
    written = Audit.objects.filter(state__in=WRITTEN_STATES, submitted_on__isnull=True).order_by()
    alone, waiting = (
        Action.objects.filter(of).order_by().values("pk") for of in (Q(audit__isnull=True), Q(audit__in=written.values("pk")))
    )
    return actions.filter(pk__in=alone.union(waiting))


def _counted(actions: ActionQuerySet, day: str, conditions: Mapping[str, Q]) -> ListQuestion[Found]:
    # By the day, and by the month here: to cut off its day in the database calls a function of Python for each row on SQLite.
    rows = actions.order_by().values(day)
    numbers = {f"is_{name}": Count("pk", filter=condition) for name, condition in conditions.items()}

    def answer(rows: Iterable[Any]) -> Found:
        found: Found = Counter()
        for row in rows:
            month = first_of(row[day])
            found[month, ALL] += row["n"]
            for name in conditions:
                found[month, name] += row[f"is_{name}"]
        return found

    return ListQuestion(rows.annotate(n=Count("pk"), **numbers), answer)

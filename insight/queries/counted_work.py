"""What was done in audits besides grading: the one place where Results, facts and reports read those counts."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Min, Q, QuerySet, Sum

from audits.calculations.counted_work import DAYS_FIELDS, tallies_of_text
from audits.enums import CountedBy, TimeSpan, WorkSubject
from audits.models import CountedWork, WorkCount
from foundation.council.months import add_months, month_code, parse_month
from foundation.lookups.read_together import ListQuestion
from performance.querysets import released

from .counted import Scope

Month = datetime.date
# By month, what it is split by (empty where by nothing) and key.
Work = Counter[tuple[Month, str, str]]


def work_counted(scope: Scope, subject: WorkSubject, *, split: CountedBy = CountedBy.ALL, keys: Collection[str] | None = None) -> Work:
    """How often each key of the subject, or of its `keys` that are asked for, is there in the audits of each month: one query."""
    return works_counted(scope, [subject], split=split, keys=keys)[subject]


def works_counted(scope: Scope, subjects: Collection[WorkSubject], **asked: Any) -> Mapping[WorkSubject, Work]:
    """The same of several subjects, in one query."""
    question = counting_works(scope, subjects, **asked)
    return question.answer(question.rows)


def counting_works(
    scope: Scope, subjects: Collection[WorkSubject], *, split: CountedBy = CountedBy.ALL, keys: Collection[str] | None = None
) -> ListQuestion[Mapping[WorkSubject, Work]]:
    """How often each key of the subjects is there, by month and what it is split by.

    Its answer does not grow with the number of audits where one thing at most was chosen; where more was, the audits are few enough to be
    counted by what is kept of each.
    """
    by = list(dict.fromkeys([*scope.parts, *([] if split == CountedBy.ALL else [split])]))
    if len(by) > 1:
        return _of_audits(scope, subjects, split, keys)
    rows = WorkCount.objects.filter(scope.months, released("cycle__month"), subject__in=subjects, by=by[0] if by else CountedBy.ALL)
    if scope.parts:
        rows = rows.filter(value__in=next(iter(scope.parts.values())))
    if keys is not None:
        rows = rows.filter(key__in=keys)

    def answer(rows: Iterable[Any]) -> Mapping[WorkSubject, Work]:
        found: dict[WorkSubject, Work] = {subject: Counter() for subject in subjects}
        for subject, month, value, key, number in rows:
            found[WorkSubject(subject)][month, value if split != CountedBy.ALL else "", key] += number
        return found

    return ListQuestion(rows.order_by().values_list("subject", "cycle__month", "value", "key", "number"), answer)


def _of_audits(
    scope: Scope, subjects: Collection[WorkSubject], split: CountedBy, keys: Collection[str] | None
) -> ListQuestion[Mapping[WorkSubject, Work]]:
    """The same from what is kept of each audit."""
    value = [] if split == CountedBy.ALL else [f"audit__counted__{split.value}"]

    def answer(rows: Iterable[Any]) -> Mapping[WorkSubject, Work]:
        found: dict[WorkSubject, Work] = {subject: Counter() for subject in subjects}
        for text, month, *values in rows:
            for tally in tallies_of_text(text):
                if tally.subject in found and (keys is None or tally.key in keys):
                    found[WorkSubject(tally.subject)][month, values[0] if values else "", tally.key] += tally.number
        return found

    return ListQuestion(works_of(scope).order_by().values_list("tallies", "cycle__month", *value), answer)


def works_of(scope: Scope) -> QuerySet[CountedWork]:
    """What is kept of each audit of the scope."""
    rows = CountedWork.objects.filter(scope.months, released("cycle__month"))
    for by, values in scope.parts.items():
        rows = rows.filter(**{f"audit__counted__{by.value}__in": values})
    return rows


def counting_keys(
    subjects: Collection[WorkSubject], first: Month, last: Month
) -> ListQuestion[Iterator[tuple[WorkSubject, Month, list[str], int]]]:
    """Of subjects whose keys begin with a month of their own, whichever month the audits are of: that month, the rest, how often."""
    of_months = WorkCount.objects.filter(key__gte=month_code(first), key__lt=month_code(add_months(last, 1)))
    rows = of_months.filter(subject__in=subjects, by=CountedBy.ALL).order_by().values_list("subject", "key").annotate(Sum("number"))
    return ListQuestion(rows, _months_of_keys)


def _months_of_keys(rows: Iterable[Any]) -> Iterator[tuple[WorkSubject, Month, list[str], int]]:
    for subject, key, number in rows:
        month, *rest = key.split(" ")
        yield WorkSubject(subject), parse_month(month), rest, number


def days_counted(scope: Scope) -> Mapping[TimeSpan, Mapping[Month, Counter[int]]]:
    """By span and month, how many audits took so many days."""
    spans = {name: span for span, name in DAYS_FIELDS.items()}
    found: dict[TimeSpan, dict[Month, Counter[int]]] = {span: {} for span in TimeSpan}
    for (month, _, key), number in work_counted(scope, WorkSubject.DAYS).items():
        name, days = key.split(" ")
        if number:
            found[spans[name]].setdefault(month, Counter())[int(days)] += number
    return found


def first_with_days(scope: Scope, span: TimeSpan, days: Mapping[Month, int]) -> dict[Month, int]:
    """Of each month the lowest number of an audit that took so many days: found by the index of months and days."""
    name, wanted = DAYS_FIELDS[span], Q(pk__in=[])
    for month, took in days.items():
        wanted |= Q(**{"cycle__month": month, name: took})
    return dict(works_of(scope).filter(wanted).order_by().values_list("cycle__month").annotate(Min("pk")))


def children_in(months: Collection[Month], seen: Mapping[tuple[Month, str], int]) -> int | None:
    """How many children were looked at in these months, each once; `seen` has them by month and the month before in which they were
    looked at. None where a month between these is left out, since a child may have been looked at in that one.
    """
    if not months:
        return 0
    first, last = min(months), max(months)
    between = {month for (month, _), number in seen.items() if number and first <= month <= last}
    if not between <= set(months):
        return None
    return sum(number for (month, before), number in seen.items() if month in between and before < month_code(first))

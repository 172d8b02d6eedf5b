"""How grades were given, by month and stage, in a fixed number of queries."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Max, Min, QuerySet

from audits.calculations import MonthStanding
from audits.calculations.counted import OVERALL
from audits.enums import CountedBy, Grade, Stage
from audits.models import GradeCount
from audits.querysets import monthly
from audits.tool.calculations import DomainLine
from audits.tool.queries import domain_lines, domains_by_name
from foundation.lookups.read_together import answers_to
from insight.calculations import MonthStage, no_grades
from performance.querysets import released

from .counted import FINISHED, SUBMITTED, Scope, counted_standing, counting, standings_in
from .inputs import note_audits

# Further back than any council's records of audits.
BEGINNING = datetime.date(1900, 1, 1)


def distributions(
    first: datetime.date, last: datetime.date, cohort: str = "", hidden: Collection[datetime.date] = (), *, joined: bool = True
) -> list[MonthStage]:
    """Every month and stage from `first` to `last`, of all audits or those of one `cohort` of their own: `distributions_of`."""
    return distributions_of(Scope(first, last, cohort=cohort), hidden, joined=joined)


def distributions_of(scope: Scope, hidden: Collection[datetime.date] = (), *, joined: bool = True) -> list[MonthStage]:
    """Every month and stage of the scope that has an audit, by month, `Stage.AGREED` before `Stage.PRE`.

    `PRE` counts every submitted audit that was not withdrawn by the grades first submitted;
    `AGREED` those moderated or released, by the agreed ones.
    Of the `hidden` months there is no `PRE`: the reader has yet to grade audits of theirs blind.
    A domain goes by the newest name of its line through the versions of the audit tool; where they are not `joined`, by
    the name that it had.
    """
    lines = domain_lines() if joined else domains_by_name()
    agreed_grades = counting(scope, "month", "domain", "after", states=FINISHED)
    counts, after, before = answers_to(counted_standing(scope), agreed_grades, counting(scope, "month", "domain", "before"))
    standing = standings_in(counts)
    note_audits(scope)
    submitted = {month: each.submitted for month, each in standing.items() if month not in hidden}
    agreed = {month: each.agreed for month, each in standing.items() if each.agreed}
    found = [
        *_at_stage(Stage.AGREED, after, agreed, standing, lines),
        *_at_stage(Stage.PRE, before, submitted, standing, lines),
    ]
    return sorted(found, key=lambda row: (row.month, row.stage != Stage.AGREED))


def _at_stage(
    stage: Stage,
    grades: Mapping[tuple, int],
    numbers: Mapping[datetime.date, int],
    standing: Mapping[datetime.date, MonthStanding],
    lines: Mapping[int, DomainLine],
) -> Iterable[MonthStage]:
    overall = {month: no_grades() for month in numbers}
    domains: dict[datetime.date, dict[str, dict[Grade, int]]] = {month: {} for month in numbers}
    for month, domain, grade, count in in_order_of_lines([(*place, count) for place, count in grades.items()], lines, domain_at=1):
        if grade and month in numbers:
            counts = domains[month].setdefault(lines[domain].name, no_grades()) if domain else overall[month]
            counts[Grade(grade)] += count
    return [MonthStage(month, stage, count, overall[month], domains[month], standing[month]) for month, count in numbers.items()]


def in_order_of_lines(rows: Iterable[Any], lines: Mapping[int, DomainLine], *, domain_at: int) -> list[Any]:
    """Rows that name a domain by its key, in the order of the newest tool; the overall judgement, which has none, comes last."""
    return sorted(rows, key=lambda row: lines[row[domain_at]].place if row[domain_at] else (0, 0))


def months_with_audits() -> tuple[datetime.date, datetime.date] | None:
    """The first and the last month with a submitted audit; None before there is one. For the Board, of those released to it."""
    return ends_of(submitted_months())


def ends_of(months: Iterable[tuple[datetime.date, datetime.date]]) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last of `submitted_months`."""
    found = list(months)
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def submitted_months() -> QuerySet:
    """One row, if there is a submitted audit: the first and the last month with one."""
    return (
        _submitted(CountedBy.ALL)
        .order_by()
        .values("by")
        .annotate(Min("cycle__month"), Max("cycle__month"))
        .values_list("cycle__month__min", "cycle__month__max")
    )


def cohorts_audited() -> QuerySet:
    """The cohorts of submitted audits, by name. A cohort belongs to the audit; the month's is only its plan."""
    return cohort_counts().order_by("value__folded").values_list("value", flat=True).distinct()


def cohort_counts() -> QuerySet[GradeCount]:
    """Of the submitted audits of each month that have a cohort, by it: it is the `value`."""
    return _submitted(CountedBy.COHORT).exclude(value="").order_by()


def _submitted(by: CountedBy) -> QuerySet[GradeCount]:
    return GradeCount.objects.filter(monthly(), released("cycle__month"), by=by, domain=OVERALL, state__in=SUBMITTED)

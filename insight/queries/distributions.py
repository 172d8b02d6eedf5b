"""How grades were given, by month and stage: counted in the database, in a fixed number of queries."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from audits.calculations import MonthStanding
from audits.enums import Grade, Stage
from audits.models import Audit, Judgement
from audits.queries.month_standing import standings
from audits.tool.calculations import DomainLine
from audits.tool.queries import domain_lines, domains_by_name
from insight.calculations import MonthStage, no_grades
from performance.querysets import released


def distributions(
    first: datetime.date, last: datetime.date, cohort: str = "", hidden: Collection[datetime.date] = (), *, joined: bool = True
) -> list[MonthStage]:
    """Every month and stage from `first` to `last` that has an audit, by month, `Stage.AGREED` before `Stage.PRE`.

    `PRE` counts every submitted audit that was not withdrawn by the grades first submitted;
    `AGREED` those moderated or released, by the agreed ones. With a `cohort` only audits of their own cohort of that name.
    Of the `hidden` months there is no `PRE`: the reader has yet to grade audits of theirs blind.
    A domain goes by the newest name of its line through the versions of the audit tool; where they are not `joined`, by
    the name that it had.
    """
    lines = domain_lines() if joined else domains_by_name()
    audits = Audit.objects.filter(released("cycle__month"), cycle__month__gte=first, cycle__month__lte=last)
    if cohort:
        audits = audits.filter(cohort=cohort)
    standing = standings(audits)
    submitted = {month: each.submitted for month, each in standing.items() if month not in hidden}
    agreed = {month: each.agreed for month, each in standing.items() if each.agreed}
    found = [
        *_at_stage(Stage.AGREED, audits.finished(), agreed, standing, lines),
        *_at_stage(Stage.PRE, audits.submitted().exclude(cycle__month__in=list(hidden)), submitted, standing, lines),
    ]
    return sorted(found, key=lambda row: (row.month, row.stage != Stage.AGREED))


def _at_stage(
    stage: Stage,
    audits: QuerySet[Audit],
    numbers: Mapping[datetime.date, int],
    standing: Mapping[datetime.date, MonthStanding],
    lines: Mapping[int, DomainLine],
) -> Iterable[MonthStage]:
    grades = (
        Judgement.objects.at(stage)
        .filter(audit__in=audits.order_by().values("pk"))
        .exclude(grade="")
        .order_by()
        .values_list("audit__cycle__month", "domain", "grade")
        .annotate(judgements=Count("pk"))
    )
    overall = {month: no_grades() for month in numbers}
    domains: dict[datetime.date, dict[str, dict[Grade, int]]] = {month: {} for month in numbers}
    for month, domain, grade, count in in_order_of_lines(grades, lines, domain_at=1):
        counts = overall[month] if domain is None else domains[month].setdefault(lines[domain].name, no_grades())
        counts[Grade(grade)] += count
    return [MonthStage(month, stage, count, overall[month], domains[month], standing[month]) for month, count in numbers.items()]


def in_order_of_lines(rows: Iterable[Any], lines: Mapping[int, DomainLine], *, domain_at: int) -> list[Any]:
    """Rows that name a domain by its key, in the order of the newest tool; the overall judgement, named None, comes last."""
    return sorted(rows, key=lambda row: lines[row[domain_at]].place if row[domain_at] else (0, 0))


def months_with_audits() -> tuple[datetime.date, datetime.date] | None:
    """The first and the last month with a submitted audit; None before there is one. For the Board, of those released to it."""
    ends = Audit.objects.submitted().filter(released("cycle__month")).aggregate(first=Min("cycle__month"), last=Max("cycle__month"))
    return (ends["first"], ends["last"]) if ends["first"] else None


def cohorts_audited() -> list[str]:
    """The cohorts of submitted audits, by name. A cohort belongs to the audit; the month's is only its plan."""
    return list(
        Audit.objects.submitted()
        .filter(released("cycle__month"))
        .exclude(cohort="")
        .order_by("cohort__folded")
        .values_list("cohort", flat=True)
        .distinct()
    )

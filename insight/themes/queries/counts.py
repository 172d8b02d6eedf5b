"""How many audits had findings of each theme: read from the counts, in a fixed number of queries.

What was coded to a merged theme counts under that into which it was merged. An audit counts once for a theme and kind, however many of its
findings were coded to it; audits in which nobody wrote a finding count nowhere.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q

from audits.calculations import FEWEST, is_small
from audits.calculations.counted_work import AUDITS, CODED, FROM, WRITTEN
from audits.enums import AuditState, CountedBy, FindingKind, Source, WorkSubject
from audits.models import Cycle, WorkCount
from audits.permissions import reads_every_audit
from audits.querysets import monthly
from foundation.accounts.models import Person, Service, Team
from foundation.lookups.read_together import ListQuestion, answers_to
from insight.enums import ThemePart
from insight.queries.counted import Scope
from insight.queries.counted_work import Work, counting_works, works_counted
from performance.querysets import released

# A theme, by its key, in strengths or in areas for improvement.
Row = tuple[int, FindingKind]
# What is counted of a month, by what it is split by, and key.
Kept = Sequence[tuple[tuple[datetime.date, str, str], int]]
# Months in a row from which on a theme repeats.
FEWEST_IN_A_ROW = 3
_SPLITS = {ThemePart.MONTH: CountedBy.ALL, ThemePart.COHORT: CountedBy.COHORT, ThemePart.SERVICE: CountedBy.TEAM}


@dataclass(frozen=True)
class ThemeScope:
    """Of which audits findings are counted: of these months but for the `hidden` ones; of one cohort and service where named."""

    first: datetime.date
    last: datetime.date
    cohort: str = ""
    service: int | None = None
    hidden: Collection[datetime.date] = ()

    @property
    def counted(self) -> Scope:
        """The same for what is kept among the counts, hidden months among them."""
        service = Service(pk=self.service) if self.service else None
        return Scope(self.first, self.last, cohort=self.cohort, service=service)

    def holds(self, audit: str = "") -> Q:
        """That an audit was submitted and is one of these; `audit` leads to it, such as “finding__audit__”. Asked without a subquery, which
        would look each audit up again for each of its findings.
        """
        found = submitted(audit) & released(f"{audit}cycle__month")
        found &= monthly(f"{audit}cycle__") & Q(**{f"{audit}cycle__month__gte": self.first, f"{audit}cycle__month__lte": self.last})
        if self.hidden:
            found &= ~Q(**{f"{audit}cycle__month__in": list(self.hidden)})
        if self.cohort:
            found &= Q(**{f"{audit}cohort": self.cohort})
        if self.service:
            found &= Q(**{f"{audit}team__service": self.service})
        return found


def submitted(audit: str = "") -> Q:
    """As `AuditQuerySet.submitted`, of rows that lead to an audit."""
    return Q(**{f"{audit}submitted_on__isnull": False}) & ~Q(**{f"{audit}state": AuditState.WITHDRAWN})


@dataclass(frozen=True)
class ThemeCounts:
    """By the parts of a breakdown: in how many audits each theme was seen, and how many audits there are. None where a wider audience is
    shown that it was in some, and not in how many.
    """

    part: ThemePart
    audits: Mapping[Any, int]
    seen: Mapping[Row, Mapping[Any, int | None]] = field(default_factory=dict)

    @property
    def of(self) -> int:
        return sum(self.audits.values())

    def total(self, row: Row) -> int:
        """Over the parts that are shown. An audit is in one month, of one cohort and service; it may have findings from several sources."""
        return sum(count or 0 for count in self.seen.get(row, {}).values())


@dataclass(frozen=True)
class CodedFindings:
    """How many findings there are, and how many of them have a theme."""

    coded: int
    written: int

    @property
    def uncoded(self) -> int:
        return self.written - self.coded


@dataclass(frozen=True)
class Repetition:
    """A theme that was seen in each of these months in a row, of those that have audits; the last of them last."""

    row: Row
    months: Sequence[datetime.date]
    seen: int
    of: int


def months_with_findings() -> tuple[datetime.date, datetime.date] | None:
    """The first and the last month with a finding in a submitted audit, None before there is one; for the Board of those released."""
    kept = WorkCount.objects.filter(subject=WorkSubject.FINDINGS, by=CountedBy.ALL, cycle=OuterRef("pk"), key=AUDITS, number__gt=0)
    ends = Cycle.objects.monthly().filter(Exists(kept), released("month")).aggregate(first=Min("month"), last=Max("month"))
    return (ends["first"], ends["last"]) if ends["first"] else None


def cohorts_with_findings() -> list[str]:
    of_months = WorkCount.objects.filter(monthly(), released("cycle__month"), subject=WorkSubject.FINDINGS, by=CountedBy.COHORT)
    kept = of_months.filter(key=AUDITS, number__gt=0)
    return list(kept.exclude(value="").order_by("value__folded").values_list("value", flat=True).distinct())


def theme_counts(scope: ThemeScope, part: ThemePart = ThemePart.MONTH) -> ThemeCounts:
    return theme_breakdowns(scope, [part])[0]


def theme_breakdowns(scope: ThemeScope, parts: Sequence[ThemePart], theme: int | None = None) -> list[ThemeCounts]:
    """The counts by each of the parts, of all themes or of one: all by one query."""
    questions = [each for part in parts for each in asked_by_theme(scope, part, theme)]
    answers = iter(answers_to(*questions))
    return [themes_in(scope, part, next(answers), next(answers)) for part in parts]


def asked_by_theme(scope: ThemeScope, part: ThemePart, theme: int | None = None) -> tuple[ListQuestion, ListQuestion]:
    """What `themes_in` reads: of findings, and of the themes that they are coded to."""
    if part == ThemePart.SOURCE:
        keys = None if theme is None else [f"{kind} {theme} {source}" for kind in FindingKind.values for source in Source.values]
        return counting_works(scope.counted, [WorkSubject.FINDINGS]), counting_works(scope.counted, [WorkSubject.THEME_FROM], keys=keys)
    keys = None if theme is None else [f"{kind} {theme}" for kind in FindingKind.values]
    split = _SPLITS[part]
    findings = counting_works(scope.counted, [WorkSubject.FINDINGS], split=split, keys=[AUDITS])
    return findings, counting_works(scope.counted, [WorkSubject.THEME], split=split, keys=keys)


def themes_in(scope: ThemeScope, part: ThemePart, findings: Mapping[WorkSubject, Work], themes: Mapping[WorkSubject, Work]) -> ThemeCounts:
    if part == ThemePart.SOURCE:
        return _by_source(_kept(scope, findings, WorkSubject.FINDINGS), _kept(scope, themes, WorkSubject.THEME_FROM))
    return _by_part(part, _kept(scope, findings, WorkSubject.FINDINGS), _kept(scope, themes, WorkSubject.THEME))


def _by_part(part: ThemePart, findings: Kept, themes: Kept) -> ThemeCounts:
    place = _places(part)
    of, seen = Counter[Any](), dict[Row, Counter[Any]]()
    for (month, value, _), number in findings:
        of[place(month, value)] += number
    for (month, value, key), number in themes:
        kind, counted_under = key.split(" ")
        seen.setdefault((int(counted_under), FindingKind(kind)), Counter())[place(month, value)] += number
    return ThemeCounts(part, dict(of), {row: dict(counter) for row, counter in seen.items()})


def _places(part: ThemePart) -> Callable[[datetime.date, str], Any]:
    """Where in a breakdown an audit belongs: by its month, and by its cohort or team as the counts have it."""
    if part == ThemePart.MONTH:
        return lambda month, value: month
    if part == ThemePart.COHORT:
        return lambda month, value: value
    services: dict[str, int | None] = {str(pk): service for pk, service in Team.objects.order_by().values_list("pk", "service")}
    return lambda month, value: services.get(value)


def _by_source(findings: Kept, themes: Kept) -> ThemeCounts:
    """An audit counts for each source from which it has a finding."""
    of, seen = Counter[Any](), dict[Row, Counter[Any]]()
    for (_, _, key), number in findings:
        what, *where = key.split(" ")
        if what == FROM:
            of[where[0]] += number
    for (_, _, key), number in themes:
        kind, counted_under, source = key.split(" ")
        seen.setdefault((int(counted_under), FindingKind(kind)), Counter())[source] += number
    return ThemeCounts(ThemePart.SOURCE, dict(of), {row: dict(counter) for row, counter in seen.items()})


def _kept(scope: ThemeScope, works: Mapping[WorkSubject, Work], subject: WorkSubject) -> Kept:
    """What is counted, but of the hidden months."""
    return [(place, number) for place, number in works[subject].items() if number and place[0] not in scope.hidden]


def coded_findings(scope: ThemeScope) -> CodedFindings:
    found = Counter[str]()
    works = works_counted(scope.counted, [WorkSubject.FINDINGS], keys=[CODED, WRITTEN])
    for (_, _, key), number in _kept(scope, works, WorkSubject.FINDINGS):
        found[key] += number
    return CodedFindings(coded=found[CODED], written=found[WRITTEN])


def shown_counts(person: Person, counts: ThemeCounts) -> ThemeCounts:
    """Of counts by month, what `person` is shown: people who may read every audit see all."""
    return counts if reads_every_audit(person) else counts_for_others(counts)


def counts_for_others(counts: ThemeCounts) -> ThemeCounts:
    """Of counts by month, what a wider audience is shown: months of at least five audits, and in them counts of none or at least five. The
    totals are of what is shown, so that nothing held back follows from them.
    """
    months = {month: count for month, count in counts.audits.items() if count >= FEWEST}
    seen: dict[Row, Mapping[Any, int | None]] = {
        row: {month: None if is_small(count or 0) else count for month, count in by_month.items() if month in months}
        for row, by_month in counts.seen.items()
    }
    return ThemeCounts(counts.part, months, {row: by_month for row, by_month in seen.items() if by_month})


def repetitions(counts: ThemeCounts) -> list[Repetition]:
    """Of each theme and kind the latest run of at least three months, of those that have audits; the longest runs first."""
    months = sorted(counts.audits)
    found = [each for row, seen in counts.seen.items() for each in [_latest_run(row, seen, months, counts.audits)] if each]
    return sorted(found, key=lambda each: (-len(each.months), -each.seen, each.row[0], each.row[1]))


def _latest_run(row: Row, seen: Mapping[Any, int | None], months: Sequence[datetime.date], audits: Mapping[Any, int]) -> Repetition | None:
    run: list[datetime.date] = []
    for month in reversed(months):
        if seen.get(month):
            run.insert(0, month)
        elif len(run) >= FEWEST_IN_A_ROW:
            break
        else:
            run = []
    if len(run) < FEWEST_IN_A_ROW:
        return None
    return Repetition(row, run, sum(seen[month] or 0 for month in run), sum(audits[month] for month in run))

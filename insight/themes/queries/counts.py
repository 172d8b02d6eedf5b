"""How many audits had findings of each theme: counted in the database, in a fixed number of queries.

What was coded to a merged theme counts under that into which it was merged. An audit counts once for a theme and kind, however many of its
findings were coded to it; audits in which nobody wrote a finding count nowhere.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from audits.calculations import FEWEST, is_small
from audits.enums import AuditState, FindingKind
from audits.models import Audit, Cycle, Finding, FindingCode, FindingTheme
from audits.permissions import reads_every_audit
from audits.themes.queries.themes import coded_under
from foundation.accounts.models import Person
from insight.enums import ThemePart
from insight.queries.distributions import cohort_counts
from performance.querysets import released

# A theme, by its key, in strengths or in areas for improvement.
Row = tuple[int, FindingKind]
# Months in a row from which on a theme repeats.
FEWEST_IN_A_ROW = 3
_PARTS: dict[ThemePart, str] = {
    ThemePart.MONTH: "cycle__month",
    ThemePart.COHORT: "cohort",
    ThemePart.SERVICE: "team__service",
}


@dataclass(frozen=True)
class ThemeScope:
    """Of which audits findings are counted: of these months but for the `hidden` ones; of one cohort and service where named."""

    first: datetime.date
    last: datetime.date
    cohort: str = ""
    service: int | None = None
    hidden: Collection[datetime.date] = ()

    def audits(self) -> QuerySet[Audit]:
        """Submitted audits in which a finding was written."""
        return Audit.objects.filter(self.holds(), Exists(Finding.objects.filter(audit=OuterRef("pk")))).order_by()

    def holds(self, audit: str = "") -> Q:
        """That an audit was submitted and is one of these; `audit` leads to it, such as “finding__audit__”. Asked without a subquery, which
        would look each audit up again for each of its findings.
        """
        found = submitted(audit) & released(f"{audit}cycle__month")
        found &= Q(**{f"{audit}cycle__month__gte": self.first, f"{audit}cycle__month__lte": self.last})
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
    found = Finding.objects.filter(submitted("audit__"), audit__cycle=OuterRef("pk")).order_by()
    ends = Cycle.objects.filter(Exists(found), released("month")).aggregate(first=Min("month"), last=Max("month"))
    return (ends["first"], ends["last"]) if ends["first"] else None


def cohorts_with_findings() -> list[str]:
    """Asked of the counts, of which there are few: one audit of a month and cohort that has a finding is enough."""
    found = Finding.objects.filter(submitted("audit__"), audit__cycle=OuterRef("cycle"), audit__cohort=OuterRef("value")).order_by()
    return list(cohort_counts().filter(Exists(found)).order_by("value__folded").values_list("value", flat=True).distinct())


def theme_counts(scope: ThemeScope, part: ThemePart = ThemePart.MONTH) -> ThemeCounts:
    return theme_breakdowns(scope, [part])[0]


def theme_breakdowns(scope: ThemeScope, parts: Sequence[ThemePart], theme: int | None = None) -> list[ThemeCounts]:
    """The counts by each of the parts, of all themes or of one: two queries for all of them together, and two more for sources."""
    of_audits = [part for part in parts if part != ThemePart.SOURCE]
    found = dict(zip(of_audits, _by_parts_of_audits(scope, of_audits, theme), strict=True)) if of_audits else {}
    return [found[part] if part in found else _by_source(scope, theme) for part in parts]


def _by_parts_of_audits(scope: ThemeScope, parts: Sequence[ThemePart], theme: int | None) -> list[ThemeCounts]:
    """An audit has one month, cohort and service, so what is counted by all of them adds up to what is counted by each."""
    fields = [_PARTS[part] for part in parts]
    audits = list(scope.audits().values_list(*fields).annotate(count=Count("pk")))
    coded = list(_counted(scope, theme, *(f"finding__audit__{name}" for name in fields)))
    counts = []
    for place, part in enumerate(parts):
        of, seen = Counter[Any](), dict[Row, Counter[Any]]()
        for *where, count in audits:
            of[where[place]] += count
        for kind, key, *where, count in coded:
            seen.setdefault((key, FindingKind(kind)), Counter())[where[place]] += count
        counts.append(ThemeCounts(part, dict(of), {row: dict(counter) for row, counter in seen.items()}))
    return counts


def _by_source(scope: ThemeScope, theme: int | None) -> ThemeCounts:
    """An audit counts for each source from which it has a finding."""
    rows = Finding.objects.filter(scope.holds("audit__")).order_by().values_list("source")
    seen: dict[Row, dict[Any, int | None]] = {}
    for kind, key, source, count in _counted(scope, theme, "finding__source"):
        seen.setdefault((key, FindingKind(kind)), {})[source] = count
    return ThemeCounts(ThemePart.SOURCE, dict(rows.annotate(count=Count("audit", distinct=True))), seen)


def _counted(scope: ThemeScope, theme: int | None, *where: str) -> QuerySet[Any]:
    """Rows of kind, theme, where, and in how many audits; of one theme and those merged into it, or of all."""
    codes = FindingCode.objects.filter(scope.holds("finding__audit__"))
    if theme:
        codes = codes.filter(theme__in=FindingTheme.objects.filter(Q(pk=theme) | Q(merged_into=theme)).order_by().values("pk"))
    rows = coded_under(codes).order_by().values_list("finding__kind", "counted_under", *where)
    return rows.annotate(count=Count("finding__audit", distinct=True))


def coded_findings(scope: ThemeScope) -> CodedFindings:
    written = Finding.objects.filter(scope.holds("audit__")).order_by()
    codes = Exists(FindingCode.objects.filter(finding=OuterRef("pk")))
    return CodedFindings(**written.aggregate(coded=Count("pk", filter=Q(codes)), written=Count("pk")))


def shown_counts(person: Person, counts: ThemeCounts) -> ThemeCounts:
    """Of counts by month, what `person` is shown.

    People who may read every audit see all. A wider audience sees months of at least five audits, and in them counts of none or at least
    five: the totals are of what is shown, so that nothing held back follows from them.
    """
    if reads_every_audit(person):
        return counts
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

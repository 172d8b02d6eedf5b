"""How many audits had findings of each theme: counted in the database, in a fixed number of queries.

What was coded to a merged theme counts under that into which it was merged. An audit counts once for a theme and kind, however many of its
findings were coded to it; audits in which nobody wrote a finding count nowhere.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from audits.calculations import FEWEST, is_small
from audits.enums import FindingKind
from audits.models import Audit, Finding, FindingCode
from audits.permissions import reads_every_audit
from audits.themes.queries.themes import coded_under
from foundation.accounts.models import Person
from insight.enums import ThemePart
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
        found = Audit.objects.submitted().filter(released("cycle__month"), cycle__month__gte=self.first, cycle__month__lte=self.last)
        if self.hidden:
            found = found.exclude(cycle__month__in=list(self.hidden))
        if self.cohort:
            found = found.filter(cohort=self.cohort)
        if self.service:
            found = found.filter(team__service=self.service)
        return found.filter(Exists(Finding.objects.filter(audit=OuterRef("pk")))).order_by()


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
    ends = ThemeScope(datetime.date.min, datetime.date.max).audits().aggregate(first=Min("cycle__month"), last=Max("cycle__month"))
    return (ends["first"], ends["last"]) if ends["first"] else None


def cohorts_with_findings() -> list[str]:
    audits = ThemeScope(datetime.date.min, datetime.date.max).audits().exclude(cohort="")
    return list(audits.order_by("cohort__folded").values_list("cohort", flat=True).distinct())


def theme_counts(scope: ThemeScope, part: ThemePart = ThemePart.MONTH) -> ThemeCounts:
    audits = scope.audits()
    seen: dict[Row, dict[Any, int | None]] = {}
    for kind, theme, where, count in _counted(audits, part):
        seen.setdefault((theme, FindingKind(kind)), {})[where] = count
    return ThemeCounts(part, _audits_by(audits, part), seen)


def _counted(audits: QuerySet[Audit], part: ThemePart) -> QuerySet[Any]:
    where = F("finding__source") if part == ThemePart.SOURCE else F(f"finding__audit__{_PARTS[part]}")
    codes = coded_under(FindingCode.objects.filter(finding__audit__in=audits.values("pk"))).order_by()
    rows = codes.values_list("finding__kind", "counted_under", where)
    return rows.annotate(count=Count("finding__audit", distinct=True))


def _audits_by(audits: QuerySet[Audit], part: ThemePart) -> dict[Any, int]:
    """For sources: how many audits have a finding from it."""
    if part == ThemePart.SOURCE:
        rows = Finding.objects.filter(audit__in=audits.values("pk")).order_by().values_list("source")
        return dict(rows.annotate(count=Count("audit", distinct=True)))
    return dict(audits.values_list(_PARTS[part]).annotate(count=Count("pk")))


def coded_findings(scope: ThemeScope) -> CodedFindings:
    written = Finding.objects.filter(audit__in=scope.audits().values("pk")).order_by()
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

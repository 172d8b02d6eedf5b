"""How a kind of audit is done in a month; and of all kinds, when each was last done and is due again."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from audits.calculations import MonthProgressCounts
from audits.cycles.queries.progress import progress_of, with_progress
from audits.enums import AuditState
from audits.models import Audit, Cycle, KindOfAudit, KindTerms, Tool
from audits.tool.queries import other_tools
from foundation.council.months import add_months, first_of


def terms_in(kind: KindOfAudit, month: datetime.date) -> KindTerms | None:
    """As said last before the month or for it; None before anything is said."""
    return kind.terms.filter(first_month__lte=month).order_by("-first_month").first()


@dataclass(frozen=True)
class PlannedOfKind:
    """Audits of a kind in one month, and how far they are."""

    cycle: Any
    progress: MonthProgressCounts


@dataclass(frozen=True)
class KindInProgramme:
    """A kind's place in the programme on a day: `planned` are its months, newest first; `due` the next by its cadence, if it has one."""

    kind: KindOfAudit
    terms: KindTerms | None
    tool: Tool | None
    planned: list[PlannedOfKind]
    this_month: datetime.date
    due: datetime.date | None

    @property
    def last_done(self) -> PlannedOfKind | None:
        """The newest with an audit that was submitted."""
        return next((each for each in self.planned if each.progress.submitted), None)

    @property
    def next_planned(self) -> PlannedOfKind | None:
        """The earliest from this month on that is planned and not submitted in full."""
        open_ones = [each for each in self.planned if each.cycle.month >= self.this_month and not self._is_done(each)]
        return open_ones[-1] if open_ones else None

    @property
    def is_due(self) -> bool:
        return self.due is not None and self.due <= self.this_month and self.next_planned is None

    def _is_done(self, each: PlannedOfKind) -> bool:
        return bool(each.progress.audits) and each.progress.submitted >= each.progress.audits


@dataclass(frozen=True)
class KindDone:
    """Audits of a kind in one month, and how many of them were submitted; withdrawn ones left out."""

    kind: str
    month: datetime.date
    audits: int
    submitted: int


def done_of_kinds(first: datetime.date, last: datetime.date) -> list[KindDone]:
    """Of the months between `first` and `last`, both included, each kind that has an audit; in one query."""
    live = ~Q(state=AuditState.WITHDRAWN)
    rows = Audit.objects.filter(live, cycle__kind__isnull=False, cycle__month__gte=first, cycle__month__lte=last).order_by()
    counted = rows.values_list("cycle__kind__name", "cycle__month").annotate(
        audits=Count("pk"), submitted=Count("pk", filter=Q(submitted_on__isnull=False))
    )
    return [KindDone(*row) for row in counted.order_by("cycle__month", "cycle__kind__name__folded")]


def kinds_in_programme(on: datetime.date, kinds: Iterable[KindOfAudit] | None = None) -> list[KindInProgramme]:
    """Of every kind that is still done, or of these: four queries, whatever their number."""
    month = first_of(on)
    wanted = list(KindOfAudit.objects.filter(ended_on=None) if kinds is None else kinds)
    terms = _terms_by_kind(wanted, month)
    tools = {tool.name: tool for tool in other_tools().filter(published_on__isnull=False).order_by("version")}
    planned: dict[int | None, list[PlannedOfKind]] = {}
    for cycle in with_progress(Cycle.objects.filter(kind__in=wanted)).order_by("-month"):
        planned.setdefault(cycle.kind_id, []).append(PlannedOfKind(cycle, progress_of(cycle)))
    return [
        KindInProgramme(
            kind,
            terms.get(kind.pk),
            tools.get(kind.tool_name),
            planned.get(kind.pk, []),
            month,
            _due(terms.get(kind.pk), planned.get(kind.pk, []), month),
        )
        for kind in wanted
    ]


def _terms_by_kind(kinds: Iterable[KindOfAudit], month: datetime.date) -> Mapping[int, KindTerms]:
    rows = KindTerms.objects.filter(kind__in=list(kinds), first_month__lte=month).order_by("first_month")
    return {row.kind_id: row for row in rows}


def _due(terms: KindTerms | None, planned: list[PlannedOfKind], this_month: datetime.date) -> datetime.date | None:
    """So many months after it was last planned; from its first terms where it was never done."""
    if terms is None or terms.cadence_months is None:
        return None
    months = [each.cycle.month for each in planned if each.cycle.month <= this_month]
    return add_months(max(months), terms.cadence_months) if months else max(terms.first_month, this_month)

"""The computed fact of what was graded before and after an event that should move a domain."""

from collections.abc import Iterator, Sequence
from typing import Any

from audits.enums import Stage
from audits.tool.queries import domain_lines
from foundation.council.months import add_months, last_day, month_code, period_name
from insight.answers.calculations import ShareChange
from insight.answers.enums import ShareMovement
from insight.calculations import MonthStage, Share, good_or_better, summed
from insight.enums import RowsBehind, Telling
from insight.facts.fact import ComputedFact, FactKind
from insight.facts.reading import FactPeriod
from insight.health.calculations import ENOUGH
from insight.queries.fact_rows import AuditRows
from learning.calculations import MONTHS_A_SIDE, ImpactWindow
from learning.enums import EventKind
from learning.models import LearningEvent

_COMPARED = (EventKind.TRAINING, EventKind.PRACTICE_WEEK)
_VERDICTS = {
    ShareMovement.ROSE: "there is evidence of a rise",
    ShareMovement.FELL: "there is evidence of a fall",
    ShareMovement.NO_EVIDENCE: "no evidence of a change",
}


class BeforeAndAfterEvent(FactKind):
    """Each domain that a training or practice week should move, in the months before and after it."""

    name = "before_and_after"
    rule = (
        f"The share Good or better in a domain in up to {MONTHS_A_SIDE} months after moderation before a training or practice week that "
        f"should move it, and in up to as many after it, at least {ENOUGH} graded audits each: a rise or a fall where the 95% interval of "
        "the difference (Newcombe) lies wholly on that side of 0. What made a change is not said: there is nobody to compare with."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        """Of no cohort alone: an event is for all of them."""
        if period.reader.scope.cohort:
            return
        earliest = add_months(period.first, -MONTHS_A_SIDE)
        held = LearningEvent.objects.held().filter(
            kind__in=_COMPARED, domains__isnull=False, last_day__gte=earliest, last_day__lt=period.last
        )
        events = list(held.distinct().prefetch_related("domains"))
        lines = domain_lines() if events else {}
        for event in events:
            for name in dict.fromkeys(lines[each.pk].name for each in event.domains.all() if each.pk in lines):
                yield from self._of_domain(event, name, period)

    def _of_domain(self, event: LearningEvent, name: str, period: FactPeriod) -> Iterator[ComputedFact]:
        window = ImpactWindow(event.first_day, event.last_day, last_day(period.last))
        before = _graded(period, name, window.before)
        after = _graded(period, name, window.after) if window.after else []
        change = ShareChange(_share(before, name), _share(after, name))
        if not change.is_enough or max(month.month for month in after) < period.first:
            return
        when, then = _period(after), _period(before)
        yield self.fact(
            period,
            [month_code(after[-1].month), str(event.number), period.code(name)],
            f"After “{event.name}” ({event.get_kind_display().lower()}, {event.days}), audits of {when} were graded Good or better in "
            f"{name} in {change.now.words}, those of {then} in {change.before.words}: {_VERDICTS[change.movement]}.",
            rests_on=[AuditRows(RowsBehind.AGREED, tuple(month.month for month in (*before, *after)), name)],
            figures={
                "event": event.number,
                "domain": name,
                "before": _figures(before, change.before),
                "after": _figures(after, change.now),
            },
            source=f"Audits after moderation of {then} and of {when}",
            telling=Telling.NOT_SHOWN if change.movement == ShareMovement.NO_EVIDENCE else Telling.SHOWN,
            least=min(change.before.n, change.now.n),
            parts=(change.before.count, change.before.n - change.before.count, change.now.count, change.now.n - change.now.count),
        )


def _graded(period: FactPeriod, name: str, ends: tuple[Any, Any]) -> list[MonthStage]:
    """The months after moderation with a grade in the domain."""
    months = [month for month in period.after_moderation if ends[0] <= month.month <= ends[1] and month.stage == Stage.AGREED]
    return [month for month in months if good_or_better(month.domains.get(name, {})).n]


def _share(months: Sequence[MonthStage], name: str) -> Share:
    return good_or_better(summed(month.domains[name] for month in months))


def _period(months: Sequence[MonthStage]) -> str:
    return period_name(months[0].month, months[-1].month)


def _figures(months: Sequence[MonthStage], share: Share) -> dict[str, Any]:
    return {"from": month_code(months[0].month), "to": month_code(months[-1].month), "count": share.count, "n": share.n}


LEARNING = (BeforeAndAfterEvent(),)

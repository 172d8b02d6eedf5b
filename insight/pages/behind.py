"""From a figure to the audits behind it: the list of audits, narrowed to exactly those that it counts."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from audits.enums import CountedState, Grade, Stage, TimeSpan
from foundation.council.months import month_code
from insight.calculations import MonthStage
from insight.pages.scope import STAGE_CODES, chosen_in_address
from insight.queries.counted import Scope

GOOD_OR_BETTER, GRADED = "good-or-better", "graded"
NO_SERVICE = "none"
Asked = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AuditsBehind:
    """Those of `months`, narrowed as `scope` is; as they were graded at a stage where one is given, in a domain where one is named."""

    scope: Scope
    months: Sequence[datetime.date]
    stage: Stage | None = None
    domain: str = ""
    without_service: bool = False

    @staticmethod
    def audit(number: int) -> str:
        return reverse("audits:audit", args=[number])

    def over(self, months: Iterable[datetime.date]) -> "AuditsBehind":
        return replace(self, months=sorted(set(months)))

    def of(self, month: MonthStage) -> "AuditsBehind":
        return replace(self, months=[month.month], stage=month.stage)

    def of_months(self, months: Sequence[MonthStage]) -> "AuditsBehind":
        """Of months that are at one stage."""
        return replace(self, months=[month.month for month in months], stage=months[0].stage)

    def in_domain(self, name: str) -> "AuditsBehind":
        return replace(self, domain=name)

    def graded(self, grade: Grade | str) -> str:
        """With one grade, `GOOD_OR_BETTER`, or any that is counted (`GRADED`)."""
        code = str(grade)
        return self._at((("domain", self.domain), ("grade", code)) if self.domain else (("overall", code),))

    def moved(self, way: str) -> str:
        """Raised (`up`), left (`same`) or lowered (`down`) by moderation; `any` that was compared."""
        return self._at((*((("domain", self.domain),) if self.domain else ()), ("moved", way)))

    def from_to(self, before: Grade, after: Grade) -> str:
        """Of moderated audits those whose overall grade moved so."""
        return self._at((("before", before.value), ("after", after.value), ("state", CountedState.MODERATED.value)))

    def in_state(self, state: CountedState) -> str:
        return self._at((("state", state.value),))

    def not_agreed(self) -> str:
        """Submitted, and neither moderated nor released."""
        return self._at((("agreed", "no"),))

    def chosen(self, how: str) -> str:
        """For moderation, at `random` or by a `rule`."""
        return replace(self, stage=Stage.PRE)._at((("chosen", how),))

    def timed(self, span: TimeSpan) -> str:
        return self._at((("timed", span.value),))

    def all(self) -> str:
        return self._at(())

    def _at(self, asked: Asked) -> str:
        before, after = self._around
        return f"{before}{'&'.join(filter(None, [*self._of_months, urlencode(asked), after]))}"

    @cached_property
    def _of_months(self) -> list[str]:
        return [f"month={month_code(month)}" for month in self.months]

    @cached_property
    def _around(self) -> tuple[str, str]:
        """What stands before the months and after what is asked: the same for many figures of a page."""
        by: Asked = (("by", STAGE_CODES[self.stage]),) if self.stage else ()
        none: Asked = (("service", NO_SERVICE),) if self.without_service else ()
        return f"{reverse('audits:list')}?", urlencode([*by, *chosen_in_address(self.scope), *none])


def behind(scope: Scope, *, may_open: bool) -> AuditsBehind | None:
    """None for people who may not open audits: their figures lead nowhere."""
    return AuditsBehind(scope, ()) if may_open else None

"""A fact: a sentence that figures support, with its sources; and the base class of every kind of fact."""

import datetime
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from audits.enums import Stage
from foundation.council.months import month_code
from insight.calculations import Counts, MonthStage, Share, graded
from insight.enums import RowsBehind, Telling
from insight.queries.fact_rows import AuditRows

from .reading import FactPeriod

# What the overall judgement is called where a domain has its name.
OVERALL = "Overall judgement"
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_ROWS_OF_STAGE = {Stage.AGREED: RowsBehind.AGREED, Stage.PRE: RowsBehind.FIRST}


@dataclass(frozen=True)
class ComputedFact:
    """A sentence for the report, and where its figures come from.

    `key` says which fact it is, whatever its figures are: the same fact found again later has the same key; of one `cohort` it is another
    fact. `figures` are those of the sentence and nothing else, as JSON holds them; `rests_on` says which audits are counted, `months`
    which months they are of. Two facts of one `statement` say the same. `least` is the smallest number that it
    divides by, `parts` are counts that are shown to a wider audience only where none is from one to four; it is shown none that is not
    `is_for_all`.
    """

    kind: str
    key: str
    sentence: str
    rule: str
    source: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    months: tuple[datetime.date, ...] = ()
    rests_on: tuple[AuditRows, ...] = ()
    telling: Telling = Telling.COUNTED
    statement: str = ""
    least: int = 0
    parts: tuple[int, ...] = ()
    is_about_moderation: bool = False
    is_for_all: bool = True
    # What a list shows of a sentence that is long to read; empty where the sentence is short.
    headline: str = ""
    cohort: str = ""
    # The period that it was looked for in: some facts are about all of it.
    period: tuple[datetime.date, datetime.date] | None = None
    computed_at: datetime.datetime | None = field(default=None, compare=False)

    @property
    def month(self) -> datetime.date | None:
        """The latest that it covers."""
        return max(self.months, default=None)

    @property
    def domains(self) -> set[str]:
        return {rows.about for rows in self.rests_on if rows.about and rows.what in (*_ROWS_OF_STAGE.values(), RowsBehind.MODERATED)}


class FactKind(ABC):
    """One kind of fact. A kind has a `name`, by which keys begin, and says its `rule` in words."""

    name: ClassVar[str]
    rule: ClassVar[str]
    telling: ClassVar[Telling] = Telling.COUNTED
    is_about_moderation: ClassVar[bool] = False

    @abstractmethod
    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        """Every fact of this kind in the period, its months in their order."""

    def fact(
        self, period: FactPeriod, about: Sequence[str], sentence: str, *, rests_on: Sequence[AuditRows], headline: str = "", **more: Any
    ) -> ComputedFact:
        """`about` ends the key: the months' codes, then the domain's or the indicator's. Of one cohort its code follows, and its name is
        before the sentence and its headline.
        """
        cohort = period.reader.scope.cohort
        key = "-".join([self.name, *filter(None, about), *([cohort_code(cohort)] if cohort else [])])
        known: dict[str, Any] = {"telling": self.telling, "statement": key, "is_about_moderation": self.is_about_moderation}
        return ComputedFact(
            kind=self.name,
            key=key,
            sentence=f"{cohort}. {sentence}" if cohort else sentence,
            headline=f"{cohort}. {headline}" if cohort and headline else headline,
            rule=self.rule,
            rests_on=tuple(rests_on),
            months=tuple(sorted({month for rows in rests_on for month in rows.months})),
            period=(period.first, period.last),
            cohort=cohort,
            computed_at=period.reader.computed_at,
            **known | more,
        )


class KindOfMonth(FactKind):
    """A kind that is looked for in each month that is shown of the period, in view of those before."""

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for month in period.recent:
            yield from self.of_month(month, period.before(month), period)

    @abstractmethod
    def of_month(self, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        """`before` has every month before it, earliest first."""


class KindOfJudgement(KindOfMonth):
    """A kind that is looked for in each domain of a month, the overall judgement or both."""

    overall: ClassVar[bool] = False
    domains: ClassVar[bool] = True

    def of_month(self, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        names = [*([""] if self.overall else []), *(now_month.domains if self.domains else ())]
        for name in names:
            if graded(counts_of(now_month, name)):
                yield from self.of_judgement(name, now_month, before, period)

    @abstractmethod
    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        """`name` is the domain's, empty for the overall judgement, and somebody was graded in it."""


def cohort_code(cohort: str) -> str:
    """A cohort in a key, which has letters and digits alone: cohorts are words, and have no number of their own."""
    return f"c{hashlib.sha256(cohort.encode()).hexdigest()[:8]}"


def counts_of(month: MonthStage, name: str) -> Counts:
    return month.domains.get(name, {}) if name else month.overall


def least_of(months: Iterable[MonthStage], name: str = "") -> int:
    return min((graded(counts_of(month, name)) for month in months), default=0)


def grades_behind(months: Sequence[MonthStage], name: str = "") -> list[AuditRows]:
    """The audits graded in a domain, or overall, by the grades that their months are shown by."""
    found = []
    for stage, what in _ROWS_OF_STAGE.items():
        if at_stage := tuple(month.month for month in months if month.stage == stage):
            found.append(AuditRows(what, at_stage, name))
    return found


def month_figures(month: MonthStage) -> dict[str, Any]:
    """Which month, by which grades; of one after moderation how many audits are left out until they are agreed."""
    standing = month.standing
    left_out = {"opened_again": standing.opened_again, "sent_back": standing.sent_back, "waiting": standing.waiting}
    figures: dict[str, Any] = {"month": month_code(month.month), "stage": "post" if month.stage == Stage.AGREED else "pre"}
    if month.stage == Stage.AGREED and standing.left_out:
        figures |= {"agreed": standing.agreed, "left_out": {name: count for name, count in left_out.items() if count}}
    return figures


def share_figures(share: Share) -> dict[str, int]:
    return {"count": share.count, "n": share.n}


def source_of(months: Iterable[MonthStage]) -> str:
    return "Audits of " + " and ".join(f"{month.name} (n = {month.audits})" for month in months)


def ordinal(number: int) -> str:
    """“second”, “21st”, “112th”."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def upper_bound(share: Share) -> int:
    """Up to how many in a hundred the true rate could be."""
    return share.interval[1] if share.interval else 0


def lower_bound(share: Share) -> int:
    return share.interval[0] if share.interval else 0

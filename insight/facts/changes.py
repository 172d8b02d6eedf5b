"""Whether grades changed: what the test says, and where it says nothing, that there is no evidence of a change."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audits.enums import PRACTICE_GRADES, Grade
from audits.queries.grade_words import grade_word
from foundation.council.months import add_months, month_code, period_name
from foundation.statistics import EVIDENCE, fisher_exact, mean_rank_is_better, rank_sum
from insight.calculations import MonthStage, Share, compared, domains_summed, good_or_better, graded, in_a_row, p_words, share_of, summed
from insight.enums import Telling

from .fact import ComputedFact, FactKind, FactPeriod, grades_behind, month_figures, share_figures, source_of
from .reading import YEAR

QUARTER = 3
# Of fewer graded audits on either side a change would have to be enormous to be told from chance.
FEWEST_A_SIDE, FEWEST_A_YEAR = 20, 30


def told_by(p: float) -> Telling:
    return Telling.SHOWN if p < EVIDENCE else Telling.NOT_SHOWN


def differ(first: Share, second: Share) -> float:
    return fisher_exact(first.count, first.n - first.count, second.count, second.n - second.count)


class InadequateCompared(FactKind):
    """Two months that follow each other in the period."""

    name = "inadequate_compared"
    rule = (
        "The share Inadequate overall of each two months in turn with audits, by Fisher’s exact test: a difference where p is below 0.05."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for earlier, later in pairwise(period.recent):
            first, second = share_of(earlier.overall, Grade.INADEQUATE), share_of(later.overall, Grade.INADEQUATE)
            yield self.fact(
                period,
                [month_code(earlier.month), month_code(later.month)],
                compared(earlier, later),
                rests_on=grades_behind([earlier, later]),
                figures={
                    "earlier": {**month_figures(earlier), **share_figures(first)},
                    "later": {**month_figures(later), **share_figures(second)},
                },
                source=source_of([earlier, later]),
                telling=told_by(differ(first, second)),
                least=min(first.n, second.n),
            )


class TwoPeriods(FactKind):
    """The latest months after moderation of the period against as many before them."""

    length = QUARTER
    fewest = FEWEST_A_SIDE

    def halves(self, period: FactPeriod) -> tuple[list[MonthStage], list[MonthStage]]:
        """The months after moderation of both, earlier and later; empty where the period has none after moderation."""
        latest = max((month.month for month in period.after_moderation if month.month >= period.first), default=None)
        if latest is None:
            return [], []
        middle, start = add_months(latest, 1 - self.length), add_months(latest, 1 - 2 * self.length)
        months = period.after_moderation
        return [month for month in months if start <= month.month < middle], [month for month in months if middle <= month.month <= latest]

    def key_of(self, later: Sequence[MonthStage]) -> list[str]:
        return [month_code(later[-1].month)]

    def ends(self, months: Sequence[MonthStage]) -> tuple[datetime.date, datetime.date]:
        return months[0].month, months[-1].month

    def source(self, earlier: Sequence[MonthStage], later: Sequence[MonthStage]) -> str:
        counts = [
            f"{period_name(*self.ends(part))} ({len(part)} months, n = {sum(each.audits for each in part)})" for part in (earlier, later)
        ]
        return f"Audits after moderation of {' and '.join(counts)}"


class QuarterCompared(TwoPeriods):
    """Good or better overall in three months against the three before."""

    name = "good_by_quarter"
    rule = (
        f"The share Good or better overall of the latest three months after moderation against the three months before them, at least "
        f"{FEWEST_A_SIDE} graded audits each, by Fisher’s exact test: a change where p is below 0.05."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        earlier, later = self.halves(period)
        first, second = self.share(earlier), self.share(later)
        if min(first.n, second.n) < self.fewest:
            return
        p = differ(first, second)
        yield self.fact(
            period,
            self.key_of(later),
            self.words(earlier, later, p),
            rests_on=grades_behind([*earlier, *later]),
            figures={"earlier": self.figures(earlier, first), "later": self.figures(later, second)},
            source=self.source(earlier, later),
            telling=told_by(p),
            least=min(first.n, second.n),
        )

    def share(self, months: Sequence[MonthStage]) -> Share:
        return good_or_better(summed(month.overall for month in months))

    def figures(self, months: Sequence[MonthStage], share: Share) -> dict:
        first, last = self.ends(months)
        return {"from": month_code(first), "to": month_code(last), **share_figures(share)}

    def words(self, earlier: Sequence[MonthStage], later: Sequence[MonthStage], p: float) -> str:
        first, second = self.share(earlier), self.share(later)
        way = "a rise" if second.exact > first.exact else "a fall"
        verdict = f"there is evidence of {way}" if p < EVIDENCE else "no evidence of a change"
        return (
            f"{self.measure()} overall, after moderation: {first.words} in {period_name(*self.ends(earlier))}; {second.words} in "
            f"{period_name(*self.ends(later))}: {verdict} ({p_words(p)}, Fisher’s exact test)."
        )

    def measure(self) -> str:
        return "Good or better"


class InadequateByQuarter(QuarterCompared):
    """Inadequate overall in three months against the three before."""

    name = "inadequate_by_quarter"
    rule = (
        f"The share Inadequate overall of the latest three months after moderation against the three months before them, at least "
        f"{FEWEST_A_SIDE} graded audits each, by Fisher’s exact test: a change where p is below 0.05."
    )

    def measure(self) -> str:
        return str(grade_word(Grade.INADEQUATE))

    def share(self, months: Sequence[MonthStage]) -> Share:
        return share_of(summed(month.overall for month in months), Grade.INADEQUATE)


class YearCompared(QuarterCompared):
    """Good or better overall in twelve months against the twelve before."""

    name = "good_by_year"
    rule = (
        f"The share Good or better overall of the latest twelve months after moderation against the twelve months before them, at least "
        f"{FEWEST_A_YEAR} graded audits each, by Fisher’s exact test: a change where p is below 0.05."
    )
    length, fewest = YEAR, FEWEST_A_YEAR


class DomainChanged(TwoPeriods):
    """A domain whose grades are better or worse than in the three months before."""

    name = "domain_by_quarter"
    rule = (
        f"The grades of a domain in the latest three months after moderation against the three months before them, at least "
        f"{FEWEST_A_SIDE} "
        "graded audits each, by a rank test: told where p is below 0.05."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        earlier, later = self.halves(period)
        for name, was, is_now in self.enough(earlier, later):
            p = rank_sum(was, is_now)
            if p >= EVIDENCE:
                continue
            way = "better" if mean_rank_is_better(is_now, was) else "worse"
            shares = [good_or_better(dict(zip(PRACTICE_GRADES, counts, strict=True))) for counts in (was, is_now)]
            yield self.fact(
                period,
                [*self.key_of(later), period.code(name)],
                f"{name}: grades after moderation of {period_name(*self.ends(later))} are {way} than those of "
                f"{period_name(*self.ends(earlier))} "
                f"({p_words(p)}, rank test): Good or better {shares[1].words}, before {shares[0].words}.",
                rests_on=grades_behind([*earlier, *later], name),
                figures={"domain": name, "way": way, "earlier": self.counted(earlier, was), "later": self.counted(later, is_now)},
                source=self.source(earlier, later),
                telling=Telling.SHOWN,
                least=min(sum(was), sum(is_now)),
            )

    def enough(self, earlier: Sequence[MonthStage], later: Sequence[MonthStage]) -> Iterator[tuple[str, list[int], list[int]]]:
        """Domains graded often enough on both sides, with their counts by grade, best first."""
        was, is_now = domains_summed(earlier), domains_summed(later)
        for name, counts in is_now.items():
            if min(graded(counts), graded(was.get(name, {}))) >= self.fewest:
                yield name, [was[name][grade] for grade in PRACTICE_GRADES], [counts[grade] for grade in PRACTICE_GRADES]

    def counted(self, months: Sequence[MonthStage], counts: Sequence[int]) -> dict:
        first, last = self.ends(months)
        return {"from": month_code(first), "to": month_code(last), "grades": list(counts)}


class NoDomainChanged(DomainChanged):
    """No domain shows a change on the three months before."""

    name = "no_domain_changed"
    rule = (
        f"Every domain with at least {FEWEST_A_SIDE} graded audits in the latest three months after moderation and in the three before "
        f"them was "
        "compared by a rank test, and in none is p below 0.05."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        earlier, later = self.halves(period)
        found = list(self.enough(earlier, later))
        if not found or any(rank_sum(was, is_now) < EVIDENCE for _, was, is_now in found):
            return
        names = [name for name, _, _ in found]
        yield self.fact(
            period,
            self.key_of(later),
            f"No evidence that grades of any domain changed between {period_name(*self.ends(earlier))} and "
            f"{period_name(*self.ends(later))}, "
            f"after moderation (rank test, p above 0.05): compared were {in_a_row(names)}.",
            rests_on=[rows for name in names for rows in grades_behind([*earlier, *later], name)],
            figures={
                "earlier": [month_code(month) for month in self.ends(earlier)],
                "later": [month_code(month) for month in self.ends(later)],
                "domains": [{"domain": name} for name in names],
            },
            source=self.source(earlier, later),
            telling=Telling.NOT_SHOWN,
            least=min(min(sum(was), sum(is_now)) for _, was, is_now in found),
        )


CHANGES = (InadequateCompared(), QuarterCompared(), InadequateByQuarter(), YearCompared(), DomainChanged(), NoDomainChanged())

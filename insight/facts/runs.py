"""Runs of months: how many in a row something has been so. Only months after moderation count, and a month that is missing ends the run."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence

from audits.enums import Grade, Stage
from foundation.council.months import add_months, month_code, month_name
from foundation.statistics import count_of
from insight.calculations import MonthStage, good_or_better, graded, share_of
from insight.enums import Telling

from .fact import (
    ComputedFact,
    FactPeriod,
    KindOfJudgement,
    counts_of,
    grades_behind,
    least_of,
    ordinal,
    share_figures,
    upper_bound,
)


class RunOfMonths(KindOfJudgement):
    """A run that ends with the month, of at least `fewest` months."""

    telling = Telling.NEW
    fewest = 2

    @abstractmethod
    def goes_on(self, name: str, month: MonthStage) -> bool:
        """Whether a month belongs to it."""

    @abstractmethod
    def words(self, name: str, month: MonthStage, run: Sequence[MonthStage]) -> str:
        """The sentence."""

    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        run = run_of([*before, now_month], lambda month: self.goes_on(name, month))
        if len(run) < self.fewest:
            return
        share = self.share_of(name, now_month)
        yield self.fact(
            period,
            [month_code(now_month.month), period.code(name)],
            self.words(name, now_month, run),
            rests_on=grades_behind(run, name),
            figures={"month": month_code(now_month.month), "domain": name, "months_in_a_row": len(run), **share_figures(share)},
            source="; ".join(f"{month_name(month.month)} {self.share_of(name, month).words}" for month in run),
            # The same run up to an earlier month says nothing that this does not.
            statement="-".join([self.name, month_code(run[0].month), *filter(None, [period.code(name)])]),
            least=least_of(run, name),
        )

    def share_of(self, name: str, month: MonthStage):
        """What the run is about, of one month."""
        return good_or_better(counts_of(month, name))


def run_of(months: Sequence[MonthStage], goes_on: Callable[[MonthStage], bool]) -> list[MonthStage]:
    """The months up to the last one, without a gap, that are shown after moderation and go on; earliest first."""
    run: list[MonthStage] = []
    for month in reversed(months):
        follows = not run or add_months(month.month, 1) == run[-1].month
        if month.stage != Stage.AGREED or not follows or not goes_on(month):
            break
        run.append(month)
    return run[::-1]


class ConsecutiveGood(RunOfMonths):
    """Months with somebody Good or better overall."""

    name = "consecutive_good"
    rule = "At least two months in a row, all after moderation, with at least one audit graded Good or better overall."
    overall, domains = True, False

    def goes_on(self, name: str, month: MonthStage) -> bool:
        return bool(good_or_better(month.overall).count)

    def words(self, name: str, month: MonthStage, run: Sequence[MonthStage]) -> str:
        return (
            f"{month_name(month.month)} is the {ordinal(len(run))} consecutive month with at least one audit graded Good or better overall "
            f"after moderation: {good_or_better(month.overall).words}."
        )


class ConsecutiveWithoutInadequate(RunOfMonths):
    """Months without an Inadequate overall."""

    name = "consecutive_without_inadequate"
    rule = "At least two months in a row, all after moderation, in which no audit was graded Inadequate overall."
    overall, domains = True, False

    def goes_on(self, name: str, month: MonthStage) -> bool:
        share = share_of(month.overall, Grade.INADEQUATE)
        return share.n > 0 and not share.count

    def share_of(self, name: str, month: MonthStage):
        return share_of(month.overall, Grade.INADEQUATE)

    def words(self, name: str, month: MonthStage, run: Sequence[MonthStage]) -> str:
        share = self.share_of(name, month)
        return (
            f"{month_name(month.month)} is the {ordinal(len(run))} consecutive month in which no audit was graded Inadequate overall after "
            f"moderation ({count_of(0, share.n)} in {month_name(month.month)}; the true rate could be up to {upper_bound(share)}%)."
        )


class ConsecutiveInadequate(RunOfMonths):
    """Months each with an Inadequate overall."""

    name = "consecutive_inadequate"
    rule = "At least three months in a row, all after moderation, each with at least one audit graded Inadequate overall."
    overall, domains, fewest = True, False, 3

    def goes_on(self, name: str, month: MonthStage) -> bool:
        return bool(self.share_of(name, month).count)

    def share_of(self, name: str, month: MonthStage):
        return share_of(month.overall, Grade.INADEQUATE)

    def words(self, name: str, month: MonthStage, run: Sequence[MonthStage]) -> str:
        return (
            f"{month_name(month.month)} is the {ordinal(len(run))} consecutive month with at least one audit graded Inadequate overall "
            f"after moderation: {self.share_of(name, month).words}."
        )


class ConsecutiveWithoutGood(RunOfMonths):
    """Months in which a domain had nobody Good or better."""

    name = "consecutive_without_good"
    rule = "At least three months in a row, all after moderation, in which the domain was graded and no audit was Good or better in it."
    fewest = 3

    def goes_on(self, name: str, month: MonthStage) -> bool:
        counts = counts_of(month, name)
        return graded(counts) > 0 and not good_or_better(counts).count

    def words(self, name: str, month: MonthStage, run: Sequence[MonthStage]) -> str:
        share = self.share_of(name, month)
        return (
            f"{name}: {month_name(month.month)} is the {ordinal(len(run))} consecutive month in which no audit was graded Good or better "
            f"after moderation ({count_of(0, share.n)} in {month_name(month.month)}; the true rate could be up to {upper_bound(share)}%)."
        )


RUNS = (ConsecutiveGood(), ConsecutiveWithoutInadequate(), ConsecutiveInadequate(), ConsecutiveWithoutGood())

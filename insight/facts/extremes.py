"""The highest and lowest share Good or better: since when, and of a year. Only months after moderation are compared."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import takewhile

from audits.enums import Stage
from foundation.council.months import add_months, month_code, month_name
from insight.calculations import MonthStage, Share, good_or_better, graded
from insight.enums import Telling

from .fact import (
    OVERALL,
    ComputedFact,
    FactPeriod,
    KindOfJudgement,
    counts_of,
    grades_behind,
    least_of,
    month_figures,
    share_figures,
    source_of,
)
from .reading import YEAR

# A share is told to be the highest since a month, or ever, where at least so many months lie below it.
FEWEST_BELOW = 3
# So many months after moderation make a year that has a highest and a lowest.
FEWEST_MONTHS = 6


class ExtremeShare(KindOfJudgement):
    """A share beyond those of months before it: above them where `sign` is 1, below them where it is −1."""

    sign = 1

    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        if now_month.stage == Stage.AGREED:
            asked = [month for month in before if month.stage == Stage.AGREED and graded(counts_of(month, name))]
            yield from self.among(name, now_month, asked, period)

    @abstractmethod
    def among(self, name: str, now_month: MonthStage, asked: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        """`asked` has every month after moderation before it in which the judgement was given, earliest first."""

    @property
    def word(self) -> str:
        return "highest" if self.sign > 0 else "lowest"

    def share(self, name: str, month: MonthStage) -> Share:
        return good_or_better(counts_of(month, name))

    def is_beyond(self, name: str, now_month: MonthStage, month: MonthStage) -> bool:
        return (self.share(name, now_month).exact - self.share(name, month).exact) * self.sign > 0


class HighestSince(ExtremeShare):
    """The largest share Good or better overall since a month long ago, or ever."""

    name = "highest_since"
    rule = (
        f"The share Good or better overall is larger than in each of at least {FEWEST_BELOW} months after moderation before it; the "
        "sentence names the latest one with as large a share."
    )
    telling = Telling.NEW
    overall, domains = True, False

    def among(self, name: str, now_month: MonthStage, asked: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        passed = list(takewhile(lambda month: self.is_beyond(name, now_month, month), reversed(asked)))
        if len(passed) < FEWEST_BELOW:
            return
        since = asked[-len(passed) - 1] if len(passed) < len(asked) else None
        share, was = self.share(name, now_month), self.share(name, since) if since else None
        ending = (
            f"since {month_name(since.month)} ({was.words})" if since and was else f"since records began in {month_name(asked[0].month)}"
        )
        compared = [*([since] if since else []), *passed[::-1], now_month]
        yield self.fact(
            period,
            [month_code(now_month.month)],
            f"{OVERALL}: Good or better {share.words} in {now_month.name}, the {self.word} share after moderation {ending}.",
            rests_on=grades_behind(compared),
            figures={
                **month_figures(now_month),
                **share_figures(share),
                "since": {"month": month_code((since or asked[0]).month), **(share_figures(was) if was else {})},
            },
            source=f"{source_of([now_month])}; {len(passed)} months after moderation between",
            statement=f"{self.word}-{month_code(now_month.month)}-",
            least=least_of(compared),
        )


class LowestSince(HighestSince):
    """The smallest share Good or better overall since a month long ago, or ever."""

    name = "lowest_since"
    rule = (
        f"The share Good or better overall is smaller than in each of at least {FEWEST_BELOW} months after moderation before it; the "
        "sentence names the latest one with as small a share."
    )
    sign = -1


class HighestInYear(ExtremeShare):
    """The month with the largest share Good or better of twelve."""

    name = "highest_in_year"
    rule = (
        f"Of the twelve months up to this one at least {FEWEST_MONTHS} are shown after moderation and have a grade, this one among them, "
        "and its share Good or better is larger than that of each other. It shows no change by itself: one of them is always highest."
    )
    telling = Telling.EXTREME
    overall = True

    def among(self, name: str, now_month: MonthStage, asked: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        year = [month for month in asked if month.month > add_months(now_month.month, -YEAR)]
        if len(year) + 1 < FEWEST_MONTHS or not all(self.is_beyond(name, now_month, month) for month in year):
            return
        # Of several as near as each other the latest.
        following = max(year, key=lambda month: (self.share(name, month).exact * self.sign, month.month))
        share, then = self.share(name, now_month), self.share(name, following)
        yield self.fact(
            period,
            [month_code(now_month.month), period.code(name)],
            f"{name or OVERALL}: Good or better {share.words} in {now_month.name}, the {self.word} share of the {len(year) + 1} months "
            f"after moderation since {month_name(year[0].month)}; the next is {then.words} in {month_name(following.month)}.",
            rests_on=grades_behind([*year, now_month], name),
            figures={
                **month_figures(now_month),
                "domain": name,
                **share_figures(share),
                "months": len(year) + 1,
                "since": month_code(year[0].month),
                "next": {"month": month_code(following.month), **share_figures(then)},
            },
            source=source_of([now_month]),
            statement=f"{self.word}-{month_code(now_month.month)}-{period.code(name)}",
            least=least_of([*year, now_month], name),
        )


class LowestInYear(HighestInYear):
    """The month with the smallest share Good or better of twelve."""

    name = "lowest_in_year"
    rule = (
        f"Of the twelve months up to this one at least {FEWEST_MONTHS} are shown after moderation and have a grade, this one among them, "
        "and its share Good or better is smaller than that of each other. It shows no change by itself: one of them is always lowest."
    )
    sign = -1


EXTREMES = (HighestSince(), LowestSince(), HighestInYear(), LowestInYear())

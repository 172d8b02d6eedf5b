"""What happened for the first time here, or for the first time in long."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import takewhile

from audits.enums import Grade, Stage
from foundation.council.months import month_code, month_name, months_between
from foundation.statistics import count_of
from insight.calculations import MonthStage, good_or_better, graded, share_of
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
    upper_bound,
)

# The first Good is told where at least so many months had none.
FEWEST_WITHOUT = 3


class FirstOutstanding(KindOfJudgement):
    """The first Outstanding of a domain."""

    name = "first_outstanding"
    rule = "The month has an Outstanding in the domain, and no month before it that is recorded here had one."
    telling = Telling.NEW

    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        counts = counts_of(now_month, name)
        share = share_of(counts, Grade.OUTSTANDING)
        if not share.count or any(counts_of(month, name).get(Grade.OUTSTANDING) for month in before):
            return
        good = share_of(counts, Grade.GOOD)
        earlier = sum(graded(counts_of(month, name)) for month in before)
        first = "first Outstanding" if share.count == 1 else "first Outstanding grades"
        yield self.fact(
            period,
            [month_code(now_month.month), period.code(name)],
            f"{month_name(now_month.month)} has the {first} ever recorded here {self.where(name)}: {share.words} {now_month.stage_words}, "
            f"and a further {good.words} Good.",
            rests_on=grades_behind([*[month for month in before if graded(counts_of(month, name))], now_month], name),
            figures={**month_figures(now_month), "domain": name, "outstanding": share_figures(share), "good": share_figures(good)},
            source=f"{source_of([now_month])}; {_none_before(earlier, (before or [now_month])[0].month, name)}",
            least=share.n,
        )

    def where(self, name: str) -> str:
        return f"for {name}"


class FirstOutstandingOverall(FirstOutstanding):
    """The first Outstanding overall."""

    name = "first_outstanding_overall"
    rule = "The month has an audit graded Outstanding overall, and no month before it that is recorded here had one."
    overall, domains = True, False

    def where(self, name: str) -> str:
        return "overall"


def _none_before(earlier: int, first: datetime.date, name: str) -> str:
    """In the first month in which a domain is graded everything is the first, and the source says so."""
    where = "in this domain" if name else "overall"
    if not earlier:
        return f"none among the audits before, since none recorded here was graded {where}"
    return f"none among the {earlier} audits graded {where} before, since {month_name(first)}"


class FirstGood(KindOfJudgement):
    """The first Good or better of a domain after months without any."""

    name = "first_good"
    rule = (
        f"The month has a Good or better in the domain, after moderation, and at least {FEWEST_WITHOUT} months before it in which the "
        f"domain "
        "was graded after moderation had none, one after the other."
    )
    telling = Telling.NEW
    overall = True

    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        share = good_or_better(counts_of(now_month, name))
        asked = [month for month in before if month.stage == Stage.AGREED and graded(counts_of(month, name))]
        without = list(takewhile(lambda month: not good_or_better(counts_of(month, name)).count, reversed(asked)))[::-1]
        if now_month.stage != Stage.AGREED or not share.count or len(without) < FEWEST_WITHOUT:
            return
        last = asked[-len(without) - 1] if len(without) < len(asked) else None
        since = f"since {month_name(last.month)}" if last else f"since records began in {month_name(asked[0].month)}"
        yield self.fact(
            period,
            [month_code(now_month.month), period.code(name)],
            f"{name or OVERALL}: Good or better {share.words} in {now_month.name}, the first after moderation {since}.",
            rests_on=grades_behind([*without, now_month], name),
            figures={
                **month_figures(now_month),
                "domain": name,
                "since": month_code((last or asked[0]).month),
                "is_first_ever": last is None,
                **share_figures(share),
            },
            source=f"{source_of([now_month])}; none in {len(without)} months after moderation before",
            least=least_of([*without, now_month], name),
        )


class NoInadequateAfterSome(KindOfJudgement):
    """A domain without an Inadequate, after a month that had one."""

    name = "no_inadequate_after_some"
    rule = "No audit of the month was graded Inadequate in the domain, and the month before it in which the domain was graded had some."
    telling = Telling.NEW

    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        share = share_of(counts_of(now_month, name), Grade.INADEQUATE)
        earlier = next((month for month in reversed(before) if graded(counts_of(month, name))), None)
        if earlier is None or share.count:
            return
        was = share_of(counts_of(earlier, name), Grade.INADEQUATE)
        if not was.count:
            return
        since, since_figures = _since_when(name, before)
        yield self.fact(
            period,
            [month_code(now_month.month), period.code(name)],
            f"{name or OVERALL}: no audit of {now_month.name}, was graded Inadequate ({count_of(0, share.n)}; the true rate could "
            f"be up to {upper_bound(share)}%), against {was.words} in {earlier.name}.{since}",
            rests_on=grades_behind(_looked_back_at(before, name, since_figures) + [now_month], name),
            figures={
                **month_figures(now_month),
                "domain": name,
                "n": share.n,
                "before": {**month_figures(earlier), **share_figures(was)},
                **since_figures,
            },
            source=source_of([earlier, now_month]),
            statement=f"none_inadequate-{month_code(now_month.month)}-{period.code(name)}",
            least=min(share.n, was.n),
        )


class NoInadequateOverallAfterSome(NoInadequateAfterSome):
    """No Inadequate overall, after a month that had one."""

    name = "no_inadequate_overall_after_some"
    rule = "No audit of the month was graded Inadequate overall, and the month with audits before it had some."
    overall, domains = True, False


def _since_when(name: str, before: Sequence[MonthStage]) -> tuple[str, dict]:
    """Of the months that asked it: a later version of the tool may have brought the domain."""
    before = [month for month in before if graded(counts_of(month, name))]
    clear = [month for month in before if not counts_of(month, name).get(Grade.INADEQUATE)]
    if clear:
        return f" The last month without one was {month_name(clear[-1].month)}.", {"last_without": month_code(clear[-1].month)}
    if len(before) < 2:
        return "", {}
    gaps = len(before) < sum(1 for _ in months_between(before[0].month, before[-1].month))
    in_which = " in which it was graded" if gaps else ""
    figures = {"every_month_since": month_code(before[0].month), "with_gaps": gaps}
    return f" Every month since {month_name(before[0].month)}{in_which} had at least one.", figures


def _looked_back_at(before: Sequence[MonthStage], name: str, figures: dict) -> list[MonthStage]:
    """The months that the sentence is about: back to the last without one, or all."""
    asked = [month for month in before if graded(counts_of(month, name))]
    return [month for month in asked if month_code(month.month) >= figures.get("last_without", "")]


FIRSTS = (
    FirstOutstanding(),
    FirstOutstandingOverall(),
    FirstGood(),
    NoInadequateAfterSome(),
    NoInadequateOverallAfterSome(),
)

"""What can be said of one month's grades alone."""

from collections.abc import Iterator, Sequence

from audits.enums import PRACTICE_GRADES, Grade
from audits.queries.grade_words import grade_word
from foundation.council.months import month_code
from foundation.statistics import count_of
from insight.calculations import MonthStage, Share, graded, ranked, ranking_sentence, share_of
from insight.enums import Telling

from .fact import (
    OVERALL,
    ComputedFact,
    FactPeriod,
    KindOfJudgement,
    KindOfMonth,
    counts_of,
    grades_behind,
    lower_bound,
    month_figures,
    source_of,
    upper_bound,
)


class RankedDomains(KindOfMonth):
    """Which domains are shown to be strongest and weakest."""

    name = "ranking"
    rule = "A domain is strongest or weakest only where its grades differ from another's by more than chance (rank test, p below 0.05)."

    def of_month(self, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        ranks = ranked(now_month.domains)
        if not any(rank.better_than for rank in ranks):
            return
        yield self.fact(
            period,
            [month_code(now_month.month)],
            f"{now_month.name}. {ranking_sentence(ranks)}",
            rests_on=[rows for rank in ranks for rows in grades_behind([now_month], rank.name)],
            figures={
                **month_figures(now_month),
                "domains": [
                    {
                        "domain": rank.name,
                        "place": rank.place,
                        "n": rank.good_or_better.n,
                        "good_or_better": rank.good_or_better.count,
                        "inadequate": rank.inadequate.count,
                    }
                    for rank in ranks
                ],
            },
            source=source_of([now_month]),
            telling=Telling.SHOWN,
            least=min(rank.good_or_better.n for rank in ranks),
        )


class AllOneGrade(KindOfJudgement):
    """A domain in which everybody was given one grade."""

    name = "all_one_grade"
    rule = "At least two audits of the month were graded in the domain, all of them alike."

    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        counts = counts_of(now_month, name)
        n = graded(counts)
        only = only_grade(counts, n)
        if n < 2 or only is None:
            return
        share = Share(n, n)
        yield self.fact(
            period,
            [month_code(now_month.month), period.code(name)],
            f"{name or OVERALL}: {_all_of(n, now_month)}, were graded {grade_word(only)} "
            f"({count_of(n, n)}; the true rate could be as low as {lower_bound(share)}%).",
            rests_on=grades_behind([now_month], name),
            figures={**month_figures(now_month), "domain": name, "grade": only.value, "n": n, "audits": now_month.audits},
            source=source_of([now_month]),
            statement=f"all_one_grade-{month_code(now_month.month)}-{period.code(name)}",
            least=n,
        )


class AllOneGradeOverall(AllOneGrade):
    """Everybody was given one grade overall."""

    name = "all_one_grade_overall"
    rule = "At least two audits of the month were graded overall, all of them alike."
    overall, domains = True, False


def only_grade(counts, n: int) -> Grade | None:
    return next((grade for grade in PRACTICE_GRADES if n and counts.get(grade) == n), None)


def _all_of(n: int, now_month: MonthStage) -> str:
    """Where the domain was not applicable to some, all are not all of the month's."""
    if n >= now_month.audits:
        return f"all {n} audits of {now_month.name}"
    return f"all {n} of the {now_month.audits} audits of {now_month.name}, in which it applied"


class NoneInadequate(KindOfJudgement):
    """A domain without an Inadequate."""

    name = "none_inadequate"
    rule = "No audit of the month was graded Inadequate in the domain, and not all were graded alike, which would say so already."

    def of_judgement(self, name: str, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        counts = counts_of(now_month, name)
        share = share_of(counts, Grade.INADEQUATE)
        if share.count or only_grade(counts, share.n):
            return
        yield self.fact(
            period,
            [month_code(now_month.month), period.code(name)],
            f"{name or OVERALL}: no audit of {now_month.name}, was graded Inadequate "
            f"({count_of(0, share.n)}; the true rate could be up to {upper_bound(share)}%).",
            rests_on=grades_behind([now_month], name),
            figures={**month_figures(now_month), "domain": name, "n": share.n},
            source=source_of([now_month]),
            statement=f"none_inadequate-{month_code(now_month.month)}-{period.code(name)}",
            least=share.n,
        )


class NoneInadequateOverall(NoneInadequate):
    """No Inadequate overall."""

    name = "none_inadequate_overall"
    rule = "No audit of the month was graded Inadequate overall, and not all were graded alike, which would say so already."
    overall, domains = True, False


MONTHS = (
    RankedDomains(),
    AllOneGrade(),
    AllOneGradeOverall(),
    NoneInadequate(),
    NoneInadequateOverall(),
)

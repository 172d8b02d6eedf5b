"""Grades beside the indicators on the same practice: what both are, and whether they moved the same way."""

from collections.abc import Iterator, Sequence

from foundation.council.months import add_months, month_code, month_name, period_name
from foundation.statistics import EVIDENCE, sign_test
from insight.calculations import MonthStage, good_or_better, graded, p_words
from insight.enums import Telling
from insight.queries.fact_counts import LinkedIndicator
from performance.enums import Polarity
from performance.pages.indicators import with_unit

from .domain_figures import domains_with_figures
from .fact import ComputedFact, FactKind, FactPeriod, counts_of, grades_behind, least_of, month_figures, share_figures, source_of
from .reading import YEAR

_BETTER = {Polarity.HIGHER: 1, Polarity.LOWER: -1, Polarity.NEUTRAL: 0}
# Of fewer months in which both moved nothing is said of whether they move alike.
FEWEST_MOVES = 6


class FiguresBeside(FactKind):
    """The latest month's grades of a domain, and the figures of the scorecard on the same practice."""

    name = "figures_beside"
    telling = Telling.BESIDE
    rule = "The domain was graded in the latest month shown of the period, and an indicator linked with it has a figure for that month."

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for month in period.recent[-1:]:
            for each in domains_with_figures(month, period.reader.figures):
                yield self.fact(
                    period,
                    [month_code(month.month), period.code(each.name)],
                    each.sentence,
                    rests_on=grades_behind([month], each.name),
                    figures={
                        **month_figures(month),
                        "domain": each.name,
                        "grades": {grade.value: count for grade, count in month.domains[each.name].items() if count},
                        "indicators": [{"indicator": figure.indicator.slug, "figure": figure.words} for figure in each.figures],
                    },
                    source=f"{source_of([month])}; the scorecard",
                    least=graded(month.domains[each.name]),
                )


class MovedTogether(FactKind):
    """A domain and an indicator on the same practice, both better or both worse than the month before."""

    name = "moved_together"
    rule = (
        "The share Good or better of a domain, and an indicator linked with it of which one direction is better, both moved for the better "
        "or both for the worse since the month before, which is shown at the same stage. Two months do not show that one follows the other."
    )
    telling = Telling.BESIDE
    together = True

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        by_month = {month.month: month for month in period.history}
        for month in period.recent:
            before = by_month.get(add_months(month.month, -1))
            if before is None or before.stage != month.stage:
                continue
            for linked in period.reader.linked:
                if self.is_told(*moves(linked, before, month)):
                    yield self.told(period, linked, before, month)

    def is_told(self, practice: int, figure: int) -> bool:
        return bool(practice * figure) and (practice == figure) == self.together

    def told(self, period: FactPeriod, linked: LinkedIndicator, before: MonthStage, month: MonthStage) -> ComputedFact:
        name, indicator = linked.domain, linked.indicator
        shares = [good_or_better(counts_of(each, name)) for each in (before, month)]
        values = [linked.values[each.month] for each in (before, month)]
        texts = [with_unit(indicator, value) for value in values]
        practice = moves(linked, before, month)[0]
        return self.fact(
            period,
            [month_code(month.month), period.code(name), indicator.slug],
            f"{name}: Good or better {shares[1].words} in {month.name}, against {shares[0].words} in {before.name}; "
            f"{indicator.shown_label}: "
            f"{texts[1]} in {month_name(month.month)}, {texts[0]} in {month_name(before.month)}. {self.ways(practice)} "
            "Two months do not show that one follows the other.",
            rests_on=grades_behind([before, month], name),
            figures={
                "domain": name,
                "indicator": indicator.slug,
                "earlier": {**month_figures(before), **share_figures(shares[0]), "figure": texts[0]},
                "later": {**month_figures(month), **share_figures(shares[1]), "figure": texts[1]},
                "practice_better": practice > 0,
            },
            source=f"{source_of([before, month])}; {indicator.get_series_display().lower()}",
            least=min(share.n for share in shares),
        )

    def ways(self, practice: int) -> str:
        return f"Both moved for the {'better' if practice > 0 else 'worse'}."


class MovedApart(MovedTogether):
    """A domain and an indicator on the same practice, one better and one worse than the month before."""

    name = "moved_apart"
    rule = (
        "The share Good or better of a domain moved for the better since the month before, which is shown at the same stage, and an "
        "indicator linked with it of which one direction is better moved for the worse; or the other way round."
    )
    together = False

    def ways(self, practice: int) -> str:
        better, worse = ("The grades", "the figure") if practice > 0 else ("The figure", "the grades")
        return f"{better} moved for the better and {worse} for the worse."


class MoveAlike(FactKind):
    """A domain and an indicator that moved the same way in most months of a year, or the opposite way."""

    name = "move_alike"
    rule = (
        f"Of the twelve months up to the latest after moderation, at least {FEWEST_MOVES} in which both the share Good or better of the "
        "domain and an indicator linked with it moved since the month before; the same way, or the opposite way, more often than chance "
        "(sign test, p below 0.05)."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        latest = max((month.month for month in period.after_moderation if month.month >= period.first), default=None)
        if latest is None:
            return
        months = [month for month in period.after_moderation if add_months(latest, -YEAR) <= month.month <= latest]
        for linked in period.reader.linked:
            alike, opposite, used = counted_moves(linked, months)
            if alike + opposite >= FEWEST_MOVES and sign_test(alike, opposite) < EVIDENCE:
                yield self.told(period, linked, alike, opposite, used)

    def told(self, period: FactPeriod, linked: LinkedIndicator, alike: int, opposite: int, used: Sequence[MonthStage]) -> ComputedFact:
        way, count = ("the same way", alike) if alike > opposite else ("the opposite way", opposite)
        name, label = linked.domain, linked.indicator.shown_label
        first, last = used[0].month, used[-1].month
        return self.fact(
            period,
            [month_code(last), period.code(name), linked.indicator.slug],
            f"{name}: in {count} of {alike + opposite} months of {period_name(first, last)} the share Good or better after moderation and "
            f"{label} moved {way}, more often than chance would ({p_words(sign_test(alike, opposite))}, sign test).",
            rests_on=grades_behind(used, name),
            figures={
                "domain": name,
                "indicator": linked.indicator.slug,
                "from": month_code(first),
                "to": month_code(last),
                "same_way": alike,
                "opposite_way": opposite,
            },
            source=f"Audits after moderation of {period_name(first, last)}; {linked.indicator.get_series_display().lower()}",
            telling=Telling.SHOWN,
            least=least_of(used, name),
        )


def counted_moves(linked: LinkedIndicator, months: Sequence[MonthStage]) -> tuple[int, int, list[MonthStage]]:
    """How often both moved the same way and the opposite way since the month before, and the months that were compared."""
    by_month = {month.month: month for month in months}
    pairs = [(by_month[add_months(month.month, -1)], month) for month in months if add_months(month.month, -1) in by_month]
    both = [(pair, practice * figure) for pair in pairs for practice, figure in [moves(linked, *pair)] if practice * figure]
    used = {month.month: month for pair, _ in both for month in pair}
    alike = sum(product > 0 for _, product in both)
    return alike, len(both) - alike, [used[month] for month in sorted(used)]


def moves(linked: LinkedIndicator, before: MonthStage, month: MonthStage) -> tuple[int, int]:
    """Of the grades and of the figure: 1 where it moved for the better, −1 for the worse, 0 where it did not move or cannot be told."""
    was, is_now = (counts_of(each, linked.domain) for each in (before, month))
    earlier, later = (linked.values.get(each.month) for each in (before, month))
    practice = _way(good_or_better(was).exact, good_or_better(is_now).exact) if graded(was) and graded(is_now) else 0
    figure = 0 if earlier is None or later is None else _way(earlier, later) * _BETTER[Polarity(linked.indicator.polarity)]
    return practice, figure


def _way(before, after) -> int:
    return (after > before) - (after < before)


INDICATORS = (FiguresBeside(), MovedTogether(), MovedApart(), MoveAlike())

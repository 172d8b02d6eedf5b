"""Which way moderation moves grades, and what it has not reached yet."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from audits.enums import Stage
from foundation.council.months import month_code, month_name, period_name
from foundation.statistics import EVIDENCE, Directions, sign_test
from insight.calculations import MonthStage, p_words
from insight.enums import RowsBehind, Telling
from insight.queries.fact_rows import AuditRows

from .fact import OVERALL, ComputedFact, FactKind, FactPeriod, KindOfMonth, grades_behind, month_figures, source_of

# Of fewer moderated audits nothing is said of where moderation moves grades.
FEWEST_MODERATED = 5


class ModerationMoves(FactKind):
    """Whether moderation moves the overall judgement one way, over the period."""

    name = "moderation_overall"
    rule = (
        f"Of at least {FEWEST_MODERATED} moderated audits of the period, how many overall judgements moderation raised and lowered, by "
        f"the sign "
        "test: one way where p is below 0.05. Audits released without moderation are not counted."
    )
    is_about_moderation = True

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for name in self.names(period):
            moved = summed_moves(period, name)
            if moved.n >= FEWEST_MODERATED and self.is_told(moved):
                yield self.told(period, name, moved)

    def names(self, period: FactPeriod) -> Sequence[str]:
        return [""]

    def is_told(self, moved: Directions) -> bool:
        return moved.up + moved.down > 0

    def told(self, period: FactPeriod, name: str, moved: Directions) -> ComputedFact:
        p = sign_test(moved.up, moved.down)
        months = tuple(month for month, about in sorted(period.reader.moves) if about == name and period.first <= month <= period.last)
        counted = f"moderation raised {moved.up}, lowered {moved.down} and left {moved.same} of {moved.n} grades"
        way = "raises" if moved.up > moved.down else "lowers"
        verdict = f"it {way} them more often than chance would" if p < EVIDENCE else "no evidence that it moves them one way"
        return self.fact(
            period,
            [month_code(period.first), month_code(period.last), period.code(name)],
            f"{name or OVERALL}, {period_name(months[0], months[-1])}: {counted}: {verdict} ({p_words(p)}, sign test).",
            rests_on=[AuditRows(RowsBehind.MODERATED, months, name)],
            figures={
                "domain": name,
                "from": month_code(months[0]),
                "to": month_code(months[-1]),
                "raised": moved.up,
                "lowered": moved.down,
                "left": moved.same,
            },
            source=f"Moderated audits of {period_name(months[0], months[-1])} (n = {moved.n})",
            telling=Telling.SHOWN if p < EVIDENCE else Telling.NOT_SHOWN,
            least=moved.n,
        )


class ModerationMovesDomain(ModerationMoves):
    """A domain whose grades moderation moves one way."""

    name = "moderation_domain"
    rule = (
        f"Of at least {FEWEST_MODERATED} moderated audits of the period graded in the domain, moderation raised more than it lowered, or "
        f"lowered "
        "more, by the sign test with p below 0.05."
    )

    def names(self, period: FactPeriod) -> Sequence[str]:
        return list(dict.fromkeys(name for month in period.recent for name in month.domains))

    def is_told(self, moved: Directions) -> bool:
        return sign_test(moved.up, moved.down) < EVIDENCE


class ModerationChangedNothing(FactKind):
    """A month whose overall judgements moderation left as they were."""

    name = "moderation_changed_nothing"
    rule = f"At least {FEWEST_MODERATED} audits of the month were moderated, and every one kept the overall judgement first submitted."
    is_about_moderation = True

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        moves: Mapping[tuple[datetime.date, str], Directions] = period.reader.moves
        for (month, name), moved in sorted(moves.items()):
            if name or not period.first <= month <= period.last or moved.n < FEWEST_MODERATED or moved.up + moved.down:
                continue
            yield self.fact(
                period,
                [month_code(month)],
                f"Moderation changed none of the {moved.n} overall judgements of {month_name(month)}.",
                rests_on=[AuditRows(RowsBehind.MODERATED, (month,))],
                figures={"month": month_code(month), "n": moved.n},
                source=f"Moderated audits of {month_name(month)} (n = {moved.n})",
                telling=Telling.COUNTED,
                least=moved.n,
            )


class LeftOutOfMonth(KindOfMonth):
    """A month after moderation of which some audits have no agreed grades just now."""

    name = "left_out"
    rule = (
        "The month is shown after moderation, and some of its audits were opened again, sent back or submitted later: they are left out "
        "until "
        "their grades are agreed, and the month stays after moderation."
    )
    telling = Telling.NEW

    def of_month(self, now_month: MonthStage, before: Sequence[MonthStage], period: FactPeriod) -> Iterator[ComputedFact]:
        standing = now_month.standing
        if now_month.stage != Stage.AGREED or not standing.left_out:
            return
        yield self.fact(
            period,
            [month_code(now_month.month)],
            f"{month_name(now_month.month)} is shown after moderation, {standing.agreed} of {standing.submitted}: "
            f"{standing.left_out_words}, "
            "not counted until agreed.",
            rests_on=grades_behind([now_month]),
            figures=month_figures(now_month),
            source=source_of([now_month]),
            least=standing.agreed,
        )


def summed_moves(period: FactPeriod, name: str) -> Directions:
    moves = [moved for (month, about), moved in period.reader.moves.items() if about == name and period.first <= month <= period.last]
    return Directions(sum(each.up for each in moves), sum(each.same for each in moves), sum(each.down for each in moves))


MODERATION = (ModerationMoves(), ModerationMovesDomain(), ModerationChangedNothing(), LeftOutOfMonth())

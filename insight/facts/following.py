"""What followed on audits: responses, actions and their effect, records audited again, practice that was observed."""

import datetime
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from actions.enums import CLOSED_STATES, ActionState
from foundation.council.months import month_code, month_name, period_name
from foundation.statistics import EVIDENCE, Directions, median_of, plain, sign_test
from insight.calculations import Share, good_or_better, p_words, summed
from insight.enums import RowsBehind, Telling
from insight.queries.fact_counts import ResponseCounts
from insight.queries.fact_rows import AuditRows

from .changes import differ
from .fact import ComputedFact, FactKind, FactPeriod

# Of fewer audits on either side nothing is said of a difference.
FEWEST_A_SIDE = 5


class OverPeriod(FactKind):
    """A kind that counts all months of the period together."""

    what: RowsBehind

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        counted = self.counted(period)
        months = tuple(period.within(counted))
        if not months:
            return
        told = self.told([counted[month] for month in months], period_name(months[0], months[-1]))
        if told is None:
            return
        sentence, figures, more = told
        yield self.fact(
            period,
            [month_code(period.first), month_code(period.last)],
            sentence,
            rests_on=[AuditRows(self.what, months)],
            figures={"from": month_code(months[0]), "to": month_code(months[-1]), **figures},
            source=f"{self.what.label.capitalize()}, {period_name(months[0], months[-1])}",
            **more,
        )

    @abstractmethod
    def counted(self, period: FactPeriod) -> Mapping[datetime.date, Any]:
        """What is counted, by month."""

    @abstractmethod
    def told(self, counts: Sequence[Any], when: str) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
        """The sentence, its figures and what else is known of the fact; None where there is nothing to say."""


class ShareOverPeriod(OverPeriod):
    """A kind that tells what share it is of all that is counted; nothing where there is nothing to count. `figures` names both numbers."""

    figures: ClassVar[tuple[str, str]]

    def told(self, counts: Sequence[Any], when: str) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
        share = self.share(counts)
        if not share.n:
            return None
        given = dict(zip(self.figures, (share.count, share.n), strict=True))
        return self.words(share, when), given, {"least": share.n, "parts": (share.count, share.n - share.count)}

    @abstractmethod
    def share(self, counts: Sequence[Any]) -> Share:
        """Of all months together."""

    @abstractmethod
    def words(self, share: Share, when: str) -> str:
        """The sentence."""


class ResponseTimes(OverPeriod):
    """How long teams took to respond to an Inadequate."""

    name = "response_times"
    rule = (
        "Every submitted audit of the period to which a team owes a response to an Inadequate; days from the first submission to the "
        "response, "
        "their median and the longest. An Inadequate that moderation did not uphold asks for none."
    )
    what = RowsBehind.RESPONSES

    def counted(self, period: FactPeriod) -> Mapping[datetime.date, ResponseCounts]:
        return period.reader.responses

    def told(self, counts: Sequence[ResponseCounts], when: str) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
        owed, days = sum(each.owed for each in counts), sorted(day for each in counts for day in each.days)
        if not days:
            sentence = f"No team has responded yet to the {_audits(owed)} of {when} to which a response to an Inadequate is owed."
            return sentence, {"owed": owed, "given": 0}, {"least": owed}
        middle = median_of(days)
        sentence = (
            f"Teams have responded to {Share(len(days), owed).words} audits of {when} to which a response to an Inadequate is owed: "
            f"median {_days(middle)} after submission, the longest {_days(days[-1])}."
        )
        figures = {"owed": owed, "given": len(days), "median_days": float(middle), "longest_days": days[-1]}
        return sentence, figures, {"least": len(days), "parts": (len(days), owed - len(days))}


class ResponsesInTime(ShareOverPeriod):
    """How many responses came by the day on which they were due."""

    name = "responses_in_time"
    rule = "Every response to an Inadequate that was given to an audit of the period, and whether it came by its due date."
    what = RowsBehind.RESPONSES
    figures = ("in_time", "given")

    def counted(self, period: FactPeriod) -> Mapping[datetime.date, ResponseCounts]:
        return period.reader.responses

    def share(self, counts: Sequence[ResponseCounts]) -> Share:
        return Share(sum(each.in_time for each in counts), sum(len(each.days) for each in counts))

    def words(self, share: Share, when: str) -> str:
        return f"{share.words} responses to an Inadequate in audits of {when} came by their due date."


class GradedAgain(OverPeriod):
    """Whether records that were audited again were graded better."""

    name = "graded_again"
    rule = (
        "Every record audited again in the period, both audits with an agreed overall grade: better, the same or worse than in the "
        "earlier audit. "
        "By the sign test, evidence of a direction where p is below 0.05."
    )
    what = RowsBehind.AUDITED_AGAIN

    def counted(self, period: FactPeriod) -> Mapping[datetime.date, Directions]:
        return period.reader.graded_again

    def told(self, counts: Sequence[Directions], when: str) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
        up, same, down = (sum(getattr(each, way) for each in counts) for way in ("up", "same", "down"))
        if not up + same + down:
            return None
        p = sign_test(up, down)
        verdict = f"evidence that they {'improved' if up > down else 'got worse'}" if p < EVIDENCE else "no evidence of a direction"
        records = "record" if up + same + down == 1 else "records"
        sentence = (
            f"Of {up + same + down} {records} audited again in {when}, {up} graded better than before, {same} the same and {down} worse: "
            f"{verdict} ({p_words(p)}, sign test)."
        )
        telling = Telling.SHOWN if p < EVIDENCE else Telling.COUNTED
        return (
            sentence,
            {"better": up, "same": same, "worse": down},
            {"least": up + same + down, "parts": (up, same, down), "telling": telling},
        )


class ActionsVerified(ShareOverPeriod):
    """How many actions raised by audits somebody else has seen to be done."""

    name = "actions_verified"
    rule = "Every action raised from a submitted audit of the period and not withdrawn; verified by somebody other than its owner."
    what = RowsBehind.ACTIONS
    figures = ("verified", "raised")

    def counted(self, period: FactPeriod) -> Mapping[datetime.date, Mapping[ActionState, int]]:
        return period.reader.actions

    def share(self, counts: Sequence[Mapping[ActionState, int]]) -> Share:
        states = _summed_states(counts)
        return Share(sum(states[state] for state in CLOSED_STATES), sum(states.values()))

    def words(self, share: Share, when: str) -> str:
        actions, are = "action" if share.n == 1 else "actions", "is" if share.count == 1 else "are"
        return f"{share.words} {actions} raised from audits of {when} {are} verified."


class ActionsEffective(ActionsVerified):
    """How many verified actions changed practice, as somebody judged later."""

    name = "actions_effective"
    rule = "Every action raised from a submitted audit of the period whose effect on practice was judged, by somebody other than its owner."
    figures = ("effective", "judged")

    def share(self, counts: Sequence[Mapping[ActionState, int]]) -> Share:
        states = _summed_states(counts)
        return Share(states[ActionState.EFFECTIVE], states[ActionState.EFFECTIVE] + states[ActionState.NOT_EFFECTIVE])

    def words(self, share: Share, when: str) -> str:
        return f"{share.words} actions raised from audits of {when} whose effect was judged changed practice."


class ObservationsRecorded(OverPeriod):
    """How much practice was observed, and with whose words."""

    name = "observations_recorded"
    rule = "Every observation of practice recorded in a month of the period; with what the child or family said where it is written down."
    what = RowsBehind.OBSERVED

    def counted(self, period: FactPeriod) -> Mapping[datetime.date, tuple[int, int]]:
        return period.reader.observations

    def told(self, counts: Sequence[tuple[int, int]], when: str) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
        recorded, with_words = (sum(each[at] for each in counts) for at in (0, 1))
        one = recorded == 1
        sentence = (
            f"{recorded} observation{'' if one else 's'} of practice {'was' if one else 'were'} recorded in {when}; {with_words} of them "
            "with what the child or family said."
        )
        return sentence, {"recorded": recorded, "with_words": with_words}, {"least": recorded, "parts": (with_words, recorded - with_words)}


class ObservedAudits(FactKind):
    """Whether audits beside which practice was observed were graded otherwise than the others."""

    name = "observed_audits"
    rule = (
        f"Audits of the period with an agreed overall grade, at least {FEWEST_A_SIDE} beside which practice was observed and "
        f"{FEWEST_A_SIDE} others: "
        "their shares Good or better, by Fisher’s exact test: a difference where p is below 0.05."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        counted = period.reader.observed_grades
        months = tuple(sorted({month for month, _ in counted if period.first <= month <= period.last}))
        observed, others = (good_or_better(summed(counted.get((month, beside), {}) for month in months)) for beside in (True, False))
        if min(observed.n, others.n) < FEWEST_A_SIDE:
            return
        p, when = differ(observed, others), period_name(months[0], months[-1])
        verdict = "there is evidence of a difference" if p < EVIDENCE else "no evidence of a difference"
        yield self.fact(
            period,
            [month_code(period.first), month_code(period.last)],
            f"Audits of {when} beside which practice was observed: Good or better {observed.words} after moderation; of the others "
            f"{others.words}: {verdict} ({p_words(p)}, Fisher’s exact test).",
            rests_on=[AuditRows(RowsBehind.AGREED, months)],
            figures={
                "from": month_code(months[0]),
                "to": month_code(months[-1]),
                "observed": {"count": observed.count, "n": observed.n},
                "others": {"count": others.count, "n": others.n},
            },
            source=f"Audits with agreed grades of {', '.join(map(month_name, months))}",
            telling=Telling.SHOWN if p < EVIDENCE else Telling.NOT_SHOWN,
            least=min(observed.n, others.n),
            parts=(observed.count, observed.n - observed.count, others.count, others.n - others.count),
        )


def _summed_states(counts: Sequence[Mapping[ActionState, int]]) -> Counter[ActionState]:
    total: Counter[ActionState] = Counter()
    for each in counts:
        total.update(each)
    return total


def _audits(count: int) -> str:
    return "one audit" if count == 1 else f"{count} audits"


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{plain(days, 0 if days == int(days) else 1)} days"


FOLLOWING = (
    ResponseTimes(),
    ResponsesInTime(),
    GradedAgain(),
    ActionsVerified(),
    ActionsEffective(),
    ObservationsRecorded(),
    ObservedAudits(),
)

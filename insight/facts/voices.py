"""Whose feedback was sought for a month's audits, and obtained."""

from collections.abc import Iterator

from audits.enums import Voice, VoiceOutcome
from foundation.council.months import month_code, month_name
from insight.calculations import Share
from insight.enums import RowsBehind
from insight.queries.fact_rows import AuditRows

from .fact import ComputedFact, FactKind, FactPeriod

_OTHERWISE = {
    VoiceOutcome.DECLINED: "declined in {}",
    VoiceOutcome.NOT_REACHED: "sought but not reached in {}",
    VoiceOutcome.NOT_SOUGHT: "not sought in {}",
}
_WHOSE = {
    Voice.CHILD: "Feedback of children and young people",
    Voice.FAMILY: "Feedback of families",
    Voice.PRACTITIONER: "The practitioner’s view",
}


class FeedbackOfChildren(FactKind):
    """In how many audits a child or young person gave feedback."""

    name = "feedback_of_children"
    rule = "Every submitted audit of the month that says whether the child or young person was asked, by what came of it."
    voice = Voice.CHILD

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for month, voice in sorted(period.reader.voices):
            if voice != self.voice or not period.first <= month <= period.last:
                continue
            counts = period.reader.voices[month, voice]
            share = Share(counts.get(VoiceOutcome.OBTAINED, 0), sum(counts.values()))
            others = [words.format(counts[outcome]) for outcome, words in _OTHERWISE.items() if counts.get(outcome)]
            ending = f"; {', '.join(others)}" if others else ""
            audits = "audit" if share.n == 1 else "audits"
            yield self.fact(
                period,
                [month_code(month)],
                f"{_WHOSE[voice]} was obtained in {share.words} {audits} of {month_name(month)}{ending}.",
                rests_on=[AuditRows(RowsBehind.VOICES, (month,), voice.value)],
                figures={"month": month_code(month), "n": share.n, **{outcome.value: counts.get(outcome, 0) for outcome in VoiceOutcome}},
                source=f"Submitted audits of {month_name(month)} that say so (n = {share.n})",
                least=share.n,
                parts=tuple(counts.values()),
            )


class FeedbackOfFamilies(FeedbackOfChildren):
    """In how many audits the family gave feedback."""

    name = "feedback_of_families"
    rule = "Every submitted audit of the month that says whether the family was asked, by what came of it."
    voice = Voice.FAMILY


class FeedbackOfPractitioners(FeedbackOfChildren):
    """In how many audits the practitioner was heard."""

    name = "feedback_of_practitioners"
    rule = "Every submitted audit of the month that says whether the practitioner was asked, by what came of it."
    voice = Voice.PRACTITIONER


VOICES = (FeedbackOfChildren(), FeedbackOfFamilies(), FeedbackOfPractitioners())

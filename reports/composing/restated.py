"""What became of months that an earlier report showed: the one place that says it, for a report and for the list of what changed since."""

from collections.abc import Sequence

from audits.enums import Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.council.months import month_name
from insight.calculations import Counts, MonthStage, counts_in_words, shown_by_month
from insight.queries.distributions import distributions

from .draft import GradesShown


def restated_months(shown: Sequence[GradesShown]) -> list[tuple[GradesShown, str]]:
    """Each month that is other now than it was shown, with the sentence on it: moderated since, or changed after it had been."""
    rows = distributions(shown[0].month, shown[-1].month) if shown else []
    said = [(each, _sentence(each, [row for row in rows if row.month == each.month])) for each in shown]
    return [(each, sentence) for each, sentence in said if sentence]


def _sentence(shown: GradesShown, now: Sequence[MonthStage]) -> str:
    return _changed(shown, now) if shown.stage == Stage.AGREED else _moderated(shown, now)


def _moderated(shown: GradesShown, now: Sequence[MonthStage]) -> str:
    first = f"{month_name(shown.month)} was first shown before moderation: {in_words(shown.counts)}"
    current = shown_by_month(now)
    if current and current[0].stage == Stage.AGREED:
        return f"{first}; {current[0].stage_words}: {in_words(current[0].overall)}."
    moderated = next((row.audits for row in now if row.stage == Stage.AGREED), 0)
    submitted = next((row.audits for row in now if row.stage == Stage.PRE), 0)
    return f"{first}. Moderation is not finished: {moderated} of {submitted} so far."


def _changed(shown: GradesShown, now: Sequence[MonthStage]) -> str:
    """A month that the Board has read after moderation, where its grades are others now."""
    current = shown_by_month(now)
    if not current or _given(current[0].overall) == _given(shown.counts):
        return ""
    was = f"{month_name(shown.month)} was shown after moderation: {in_words(shown.counts)}"
    return f"{was}. Since then that has changed; now, {current[0].stage_words}: {in_words(current[0].overall)}."


def _given(counts: Counts) -> dict[Grade, int]:
    return {grade: count for grade, count in counts.items() if count}


def in_words(counts: Counts) -> str:
    return counts_in_words(counts, grade_word)

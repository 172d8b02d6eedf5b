"""What a study's results say: a table of answers and one honest sentence for each question."""

from collections.abc import Iterable, Sequence
from typing import Any

from foundation.documents import AnyRow, Cell, Column, Table
from foundation.statistics.numbers import round_half_up
from foundation.statistics.power import power_of_fisher
from foundation.statistics.shares import rounded_percentage, share_in_words, wilson_interval
from studies.calculations import Comparison
from studies.enums import ReadState, RecordReply
from studies.models import Study, Wave
from studies.queries.results import QuestionResult, WaveProgress

from .power import in_percent

ORDER = (ReadState.READ, ReadState.TO_READ, ReadState.SET_ASIDE, ReadState.RESERVE)


def answers_table(result: QuestionResult) -> Table:
    """One question: its answers wave by wave."""
    columns = [
        Column("Wave", names_row=True),
        *(Column(reply, numeric=True) for reply in RecordReply.labels),
        Column("Yes, %", numeric=True),
        Column("95% interval, %", numeric=True),
    ]
    rows: list[AnyRow] = []
    for wave, replies in result.replies:
        interval = wilson_interval(replies.yes, replies.n)
        ends = " to ".join(str(in_percent(end)) for end in interval) if interval else None
        rows.append([str(wave), *replies.in_order, replies.not_applicable, rounded_percentage(replies.yes, replies.n), ends])
    return Table(result.question.text, columns, rows, empty="No record has been drawn yet.")


def shown_results(study: Study, results: Iterable[QuestionResult]) -> list[dict[str, Any]]:
    """Of each question its words, what its answers say and their table."""
    return [{"question": result.question, "sentences": sentences_of(study, result), "table": answers_table(result)} for result in results]


def sentences_of(study: Study, result: QuestionResult) -> list[str]:
    """One for each later wave beside the first; of a single wave what it found."""
    if not result.replies or not result.replies[0][1].n:
        return ["Nothing is read yet."]
    (first, replies), *_ = result.replies
    if not result.comparisons:
        return [f"{first}: Yes in {share_in_words(replies.yes, replies.n)}."]
    return [comparison_sentence(study, first, wave, comparison) for wave, comparison in result.comparisons]


def comparison_sentence(study: Study, first: Wave, wave: Wave, found: Comparison) -> str:
    before, after = found.before, found.after
    counts = f"{first}: Yes in {before.yes} of {before.n}. {wave}: Yes in {after.yes} of {after.n}."
    if found.effect is None or found.interval is None:
        return f"{counts} There is nothing to compare."
    low, high = (int(round_half_up(end * 100)) for end in found.interval)
    points = int(round_half_up(abs(found.effect) * 100))
    way = "up" if found.effect > 0 else "down"
    size = f"{points} percentage points {way}" if points else "no difference"
    size = f"{size} (95% interval {low:+d} to {high:+d})".replace("-", "−")
    return f"{counts} That is {size}. {_verdict(study, found)}"


def _verdict(study: Study, found: Comparison) -> str:
    tests = f"Fisher’s exact test p = {_p(found.fisher_p)}; with Partly between Yes and No, Mann–Whitney test p = {_p(found.rank_p)}"
    if found.is_evidence and found.ranks_say_so:
        return f"This is evidence of a change ({tests}). It does not say what made it."
    if found.is_evidence or found.ranks_say_so:
        return f"The evidence of a change is weak: the two tests do not agree ({tests}). Another wave would tell."
    return f"There is no evidence of a change ({tests}).{_what_it_could_find(study, found)}"


def _what_it_could_find(study: Study, found: Comparison) -> str:
    """No evidence of a change is not evidence of none."""
    if study.hoped_before is None or study.hoped_after is None:
        return " That is not evidence that nothing changed: the interval says how large a change may be hidden."
    n = min(found.before.n, found.after.n)
    power = in_percent(power_of_fisher(study.hoped_before / 100, study.hoped_after / 100, n))
    return f" That is not evidence that nothing changed: samples of {n} find the change that was hoped for {power}% of the time."


def _p(value: float) -> str:
    return "less than 0.001" if value < 0.001 else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def progress_table(progress: Sequence[WaveProgress]) -> Table:
    columns = [
        Column("Wave", names_row=True),
        Column("Drawn on"),
        *(Column(state.label, numeric=True) for state in ORDER),
    ]
    rows: list[AnyRow] = [
        [
            Cell(str(each.wave), notes=[f"From {each.wave.listed:,} records, seed {each.wave.seed}"]),
            each.wave.drawn_on,
            *(each.counts.get(state, 0) for state in ORDER),
        ]
        for each in progress
    ]
    return Table("Waves", columns, rows)

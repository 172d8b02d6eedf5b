"""The measures as files: a row each, a row a month, a row a part."""

from collections.abc import Iterator, Mapping, Sequence

from foundation.documents import CellValue, Month, Table, plain_table
from insight.calculations import Share
from insight.enums import HealthMeasure, HealthTopic
from insight.health.calculations import BY_TOPIC, DatedTarget, HealthFigure, HealthWindow
from insight.health.pages.blocks import counted_words
from insight.health.pages.words import WORDS, part_words
from insight.health.queries.measures import HealthFigures

HEADER = (
    *("Topic", "Measure", "From", "To", "Counted", "Out of", "%", "95% interval from (%)", "95% interval to (%)", "In words"),
    *("Counted before", "Out of before", "% before", "Compared with before"),
    *("Target (%)", "At least or at most", "Target from", "Target by", "Target is", "What is counted", "What is left out"),
)
MONTHS_HEADER = ("Topic", "Measure", "Month", "Counted", "Out of", "%")
PARTS_HEADER = ("Topic", "Measure", "Part", "Counted", "Out of")


def health_sheets(figures: HealthFigures, targets: Mapping[HealthMeasure, DatedTarget], window: HealthWindow) -> list[Table]:
    ordered = [(topic, figures[measure]) for topic, measures in BY_TOPIC.items() for measure in measures]
    rows = [_row(topic, figure, targets.get(figure.measure), window) for topic, figure in ordered]
    return [
        plain_table("Health", HEADER, rows),
        plain_table("Month by month", MONTHS_HEADER, [row for each in ordered for row in _month_rows(*each)]),
        plain_table("In parts", PARTS_HEADER, [row for each in ordered for row in _part_rows(*each)]),
    ]


def _row(topic: HealthTopic, figure: HealthFigure, target: DatedTarget | None, window: HealthWindow) -> list[CellValue]:
    words = WORDS[figure.measure]
    low, high = (figure.now.interval or (None, None)) if figure.has_interval and _is_shown(figure) else (None, None)
    period: list[CellValue] = [str(topic.label), str(figure.measure.label), Month(window.first), Month(window.last)]
    counted = [*_counts(figure.now, figure), low, high, counted_words(figure)]
    before = [*_counts(figure.before, figure), str(figure.trend.label)]
    return [*period, *counted, *before, *_target(target, figure, window), words.counts, words.leaves_out]


def _is_shown(figure: HealthFigure) -> bool:
    return not (figure.is_withheld or figure.is_unset)


def _counts(share: Share, figure: HealthFigure) -> list[CellValue]:
    return [share.count, share.n, share.percent] if _is_shown(figure) and share.n else [None, None, None]


def _target(target: DatedTarget | None, figure: HealthFigure, window: HealthWindow) -> Sequence[CellValue]:
    if target is None:
        return [None] * 5
    verdict = str(target.verdict(figure, window.last_day).label)
    return [target.percentage, target.is_reached_by, target.from_when, target.by_when, verdict]


def _month_rows(topic: HealthTopic, figure: HealthFigure) -> Iterator[list[CellValue]]:
    for month, share in figure.months.items():
        yield [str(topic.label), str(figure.measure.label), Month(month), share.count, share.n, share.percent]


def _part_rows(topic: HealthTopic, figure: HealthFigure) -> Iterator[list[CellValue]]:
    for part in () if figure.is_withheld else figure.parts:
        name, of = part_words(figure.measure, part.name), (str(topic.label), str(figure.measure.label))
        if part.now is None:
            yield [*of, name, "Audited" if part.occurs else "Not audited", None]
        else:
            yield [*of, name, part.now.count, part.now.n]

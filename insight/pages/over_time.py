"""The share of audits graded Good or better, month by month, as a control chart: on its page and in the report."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import QuerySet

from audits.calculations import FEWEST
from audits.enums import Stage
from foundation.charts import SignalMeaning
from foundation.council.months import first_of, month_name, months_between
from foundation.documents import CellValue, Month, Table, plain_table
from insight.calculations import Counts, MonthStage, good_or_better, graded, in_a_row
from insight.pages.agreement import OVERALL
from performance.enums import Polarity
from performance.models import DatedEvent
from performance.pages.control_charts import Control, ControlSeries, control_chart, signals_of
from performance.pages.control_words import latest_words, meaning_of, too_few
from performance.queries.figures import NO_FIGURE

# Under this key are noted the events at which the limits of grades start again.
GRADES = "grades"
TITLE = "Audits graded Good or better"
HOW_DRAWN = (
    "The share of each month’s audits that were graded Good or better, with limits by how many were graded (p chart). A month without "
    "audits, or that is not shown, is a gap."
)


def over_time(months: Sequence[MonthStage], events: Sequence[DatedEvent], judgement: str = OVERALL) -> Control:
    """Of the overall judgement, or of the domain of this name. Months before moderation are named, since they may change."""
    given = {month: each for month, each in _counts_by_month(months, judgement).items() if graded(each)}
    if not given:
        return Control("There are no control limits yet: no audit has been graded.")
    series = _series(given, events, judgement)
    found = series.stretches()
    if all(each.limits is None for each in found):
        return Control(f"There are no control limits yet: {too_few(found[-1])}. {HOW_DRAWN}")
    may_change = [month.month for month in months if month.stage == Stage.PRE and month.month in given]
    return control_chart(series, f"{HOW_DRAWN}{_may_change(may_change)}", found)


def latest_of_chart(
    months: Sequence[MonthStage], events: Sequence[DatedEvent], judgement: str = OVERALL
) -> tuple[SignalMeaning | None, str]:
    """What the chart says of its latest month, without drawing it; nothing before its limits are fixed."""
    given = {month: each for month, each in _counts_by_month(months, judgement).items() if graded(each)}
    if not given:
        return None, ""
    series = _series(given, events, judgement)
    found = series.stretches()
    if found[-1].limits is None or found[-1].limits.is_trial:
        return None, ""
    signal = next((each for each in signals_of(found) if each.index == len(series.months) - 1), None)
    meaning = meaning_of(signal, series.polarity) if signal else None
    return meaning, latest_words(series.months[-1], signal, meaning)


def _counts_by_month(months: Sequence[MonthStage], judgement: str) -> dict[datetime.date, Counts]:
    return {month.month: month.overall if judgement == OVERALL else month.domains.get(judgement, {}) for month in months}


def control_sheet(control: Control, judgement: str) -> Table:
    """Every month in a file, with its limits."""
    rows = [[Month(row.month), *map(_as_number, control.cells(row.month))] for row in control.rows]
    return plain_table(f"Good or better, {judgement}", ["Month", *control.header()], rows)


def _as_number(text: str) -> CellValue:
    """A figure as one, words as they are, and nothing for a gap."""
    figure = text.replace("\N{MINUS SIGN}", "-").replace(",", "")
    if figure in ("", NO_FIGURE):
        return None
    return Decimal(figure) if figure.replace(".", "", 1).lstrip("-").isdigit() else text


def with_enough(months: Sequence[MonthStage]) -> list[MonthStage]:
    """Those with five audits graded or more, for a report that a wider audience reads."""
    return [month for month in months if graded(month.overall) >= FEWEST]


def events_of_grades() -> list[DatedEvent]:
    return list(grade_events())


def grade_events() -> QuerySet[DatedEvent]:
    return DatedEvent.objects.of_series(GRADES).standing().select_related("added_by")


def restarts_taken_back() -> list[DatedEvent]:
    return list(DatedEvent.objects.of_series(GRADES).taken_back().select_related("added_by", "taken_back_by"))


def _series(given: Mapping[datetime.date, Counts], events: Sequence[DatedEvent], judgement: str) -> ControlSeries:
    months = list(months_between(min(given), max(given)))
    shares = [good_or_better(given[month]) if month in given else None for month in months]
    drawn = [event for event in events if months[0] <= first_of(event.day) <= months[-1]]
    return ControlSeries(
        title=TITLE if judgement == OVERALL else f"{TITLE}, {judgement}",
        named="Good or better, %",
        months=months,
        figures=[None if share is None else float(share.exact * 100) for share in shares],
        totals=[None if share is None else float(share.n) for share in shares],
        polarity=Polarity.HIGHER,
        unit="% of the month’s audits",
        restarts={months.index(first_of(event.day)): f"from then on: {event.words}" for event in drawn if first_of(event.day) > months[0]},
        events=drawn,
        figure_decimals=1,
        may_have_target=False,
    )


def _may_change(months: Sequence[datetime.date]) -> str:
    if not months:
        return ""
    return f" {in_a_row(list(map(month_name, months)))} {'is' if len(months) == 1 else 'are'} before moderation and may change."

"""Control charts of the scorecard's indicators and of the grades of audits, each with its table and its sentence."""

import datetime
from collections.abc import Sequence

from foundation.charts import SignalMeaning, alt_text
from foundation.documents import Cell, Paragraph, Table
from foundation.govuk.tag_styles import ASSURANCES
from performance.enums import Series
from performance.models import Indicator
from performance.pages.control_charts import Control, SignalRow
from performance.pages.scorecard_signals import controls_of
from performance.pages.signals import AGAINST_A_YEAR_BEFORE
from performance.queries import FigureReader
from reports.content import Block, Chart, ReportSection

from .cells import figure_text, report_table, words

RULES = (
    "A month is a signal where it lies outside the limits, where seven months in a row all rise or all fall, where two of three lie close "
    "to the same limit, or where seven in a row lie on one side of the mean: the rules of the NHS’s Making data count. Limits are fixed "
    "on the first twelve months."
)
NO_SIGNAL = "No indicator with limits has a signal in these months: every change is within the usual variation."
IN_ANNEX = "The annex has the rules, and the limits and latest month of each indicator."
# Of each chart the table has as many months as make a year; the page of the indicator has every one.
MONTHS_SHOWN = 12
MOST_CHARTS = 4
# A shape with each word, so that it is found at a glance and in greyscale: those of the pages and of the charts.
SHAPES = {"improvement": "●", "concern": "■", "neither is better": "◊"}
ASSURED = {"met": "●", "missed": "■", "by chance": "○"}
_IN_ORDER = (SignalMeaning.CONCERN, SignalMeaning.IMPROVEMENT, SignalMeaning.NEITHER)


class Signals:
    """Of the scorecard of `month`; nothing where no indicator has limits yet. Charts are of those with a signal since `first`."""

    def __init__(self, first: datetime.date, month: datetime.date | None, reader: FigureReader):
        self.found = controls_of(reader.of(month).of(Series.SCORECARD), month) if month else []
        self.fired = [(indicator, control) for indicator, control in self.found if any(row.month >= first for row in control.signals)]
        self.drawn = sorted(self.fired, key=lambda pair: _IN_ORDER.index(pair[1].latest_meaning or SignalMeaning.NEITHER))[:MOST_CHARTS]

    @property
    def body(self) -> list[ReportSection]:
        """Which indicators have a signal, and a chart of each."""
        if not self.found:
            return []
        blocks: list[Block] = [Paragraph(self._counted())]
        for indicator, control in self.drawn:
            blocks += control_blocks(control, _name(indicator, control))
        return [ReportSection("signals", "Signal or noise?", level=2, blocks=blocks)]

    @property
    def annex(self) -> list[ReportSection]:
        """The rules, every indicator that has limits, and the months of those that are drawn."""
        if not self.found:
            return []
        tables = [table for indicator, control in self.drawn for table in control_detail(control, _name(indicator, control))]
        blocks: list[Block] = [Paragraph(RULES), _summary(self.found), *tables]
        return [ReportSection("signals-detail", "Signal or noise? Limits and latest months", level=2, blocks=blocks)]

    def _counted(self) -> str:
        if not self.fired:
            return f"{NO_SIGNAL} {IN_ANNEX}"
        has = "has" if len(self.fired) == 1 else "have"
        drawn = "; the most telling are drawn" if len(self.fired) > len(self.drawn) else ""
        of = f"{len(self.fired)} of the {len(self.found)} indicators with limits {has} a signal in these months{drawn}."
        return f"{of} {IN_ANNEX}"


def control_blocks(control: Control, title: str) -> list[Block]:
    """A chart and what it says; where there are no limits, why."""
    if control.picture is None:
        return [Paragraph(f"{title}. {control.note}")]
    key = f"On the chart {control.key}." if control.signals else ""
    said = " ".join(filter(None, [f"{title}.", control.latest, control.assurance.sentence if control.assurance else "", key]))
    picture = Chart(f"{title}: signal or noise?", control.picture.wide, alt_text(control.picture.wide), control.picture.narrow)
    return [Paragraph(said), picture]


def control_detail(control: Control, title: str) -> list[Table]:
    """The latest months of a chart with their limits."""
    return [_months(control, title, [control.note, *control.limits])] if control.picture else []


def _summary(found: Sequence[tuple[Indicator, Control]]) -> Table:
    """Each indicator that has limits: its latest month, and whether it will meet its target."""
    header = ["Indicator", "Latest", "Lower limit", "Mean", "Upper limit", "Latest month", "Target"]
    rows = [_summary_row(indicator, control) for indicator, control in found]
    key = "; ".join(f"{shape} {meaning}" for meaning, shape in SHAPES.items())
    notes = [f"{key} by itself.", "Nothing is said of a target where none is set, or where neither way is better."]
    return report_table("Signals on the scorecard", header, rows, notes, figures=range(1, 5), widths=(8, 2, 2, 2, 2, 6, 5))


def _summary_row(indicator: Indicator, control: Control) -> list[Cell]:
    latest = next(row for row in control.rows if row.figure != "–")
    signal = f"{SHAPES[latest.meaning]} {latest.rule}" if latest.rule else "No signal"
    name = words(_name(indicator, control), indicator.get_absolute_url())
    return [name, *map(figure_text, (latest.figure, latest.lower, latest.mean, latest.upper)), words(signal), words(_assured(control))]


def _name(indicator: Indicator, control: Control) -> str:
    """With what is charted, where that is not the figure itself."""
    against = f", {AGAINST_A_YEAR_BEFORE.lower()}" if control.named == AGAINST_A_YEAR_BEFORE else ""
    return f"{indicator.shown_label} ({indicator.get_unit_display()}){against}"


def _assured(control: Control) -> str:
    if control.assurance is None:
        return ""
    return f"{ASSURED[control.assurance.code]} {ASSURANCES[control.assurance.code].word}"


def _months(control: Control, title: str, notes: Sequence[str]) -> Table:
    of = ["Out of"] if control.has_totals else []
    header = ["Month", control.named, *of, "Lower limit", "Mean", "Upper limit", "Signal"]
    rows = [_month_row(row, has_total=control.has_totals) for row in control.rows[:MONTHS_SHOWN]]
    caption = f"{title}, latest {len(rows)} months with their limits"
    return report_table(caption, header, rows, notes, figures=range(1, len(header) - 1), widths=(4, 3, *[2] * len(of), 3, 3, 3, 7))


def _month_row(row: SignalRow, *, has_total: bool) -> list[Cell]:
    signal = f"{SHAPES[row.meaning]} {row.rule}" if row.rule else ""
    of = [row.total] if has_total else []
    return [words(row.period), *map(figure_text, (row.figure, *of, row.lower, row.mean, row.upper)), words(signal)]

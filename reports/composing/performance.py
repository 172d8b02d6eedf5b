"""Sections on the indicators: timescales, missing children, half-years, scorecard. All figures are performance's own."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from foundation.charts import PairedFigures, PairNames, alt_text, is_drawn, paired_dots
from foundation.council.months import add_months, month_name
from foundation.documents import Bullets, Cell, Paragraph, Table
from foundation.govuk.tag_styles import KPI_STATUSES
from foundation.statistics import Change, change
from performance.enums import Series, Status
from performance.pages.disagreements import Disagreement, disagreements_of
from performance.pages.half_years import HalfYearRow, HalfYears, half_years
from performance.pages.scorecards import AreaRows, ScorecardRow, neighbours_year_note, scorecard
from performance.queries import FigureReader
from performance.queries.figures import LOOK_BACK
from reports.content import Block, Callout, Chart, Remark, Remarks, ReportSection

from .cells import change_cells, figure_text, report_table, words

WHERE_THEY_STAND = "Where two sources disagree"
# The measure that the section on timescales is about, in whichever table it is.
TIMESCALES = "Assessments in 45 working days"
STATUS_KEY = "Status, given by a person: " + "; ".join(f"{number} = {look.word.lower()}" for number, look in KPI_STATUSES.items()) + "."
# Of the half-years, the units that are drawn, and what their picture is called.
DRAWN_UNITS = {"%": "percentages", "Rate per 10,000 children": "rates per 10,000 children"}
# After the name of an area: the table with the figures of its lines.
MONTH_BY_MONTH = ", month by month"
# So many are named on the first page.
MOST_NAMED = 3
# Short enough for a column; the key has them in full.
STATUS_WORDS = {1: "Good or improving", 2: "Improving, still concerning", 3: "Not improving"}
DIRECTION_KEY = (
    "Direction compares with the month before. Where neither up nor down is better by itself, no judgement is added to the arrow."
)


class PerformanceSections:
    """The indicators as they stood at the end of the period, read once for all sections."""

    def __init__(self, last: datetime.date, reader: FigureReader):
        self.last, self.reader = last, reader

    @cached_property
    def month(self) -> datetime.date | None:
        """The period's last month, or the latest before it that has figures."""
        return self.reader.latest(Series.SCORECARD, self.last)

    @cached_property
    def areas(self) -> list[AreaRows]:
        return scorecard(self.reader.of(self.month), self.disagreeing) if self.month else []

    @cached_property
    def halves(self) -> HalfYears | None:
        end = self.reader.latest(Series.HALF_YEARS, self.last)
        return half_years(self.reader, end) if end else None

    @property
    def rows(self) -> Iterable[ScorecardRow]:
        return (row for area in self.areas for row in area.rows)

    def headlines(self) -> list[str]:
        """How many indicators do not improve, of those with a status, and which."""
        rows = [row for row in self.rows if row.status]
        if self.month is None or not rows:
            return []
        worst = [row for row in rows if row.status == Status.NOT_IMPROVING]
        are = "is" if len(worst) == 1 else "are"
        counted = f"{len(worst)} of {len(rows)} with a status in {month_name(self.month)} {are} not improving"
        names = [f"{row.label} ({row.unit})" for row in worst[:MOST_NAMED]]
        more = f" and {len(worst) - MOST_NAMED} more" if len(worst) > MOST_NAMED else ""
        return [f"{counted}: {'; '.join(names)}{more}." if worst else f"{counted}."]

    def timescales(self) -> list[Block]:
        monthly = [row for row in self.rows if row.indicator.measure.name == TIMESCALES]
        halves = [row for row in self._half_year_rows if row.indicator.measure.name == TIMESCALES and not row.working]
        if not monthly and not halves:
            return [_no_figures("assessment timescales")]
        header = ["Indicator", "Unit", "Compares", "Earlier", "Later", "Statistical neighbours"]
        cells = [[*_start(row), words(self._months_compared), *_three(row)] for row in monthly]
        cells += [[*_start(row), words(self._windows_compared), *_pair(row)] for row in halves]
        notes = self._notes([*monthly, *halves])
        if monthly and halves:
            notes = ["The two rows cover different periods, so their figures differ and both can be right.", *notes]
        widths = (5, 1, 4, 2, 2, 2)
        return [report_table("Assessments completed within 45 working days", header, cells, notes, figures=(3, 4, 5), widths=widths)]

    def missing(self) -> list[Block]:
        rows = [row for row in self._half_year_rows if row.indicator.quality_note and not row.working]
        everywhere: list[ScorecardRow | HalfYearRow] = [*rows, *self.rows]
        cautions = dict.fromkeys(row.indicator.quality_note for row in everywhere if row.indicator.quality_note)
        if not cautions:
            return [_no_figures("missing children")]
        blocks: list[Block] = [Callout(note) for note in cautions]
        if self.halves and rows:
            blocks.append(self._half_year_table("Children missing, half-years", rows, ()))
        return blocks

    def half_years(self) -> list[Block]:
        if self.halves is None:
            return [_no_figures("the half-year comparison")]
        blocks: list[Block] = []
        if self.halves.month != self.last:
            blocks.append(Callout(f"The latest half-years here end with {month_name(self.halves.month)}, not with the period."))
        year = self.halves.neighbours_year
        caution = f"Statistical neighbours’ figures are for {year}; they may have changed since." if year else ""
        notes = [
            "A percentage changes in percentage points, a number or a rate in %, from the first window; it is worked out before rounding.",
            caution,
            *(f"{row.label}: {row.working}" for row in self.halves.rows if row.working),
            *self._notes(self.halves.rows),
        ]
        blocks += self._pairs()
        blocks.append(self._half_year_table(f"{self.halves.first_window} and {self.halves.second_window}", self.halves.rows, notes))
        return [*blocks, *_remarks("Comments on the half-years", self.halves.rows)]

    def _pairs(self) -> Iterator[Chart]:
        """Of each unit that has several rows a picture of both windows beside the neighbours; counts differ too much for one scale."""
        for title, rows in self._drawn_rows():
            pairs = [PairedFigures(row.label, *map(_number, (row.first, row.second, row.neighbours_figure))) for row in rows]
            drawn = paired_dots(pairs, self._pair_names, title)
            yield Chart(title, drawn.middle, alt_text(drawn.middle), drawn.narrow)

    def half_years_in_figures(self) -> list[ReportSection]:
        """What the pictures are drawn from, for programs that draw them themselves."""
        names = self._pair_names if self.halves else None
        tables = [
            report_table(
                f"{title}, in figures",
                ["Indicator", names.earlier, names.later, names.neighbours],
                [[words(row.label), *_pair(row)] for row in rows],
                figures=(1, 2, 3),
                widths=(8, 3, 3, 3),
            )
            for title, rows in self._drawn_rows()
            if names
        ]
        return (
            [ReportSection("half-years-figures", "Half-year comparison: figures of the pictures", level=2, blocks=tables)] if tables else []
        )

    @property
    def _pair_names(self) -> PairNames:
        assert self.halves is not None
        neighbours = f"Statistical neighbours {self.halves.neighbours_year}".strip()
        return PairNames(self.halves.first_window, self.halves.second_window, neighbours)

    def _drawn_rows(self) -> Iterator[tuple[str, list[HalfYearRow]]]:
        for unit, called in DRAWN_UNITS.items():
            rows = [row for row in self._half_year_rows if row.unit == unit and (row.first is not None or row.second is not None)]
            if len(rows) > 1:
                yield f"Half-year comparison: {called}", rows

    @cached_property
    def disagreeing(self) -> list[Disagreement]:
        return disagreements_of(self.month, self.reader) if self.month else []

    def disagreements(self) -> list[ReportSection]:
        """All of them in one place; notes under the tables name them by number."""
        numbered = [f"Disagreement {number}: {each.sentence}" for number, each in enumerate(self.disagreeing, start=1)]
        return [ReportSection("half-years-detail", WHERE_THEY_STAND, level=2, blocks=[Bullets(numbered)])] if numbered else []

    def _notes(self, rows: Sequence[ScorecardRow | HalfYearRow]) -> list[str]:
        """Each caution once, with the indicators that it is about; a disagreement between sources by its number."""
        numbers = {each.key: number for number, each in enumerate(self.disagreeing, start=1)}
        about: dict[str, list[str]] = {}
        named: dict[int, list[str]] = {}
        for row in rows:
            for flag in row.flags:
                number = numbers.get(getattr(flag, "url", "").rpartition("#")[2])
                (named.setdefault(number, []) if number else about.setdefault(flag, [])).append(row.label)
        notes = [f"{', '.join(dict.fromkeys(labels))}: {flag}" for flag, labels in about.items()]
        if targets := [f"{row.label} {row.target}" for row in rows if row.target]:
            notes.insert(0, f"Targets: {'; '.join(targets)}.")
        each = [f"{number} ({', '.join(dict.fromkeys(labels))})" for number, labels in sorted(named.items())]
        return [*notes, f"{WHERE_THEY_STAND}, in the annex: {'; '.join(each)}."] if each else notes

    def _half_year_table(self, caption: str, rows: Sequence[HalfYearRow], notes: Sequence[str]) -> Table:
        assert self.halves is not None
        neighbours = f"Statistical neighbours {self.halves.neighbours_year}".strip()
        header = ["Indicator", "Unit", self.halves.first_window, self.halves.second_window, neighbours, "Change", "Change in"]
        cells = [[*_start(row), *_pair(row), *change_cells(_change_of(row))] for row in rows]
        return report_table(caption, header, cells, [note for note in notes if note], figures=(2, 3, 4, 5), widths=(9, 4, 3, 3, 3, 2, 4))

    def scorecard(self) -> list[Block]:
        if self.month is None:
            return [_no_figures("the scorecard")]
        blocks: list[Block] = [Paragraph(STATUS_KEY), Paragraph(DIRECTION_KEY)]
        if self.month != self.last:
            blocks.append(Callout(f"The latest scorecard here is that of {month_name(self.month)}."))
        if caution := neighbours_year_note(self.reader.of(self.month)):
            blocks.append(Callout(caution))
        for area in self.areas:
            blocks += [self._area_table(area), *_remarks(f"Comments and actions, {area.area}", area.rows)]
        return blocks

    def _area_table(self, area: AreaRows) -> Table:
        assert self.month is not None
        header = [
            "Status", "Indicator", "Unit", month_name(add_months(self.month, -1)), month_name(self.month),
            "Statistical neighbours", "Direction of travel", f"From {month_name(self._months_read[0])}",
        ]  # fmt: skip
        cells = [[_status(row), *_start(row), *_three(row), _direction(row), self._line(row)] for row in area.rows]
        widths = (4, 9, 4, 2, 2, 3, 3, 3)
        return report_table(area.area, header, cells, self._notes(area.rows), figures=(3, 4, 5), row_header=1, widths=widths)

    @property
    def _months_read(self) -> list[datetime.date]:
        """The months of the lines, the first one first."""
        assert self.month is not None
        return [add_months(self.month, -back) for back in range(LOOK_BACK, -1, -1)]

    def _line(self, row: ScorecardRow) -> Cell:
        """The first figure of the months that were read, and a line from it to the last."""
        found = [self._figure(row, back) for back in range(LOOK_BACK, -1, -1)]
        if not is_drawn(found):
            return words(None)
        return Cell(self._text(row, LOOK_BACK), line=tuple(found))

    def _figure(self, row: ScorecardRow, back: int) -> float | None:
        assert self.month is not None
        value = self.reader.of(self.month).value(row.indicator, back)
        return None if value is None else float(value)

    def _text(self, row: ScorecardRow, back: int) -> str:
        assert self.month is not None
        return self.reader.of(self.month).text(row.indicator, back)

    def scorecard_in_detail(self) -> list[ReportSection]:
        """The figures of the lines, area by area."""
        if self.month is None:
            return []
        header = ["Indicator", "Unit", *map(month_name, self._months_read)]
        backs, widths = range(LOOK_BACK, -1, -1), (9, 4, *[2] * len(self._months_read))
        tables = [
            report_table(
                f"{area.area}{MONTH_BY_MONTH}",
                header,
                [[*_start(row), *(figure_text(self._text(row, back)) for back in backs)] for row in area.rows],
                figures=range(2, len(header)),
                widths=widths,
            )
            for area in self.areas
        ]
        return [ReportSection("scorecard-detail", "Scorecard, month by month", level=2, blocks=tables)]

    @property
    def _half_year_rows(self) -> Sequence[HalfYearRow]:
        return self.halves.rows if self.halves else ()

    @property
    def _months_compared(self) -> str:
        return f"{month_name(add_months(self.month, -1))}, {month_name(self.month)}" if self.month else ""

    @property
    def _windows_compared(self) -> str:
        return f"{self.halves.first_window}, {self.halves.second_window}" if self.halves else ""


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _no_figures(what: str) -> Paragraph:
    return Paragraph(f"No figures for {what} have been imported for this period.")


def _start(row: ScorecardRow | HalfYearRow) -> list[Cell]:
    """Its name, which leads to what it counts, and its unit."""
    return [words(row.label, row.indicator.get_absolute_url()), words(row.unit)]


def _remarks(title: str, rows: Iterable[ScorecardRow | HalfYearRow]) -> list[Remarks]:
    items = [Remark(f"{row.label} ({row.unit})", row.comment or "", getattr(row, "action", "") or "") for row in rows]
    said = [item for item in items if item.comment or item.action]
    return [Remarks(title, said)] if said else []


def _three(row: ScorecardRow) -> list[Cell]:
    return [figure_text(row.previous_text), figure_text(row.current_text), figure_text(row.neighbours_text)]


def _pair(row: HalfYearRow) -> list[Cell]:
    return [figure_text(row.first_text), figure_text(row.second_text), figure_text(row.neighbours_text)]


def _change_of(row: HalfYearRow) -> Change | None:
    """A row that the system computed is a share, so it moves in percentage points."""
    return row.direction.change if row.direction else change(row.first, row.second, "percent")


def _status(row: ScorecardRow) -> Cell:
    """The number with its shape and its word: a digit alone says nothing to a reader who opens the report on this page."""
    return Cell(f"{row.status} {STATUS_WORDS[row.status]}" if row.status else "No status")


def _direction(row: ScorecardRow) -> Cell:
    return Cell(f"{row.direction.arrow} {row.direction.words}")

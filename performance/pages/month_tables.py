"""The two regular tables of a month, as pages show them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from foundation.council.months import add_months, month_name
from foundation.documents import Cell, Column, Fragment, Table, TableRow
from foundation.documents.formats import uk_date
from foundation.govuk.false_words import FalseWords
from performance.models import Indicator, MissingFigure
from performance.pages.half_years import HalfYearRow, HalfYears
from performance.pages.scorecards import Direction, ScorecardRow

# Words; a shorter comment is shown whole.
FOLDED_FROM = 40


@dataclass(frozen=True)
class RowOnPage:
    """A row, and what the person who looks at it may do about it."""

    row: ScorecardRow | HalfYearRow
    may_comment: bool
    may_ask: bool

    may_note_missing: bool = False
    for_board: bool = False
    false_words: Sequence[FalseWords] = ()

    @property
    def comment(self) -> str:
        """People who write it see what is drafted, everybody else what is published."""
        return self.row.commentary.comment if self.may_comment and self.row.commentary else self.row.comment

    @property
    def action(self) -> str:
        return self.row.commentary.action if self.may_comment and self.row.commentary else self.row.action

    @property
    def offers_missing(self) -> bool:
        """Whether to ask why the month has no figure."""
        return self.may_note_missing and isinstance(self.row, ScorecardRow) and self.row.current is None

    @property
    def is_waiting(self) -> bool:
        """Whether the page says that a comment has not come: the Board is not told."""
        return self.row.is_waiting and not self.for_board

    @property
    def draft_words(self) -> str:
        """For its writers, about words that are not, or not all, what others read."""
        said = self.row.commentary
        if not (self.may_comment and said and said.has_draft):
            return ""
        if said.is_published:
            return "A correction that is not published yet: others read the words before it"
        return (
            "Withdrawn: only people who comment here can read it"
            if said.withdrawn_on
            else "Not published yet: only people who comment here can read it"
        )

    @property
    def doubts(self) -> list[str]:
        """For people who write the comment: where it says of the figures what they do not."""
        return self.row.doubts if self.may_comment else []

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to read and nothing to do, which a dash says: an empty cell may be one that did not load."""
        return not (self.comment or self.action or self.draft_words or self.is_waiting or self.may_comment or self.may_ask)

    @property
    def is_long(self) -> bool:
        """Whether the comment is folded, so that one row does not fill the page."""
        return len(self.comment.split()) > FOLDED_FROM


def area_table(area: str, rows: Iterable[RowOnPage], month: datetime.date) -> Table:
    """One area's indicators, beside the month before and the neighbours."""
    before = month_name(add_months(month, -1))
    columns = [
        Column("Status"),
        Column("Indicator", names_row=True, light=True),
        *(Column(heading, numeric=True) for heading in (before, month_name(month), "Statistical neighbours")),
        Column("Direction of travel"),
        Column("Comment and action"),
    ]
    shown = [_scorecard_row(each, each.row, before) for each in rows if isinstance(each.row, ScorecardRow)]
    return Table(area, columns, shown, key=slugify(area), style="qa-kpis qa-kpis--with-status")


def _scorecard_row(each: RowOnPage, row: ScorecardRow, before: str) -> TableRow:
    current = {"row": row, "each": each, "missing": missing_words(row.missing)}
    cells = [
        Cell(row.status, fragment=Fragment("performance/cells/status.html", {"row": row, "before": before})),
        _indicator(row),
        Cell(row.previous, text=row.previous_text, notes=missing_words(row.previous_missing)),
        Cell(row.current, text=row.current_text, fragment=Fragment("performance/cells/current.html", current)),
        _neighbours(row),
        direction_cell(row.direction, row.indicator),
        _comment(each),
    ]
    return TableRow(cells, key=row.indicator.slug)


def half_years_table(table: HalfYears, rows: Iterable[RowOnPage]) -> Table:
    columns = [
        Column("Indicator", names_row=True, light=True),
        Column(table.first_window, numeric=True),
        Column(table.second_window, numeric=True),
        Column(f"Statistical neighbours {table.neighbours_year}".strip(), numeric=True),
        Column("Change"),
        Column("Comment"),
    ]
    shown = [_half_year_row(each, each.row) for each in rows if isinstance(each.row, HalfYearRow)]
    return Table(f"{table.first_window} against {table.second_window}", columns, shown, style="qa-kpis")


def _half_year_row(each: RowOnPage, row: HalfYearRow) -> TableRow:
    target = [f"target {row.target}"] if row.target else []
    cells = [
        _indicator(row),
        Cell(row.first, text=row.first_text),
        Cell(row.second, text=row.second_text, strong=True, notes=target),
        _neighbours(row),
        direction_cell(row.direction, row.indicator) if row.direction else Cell(row.change_words, style="qa-muted"),
        _comment(each),
    ]
    return TableRow(cells, key="" if row.working else row.indicator.slug)


def _indicator(row: ScorecardRow | HalfYearRow) -> Cell:
    return Cell(row.label, fragment=Fragment("performance/cells/indicator.html", {"row": row}))


def _neighbours(row: ScorecardRow | HalfYearRow) -> Cell:
    """What the table quotes, or what is published."""
    if row.published:
        return Cell(row.published.figure, notes=[row.published.words])
    return Cell(row.neighbours_figure, text=row.neighbours_text)


def _comment(each: RowOnPage) -> Cell:
    return Cell(each.comment, fragment=Fragment("performance/_comment.html", {"row": each.row, "each": each}))


def missing_words(missing: MissingFigure | None) -> list[str]:
    """Why a cell is empty, and when it will not be."""
    return [f"{missing.why}. From {missing.from_whom} by {uk_date(missing.due)}."] if missing else []


def direction_cell(direction: Direction, indicator: Indicator) -> Cell:
    shown = {"direction_of_travel": direction, "polarity": indicator.polarity}
    return Cell(direction.words, notes=[direction.change_words], fragment=Fragment("performance/cells/direction.html", shown))

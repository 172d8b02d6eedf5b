"""A month's comments, and what two sources say differently, as pages show them."""

from collections.abc import Sequence

from foundation.chasing.pages import reminded_words
from foundation.chasing.queries import Reminded, last_reminders
from foundation.documents import AnyRow, Cell, Column, Fragment, Table
from foundation.documents.formats import uk_date
from performance.models import Commentary
from performance.pages.both_sides import DisagreementRows
from performance.pages.collecting import CommentOfMonth
from performance.queries.comments import key_of


def comments_table(rows: Sequence[CommentOfMonth]) -> Table:
    """How far each comment is, who is asked for it, and when they were reminded."""
    last = last_reminders([key_of(row.commentary) for row in rows if row.commentary and row.commentary.is_waiting])
    columns = [
        Column("Indicator", names_row=True, light=True),
        *(Column("Owner"), Column("Asked of"), Column("State")),
        Column("What to do", unseen=True),
    ]
    empty = "No figure of this month is here yet. Import it first."
    return Table("How far the comments are", columns, [_comment_cells(row, last) for row in rows], empty=empty)


def _comment_cells(row: CommentOfMonth, last: Reminded) -> AnyRow:
    indicator = row.indicator
    unit = indicator.get_unit_display()
    aside = f"{unit}, {indicator.get_series_display().lower()}"
    return [
        Cell(indicator.shown_label, href=indicator.get_absolute_url(), aside=aside),
        str(indicator.owner or "Nobody yet"),
        _asked_of(row.commentary, last),
        Cell(row.state, fragment=Fragment("performance/cells/comment_state.html", {"row": row})),
        Cell("Ask", href=row.ask_url, unseen=f"somebody for a comment on {indicator.shown_label}, {unit}", acts=True),
    ]


def _asked_of(commentary: Commentary | None, last: Reminded) -> Cell:
    if commentary is None or commentary.asked_of is None:
        return Cell("")
    reminded = reminded_words(last.get((commentary.asked_of.pk, key_of(commentary))))
    return Cell(f"{commentary.asked_of}, by {uk_date(commentary.due)}", notes=[reminded] if reminded else [])


def sides_table(each: DisagreementRows) -> Table:
    """Both sources, each with its sum and its files."""
    columns = [
        Column("Source", names_row=True, light=True),
        *(Column("Says", numeric=True), Column("Sum"), Column("Figure, file and row")),
    ]
    rows: list[AnyRow] = [
        [
            side.who,
            Cell(side.text, strong=True),
            side.working,
            Cell("; ".join(given.words for given in side.given), fragment=Fragment("performance/cells/given.html", {"given": side.given})),
        ]
        for side in each.sides
    ]
    return Table(each.topic, columns, rows, key=each.key)

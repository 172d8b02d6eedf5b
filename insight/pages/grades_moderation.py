"""What moderation changed, as a table and as bands, and how many of the audits were moderated."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from audits.enums import PRACTICE_GRADES, CountedState, Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.charts import BarNames, BarPicture, CountedBar, FlowPicture, counted_bars, flow_picture
from foundation.council.months import month_name
from foundation.documents import AnyRow, Cell, Column, Month, Table, plain_table
from insight.calculations import Share
from insight.queries.flows import Flow, Moves
from insight.queries.moderated import ModeratedMonth

from .agreement import OVERALL
from .behind import AuditsBehind
from .grade_tables import count_cell, matrix_table
from .grades import grades_shown

BEFORE_AND_AFTER = "Overall judgement before and after moderation"
SIDES = ("Before moderation", "After moderation")
MOVED, MODERATED = "Grades that moderation raised and lowered", "How many audits were moderated, by month"
_WAYS = (("up", "Raised"), ("same", "The same"), ("down", "Lowered"))
NONE_CHOSEN = "A dash: every audit of the month is moderated, so none was drawn or chosen."
HOW_CHOSEN_IS_HIDDEN = "shown once you have graded"


def flow_of_grades(found: Flow) -> FlowPicture | None:
    if not found.audits:
        return None
    moves = {was.value: {after.value: count for after, count in row.items()} for was, row in found.matrix.items()}
    return flow_picture(moves, {grade.value: grade_word(grade) for grade in PRACTICE_GRADES}, BEFORE_AND_AFTER, SIDES)


def flow_table(found: Flow, links: AuditsBehind | None) -> Table:
    rows = [(grade_word(was), list(after.values())) for was, after in found.matrix.items()]
    grades: dict[str, Grade] = {grade_word(grade): grade for grade in PRACTICE_GRADES}
    return matrix_table(
        BEFORE_AND_AFTER, grades_shown(), rows, lambda was, after: links.from_to(grades[was], grades[after]) if links else ""
    )


def moves_table(found: Flow, not_compared: Collection[str], links: AuditsBehind | None) -> Table:
    """`not_compared`: domains of too few audits to be shown."""
    columns = [
        Column("Judgement", names_row=True),
        *(Column(heading, numeric=True) for _, heading in _WAYS),
        Column("Compared (n)", numeric=True),
    ]
    rows = [_moves_row(row, links) for row in found.moves if row.domain not in not_compared]
    return Table("Grades that moderation raised, left and lowered", columns, rows, compact=True)


def moves_picture(found: Flow, not_compared: Collection[str]) -> BarPicture | None:
    """Where moderation changed grades, and which way; those it left would hide these few. None where it changed none."""
    shown = [row for row in found.moves if row.domain not in not_compared]
    if not any(row.up or row.down for row in shown):
        return None
    rows = [CountedBar(row.domain or OVERALL, _moved_words(row), (row.up, row.down)) for row in shown]
    return counted_bars(rows, BarNames(("Raised", "Lowered")), MOVED)


def _moved_words(row: Moves) -> str:
    moved = [f"{number} {way}" for number, way in ((row.up, "raised"), (row.down, "lowered")) if number]
    return f"{' and '.join(moved) or 'none'} of {row.n}"


def _moves_row(row: Moves, links: AuditsBehind | None) -> AnyRow:
    name, there = row.domain or OVERALL, links.in_domain(row.domain) if links else None
    counts = {"up": row.up, "same": row.same, "down": row.down}
    cells = [count_cell(counts[way], there.moved(way) if there else "", f"{name}, {heading}") for way, heading in _WAYS]
    return [name, *cells, count_cell(row.n, there.moved("any") if there else "", f"{name}, compared")]


def moderated_share(row: ModeratedMonth) -> Share:
    return Share(row.moderated, row.submitted)


_RATES = ("Submitted", "Moderated", "Released without moderation", "Still open")
_HOW = ("Drawn at random", "Chosen by a rule")


def rates_picture(months: Sequence[ModeratedMonth]) -> BarPicture | None:
    """What became of the audits of each month: moderated, released without that, or still open."""
    rows = [_rates_bar(row) for row in months if row.submitted]
    return counted_bars(rows, BarNames(_RATES[1:]), "What became of the submitted audits, by month") if rows else None


def _rates_bar(row: ModeratedMonth) -> CountedBar:
    others = [f"{number} {words}" for number, words in ((row.released, "released without moderation"), (row.open, "still open")) if number]
    says = ", ".join([f"{row.moderated} of {row.submitted} moderated", *others])
    return CountedBar(month_name(row.month), says, (row.moderated, row.released, row.open))


def rates_table(
    months: Iterable[ModeratedMonth], links: AuditsBehind | None, *, says_how: bool, hidden: Collection[datetime.date]
) -> Table:
    """Of the months in `hidden` nothing is said of how their audits were chosen; without `says_how`, of none."""
    headings = [*_RATES, *(_HOW if says_how else ())]
    columns = [Column("Month", names_row=True), *(Column(heading, numeric=True) for heading in headings)]
    rows = [_rates_row(row, links, says_how, row.month in hidden) for row in months]
    return Table(MODERATED, columns, rows, compact=True, notes=[NONE_CHOSEN] if says_how else [])


def _rates_row(row: ModeratedMonth, links: AuditsBehind | None, says_how: bool, is_hidden: bool) -> AnyRow:
    name, at = month_name(row.month), _of_month(links, row)
    cells = [
        count_cell(row.submitted, at.all() if at else "", f"submitted, {name}"),
        _moderated_cell(row, at.in_state(CountedState.MODERATED) if at else "", name),
        count_cell(row.released, at.in_state(CountedState.RELEASED) if at else "", f"released, {name}"),
        count_cell(row.open, at.not_agreed() if at else "", f"still open, {name}"),
    ]
    if says_how and is_hidden:
        cells += [Cell(None, text=HOW_CHOSEN_IS_HIDDEN)] * 2
    elif says_how:
        cells += [
            _chosen_cell(row, row.drawn, at.chosen("random") if at else "", f"drawn at random, {name}"),
            _chosen_cell(row, row.by_rule, at.chosen("rule") if at else "", f"chosen by a rule, {name}"),
        ]
    return [name, *cells]


def _moderated_cell(row: ModeratedMonth, href: str, name: str) -> Cell:
    """No interval: these are all the audits, and no sample of them."""
    return replace(count_cell(row.moderated, href, f"moderated, {name}"), aside=f"({moderated_share(row).percent}%)")


def _chosen_cell(row: ModeratedMonth, count: int, href: str, what: str) -> Cell:
    """Nothing where every audit of the month is moderated, so that none was chosen."""
    return count_cell(count, href, what) if row.choices else Cell(None)


def _of_month(links: AuditsBehind | None, row: ModeratedMonth) -> AuditsBehind | None:
    return AuditsBehind(links.scope, [row.month], Stage.PRE) if links else None


def moderation_sheets(found: Flow, not_compared: Collection[str], rates: Table) -> list[Table]:
    matrix: list[AnyRow] = [
        [grade_word(was), grade_word(after), count] for was, row in found.matrix.items() for after, count in row.items()
    ]
    shown = [row for row in found.moves if row.domain not in not_compared]
    moves: list[AnyRow] = [[row.domain or OVERALL, row.up, row.same, row.down, row.n] for row in shown]
    return [
        plain_table("Before and after moderation", ("Before moderation", "After moderation", "Audits"), matrix),
        plain_table("Raised and lowered", ("Judgement", "Raised", "The same", "Lowered", "Compared (n)"), moves),
        rates,
    ]


def rates_sheet(months: Sequence[ModeratedMonth], *, says_how: bool, hidden: Collection[datetime.date]) -> Table:
    submitted, moderated, *others = _RATES
    header = ("Month", submitted, moderated, "Moderated (%)", *others, *(_HOW if says_how else ()))
    rows: list[AnyRow] = [
        [
            *(Month(row.month), row.submitted, row.moderated, moderated_share(row).percent, row.released, row.open),
            *(([None, None] if row.month in hidden else [row.drawn, row.by_rule]) if says_how else []),
        ]
        for row in months
    ]
    return plain_table("Moderated", header, rows)

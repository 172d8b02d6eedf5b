"""How far each month has come, and how long its audits took."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from audits.allocation.pages.plan_changes import change_in_words
from audits.enums import Stage, TimeSpan
from foundation.charts import BarNames, BarPicture, CountedBar, counted_bars
from foundation.council.months import month_name
from foundation.documents import AnyRow, Cell, CellValue, Column, Month, Table, plain_table
from foundation.statistics import plain
from insight.queries.completion import MonthProgress
from insight.queries.times_taken import Times, TimesTaken

from .behind import AuditsBehind
from .grade_tables import count_cell

HOW_TIMED = {
    TimeSpan.SAMPLE_TO_FEEDBACK: "From the day on which the sample was drawn, or a record added by hand was first given to an auditor, "
    "to the first letter of feedback to the practitioner.",
    TimeSpan.GIVEN_TO_SUBMITTED: "From the day on which a record was first given to an auditor to the first submission.",
    TimeSpan.SUBMITTED_TO_MODERATED: "From the first submission to the end of moderation.",
}
TIMES = (
    "Calendar days, of audits written here that have come so far, by the month of the audit. Past audits from a spreadsheet have no times."
)

AS_PLANNED = "Audits expected, submitted and finished by month"
_PROGRESS = BarNames(("Moderated or released", "Submitted, still open"), "Expected")
_DAYS = BarNames(("Median (days)",), "Slowest (days)")


def completion_picture(progress: Sequence[MonthProgress]) -> BarPicture | None:
    """How far each month came, against a mark at what it was to have."""
    rows = [_progress_bar(row) for row in progress if row.submitted or row.expected]
    return counted_bars(rows, _PROGRESS, AS_PLANNED) if rows else None


def _progress_bar(row: MonthProgress) -> CountedBar:
    still_open = max(row.submitted - row.finished, 0)
    submitted = f"{row.submitted} submitted" if row.expected is None else f"{row.submitted} of {row.expected} submitted"
    says = f"{submitted}, {still_open} still open" if still_open else submitted
    return CountedBar(month_name(row.month), says, (row.finished, still_open), row.expected)


def completion_table(progress: Iterable[MonthProgress], links: AuditsBehind | None) -> Table:
    """Expected, submitted, moderated or released, by month."""
    columns = [
        Column("Month", names_row=True),
        *(Column(heading, numeric=True) for heading in ("Expected", "Submitted", "Moderated or released")),
        Column("Reason for a shortfall"),
    ]
    return Table(AS_PLANNED, columns, [_progress_cells(row, links) for row in progress], compact=True)


def _progress_cells(row: MonthProgress, links: AuditsBehind | None) -> AnyRow:
    name = month_name(row.month)
    exempted = [f"{row.exempted} more exempted"] if row.exempted else []
    left_out = [row.standing.left_out_words] if row.standing.left_out_words else []
    finished = count_cell(row.finished, _at(links, row, Stage.AGREED), f"moderated or released, {name}")
    return [
        name,
        Cell("not set" if row.expected is None else row.expected, notes=[*exempted, *map(change_in_words, row.plan_changes)]),
        count_cell(row.submitted, _at(links, row, Stage.PRE), f"submitted, {name}"),
        Cell(finished.value, href=finished.href, unseen=finished.unseen, notes=left_out),
        row.shortfall_reason or None,
    ]


def _at(links: AuditsBehind | None, row: MonthProgress, stage: Stage) -> str:
    return AuditsBehind(links.scope, [row.month], stage).all() if links else ""


def completion_sheet(progress: Iterable[MonthProgress]) -> Table:
    header = ("Month", "Expected", "Exempted", "Submitted", "Moderated or released", "Reason for a shortfall")
    rows: list[AnyRow] = [
        [Month(row.month), row.expected, row.exempted, row.submitted, row.finished, row.shortfall_reason] for row in progress
    ]
    return plain_table("Completion", header, rows)


def times_tables(found: Times, opened: Collection[int], links: AuditsBehind | None) -> list[tuple[Table, str]]:
    """Each with the rule by which the days are counted; the slowest leads to its audit for people who may read it."""
    return [(_times_table(span, months, opened, links), HOW_TIMED[span]) for span, months in found.items()]


def _times_table(span: TimeSpan, months: Mapping, opened: Collection[int], links: AuditsBehind | None) -> Table:
    columns = [
        Column("Month", names_row=True),
        *(Column(heading, numeric=True) for heading in ("Audits (n)", "Median (days)", "Slowest (days)")),
    ]
    rows: list[AnyRow] = [
        [month_name(month), _n_cell(span, month, each, links), Cell(plain(each.median)), _slowest(each, opened)]
        for month, each in months.items()
    ]
    return Table(span.label, columns, rows, empty="No audit of these months can be shown that has come so far.")


def times_picture(span: TimeSpan, found: Times) -> BarPicture | None:
    """The median of each month, against a mark at the slowest: one audit that took long is told from a month in which all did."""
    rows = [
        CountedBar(month_name(month), f"median {plain(each.median)}, slowest {each.most} days", (each.median,), each.most)
        for month, each in found[span].items()
    ]
    return counted_bars(rows, _DAYS, f"{span.label}: half took the median or less") if rows else None


def _n_cell(span: TimeSpan, month, each: TimesTaken, links: AuditsBehind | None) -> Cell:
    href = AuditsBehind(links.scope, [month]).timed(span) if links else ""
    return count_cell(each.n, href, f"{span.label}, {month_name(month)}")


def _slowest(each: TimesTaken, opened: Collection[int]) -> Cell:
    href = AuditsBehind.audit(each.slowest) if each.slowest in opened else ""
    return Cell(each.most, href=href, unseen=f"days: open audit {each.slowest}" if href else "")


def times_sheet(found: Times) -> Table:
    rows: list[list[CellValue]] = [
        [span.label, Month(month), each.n, each.median, each.most] for span, months in found.items() for month, each in months.items()
    ]
    return plain_table("Time taken", ("From and to", "Month", "Audits (n)", "Median (days)", "Slowest (days)"), rows)

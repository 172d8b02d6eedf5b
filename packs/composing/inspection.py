"""What an inspector is given of a period: the programme, samples and seeds, grades before and after, agreement, actions and their effect,
learning, the health of our quality assurance.
"""

from collections.abc import Iterator

from actions.models import Action
from actions.pages.figures import HEADER as CLOSING
from actions.pages.figures import closing_rows
from actions.pages.moved import MOVED, moved_cells
from actions.queries import PeriodTally, Tally, counts_in_period
from actions.queries.figures import closing_figures
from actions.queries.moved import moved_by_service
from audits.themes.queries.themes import theme_names
from foundation.council.models import Council
from foundation.council.months import add_months
from foundation.documents import AnyRow, Bullets, CellValue, Month, Paragraph, Table, plain_table
from foundation.documents.formats import uk_date
from insight.enums import ThemePart
from insight.health.pages.sheets import health_sheets
from insight.health.queries.measures import health_figures, targets_on
from insight.health.queries.window import window_for
from insight.models import MonthFinding
from insight.pages.agreement import OVERALL
from insight.pages.agreement import sheets as agreement_sheets
from insight.pages.grades import export_sheet
from insight.queries.agreement import agreement_of
from insight.queries.counted import Scope
from insight.queries.distributions import distributions_of
from insight.themes.pages import counts_sheet
from insight.themes.queries.counts import ThemeScope, theme_breakdowns
from performance.queries import FigureReader
from reports.composing import Draft
from reports.composing.abbreviations import with_abbreviations
from reports.composing.document import ABOUT_ANNEX, ANNEX, ANNEX_HEADING
from reports.composing.sources import SectionSources
from reports.content import Document, ReportSection
from reports.sections import COMMISSIONED, section_plan

from .contents import PackAsked, PackContents
from .records import record_tables
from .tables import commissions_table, programme_table, reports_table, samples_table

ACTIONS = (
    *("Counted", "Of", "Opened", "Closed", "Of those, on time", "Judged", "Of those, effective"),
    *("Open now", "Overdue now", "Overdue by first date", "To be verified now"),
)
FINDINGS = ("Month", "Kind", "Finding", "Source")
HEALTH_MONTHS = 12
WHAT_IT_HAS = (
    "The programme of audits: what each month was to look at, and how many audits were expected, submitted and finished.",
    "Each sample with the list that it was drawn from, by its SHA-256, and its seed: anybody can draw it again.",
    "Grades before moderation and after it, and how far auditors and moderators agree.",
    "Actions: raised, closed, late, and whether practice changed.",
    "Learning: what findings are about, month by month, and the findings that were drawn from them.",
    "The health of our quality assurance, in the twelve months that end with the period.",
    "Questions to quality assurance and their answers, and the reports that the Board approved, each with the SHA-256 of its seal.",
)
# Sections of the Board's report that the narrative has too, in its order.
TOLD = ("audits", "domains", "observations", "actions", COMMISSIONED, "health")
WITHOUT_RECORDS = "It has no list of single records."
WITH_RECORDS = (
    "The folder records has lists of single records, for people who may read every audit. Keep it as you keep the records themselves."
)


def inspection_pack(asked: PackAsked) -> PackContents:
    return PackContents(_narrative(asked), list(_tables(asked)), record_tables(asked) if asked.with_records else ())


def _tables(asked: PackAsked) -> Iterator[Table]:
    scope = Scope(asked.first, asked.last)
    yield programme_table(asked)
    yield samples_table(asked)
    yield export_sheet(distributions_of(scope))
    yield from agreement_sheets({name or OVERALL: found for name, found in agreement_of(scope).items()})
    yield from _actions(asked)
    yield counts_sheet(theme_breakdowns(ThemeScope(asked.first, asked.last), [ThemePart.MONTH, ThemePart.SERVICE]), theme_names())
    yield _findings(asked)
    yield from _health(asked)
    yield commissions_table(asked)
    yield reports_table(asked)


def _actions(asked: PackAsked) -> Iterator[Table]:
    tally = counts_in_period(asked.first, asked.last_day, asked.on)
    yield plain_table("Actions of the period", ACTIONS, list(_tallies(tally)))
    seen = Action.objects.not_hidden_from(asked.reader)
    yield plain_table("Closing actions", CLOSING, list(closing_rows(closing_figures(seen, asked.first, asked.last_day))))
    moved = moved_by_service(seen, asked.first, asked.last_day, asked.on)
    yield plain_table("Due dates moved", MOVED, [moved_cells(each) for each in moved])


def _tallies(tally: PeriodTally) -> Iterator[list[CellValue]]:
    yield _tally("All", tally)
    yield from (_tally("Raised from", each) for each in tally.by_source)
    yield from (_tally("Who it is about", each) for each in tally.by_level)


def _tally(counted: str, of: Tally) -> list[CellValue]:
    closed = (of.opened, of.closed, of.on_time, of.judged, of.effective)
    return [counted, of.label, *closed, of.open_now, of.overdue, of.overdue_by_first, of.awaiting_verification]


def _findings(asked: PackAsked) -> Table:
    found = MonthFinding.objects.filter(month__gte=asked.first, month__lte=asked.last).order_by("month", "kind", "pk")
    rows: list[AnyRow] = [[Month(each.month), each.get_kind_display(), each.text, each.get_source_display()] for each in found]
    return plain_table("Findings of the months", FINDINGS, rows, empty="No finding was drafted from these months’ themes.")


def _health(asked: PackAsked) -> list[Table]:
    window = window_for(asked.reader, add_months(asked.last, 1 - HEALTH_MONTHS), asked.last)
    return health_sheets(health_figures(window), targets_on(window), window)


def _narrative(asked: PackAsked) -> Document:
    of = SectionSources(Draft(asked.first, asked.last), asked.on, FigureReader())
    about = (Paragraph("This pack has:"), Bullets(WHAT_IT_HAS), Paragraph(WITH_RECORDS if asked.with_records else WITHOUT_RECORDS))
    sections = [ReportSection("about", "What is in this pack", blocks=about)]
    annex: list[ReportSection] = []
    for plan in map(section_plan, TOLD):
        sections += [ReportSection(plan.key, plan.heading, blocks=[*plan.figures(of)]), *plan.below(of)]
        annex += plan.annex(of)
    sections += [ReportSection(ANNEX, ANNEX_HEADING, blocks=(Paragraph(ABOUT_ANNEX),)), *annex] if annex else []
    narrative = Document(asked.title, Council.current().name, asked.period, "", f"As of {uk_date(asked.on)}", sections)
    return with_abbreviations(narrative)

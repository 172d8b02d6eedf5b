"""From a stored report, or from a bare period, to what a report is composed from."""

import datetime

from django.db.models import prefetch_related_objects

from audits.enums import Stage
from foundation.council.months import month_code
from foundation.seals import InputKind, note_inputs
from performance.queries import FigureReader
from reports.composing import Draft, GradesShown, ReportFinding, compose
from reports.composing.authorship import draft_words
from reports.content import Document
from reports.enums import ReportState
from reports.models import Report, ShownMonth
from reports.stored import REPORT_CONTENT, SHOWN_FIGURES


def document_of(report: Report, reader: FigureReader | None = None) -> Document:
    """What was approved, word for word and figure for figure; for a draft, the report as things stand."""
    return REPORT_CONTENT.read(report.content) if report.content is not None else compose(draft_of(report), reader=reader)


def draft_of(report: Report, status: str = "") -> Draft:
    note_inputs(InputKind.TEXT, ((row.key, [row.text]) for row in report.texts.all()))
    note_inputs(InputKind.FINDING, ((row.position, [row.kind, row.text, row.source]) for row in report.findings.all()))
    return Draft(
        first=report.first_month,
        last=report.last_month,
        meeting_date=report.meeting_date,
        texts={row.key: row.text for row in report.texts.all()},
        carried=_carried(report),
        findings=[ReportFinding(row.kind, row.text, row.get_source_display()) for row in report.findings.all()],
        to_restate=to_restate(report.last_month, but=report),
        status=status or draft_words(report.edition, report.reason),
        edition=report.edition,
        arrangement=report.chosen,
    )


def _carried(report: Report) -> dict[str, str]:
    """By section, the period of the report from which its text was carried forward."""
    rows = [row for row in report.texts.all() if row.carried_from_id]
    prefetch_related_objects(rows, "carried_from")
    return {row.key: row.carried_from.period for row in rows if row.carried_from}


def report_on(first: datetime.date, last: datetime.date) -> Report | None:
    """The newest approved edition of the report on a period, else its draft."""
    editions = Report.objects.filter(first_month=first, last_month=last)
    return editions.approved().first() or editions.first()


def document_of_figures(first: datetime.date, last: datetime.date) -> Document:
    """Of a period on which nobody has opened a report."""
    return compose(Draft(first, last, to_restate=to_restate(last)))


def to_restate(last: datetime.date, but: Report | None = None) -> list[GradesShown]:
    """Months up to `last` as the latest of the approved reports (other than `but`) has shown each: moderation, or an audit opened
    again since, may have changed them.
    """
    rows = ShownMonth.objects.filter(report__state=ReportState.APPROVED, month__lte=last).order_by("month", "report__approved_on", "pk")
    if but and (own := but.shown_months.order_by("pk").first()):
        # As it was when that report was approved.
        rows = rows.filter(pk__lt=own.pk)
    latest = {row.month: row for row in (rows.exclude(report=but) if but else rows)}
    note_inputs(InputKind.SHOWN_MONTH, ((month_code(row.month), [row.stage, row.figures]) for row in latest.values()))
    return [_shown(row) for row in latest.values()]


def shown_in(report: Report) -> list[GradesShown]:
    """What an approved report showed of each month."""
    return [_shown(row) for row in report.shown_months.order_by("month")]


def _shown(row: ShownMonth) -> GradesShown:
    return GradesShown(row.month, SHOWN_FIGURES.read(row.figures), Stage(row.stage))

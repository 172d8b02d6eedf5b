"""Opening a report, taking an empty one away, its meeting; and the table of its moves."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come
from foundation.activity.trail import record
from foundation.council.bounds import require_month_in_reach
from foundation.council.months import add_months, first_of, period_name
from foundation.documents.formats import uk_date
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move, Workflow
from reports.models import Report, SectionTemplate
from reports.permissions import can_write_reports
from reports.workflow import MOVES

from .editions import drop_correction

MOST_MONTHS = 24


def _stale_text(report: Report, step: Move) -> str:
    return f"This report was approved on {uk_date(report.approved_on)} and no longer changes."


REPORTS = Workflow(moves=MOVES, rows=Report.objects.all, stale_text=_stale_text)


@transaction.atomic
def open_report(
    *,
    actor: Person,
    first_month: datetime.date,
    last_month: datetime.date,
    meeting_date: datetime.date | None = None,
    template: SectionTemplate | None = None,
) -> Report:
    """Begin a report on whole months, with the sections of a template where one is given.

    Raises ValidationError where the period has one already or ends before it begins.
    """
    require(can_write_reports, actor)
    first, last = first_of(first_month), first_of(last_month)
    require_month_in_reach(first, field="first_month")
    require_month_in_reach(last, field="last_month")
    if add_months(first, MOST_MONTHS - 1) < last:
        raise ValidationError({"last_month": f"A report covers at most {MOST_MONTHS} months. Choose a shorter period."})
    if last < first:
        raise ValidationError("The last month is earlier than the first. Give the earlier month first.")
    opened = ValidationError(f"There is a report on {period_name(first, last)} already. Open it from the list.")
    if Report.objects.filter(first_month=first, last_month=last).exists():
        raise opened
    with first_come(opened):
        report = Report.objects.create(
            first_month=first,
            last_month=last,
            meeting_date=meeting_date,
            opened_by=actor,
            arrangement=template.arrangement if template else None,
        )
    record(actor=actor, verb="report.opened", target=report, period=report.period)
    return report


def is_empty(report: Report) -> bool:
    """Whether nobody has written anything for it: such a draft may be removed, and so may that of a correction, which began with words."""
    if report.is_approved or report.edition > 1:
        return not report.is_approved
    return not (
        report.texts.exclude(text="").exists() or report.findings.exists() or report.shown_months.exists() or report.comments.exists()
    )


@transaction.atomic
def remove_report(*, actor: Person, report: Report) -> None:
    """Remove a draft in which nothing is written, or that of a correction. The second time does nothing."""
    require(can_write_reports, actor)
    locked = Report.objects.select_for_update().filter(pk=report.pk).first()
    if locked is None:
        return
    if not is_empty(locked):
        raise ValidationError(
            "Only a draft in which nothing is written can be removed. Clear its sections and key findings first; one with comments stays."
        )
    record(actor=actor, verb="report.removed", target=locked, period=locked.period, edition=locked.edition)
    drop_correction(locked)
    locked.delete()


@transaction.atomic
def change_meeting(*, actor: Person, report: Report, meeting_date: datetime.date | None) -> Report:
    report, step = begin_move(REPORTS, actor, report, "change")
    was, report.meeting_date = report.meeting_date, meeting_date
    return complete_move(actor, report, step, before=was, after=meeting_date)

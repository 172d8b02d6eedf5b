"""A correction of an approved report: its next edition, begun from the words of the one before, which stays as it was approved."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.guard.models import DismissedWarning
from foundation.guard.services import check_for_identities
from insight.models import InsertedFact
from reports.models import Report
from reports.permissions import can_write_reports
from reports.queries.reports import newest_edition

from .commenting import carry_on_comments, drop_reviews

WHY_NEEDED = "Say why the report is corrected. The Board reads it."


@transaction.atomic
def open_correction(*, actor: Person, report: Report, reason: str, kept: str = "") -> Report:
    """Open the next edition of an approved report, with its texts, findings, open comments, and what was said of warnings about them.

    `kept`: why words of the reason that look like an identity may stand. Raises ValidationError where the report is a draft, where
    another edition corrects it already, or without a reason.
    """
    require(can_write_reports, actor)
    report = locked(Report.objects.all(), pk=report.pk)
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": WHY_NEEDED})
    newest = newest_edition(report)
    if not newest.is_approved:
        raise ValidationError(f"Edition {newest.edition} is open already. Write the correction there.")
    if newest != report:
        raise ValidationError(f"Edition {newest.edition} corrects this one. Correct that one.")
    looked = check_for_identities({"reason": reason}, kept=kept, target=report)
    with first_come(ValidationError("Somebody else opened a correction a moment ago. Write it there.")):
        opened = Report.objects.create(
            first_month=report.first_month,
            last_month=report.last_month,
            meeting_date=report.meeting_date,
            arrangement=report.arrangement,
            edition=report.edition + 1,
            reason=reason,
            opened_by=actor,
        )
    for rows in (report.texts.all(), report.findings.all()):
        _copy(rows, report=opened)
    kind = ContentType.objects.get_for_model(Report)
    for model in (InsertedFact, DismissedWarning):
        _copy(model._default_manager.filter(target_type=kind, target_id=str(report.pk)), target_id=str(opened.pk))
    carried = carry_on_comments(report, opened)
    given = {"edition": opened.edition, "period": opened.period, "reason": reason, "open_comments": carried}
    record(actor=actor, verb="report.correction_opened", target=opened, **given)
    looked.keep(actor, opened)
    return opened


def _copy(rows: models.QuerySet, **changed: object) -> None:
    found = list(rows)
    for row in found:
        row.pk, row._state.adding = None, True
        for name, value in changed.items():
            setattr(row, name, value)
    rows.model._default_manager.bulk_create(found)


def drop_correction(report: Report) -> None:
    """Everything of the draft of a correction; the edition that it was to correct stands. A part of removing it, which records."""
    kind = ContentType.objects.get_for_model(Report)
    for model in (InsertedFact, DismissedWarning):
        model._default_manager.filter(target_type=kind, target_id=str(report.pk)).delete()
    report.findings.all().delete()
    drop_reviews(report)

"""The report that an address is about, where the person may read it, or write in it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from foundation.accounts.permissions import is_board_member, require
from foundation.accounts.requests import SignedInRequest
from foundation.activity.access import note_access
from foundation.activity.enums import AccessKind
from reports.models import Report
from reports.permissions import can_write_reports
from reports.queries.reports import editions_at


def report_at(request: SignedInRequest, code: str, edition: int | None = None) -> Report:
    """The report on the period in the address: of the editions that this person may read the one that is named, else the newest."""
    try:
        editions = editions_at(code).visible_to(request.user)
    except ValueError:
        raise Http404 from None
    found = editions.prefetch_related("texts__carried_from", "findings").select_related("seal", "approved_by")
    report = (found if edition is None else found.filter(edition=edition)).first()
    if report is None:
        raise Http404
    return report


def approved_at(request: SignedInRequest, code: str) -> Report:
    """The newest approved edition."""
    report = report_at(request, code)
    if not report.is_approved:
        report = next((each for each in Report.objects.visible_to(request.user).editions_of(report).approved().reverse()), report)
    if not report.is_approved:
        raise Http404
    return report


def draft_to_write(request: SignedInRequest, code: str) -> Report:
    report = report_at(request, code)
    require(can_write_reports, request.user)
    if report.is_approved:
        raise PermissionDenied("This report was approved and no longer changes.")
    return report


def note_that_the_board_reads(request: SignedInRequest, report: Report, act: AccessKind) -> None:
    """So that My work no longer says that a report waits to be read. The log of access never keeps a reader waiting."""
    if report.is_approved and is_board_member(request.user) and request.method == "GET":
        note_access(actor=request.user, act=act, address="reports:report", kind="reports.report", target=report.pk)

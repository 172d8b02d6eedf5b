"""The report that an address is about, where the person may read it, or write in it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from foundation.accounts.permissions import is_board_member, require
from foundation.accounts.requests import SignedInRequest
from foundation.activity.access import note_access
from foundation.activity.enums import AccessKind
from foundation.council.months import parse_month
from reports.models import Report
from reports.permissions import can_write_reports


def report_at(request: SignedInRequest, code: str) -> Report:
    """The report on the period in the address, where this person may read it."""
    first, _, last = code.partition("-to-")
    try:
        months = {"first_month": parse_month(first), "last_month": parse_month(last or first)}
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Report.objects.visible_to(request.user).prefetch_related("texts", "findings"), **months)


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

"""Who has read an audit and its actions."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from audits.models import Audit
from audits.overview.tables import READINGS_HEADER, ReadingTable, reading_rows
from audits.permissions import can_see_readings
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.activity.access import store_waiting
from foundation.activity.models import Access
from foundation.council.list_pages import list_page


@require_safe
def readings(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_object_or_404(Audit.objects.visible_to(request.user).for_page(), number=number)
    require(can_see_readings, request.user, audit, why="The QA lead sees who has read an audit, but not one that they moderate.")
    store_waiting()
    table = ReadingTable(Access.objects.of(audit, *audit.actions.all()).select_related("target_type"))
    return list_page(
        request,
        "audits/overview/readings.html",
        table=table,
        title=f"Readings of audit {number}",
        header=READINGS_HEADER,
        file_rows=reading_rows,
        about=lambda: {"audit": audit},
    )

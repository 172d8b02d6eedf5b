"""Who has read an audit and its actions."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audits.models import Audit
from audits.overview.tables import READINGS_HEADER, ReadingTable, reading_rows
from audits.permissions import can_see_readings
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.activity.access import store_waiting
from foundation.activity.models import Access
from foundation.council.downloads import EXPORTS, download
from foundation.documents import plain_table
from foundation.govuk.paging import show_page


@require_safe
def readings(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_object_or_404(Audit.objects.visible_to(request.user).for_page(), number=number)
    require(can_see_readings, request.user, audit, why="The QA lead sees who has read an audit, but not one that they moderate.")
    store_waiting()
    table = ReadingTable(Access.objects.of(audit, *audit.actions.all()).select_related("target_type"))
    show_page(request, table)
    file = download(request, plain_table(f"Readings of audit {number}", READINGS_HEADER, reading_rows(row.record for row in table.rows)))
    return file or render(request, "audits/overview/readings.html", {"audit": audit, "table": table, "exports": EXPORTS})

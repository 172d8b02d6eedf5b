"""The audits that a person may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.enums import ShownBy
from audits.models import Audit
from audits.moderation.services.revelations import reveal_list
from audits.overview.filters import AuditFilter
from audits.overview.tables import AuditTable, file_rows, header
from audits.permissions import (
    can_be_auditor,
    can_break_glass,
    can_import_audits,
    can_lead,
    can_list_findings,
    can_plan_cycles,
    can_restrict,
    can_use_calibration,
)
from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.downloads import EXPORTS, download
from foundation.council.list_pages import FILE_ACTS
from foundation.documents import plain_table
from foundation.govuk.list_tables import ListAct, rows_to_take, ticks_for
from foundation.govuk.paging import KeysFirstPaginator, show_page

NONE_MATCHES = "No audit matches. Clear the filters to see all that you may read."


@require_safe
def audit_list(request: SignedInRequest) -> HttpResponse:
    visible = Audit.objects.visible_to(request.user).with_overall(request.user).with_waiting().with_last_version().for_list()
    filtered = AuditFilter(request.GET, queryset=visible, request=request)
    narrowed = filtered.form.is_bound and any(filtered.form.data.get(name) for name in filtered.filters)
    on, leads = today(), can_lead(request.user)
    listed = rows_to_take(request.GET, filtered.qs) if "export" in request.GET else filtered.qs
    table = AuditTable(listed, on=on, shows_waiting=leads, ticks=leads, empty_text=NONE_MATCHES if narrowed else _nothing_yet(request))
    show_page(request, table, paginator=KeysFirstPaginator)
    if "export" in request.GET:
        reveal_list(person=request.user, audits=(row.record.pk for row in table.rows), how=ShownBy.FILE)
    else:
        reveal_list(person=request.user, audits=(row.record.pk for row in table.page.object_list), how=ShownBy.LIST)
    if file := download(request, plain_table("Audits", header(leads), file_rows((row.record for row in table.rows), on, leads))):
        return file
    ticks = (
        ticks_for(request.GET, [ListAct("Give to somebody else", reverse("audits:several")), *FILE_ACTS], len(table.rows))
        if leads
        else None
    )
    page = {"table": table, "filter": filtered, "exports": EXPORTS, "ticks": ticks, "may_calibrate": can_use_calibration(request.user)}
    return render(
        request,
        "audits/overview/list.html",
        page
        | {"may_import": can_import_audits(request.user), "may_plan": can_plan_cycles(request.user)}
        | {"may_list_findings": can_list_findings(request.user)}
        | {"may_restrict": can_restrict(request.user), "may_break_glass": can_break_glass(request.user)},
    )


def _nothing_yet(request: SignedInRequest) -> str:
    """What to do, or to wait for, where this person has no audit to read."""
    if can_plan_cycles(request.user):
        return "No audits yet. Plan a month and add records to it, or import past audits from a spreadsheet."
    if can_be_auditor(request.user):
        return "No audits yet. When the QA lead gives you one, it is here and in My work."
    return "No audits yet. What was found about your work or your team is here once moderation is finished."

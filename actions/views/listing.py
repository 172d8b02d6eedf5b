"""The tracker."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from actions.filters import ActionFilter
from actions.models import Action
from actions.permissions import can_raise
from actions.queries import tracker
from actions.tables import HEADER, ActionTable, file_row
from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.downloads import EXPORTS, download


@require_safe
def action_list(request: SignedInRequest) -> HttpResponse:
    on, person = today(), request.user
    asked = request.GET.copy()
    tab = asked.get("view", "")
    tab = tab if tab in tracker.TABS else tracker.first_tab(person)
    asked["view"] = tab
    seen = Action.objects.visible_to(person).gone_live().for_list()
    filtered = ActionFilter(asked, queryset=seen, request=request)
    table = ActionTable(filtered.qs, on=on)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    return download(request, "Actions", HEADER, (file_row(row.record, on) for row in table.rows)) or render(
        request,
        "actions/list.html",
        {
            "table": table,
            "filter": filtered,
            "exports": EXPORTS,
            "tabs": tracker.tabs_for(person, tab),
            "figures": tracker.ageing_strip(tracker.of_tab(seen, tab, person), tab, on),
            "may_raise": can_raise(person, None),
        },
    )

"""How far the logs are sealed; who failed to sign in, and who asked for what is not theirs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.pages.logs import check_words, log_heads_table
from desk.pages.readings import denied_table, sign_ins_table
from desk.permissions import can_see_how_logs_are_sealed, can_see_tries, can_see_unusual_readings, can_use_settings
from desk.queries.logs import last_check, log_heads
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.activity.access import store_waiting
from foundation.activity.models import Access
from foundation.council.downloads import EXPORTS, download
from foundation.documents import Table

FOR_WHOM = "QA leads and administrators see who tried to get in."
# The newest of them.
MOST = 1_000


@require_safe
def sealed_logs(request: SignedInRequest) -> HttpResponse:
    require(can_see_how_logs_are_sealed, request.user)
    page = {"heads": log_heads_table(log_heads()), "checked": check_words(last_check()), "may_set": can_use_settings(request.user)}
    page |= {"may_read": can_see_unusual_readings(request.user)}
    return render(request, "desk/sealed_logs.html", page)


@require_safe
def failed_sign_ins(request: SignedInRequest) -> HttpResponse:
    require(can_see_tries, request.user, why=FOR_WHOM)
    return _tries(request, sign_ins_table(Access.objects.failed_sign_ins()[:MOST]), "desk/failed_sign_ins.html")


@require_safe
def denied(request: SignedInRequest) -> HttpResponse:
    require(can_see_tries, request.user, why=FOR_WHOM)
    return _tries(request, denied_table(Access.objects.denied()[:MOST]), "desk/denied.html")


def _tries(request: SignedInRequest, table: Table, template: str) -> HttpResponse:
    store_waiting()
    if file := download(request, table):
        return file
    return render(request, template, {"tries": table, "exports": EXPORTS, "may_set": can_use_settings(request.user)})

"""How far the logs are sealed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.pages.logs import log_heads_table
from desk.permissions import can_see_how_logs_are_sealed, can_use_settings
from desk.queries.logs import log_heads
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest


@require_safe
def sealed_logs(request: SignedInRequest) -> HttpResponse:
    require(can_see_how_logs_are_sealed, request.user)
    return render(request, "desk/sealed_logs.html", {"heads": log_heads_table(log_heads()), "may_set": can_use_settings(request.user)})

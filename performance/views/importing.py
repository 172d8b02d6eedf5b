"""Importing in three loads: upload, check, store."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.months import month_code
from foundation.sheets import UnreadableFile
from performance.enums import Shape
from performance.forms import UploadForm
from performance.models import Import, Upload
from performance.permissions import can_import
from performance.services import Outcome, SeriesOutcome, check_figures, store_upload

from .import_tables import shown

WHY = "Only a performance analyst or a QA lead can import figures."
RECENT = 10


@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why=WHY)
    form = UploadForm(request.POST or None, request.FILES or None)
    form.cancel_url = reverse("performance:scorecard")
    if form.is_valid():
        try:
            kept = form.save(request.user)
        except UnreadableFile as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("performance:import-check", pk=kept.pk)
    imports = Import.objects.select_related("imported_by")[:RECENT]
    return render(request, "performance/import.html", {"form": form, "imports": imports})


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the file would change; POST stores it, with `accept_valid` also where rows are refused."""
    require(can_import, request.user, why=WHY)
    kept = get_object_or_404(Upload, pk=pk, uploaded_by=request.user)
    if request.method == "POST":
        outcome = store_upload(actor=request.user, upload=kept, accept_valid="accept_valid" in request.POST)
        if not outcome.is_refused:
            messages.success(request, _done(outcome))
            return redirect(_table_url(outcome))
    outcome = check_figures(actor=request.user, file=BytesIO(bytes(kept.content)), name=kept.file_name, mapping=kept.shape)
    return render(request, "performance/import_check.html", {"upload": kept, "outcome": outcome, **shown(outcome)})


def _done(outcome: Outcome) -> str:
    refused = outcome.rows_refused
    parts = [f"{len(outcome.new)} stored", f"{len(outcome.restated)} restated", f"{len(outcome.unchanged)} unchanged"]
    return f"Figures: {', '.join(parts)}." + (f" Rows left out: {refused}." if refused else "")


def _table_url(outcome: Outcome) -> str:
    if isinstance(outcome, SeriesOutcome):
        return reverse("performance:import")
    name = "half-years" if outcome.shape == Shape.HALF_YEARS else "scorecard"
    month = outcome.latest_month
    return f"{reverse(f'performance:{name}')}?month={month_code(month)}" if month else reverse(f"performance:{name}")

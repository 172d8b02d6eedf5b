"""Past audits in three steps: choose a file, see what it would do, store it in the background."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audits.models import AuditUpload
from audits.past_audits.forms import LIMITS, AuditUploadForm, PastAuditsMatchForm
from audits.past_audits.reading.checking import Check
from audits.past_audits.reading.questions import asked_of_upload, match_past_audits
from audits.past_audits.services import OUTCOME, ask_to_store, check_upload, headings, sheet_of
from audits.permissions import can_import_audits
from audits.sheets.rejections import rejections_table
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data
from foundation.council.downloads import download
from foundation.council.months import month_name
from foundation.documents import Table, table_to_fill_in
from foundation.gate.sizes import takes_files
from foundation.matching.correcting import rows_to_correct
from foundation.matching.pages import match_page
from foundation.sheets import Sheet

DENIED_BECAUSE = "Only the QA lead can import past audits."
SHOWN = 200


@takes_files(LIMITS.file_bytes)
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    require(can_import_audits, request.user, why=DENIED_BECAUSE)
    if blank := download(request, table_to_fill_in("Past audits", headings())):
        return blank
    form = AuditUploadForm(form_data(request), request.FILES or None, actor=request.user)
    if form.is_valid() and (kept := form.save()):
        return redirect(kept)
    return render(request, "audits/past_audits/import.html", {"form": form})


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the file would do, or once stored, what it did. POST has it stored."""
    require(can_import_audits, request.user, why=DENIED_BECAUSE)
    kept = get_object_or_404(AuditUpload.objects.visible_to(request.user), pk=pk)
    if kept.is_stored:
        return redirect(kept) if request.method == "POST" else render(request, "audits/past_audits/result.html", _result(kept))
    if request.method == "POST":
        return redirect(ask_to_store(actor=request.user, upload=kept, accept_valid="accept_valid" in request.POST))
    sheet = sheet_of(kept)
    if match_past_audits(sheet).asks:
        return redirect("audits:import-columns", pk)
    checked = check_upload(actor=request.user, sheet=sheet)
    if "export" in request.GET and (workbook := download(request, _to_correct(sheet, checked))):
        return workbook
    return render(request, "audits/past_audits/check.html", {"upload": kept, "check": checked, **_checked(checked)})


@require_http_methods(["GET", "POST"])
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the columns and teams of the file are: asked where a column is not clear, and open to be corrected."""
    require(can_import_audits, request.user, why=DENIED_BECAUSE)
    kept = get_object_or_404(AuditUpload.objects.visible_to(request.user), pk=pk)
    if kept.is_stored:
        return redirect(kept)
    form = PastAuditsMatchForm(form_data(request), actor=request.user, upload=kept, asked=asked_of_upload(sheet_of(kept)))
    if form.is_valid() and form.save():
        return redirect(kept)
    return render(request, "audits/past_audits/columns.html", match_page(form) | {"upload": kept})


def _to_correct(sheet: Sheet, checked: Check) -> Table:
    wrong: dict[int, list[str]] = {}
    for each in checked.rejected:
        wrong.setdefault(each.row, []).append(f"{each.column}: {each.reason}")
    return rows_to_correct(sheet, wrong, name="Past audits to correct")


def _checked(checked: Check) -> dict[str, Any]:
    rows = len({each.row for each in checked.rejected})
    return {
        "figures": [
            {"number": checked.read, "text": "rows read"},
            {"number": len(checked.new), "text": "new audits"},
            {"number": len(checked.restated), "text": "filled in after moderation"},
            {"number": checked.unchanged, "text": "stored already"},
            {"number": rows, "text": "rows refused"},
        ],
        "months": [month_name(month) for month in checked.months],
        "refused": checked.rejected and rejections_table(checked.rejected[:SHOWN], more=max(len(checked.rejected) - SHOWN, 0)),
        "takes_any": bool(checked.taken),
    }


def _result(kept: AuditUpload) -> dict[str, Any]:
    outcome = OUTCOME.read(kept.outcome)
    return {
        "upload": kept,
        "figures": [
            {"number": outcome.stored, "text": "new audits stored"},
            {"number": outcome.restated, "text": "filled in after moderation"},
            {"number": outcome.unchanged, "text": "stored already"},
        ],
        "refused": outcome.rejected and rejections_table(outcome.rejected[:SHOWN], more=max(len(outcome.rejected) - SHOWN, 0)),
        "created": {"teams": outcome.teams, "people": outcome.people},
    }

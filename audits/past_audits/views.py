"""Past audits in three steps: choose a file, see what it would do, store it in the background."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audits.models import AuditUpload
from audits.past_audits.forms import LIMITS, AuditUploadForm
from audits.past_audits.reading.checking import Check
from audits.past_audits.services import OUTCOME, ask_to_store, check_upload, headings
from audits.permissions import can_import_audits
from audits.sheets.rejections import rejections_table
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data
from foundation.council.downloads import download
from foundation.council.months import month_name
from foundation.documents import plain_table
from foundation.gate.sizes import takes_files

DENIED_BECAUSE = "Only the QA lead can import past audits."
SHOWN = 200
REFUSED = ("Row", "Column", "Value", "What is wrong")


@takes_files(LIMITS.file_bytes)
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    require(can_import_audits, request.user, why=DENIED_BECAUSE)
    if blank := download(request, plain_table("Past audits", headings(), [])):
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
    checked = check_upload(actor=request.user, upload=kept)
    refused = [(each.row, each.column, each.value, each.reason) for each in checked.rejected]
    if file := download(request, plain_table("Refused cells", REFUSED, refused)):
        return file
    return render(request, "audits/past_audits/check.html", {"upload": kept, "check": checked, **_checked(checked)})


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

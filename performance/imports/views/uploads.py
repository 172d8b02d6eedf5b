"""Importing in three loads: upload, check, store. A file of no known shape is first told what its columns mean."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.downloads import XLSX, as_file, council_workbook
from foundation.council.months import month_code
from foundation.documents import Table, write_xlsx
from foundation.gate.sizes import takes_files
from foundation.jobs.models import Job
from foundation.sheets import Sheet, UnreadableFile, clean_text, sheets_of
from performance.enums import Series
from performance.imports import services
from performance.imports.forms import MappingForm, NamesForm, NeighbourModelForm, StoreForm, UploadForm, WhereForm
from performance.imports.pages.tables import checked_tables, first_rows_table
from performance.imports.pages.uploads import unfinished_of
from performance.imports.reading import LIMITS, ModelNeeded, UnknownShape, read_sheet, rejected_name
from performance.imports.services import ImportOutcome
from performance.models import Import, Upload
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can import figures."
GONE = "That file is no longer kept: it was stored already, or another took its place. What was stored last is listed below."
RECENT = 10
PREVIEW = 5


@takes_files(LIMITS.file_bytes)
@get_or_post
def upload(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    form = UploadForm(form_data(request), request.FILES or None, actor=request.user)
    form.cancel_url = reverse("performance:scorecard")
    if form.is_valid() and (kept := form.save()):
        return redirect(_next(request, kept))
    imports = Import.objects.select_related("imported_by")[:RECENT]
    return render(request, "performance/imports/upload.html", {"form": form, "imports": imports, "unfinished": unfinished_of(request.user)})


def _next(request: SignedInRequest, kept: Upload) -> Upload | Job:
    """The check page; of a long file the job that checks it."""
    return services.ask_to_check(actor=request.user, upload=kept) if services.is_long(bytes(kept.content)) else kept


@get_or_post
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the file would change; POST stores it, with `accept_valid` also where rows are refused."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    if request.method == "POST" and not Upload.objects.filter(pk=pk).exists():
        messages.error(request, GONE)
        return redirect("performance:import")
    kept = _kept(request, pk)
    form = StoreForm(form_data(request))
    if request.method == "POST" and (stored := _store(request, kept, form)):
        return stored
    if request.GET.get("export") == "xlsx":
        return _rejected(request, kept)
    try:
        facts = services.check_shown(actor=request.user, upload=kept)
    except UnknownShape:
        return redirect("performance:import-mapping", pk=kept.pk)
    except ModelNeeded:
        return redirect("performance:import-model", pk=kept.pk)
    if not facts:
        # Checked in the background, which has not ended well: the file is chosen again.
        return redirect("performance:import")
    return render(request, "performance/imports/check.html", {"upload": kept, "form": form, "tables": checked_tables(facts), **facts})


def _kept(request: SignedInRequest, pk: int) -> Upload:
    return get_object_or_404(Upload.objects.select_related("mapping__indicator"), pk=pk, uploaded_by=request.user)


def _store(request: SignedInRequest, kept: Upload, form: StoreForm) -> HttpResponse | None:
    """Where it leads to; None where the page must be looked at again, which then says why."""
    accept_valid, jumps_seen = "accept_valid" in request.POST, form.is_valid() and bool(form.cleaned_data["jumps_seen"])
    if services.is_long(bytes(kept.content)):
        if (kept.checked or {}).get("jumps") and not jumps_seen:
            form.add_error("jumps_seen", form.UNSURE)
            return None
        return redirect(services.ask_to_store(actor=request.user, upload=kept, accept_valid=accept_valid, jumps_seen=jumps_seen))
    outcome = services.store_upload(actor=request.user, upload=kept, accept_valid=accept_valid, jumps_seen=jumps_seen)
    if outcome.is_unsure:
        form.add_error("jumps_seen", form.UNSURE)
    if outcome.is_refused or outcome.is_unsure:
        return None
    messages.success(request, _done(outcome))
    return redirect(_table_url(outcome))


def _rejected(request: SignedInRequest, kept: Upload) -> HttpResponse:
    tables = services.rejected_rows(actor=request.user, upload=kept)
    return as_file(write_xlsx(council_workbook(tables, "Rejected rows", to_fill_in=True)), XLSX, rejected_name(kept.file_name))


@get_or_post
def mapping(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the columns of a kept file mean, guessed from its headings; remembered under a name."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    kept = _kept(request, pk)
    content = bytes(kept.content)
    saved = {"sheet": kept.mapping.sheet, "header_row": kept.mapping.header_row} if kept.mapping else {}
    where = WhereForm(request.GET if "header_row" in request.GET else saved, sheets=sheets_of(content, kept.file_name))
    context: dict[str, Any] = {"upload": kept, "where": where}
    try:
        sheet = read_sheet(BytesIO(content), kept.file_name, **where.where)
    except UnreadableFile as problem:
        return render(request, "performance/imports/columns.html", {**context, "problem": str(problem)})
    form = MappingForm(form_data(request), actor=request.user, upload=kept, sheet=sheet, where=where.where)
    form.cancel_url = reverse("performance:import")
    if form.is_valid() and (mapped := form.save()):
        return redirect(_next(request, mapped))
    return render(
        request,
        "performance/imports/columns.html",
        {**context, "form": form, "rows": sheet.rows, "first_rows": _first_rows(sheet), "notes": sheet.notes},
    )


@get_or_post
def model(request: SignedInRequest, pk: int) -> HttpResponse:
    """By which model the neighbours in a kept file are."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    kept = _kept(request, pk)
    form = NeighbourModelForm(form_data(request), actor=request.user, upload=kept)
    form.cancel_url = reverse("performance:import")
    if form.is_valid() and (said := form.save()):
        return redirect(_next(request, said))
    return render(request, "performance/imports/model.html", {"upload": kept, "form": form})


@get_or_post
def names(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which indicators the names in a kept file are that nothing here is called."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    kept = _kept(request, pk)
    unknown = services.unknown_names(actor=request.user, upload=kept)
    if not unknown:
        return redirect(kept)
    form = NamesForm(form_data(request), actor=request.user, upload=kept, unknown=unknown)
    form.cancel_url = kept.get_absolute_url()
    if form.is_valid() and (said := form.save()):
        return redirect(_next(request, said))
    return render(request, "performance/imports/names.html", {"upload": kept, "form": form, "unlisted": len(unknown) - len(form.unknown)})


def _first_rows(sheet: Sheet) -> Table:
    return first_rows_table(sheet.header, [[clean_text(row.get(heading))[:60] for heading in sheet.header] for row in sheet.rows[:PREVIEW]])


def _done(outcome: ImportOutcome) -> str:
    refused = outcome.rows_refused
    parts = [f"{len(outcome.new)} stored", f"{len(outcome.restated)} restated", f"{len(outcome.unchanged)} unchanged"]
    return f"Figures: {', '.join(parts)}." + (f" Rows left out: {refused}." if refused else "")


def _table_url(outcome: ImportOutcome) -> str:
    if outcome.table is None:
        return outcome.source.get_absolute_url() if outcome.source else reverse("performance:batches")
    name = "half-years" if outcome.table == Series.HALF_YEARS else "scorecard"
    month = outcome.latest_month
    return f"{reverse(f'performance:{name}')}?month={month_code(month)}" if month else reverse(f"performance:{name}")

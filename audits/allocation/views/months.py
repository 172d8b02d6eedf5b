"""Allocating a month as a unit, and all that one person has open: for the lead."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.allocation.forms.months import (
    AllocationFileForm,
    AllocationForm,
    AllocationMatchForm,
    kept_form,
    posted_form,
    proposed_form,
    seen_in,
)
from audits.allocation.pages.plans import sheet_rows
from audits.allocation.pages.tables import history_table
from audits.allocation.queries.months import AllocationMonth
from audits.allocation.queries.reassigning import months_of, stuck_with
from audits.allocation.reading import HEADINGS
from audits.allocation.services.files import LIMITS, sheet_of
from audits.enums import AllocationSource
from audits.fetching import get_cycle
from audits.models import Allocation, AllocationFile, Cycle
from audits.permissions import can_lead
from audits.sheets.rejections import rejections_table
from audits.sheets.rows import Rejection
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.downloads import download
from foundation.documents import Table, plain_table
from foundation.gate.sizes import takes_files
from foundation.matching.correcting import rows_to_correct
from foundation.matching.pages import match_page

DENIED_BECAUSE = "Only the QA lead can allocate audits."
SHOWN = 200
HISTORY = 60


def seed_in(request: SignedInRequest) -> int:
    text = request.GET.get("seed", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


@takes_files(LIMITS.file_bytes)
@get_or_post
def allocation(request: SignedInRequest, code: str) -> HttpResponse:
    """A proposal for the month, a file's, or what was chosen; POST counts it again or applies it."""
    require(can_lead, request.user, why=DENIED_BECAUSE)
    cycle = get_cycle(code)
    if sheet := download(request, plain_table(f"Allocation {cycle.code}", HEADINGS, sheet_rows(cycle))):
        return sheet
    uploads = "upload" in request.POST
    file_form = AllocationFileForm(
        form_data(request) if uploads else None, request.FILES if uploads else None, actor=request.user, cycle=cycle
    )
    form = (uploads and file_form.is_valid() and file_form.save()) or _form(request, cycle)
    if file_form.kept and not file_form.rejected:
        return redirect(file_form.kept)
    if _applies(request) and form.is_valid() and (count := form.save()) is not None:
        messages.success(request, f"{cycle} is allocated: {_audits(count)} reallocated. Everyone affected has been notified.")
        return redirect(cycle)
    read = {"rejected": file_form.rejected, "notes": file_form.notes, "kept": file_form.kept}
    return render(request, "audits/allocation/month.html", _shown(request, cycle, form, file_form, read))


def _shown(
    request: SignedInRequest, cycle: Cycle, form: AllocationForm, file_form: AllocationFileForm, read: dict[str, Any]
) -> dict[str, Any]:
    """`read` is what came of a file: cells that cannot be taken, notes, and the file where it waits."""
    changes = Allocation.objects.of_cycle(cycle).for_list()[:HISTORY]
    rejected = read["rejected"]
    return {
        "form": form,
        "cycle": cycle,
        "upload": file_form,
        "refused": rejections_table(rejected[:SHOWN], more=max(len(rejected) - SHOWN, 0)) if rejected else None,
        "next_seed": seed_in(request) + 1,
        "history": history_table(changes) if changes else None,
        **read,
    }


@get_or_post
def allocation_file(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """What the columns of a kept file hold, where that is not clear; then the month with its rows, and those that cannot be taken."""
    require(can_lead, request.user, why=DENIED_BECAUSE)
    cycle = get_cycle(code)
    kept = get_object_or_404(AllocationFile.objects.visible_to(request.user).select_related("cycle"), pk=pk, cycle=cycle)
    match_form = AllocationMatchForm(form_data(request), actor=request.user, kept=kept)
    if match_form.is_valid() and match_form.save():
        return redirect(kept)
    if match_form.match.asks or match_form.errors or "columns" in request.GET:
        return render(request, "audits/allocation/file_columns.html", match_page(match_form) | {"cycle": cycle, "kept": kept})
    form, listed = kept_form(kept, actor=request.user)
    if workbook := download(request, _to_correct(kept, listed.rejected)):
        return workbook
    file_form = AllocationFileForm(None, actor=request.user, cycle=cycle)
    read = {"rejected": listed.rejected, "notes": listed.notes, "kept": kept, "without": listed.rejected}
    return render(request, "audits/allocation/month.html", _shown(request, cycle, form, file_form, read))


def _to_correct(kept: AllocationFile, rejected: list[Rejection]) -> Table:
    wrong: dict[int, list[str]] = {}
    for each in rejected:
        wrong.setdefault(each.row, []).append(f"{each.column}: {each.reason}")
    return rows_to_correct(sheet_of(kept), wrong, name=f"Allocation to correct {kept.cycle.code}")


def _applies(request: SignedInRequest) -> bool:
    """The main button; the others have a name."""
    return request.method == "POST" and not {"check", "upload"} & set(request.POST)


def _form(request: SignedInRequest, cycle: Cycle) -> AllocationForm:
    if request.method == "POST" and "upload" not in request.POST:
        month = AllocationMonth(cycle, also=seen_in(request.POST), reader=request.user)
        return posted_form(request.POST, [month], actor=request.user, binds=_applies(request), cycle=cycle)
    return proposed_form([AllocationMonth(cycle, reader=request.user)], actor=request.user, seed=seed_in(request))


@get_or_post
def reassign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything open of one person given to others at once: they leave, or are away for long."""
    require(can_lead, request.user, why=DENIED_BECAUSE)
    person = get_object_or_404(Person.objects.filter(is_system=False), pk=pk)
    why = f"Open work of {person} reassigned."
    months = months_of(person, request.user, also=seen_in(request.POST))
    if request.method == "POST":
        form = posted_form(request.POST, months, actor=request.user, binds=_applies(request), why=why)
    else:
        form = proposed_form(months, actor=request.user, seed=seed_in(request), source=AllocationSource.REASSIGNED)
    if _applies(request) and form.is_valid() and (count := form.save()) is not None:
        messages.success(request, f"{_audits(count)} of {person} reallocated. Everyone affected has been notified.")
        return redirect("audits:reassign", pk=pk)
    parts = {"form": form, "person": person, "stuck": stuck_with(person), "next_seed": seed_in(request) + 1}
    return render(request, "audits/allocation/reassign.html", parts)


def _audits(count: int) -> str:
    return "1 audit" if count == 1 else f"{count} audits"

"""Allocating a month as a unit, and all that one person has open: for the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.allocation.forms.months import LIMITS, AllocationFileForm, AllocationForm, posted_form, proposed_form, seen_in
from audits.allocation.pages.plans import sheet_rows
from audits.allocation.pages.tables import history_table
from audits.allocation.queries.months import AllocationMonth
from audits.allocation.queries.reassigning import months_of, stuck_with
from audits.allocation.reading import HEADINGS
from audits.enums import AllocationSource
from audits.fetching import get_cycle
from audits.models import Allocation, Cycle
from audits.permissions import can_lead
from audits.sheets.rejections import rejections_table
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.downloads import download
from foundation.documents import plain_table
from foundation.gate.sizes import takes_files

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
    if _applies(request) and form.is_valid() and (count := form.save()) is not None:
        messages.success(request, f"{cycle} is allocated: {_audits(count)} reallocated. Everyone affected has been notified.")
        return redirect(cycle)
    changes = Allocation.objects.of_cycle(cycle).for_list()[:HISTORY]
    parts = {
        "form": form,
        "cycle": cycle,
        "upload": file_form,
        "refused": file_form.rejected and rejections_table(file_form.rejected[:SHOWN], more=max(len(file_form.rejected) - SHOWN, 0)),
        "notes": file_form.notes,
        "next_seed": seed_in(request) + 1,
        "history": history_table(changes) if changes else None,
    }
    return render(request, "audits/allocation/month.html", parts)


def _applies(request: SignedInRequest) -> bool:
    """The main button; the others have a name."""
    return request.method == "POST" and not {"check", "upload"} & set(request.POST)


def _form(request: SignedInRequest, cycle: Cycle) -> AllocationForm:
    if request.method == "POST" and "upload" not in request.POST:
        month = AllocationMonth(cycle, also=seen_in(request.POST))
        return posted_form(request.POST, [month], actor=request.user, binds=_applies(request), cycle=cycle)
    return proposed_form([AllocationMonth(cycle)], actor=request.user, seed=seed_in(request))


@get_or_post
def reassign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything open of one person given to others at once: they leave, or are away for long."""
    require(can_lead, request.user, why=DENIED_BECAUSE)
    person = get_object_or_404(Person.objects.filter(is_system=False), pk=pk)
    why = f"Open work of {person} reassigned."
    months = months_of(person, also=seen_in(request.POST))
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

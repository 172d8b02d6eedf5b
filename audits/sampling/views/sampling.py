"""A month's sample in three steps: bring the list, draw from it, put the draw into the month; then what became of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audits.fetching import get_cycle
from audits.models import Sample
from audits.permissions import can_plan_cycles
from audits.sampling.filters import SampledRecordFilter
from audits.sampling.forms.lists import CorrectionsForm, ListForm, RecordsMatchForm
from audits.sampling.forms.sampling import ALWAYS_CHOSEN, ApplyForm, DrawForm
from audits.sampling.pages.samples import HEADINGS, DraftPage, applied_page, draft_page, rows_to_correct_of, sheet_rows, suggested_draw
from audits.sampling.pages.tables import by_hand_table, draft_table, drawn_table, reserves_table, strata_table
from audits.sampling.pages.workers import missing_workers
from audits.sampling.queries.said import said_of_lists
from audits.sampling.queries.sampling import is_closed_to, list_of, never_sampled, sheet_of
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.questions import asked_of
from audits.sampling.services.lists import LIMITS
from audits.sampling.services.replacement import latest_sample
from audits.sampling.services.sampling import draw_sample
from audits.sampling.tables import HEADER, SampledRecordTable, file_rows
from audits.sheets.rejections import rejections_table
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data
from foundation.council.downloads import EXPORTS, download
from foundation.council.list_pages import list_page
from foundation.documents import plain_table, table_to_fill_in
from foundation.gate.sizes import takes_files
from foundation.matching.pages import match_page

DENIED_BECAUSE = "Only the QA lead can draw a sample."
COLUMNS = ("case", "team", "worker", "plan_type", "age_band", "ethnicity_group", "past_workers", "family", "opened", "restricted")
SHOWN = 200


@takes_files(LIMITS.file_bytes)
@require_http_methods(["GET", "POST"])
def sample(request: SignedInRequest, code: str) -> HttpResponse:
    """The month's sample; where it has none, or another is asked for, the list to draw from."""
    require(can_plan_cycles, request.user, why=DENIED_BECAUSE)
    cycle = get_cycle(code)
    if blank := download(request, table_to_fill_in("List of records", COLUMNS)):
        return blank
    applied = latest_sample(cycle)
    if request.method == "GET" and applied and "another" not in request.GET:
        return redirect(applied)
    form = ListForm(form_data(request), request.FILES or None, actor=request.user, cycle=cycle)
    if form.is_valid() and (kept := form.save()):
        return _goes_on(request, kept)
    waiting = cycle.samples.waiting().without_file().select_related("brought_by").first()
    parts = {
        "form": form,
        "cycle": cycle,
        "waiting": waiting,
        "is_closed": waiting is not None and is_closed_to(waiting, request.user),
        "is_mine": waiting is not None and waiting.brought_by == request.user,
        "refused": form.rejected and rejections_table(form.rejected[:SHOWN], more=max(len(form.rejected) - SHOWN, 0)),
        "never": never_sampled(cycle),
    }
    return render(request, "audits/sampling/sample_list.html", parts)


def _goes_on(request: SignedInRequest, kept: Sample) -> HttpResponse:
    """To the questions about the list; where there is none to the draw, which is made where the month says how many records it expects."""
    if kept.is_asked:
        return redirect("audits:sample-list", kept.cycle.code, kept.pk)
    choice = suggested_draw(kept, list_of(kept))
    if choice["size"] and not kept.is_drawn:
        usual = {name: getattr(kept, name) for name in ALWAYS_CHOSEN}
        call_service(request, draw_sample, sample=kept, **usual, **choice)
    return redirect(kept)


def _waiting_sample(request: SignedInRequest, code: str, pk: int) -> Sample:
    """A sample, without its file. One that waits is closed, as a calibration round is, to a lead to whom a record of its list is."""
    samples = Sample.objects.visible_to(request.user).without_file().select_related("cycle__tool", "applied_by")
    kept = get_object_or_404(samples, pk=pk, cycle=get_cycle(code))
    if is_closed_to(kept, request.user):
        raise Http404
    return kept


@require_http_methods(["GET", "POST"])
def match(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """What the columns and words of a waiting list are: asked where something is not known, and open to be corrected."""
    require(can_plan_cycles, request.user, why=DENIED_BECAUSE)
    kept = _waiting_sample(request, code, pk)
    if kept.is_applied or not kept.has_file:
        return redirect(kept)
    listed, matching = list_of(kept), Matching()
    asked = asked_of(sheet_of(kept), listed, said_of_lists(), matching)
    form = RecordsMatchForm(form_data(request), actor=request.user, sample=kept, asked=asked)
    if form.is_valid() and (answered := form.save()):
        return _goes_on(request, answered)
    parts = {
        "sample": kept,
        "cycle": kept.cycle,
        "listed": listed,
        "missing": missing_workers(listed.records, listed.columns, matching),
        "records": len(listed.records),
        "refused": rejections_table(form.rejected[:SHOWN], more=max(len(form.rejected) - SHOWN, 0)) if form.rejected else None,
    }
    return render(request, "audits/sampling/sample_match.html", match_page(form) | parts)


@takes_files(LIMITS.file_bytes)
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """The rows of a waiting list that cannot be taken: as a workbook to correct, and to be put in again."""
    require(can_plan_cycles, request.user, why=DENIED_BECAUSE)
    kept = _waiting_sample(request, code, pk)
    if kept.is_applied or not kept.has_file or not list_of(kept).refused:
        return redirect(kept)
    if workbook := download(request, rows_to_correct_of(kept)):
        return workbook
    form = CorrectionsForm(form_data(request), request.FILES or None, actor=request.user, sample=kept)
    if form.is_valid() and (said := form.save()):
        messages.success(request, said)
        return _goes_on(request, _waiting_sample(request, code, pk))
    parts = {"form": form, "sample": kept, "cycle": kept.cycle, "refused": rejections_table(list_of(kept).refused)}
    return render(request, "audits/sampling/sample_correct.html", parts)


@require_http_methods(["GET", "POST"])
def draw(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """A waiting sample: POST draws from it, or with a fingerprint puts the draw into the month."""
    require(can_plan_cycles, request.user, why=DENIED_BECAUSE)
    kept = _waiting_sample(request, code, pk)
    if kept.is_applied:
        return redirect(kept) if request.method == "POST" else _applied(request, kept)
    if kept.is_asked:
        return redirect("audits:sample-list", code, pk)
    page = draft_page(kept)
    apply_form = _apply_form(request, kept, page)
    if apply_form and apply_form.is_valid() and apply_form.save():
        messages.success(request, f"{len(page.drawn)} records are in {kept.cycle}. Next, choose who audits and who moderates each.")
        return redirect(kept)
    draw_form = DrawForm(
        request.POST if request.method == "POST" and "fingerprint" not in request.POST else None,
        actor=request.user,
        sample=kept,
        listed=page.listed,
        suggested=suggested_draw(kept, page.listed),
    )
    if draw_form.is_valid() and draw_form.save():
        return redirect(kept)
    parts = {
        "sample": kept,
        "cycle": kept.cycle,
        "page": page,
        "strata": strata_table(page.strata),
        "drawn": draft_table(page.drawn),
        "refused_rows": rejections_table(page.listed.refused),
        "form": draw_form,
        "applying": apply_form,
        "never": never_sampled(kept.cycle),
    }
    return render(request, "audits/sampling/sample_draw.html", parts)


def _apply_form(request: SignedInRequest, kept: Sample, page: DraftPage) -> ApplyForm | None:
    """Only a draw can be applied."""
    if page.drawing is None:
        return None
    data = request.POST if "fingerprint" in request.POST else None
    return ApplyForm(
        data,
        actor=request.user,
        sample=kept,
        fingerprint=page.drawing.fingerprint,
        unknown_teams=page.unknown_teams,
        refused_rows=page.listed.refused_rows,
        workers=page.workers,
    )


def _applied(request: SignedInRequest, kept: Sample) -> HttpResponse:
    if file := download(request, plain_table(f"Sample {kept.cycle.code}", HEADINGS, sheet_rows(kept, request.user))):
        return file
    page = applied_page(kept, request.user)
    others = kept.cycle.samples.applied().exclude(pk=kept.pk).select_related("cycle")
    parts = {"sample": kept, "cycle": kept.cycle, "page": page, "others": others, "exports": EXPORTS}
    parts |= {"drawn": drawn_table(page.drawn), "by_hand": by_hand_table(page.by_hand), "strata": strata_table(page.strata)}
    parts |= {"reserves": page.next_reserves and reserves_table(page.next_reserves)}
    return render(request, "audits/sampling/sample.html", parts | {"never": never_sampled(kept.cycle)})


@require_safe
def records_of_sample(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Every record of an applied sample: in the month, in reserve, left out. Each can be corrected."""
    require(can_plan_cycles, request.user, why=DENIED_BECAUSE)
    applied = Sample.objects.visible_to(request.user).applied().select_related("cycle")
    kept = get_object_or_404(applied, pk=pk, cycle=get_cycle(code))
    filtered = SampledRecordFilter(request.GET, queryset=kept.records.visible_to(request.user).select_related("sample__cycle"))
    return list_page(
        request,
        "audits/sampling/sample_records.html",
        table=SampledRecordTable(filtered.qs),
        title=f"Records of the list {kept.cycle.code}",
        header=HEADER,
        file_rows=file_rows,
        filtered=filtered,
        about=lambda: {"sample": kept, "cycle": kept.cycle},
    )

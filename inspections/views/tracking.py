"""Inspection mode."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audits.querysets import closed_audits
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from foundation.council.clock import now
from foundation.council.downloads import EXPORTS, download
from foundation.documents.formats import uk_datetime
from foundation.govuk.forms import ServiceForm
from inspections.fetching import get_inspection
from inspections.forms.tracking import StartTrackingForm, TrackChildrenForm
from inspections.models import CaseTracking, Inspection
from inspections.pages.tracking import children_table, figures_of, state_words
from inspections.permissions import can_see_tracking, can_track
from inspections.queries.tracking import tracking_counts
from inspections.services.tracking import DENIED_BECAUSE, Added
from inspections.services.tracking import end_tracking as end


@get_or_post
def tracking(request: SignedInRequest, number: int) -> HttpResponse:
    inspection = get_inspection(request.user, number)
    require(can_see_tracking, request.user, why="Which children inspectors track is shown to QA leads and directors.")
    held = CaseTracking.objects.visible_to(request.user).filter(inspection=inspection).first()
    if request.method == "POST":
        require(can_track, request.user, why=DENIED_BECAUSE)
    form = _form(request, inspection, held)
    if form and form.is_valid() and (done := form.save()):
        _say(request, done)
        return redirect("inspections:tracking", number)
    page = {"inspection": inspection, "tracking": held, "form": form}
    if held is None:
        return render(request, "inspections/tracking.html", page)
    shown = held.children.exclude(audit__in=closed_audits(request.user))
    children = shown.select_related("audit__team", "audit__auditor").prefetch_related("audit__versions")
    table = children_table(list(children), held, request.user)
    if file := download(request, table):
        return file
    figures = {"figures": figures_of(tracking_counts(held, now())), "words": state_words(held, now()), "children": table}
    return render(
        request, "inspections/tracking.html", {**page, **figures, "exports": EXPORTS, "may_end": can_track(request.user) and held.is_on}
    )


def _form(request: SignedInRequest, inspection: Inspection, held: CaseTracking | None) -> ServiceForm | None:
    """To switch it on, or to add children while it is on."""
    if not can_track(request.user) or (held and not held.is_on):
        return None
    if held is None:
        return StartTrackingForm(form_data(request), inspection=inspection, actor=request.user)
    return TrackChildrenForm(form_data(request), tracking=held, actor=request.user)


def _say(request: SignedInRequest, done: CaseTracking | Added) -> None:
    if isinstance(done, CaseTracking):
        messages.success(request, f"Inspection mode is on from {uk_datetime(done.starts_at)}. Add the children whom inspectors track.")
        return
    count = len(done.audits)
    messages.success(request, f"{count} {'child is' if count == 1 else 'children are'} tracked. Their auditors have them first on My work.")
    if done.unallocated:
        numbers = ", ".join(str(audit.pk) for audit in done.unallocated)
        messages.info(request, f"Still without an auditor: audit {numbers}. Open each and choose who audits it.")


@require_POST
def end_tracking(request: SignedInRequest, number: int) -> HttpResponse:
    inspection = get_inspection(request.user, number)
    require(can_track, request.user, why=DENIED_BECAUSE)
    held = CaseTracking.objects.visible_to(request.user).filter(inspection=inspection).first()
    if held is None:
        raise Http404
    said = "Inspection mode is off. The audits go on in their month as any other."
    call_service(request, end, said, tracking=held)
    return redirect("inspections:tracking", number)

"""Writing a section, on a page of its own or on the report's; and what the last report said there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, saves_halfway
from foundation.editing.responses import autosave_response, is_autosave
from reports.forms import ReportSectionForm
from reports.models import Report
from reports.offered_facts import facts_offered
from reports.pages.doubts import doubted_words, false_facts_at
from reports.pages.insertions import period_query
from reports.pages.writing import last_text, text_at
from reports.permissions import can_write_reports
from reports.sections import SectionPlan, section_plan
from reports.services import carry_forward, confirm_carried

from .fetching import draft_to_write


@saves_halfway("the writer may stop at any word and go on")
@get_or_post
def section(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    report, plan = draft_to_write(request, code), _plan(key)
    held = text_at(report, key)
    given: dict[str, Any] = {"actor": request.user, "report": report, "plan": plan, "text": held.text if held else ""}
    if is_autosave(request):
        return autosave_response(request, ReportSectionForm(request.POST, halfway=True, **given))
    form = ReportSectionForm(form_data(request), facts=facts_offered(report, plan.facts), **given)
    form.warnings = doubted_words(report, key)
    if form.is_valid() and form.save():
        return _after_saving(request, report, plan, len(form.inserted))
    context = {
        "form": form,
        "report": report,
        "plan": plan,
        "heading": report.heading_of(key),
        "false_facts": false_facts_at(report, key),
        "query": period_query(report),
        "last": last_text(request.user, report, key),
        "carried": held.carried_from if held else None,
    }
    return render(request, "reports/section.html", context)


def _plan(key: str) -> SectionPlan:
    try:
        return section_plan(key)
    except KeyError:
        raise Http404 from None


def _after_saving(request: SignedInRequest, report: Report, plan: SectionPlan, inserted: int) -> HttpResponse:
    """A writer who inserted a fact goes on writing."""
    if inserted:
        messages.success(request, f"{report.heading_of(plan.key)}: the fact is at the end of the text, which is saved.")
        return redirect("reports:section", code=report.code, key=plan.key)
    messages.success(request, f"{report.heading_of(plan.key)}: saved.")
    return redirect(f"{report.get_absolute_url()}#{plan.key}")


def forms_in_place(request: SignedInRequest, report: Report) -> dict[str, ReportSectionForm]:
    """For the report's own page: a form for each section that it shows, by its key; none for people who only read."""
    if report.is_approved or not can_write_reports(request.user):
        return {}
    texts = {row.key: row.text for row in report.texts.all()}
    given: dict[str, Any] = {"actor": request.user, "report": report}
    return {
        each.key: ReportSectionForm(None, plan=each.plan, text=texts.get(each.key, ""), auto_id=f"id_{each.key}_%s", **given)
        for each in report.arranged
        if each.is_shown
    }


@require_POST
def carry(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """What the last report said goes into a section in which nothing is written."""
    report = draft_to_write(request, code)
    plan = _plan(key)
    call_service(request, carry_forward, lambda keys: _carried(report, key, keys), report=report, keys=[plan.key])
    return redirect("reports:section", code=code, key=key)


def _carried(report: Report, key: str, keys: list[str]) -> str:
    if keys:
        return f"{report.heading_of(key)}: the last report’s text is here. It is marked until you change it or confirm it."
    return f"{report.heading_of(key)}: there was nothing to carry forward, or something is written here already."


@require_POST
def confirm_text(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """A text that was carried forward still holds."""
    report = draft_to_write(request, code)
    said = f"{report.heading_of(_plan(key).key)}: confirmed. The text is no longer marked."
    call_service(request, confirm_carried, said, report=report, key=key)
    return redirect(f"{report.get_absolute_url()}#{key}")

"""Corrections of an approved report, and the check of its seal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from reports.forms import CorrectionForm
from reports.models import Report
from reports.pages.ledger import ledger_on_page, ledger_url
from reports.pages.seals import changes_in_words, editions_table
from reports.permissions import can_write_reports
from reports.queries.audiences import is_shown_all
from reports.queries.ledger import ledger_of
from reports.queries.reports import draft_after, newest_edition
from reports.queries.seals import checked_editions
from reports.sections import OPENING
from reports.services import insert_restatements

from .fetching import approved_at


@require_safe
def seal_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Recomputes the seal of each edition; everybody who reads the report may ask."""
    report = approved_at(request, code)
    checked = checked_editions(report)
    changed = changes_in_words(checked)
    context = {
        "report": report,
        "editions": editions_table(checked),
        "changed": changed,
    }
    return render(request, "reports/seal.html", context)


@get_or_post
def changes(request: SignedInRequest, code: str) -> HttpResponse:
    """What the newest approved edition would say otherwise today; one press opens the next report with it."""
    report = approved_at(request, code)
    draft = draft_after(report) if can_write_reports(request.user) else None
    if request.method == "POST":
        require(can_write_reports, request.user)
        if draft is None:
            return too_late(request, "There is no draft to put this into. Start the next report first.", ledger_url(report))
        call_service(request, insert_restatements, lambda count: _opened_with(draft, count), report=draft, before=report)
        return redirect(f"{draft.get_absolute_url()}#{OPENING}")
    shows_all = is_shown_all(report, request.user)
    context = {
        "report": report,
        "ledger": ledger_on_page(request.user, ledger_of(report), is_shown_all=shows_all),
        "draft": draft,
        "may_start": can_write_reports(request.user) and draft is None,
    }
    return render(request, "reports/changes.html", context)


def _opened_with(draft: Report, count: int) -> str:
    if not count:
        return f"The summary of the report on {draft.period} has all of it already."
    sentences = "1 sentence" if count == 1 else f"{count} sentences"
    return f"The summary of the report on {draft.period} opens with {sentences} on what changed. Edit them there."


@get_or_post
def correct(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why, and opens the next edition."""
    report = approved_at(request, code)
    require(can_write_reports, request.user)
    newest = newest_edition(report)
    if newest != report:
        return too_late(request, f"Edition {newest.edition} is open already. Write the correction there.", newest)
    form = CorrectionForm(form_data(request), actor=request.user, report=report)
    if form.is_valid() and (opened := form.save()):
        messages.success(request, f"Edition {opened.edition} is open. Correct it, then ask somebody to approve it.")
        return redirect(opened)
    return render(request, "reports/correct.html", {"form": form, "report": report})

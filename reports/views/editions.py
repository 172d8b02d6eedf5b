"""Corrections of an approved report, and the check of its seal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from reports.forms import CorrectionForm
from reports.pages.seals import changes_in_words, editions_table
from reports.permissions import can_write_reports
from reports.queries.reports import newest_edition
from reports.queries.seals import checked_editions

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
        "late": [each for each in checked if each.is_late],
    }
    return render(request, "reports/seal.html", context)


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

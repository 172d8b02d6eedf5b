"""A month's own questions, what audits answered to them, and how the month's checklist was answered."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.auditing.forms.themes import ThemeQuestionsForm
from audits.auditing.pages.checklists import QuestionAnswers, answers_table, theme_answers
from audits.auditing.queries.answers import answered_audits, checklist_counts
from audits.auditing.services.checklists import theme_is_closed
from audits.fetching import get_cycle
from audits.models import Cycle
from audits.permissions import can_plan_cycles, can_see_cycles
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.downloads import EXPORTS, download
from foundation.documents import CellValue, Month, plain_table

ONLY_THE_LEAD = "The QA lead asks a month’s own questions, and reads the answers."
THEME_HEADER = ("Month", "Question", "Audit", "Team", "Answer", "In words")
CHECKLIST_HEADER = ("Month", "Item", "Yes", "Partly", "No", "Applicable", "Not applicable")


@get_or_post
def questions(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    cycle = get_cycle(code)
    if theme_is_closed(cycle):
        says = "An audit of this month is submitted, so its questions no longer change."
        return too_late(request, says, reverse("audits:theme", args=[cycle.code]))
    form = ThemeQuestionsForm(form_data(request), actor=request.user, cycle=cycle)
    if form.is_valid() and form.save() is not None:
        messages.success(request, f"The questions of {cycle} are saved. Auditors answer them beside the checklist.")
        return redirect(cycle)
    return render(request, "audits/auditing/theme_questions.html", {"form": form, "cycle": cycle})


@require_safe
def theme(request: SignedInRequest, code: str) -> HttpResponse:
    """What the month's audits answered to its own questions."""
    require(can_plan_cycles, request.user, why=ONLY_THE_LEAD)
    cycle = get_cycle(code)
    found = theme_answers(cycle, request.user)
    page = {"cycle": cycle, "found": found, "exports": EXPORTS, "is_open": not theme_is_closed(cycle)}
    rows = theme_rows(cycle, found)
    return download(request, plain_table(f"Theme {cycle.code}", THEME_HEADER, rows)) or render(request, "audits/auditing/theme.html", page)


def theme_rows(cycle: Cycle, found: list[QuestionAnswers]) -> Iterator[tuple[CellValue, ...]]:
    for each in found:
        for row in each.answers:
            yield Month(cycle.month), each.question.text, row.audit_id, str(row.audit.team or ""), row.get_reply_display(), row.words


@require_safe
def checklist(request: SignedInRequest, code: str) -> HttpResponse:
    """How often each item of the checklist was answered yes, partly and no this month: counts, no child."""
    require(can_see_cycles, request.user)
    cycle = get_cycle(code)
    counts = checklist_counts(cycle)
    rows = ((Month(cycle.month), each.text, each.yes, each.partly, each.no, each.n, each.not_applicable) for each in counts)
    page = {"cycle": cycle, "counts": counts, "answers": answers_table(counts, cycle), "exports": EXPORTS}
    page["audits"] = answered_audits(cycle).count()
    return download(request, plain_table(f"Checklist {cycle.code}", CHECKLIST_HEADER, rows)) or render(
        request, "audits/auditing/checklist_month.html", page
    )

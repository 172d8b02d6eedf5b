"""The first screen of Results: what leaders ask, answered; and the answers as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import PUBLISHED_EXPORTS, format_asked, sheets_as_file
from foundation.council.months import month_code
from insight.answers.pages.answer import WHOLE, answers_sheet
from insight.answers.pages.glance import answers
from insight.answers.pages.words import waiting_sentence
from insight.answers.queries.practice import practice_for
from insight.pages.scope import scope_words
from insight.permissions import can_see_insight
from insight.views.asked import asked_of, nothing_yet


@require_safe
def glance(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    asked = asked_of(request)
    if asked is None:
        return nothing_yet(request)
    scope = asked.scope
    practice = practice_for(request.user, scope, asked.hidden, asked.stage)
    found = answers(request.user, practice, asked.hidden, asked.form.query)
    if export := format_asked(request):
        sheet = answers_sheet(found, scope_words(scope, asked.stage) or WHOLE)
        return sheets_as_file([sheet], export, f"At a glance {month_code(scope.first)} to {month_code(scope.last)}")
    around = {"exports": PUBLISHED_EXPORTS, "waiting": waiting_sentence(practice.waiting), "answers": found}
    page = {**asked.page(practice.of_scope), **around}
    # The answers come first; what narrows them is one press away.
    page["filter"] = {"form": asked.form, "is_folded": asked.form.is_valid()}
    return render(request, "insight/answers/glance.html", page)

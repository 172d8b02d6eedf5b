"""The first screen of Results: what leaders ask, answered; and the answers as a file."""

from typing import Any

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
from insight.views.asked import AskedResults, asked_of, nothing_yet


@require_safe
def glance(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    asked = asked_of(request)
    if asked is None:
        return nothing_yet(request)
    if export := format_asked(request):
        return _as_file(asked, export)
    shown = asked.kept("first screen", lambda: _shown(asked))
    # The answers come first; what narrows them is one press away.
    narrowing = {"form": asked.form, "filter": {"form": asked.form, "is_folded": asked.form.is_valid()}}
    return render(request, "insight/answers/glance.html", {"exports": PUBLISHED_EXPORTS, **narrowing, **shown})


def _shown(asked: AskedResults) -> dict[str, Any]:
    practice = practice_for(asked.person, asked.scope, asked.hidden, asked.stage)
    found = answers(asked.person, practice, asked.hidden, asked.form.query)
    return {**asked.around(practice.of_scope), "waiting": waiting_sentence(practice.waiting), "answers": found}


def _as_file(asked: AskedResults, export: str) -> HttpResponse:
    sheet = answers_sheet(_shown(asked)["answers"], scope_words(asked.scope, asked.stage) or WHOLE)
    return sheets_as_file([sheet], export, f"At a glance {month_code(asked.scope.first)} to {month_code(asked.scope.last)}")

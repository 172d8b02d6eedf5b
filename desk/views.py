"""My work and search: what crosses every room for one person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from foundation.accounts.queries import next_absence
from foundation.accounts.requests import SignedInRequest, keeps_no_words, may_repeat
from foundation.council.clock import today

from .calculations import count_mine, grouped, summary
from .permissions import has_pulse
from .queries.pulse import current_cycle, pulse
from .queries.search import search
from .queries.work import coming_next, work_of

LONGEST_SEARCH = 100


@require_safe
def my_work(request: SignedInRequest) -> HttpResponse:
    person, on = request.user, today()
    groups = grouped(work_of(person, on), on)
    has_work = count_mine(groups) > 0
    cycle = current_cycle(on) if has_pulse(person) else None
    context = {
        "today": on,
        "groups": groups,
        "summary": summary(groups),
        "has_work": has_work,
        "coming": [] if has_work else coming_next(person, on),
        "cycle": cycle,
        "pulse": pulse(cycle, person, on) if cycle else [],
        "away": next_absence(person, on),
    }
    return render(request, "desk/my_work.html", context)


@keeps_no_words("a search is typed again, and what was sought is no one else’s business")
@may_repeat("it only reads")
@require_http_methods(["GET", "POST"])
def search_page(request: SignedInRequest) -> HttpResponse:
    """What was typed is posted: a case ID in an address would end up in logs and histories."""
    text = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    sections = search(request.user, text) if text else []
    return render(request, "desk/search.html", {"search_text": text, "sections": sections})

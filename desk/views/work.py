"""My work, search, and what becomes of the work of somebody who leaves: what crosses every room for one person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from audits.models import Cycle
from desk.forms.leaving import LeavingForm
from desk.kept_searches import keep_search, kept_search
from desk.pages.first_steps import next_walk
from desk.pages.holdings import held_by
from desk.pages.my_work import count_mine, first_of, grouped, summary
from desk.pages.pulse import pulse
from desk.pages.search import SearchResults, kinds_to_choose, search
from desk.pages.work import coming_next, work_for
from desk.permissions import can_declare_interests, has_pulse
from desk.queries.cycles import current_cycle
from desk.queries.first_steps import hidden_steps
from foundation.accounts.permissions import can_change_people, can_give_away, only_reads, require
from foundation.accounts.queries import absences_to_come, people_for_list
from foundation.accounts.requests import SignedInRequest, discards_post, form_data, get_or_post, may_repeat
from foundation.council.clock import today
from foundation.govuk.paging import page_of
from foundation.names.numbers import whole_number
from reports.models import Report


@require_safe
def my_work(request: SignedInRequest) -> HttpResponse:
    person, on = request.user, today()
    months = current_cycle(on) if has_pulse(person) else Cycle.objects.none()
    drafts, hidden, away = Report.objects.drafts()[:1], hidden_steps(person), absences_to_come(person, on)
    groups = grouped(work_for(person, on, months, drafts, hidden, away), on)
    has_work = count_mine(groups) > 0
    cycle = next(iter(months), None)
    context = {
        "today": on,
        "groups": groups,
        "pages": [(group, page_of(group.rows, request.GET.get(group.parameter))) for group in groups],
        "summary": summary(groups, on),
        "has_work": has_work,
        "first": first_of(groups),
        "walk": next_walk(person, hidden),
        "coming": [] if has_work else coming_next(person, on),
        "cycle": cycle,
        "pulse": pulse(cycle, next(iter(drafts), None), person, on) if cycle else [],
        "away": next(iter(away), None),
        "declares": can_declare_interests(person),
        "is_asked": not only_reads(person),
    }
    return render(request, "desk/my_work.html", context)


@discards_post("a search is typed again, and what was sought is nobody else’s business")
@may_repeat("it only reads")
@require_http_methods(["GET", "POST"])
def search_page(request: SignedInRequest) -> HttpResponse:
    """What was typed is posted and kept in the session under a number, which the address has: so it can be gone back to and reloaded, and a
    case ID is in no log and no history.
    """
    if request.method == "POST":
        asked = keep_search(request.session, request.POST.get("q", ""), request.POST.get("of", ""))
        return redirect(reverse("desk:search", query=asked))
    text, only = kept_search(request.session, request.GET.get("asked", "")), request.GET.get("of", "")
    page = whole_number(request.GET.get("page", "")) or 1
    results = search(request.user, text, only, page) if text else SearchResults()
    context = {"search_text": text, "asked": request.GET.get("asked", ""), "only": only, "results": results, "kinds": kinds_to_choose(only)}
    return render(request, "desk/search.html", context)


@get_or_post
def leaving(request: SignedInRequest, pk: int) -> HttpResponse:
    """What they hold, who takes it over, and that they no longer work here; later, what they left behind."""
    person = get_object_or_404(people_for_list(), pk=pk)
    require(can_give_away, request.user, person, why="An administrator says who leaves; then a QA lead gives away what is left behind.")
    form = LeavingForm(form_data(request), actor=request.user, person=person)
    if form.is_valid() and form.save():
        messages.success(request, f"Saved: what {person} held is handed over. A team or service waits for a second person’s confirmation.")
        return redirect("accounts:people" if can_change_people(request.user) else "desk:my-work")
    return render(request, "desk/leaving.html", {"form": form, "person": person, "held": held_by(person)})

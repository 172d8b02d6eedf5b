"""The tracker, an action's page, and the pages of its moves."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from audits.models import Audit
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, asks, posted
from foundation.council.clock import today
from foundation.council.downloads import EXPORTS, download
from observations.models import Observation
from performance.models import Indicator

from . import forms
from .filters import ActionFilter
from .models import Action
from .permissions import can_raise
from .queries import page, tracker
from .tables import HEADER, ActionTable, file_row
from .workflow import MOVES


@require_safe
def action_list(request: SignedInRequest) -> HttpResponse:
    on, person = today(), request.user
    asked = request.GET.copy()
    tab = asked.get("view", "")
    tab = tab if tab in tracker.TABS else tracker.first_tab(person)
    asked["view"] = tab
    seen = Action.objects.visible_to(person).gone_live().for_list()
    filtered = ActionFilter(asked, queryset=seen, request=request)
    table = ActionTable(filtered.qs, on=on)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    return download(request, "Actions", HEADER, (file_row(row.record, on) for row in table.rows)) or render(
        request,
        "actions/list.html",
        {
            "table": table,
            "filter": filtered,
            "exports": EXPORTS,
            "tabs": tracker.tabs_for(person, tab),
            "figures": tracker.ageing_strip(tracker.of_tab(seen, tab, person), tab, on),
            "may_raise": can_raise(person, None),
        },
    )


@require_safe
def action_page(request: SignedInRequest, number: int) -> HttpResponse:
    action, on = _visible(request, number), today()
    return render(
        request,
        "actions/action.html",
        {
            "action": action,
            "due_words": page.due_words(action, on),
            "step": page.next_step(action, request.user, on),
            "rows": page.facts_of(action, request.user, on),
            "grades": page.grades_found(action, request.user),
            "history": page.history_of(action),
        },
    )


@asks
def raise_one(request: SignedInRequest) -> HttpResponse:
    source = _source_asked_for(request)
    require(can_raise, request.user, source)
    back = _way_back(request)
    form = forms.RaiseForm(posted(request), source=source, actor=request.user, back=back, domain=request.GET.get("domain", ""))
    if form.is_valid() and (action := form.save()):
        messages.success(request, f"Action {action.number} raised: {action.owner} owns it.")
        return redirect(request.get_full_path() if "another" in request.POST else back or action)
    already = source.actions.visible_to(request.user).live() if source else []
    return render(request, "actions/raise.html", {"form": form, "source": source, "already": already})


@asks
def done(request: SignedInRequest, number: int) -> HttpResponse:
    return _act(request, number, "done", forms.EvidenceForm, "Marked as done. It is closed once somebody else has verified it.")


@asks
def verify(request: SignedInRequest, number: int) -> HttpResponse:
    return _act(request, number, "verify", forms.VerifyForm, "Verified. The action is closed.")


@asks
def send_back(request: SignedInRequest, number: int) -> HttpResponse:
    return _act(request, number, "return", forms.ReturnForm, "Returned to its owner.")


@asks
def extend(request: SignedInRequest, number: int) -> HttpResponse:
    return _act(request, number, "extend", forms.ExtendForm, "The due date is extended; the first one is kept.")


@asks
def reassign(request: SignedInRequest, number: int) -> HttpResponse:
    return _act(request, number, "reassign", forms.ReassignForm, "The action has a new owner.")


@asks
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    return _act(request, number, "withdraw", forms.WithdrawForm, "The action is withdrawn.")


def _act(request: SignedInRequest, number: int, move: str, form_class: type[forms.ActForm], said: str) -> HttpResponse:
    """The page of one move: ask, make the move, say so. A move that somebody made first changes nothing."""
    action, step = _visible(request, number), MOVES[move]
    require(step.may, request.user, action)
    if action.state != step.source:
        messages.info(request, f"Action {number} is “{action.get_state_display()}” already. Nothing was changed.")
        return redirect(action)
    form = form_class(posted(request), action=action, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(action)
    rows = page.facts_of(action, request.user, today())
    return render(request, "actions/act.html", {"action": action, "form": form, "asks": step.asks, "rows": rows})


def _visible(request: SignedInRequest, number: int) -> Action:
    return get_object_or_404(Action.objects.visible_to(request.user).for_page(), number=number)


def _way_back(request: SignedInRequest) -> str:
    """`?back=`, an address of this site to return to once the action is raised."""
    back = request.GET.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


def _source_asked_for(request: SignedInRequest) -> Audit | Observation | Indicator | None:
    """What `?audit=`, `?observation=` or `?indicator=` names, where this person may see it."""
    asked = request.GET
    if "indicator" in asked:
        return get_object_or_404(Indicator, slug=asked["indicator"])
    for name, kind in (("audit", Audit), ("observation", Observation)):
        if name in asked:
            if not asked[name].isdecimal():
                raise Http404
            return get_object_or_404(kind.objects.visible_to(request.user), number=asked[name])
    return None

"""The list of commissioned work, the page of one, and the pages that ask."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import Predicate, is_lead, require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.accounts.settings_pages import settings_page
from foundation.chasing.pages import remind_url
from foundation.council.clock import today
from foundation.council.downloads import PUBLISHED_EXPORTS
from foundation.council.list_pages import list_page
from foundation.govuk.forms import ServiceForm

from . import forms, permissions, services
from .enums import CommissionState
from .filters import CommissionFilter
from .models import Commission
from .pages import COMMISSIONS, actions_table, commission_summary, history_of, studies_table
from .tables import HEADER, STATE_COLOURS, CommissionTable, file_row

_ASKED, _UNDER_WAY, _ANSWERED = CommissionState.ASKED, CommissionState.UNDER_WAY, CommissionState.ANSWERED


@require_safe
def commission_list(request: SignedInRequest) -> HttpResponse:
    person = request.user
    filtered = CommissionFilter(request.GET, queryset=Commission.objects.visible_to(person).for_page(), request=request)
    return list_page(
        request,
        "commissions/list.html",
        table=CommissionTable(filtered.qs, on=today()),
        title="Commissioned work",
        header=HEADER,
        file_rows=lambda seen: map(file_row, seen),
        filtered=filtered,
        about=lambda: {
            "may_add": permissions.can_add(person),
            "may_name_chair": permissions.can_name_chair(person),
            "remind_url": remind_url(COMMISSIONS) if is_lead(person) else "",
        },
        exports=PUBLISHED_EXPORTS,
    )


@require_safe
def commission_page(request: SignedInRequest, number: int) -> HttpResponse:
    commission, person = _visible(request, number), request.user
    words = {
        "commission": commission,
        "rows": commission_summary(commission, today()),
        "state_words": commission.get_state_display(),
        "colour": STATE_COLOURS[commission.state],
        "came_of_it": actions_table(commission, person),
        "answered_from": studies_table(commission, person),
        "history": history_of(commission),
    }
    return render(request, "commissions/commission.html", words | _may(commission, person))


def _may(commission: Commission, person: Any) -> dict[str, bool]:
    state, works = commission.state, permissions.can_work_on(person, commission)
    asks = permissions.can_change_question(person, commission)
    return {
        "may_start": state == _ASKED and works and commission.lead_id is not None,
        "may_answer": commission.is_open and works and commission.lead_id is not None,
        "may_correct": state == _ANSWERED and works and not commission.is_told,
        "may_change": (state == _ASKED and asks) or (state == _UNDER_WAY and works),
        "may_withdraw": commission.is_open and permissions.can_withdraw(person, commission),
        "may_release": commission.released_on is None and permissions.can_release(person),
        "may_link": works,
    }


@get_or_post
def add(request: SignedInRequest) -> HttpResponse:
    require(permissions.can_add, request.user, why="The QA lead and the chair of the Board add questions.")
    form = forms.AddCommissionForm(form_data(request), actor=request.user)
    if form.is_valid() and (commission := form.save()):
        messages.success(request, "The question is added. It is in every report until one has given the answer.")
        return redirect(commission)
    return render(request, "commissions/ask.html", {"form": form, "asks": "Add a question to quality assurance"})


@get_or_post
def change(request: SignedInRequest, number: int) -> HttpResponse:
    commission = _visible(request, number)
    may = permissions.can_work_on if commission.state == _UNDER_WAY else permissions.can_change_question
    asks = "Change the plan" if commission.state == _UNDER_WAY else "Change what is asked"
    return _ask(request, commission, forms.ChangeCommissionForm, asks, may, (_ASKED, _UNDER_WAY), "The change is saved.")


@get_or_post
def answer(request: SignedInRequest, number: int) -> HttpResponse:
    commission = _visible(request, number)
    asks = "Correct the answer" if commission.state == _ANSWERED else "Answer the question"
    said = "The answer is saved. The next report gives it to the Board."
    states = (_ASKED, _UNDER_WAY, *([] if commission.is_told else [_ANSWERED]))
    return _ask(request, commission, forms.AnswerCommissionForm, asks, permissions.can_work_on, states, said)


@get_or_post
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    said = "The question is withdrawn. The next report tells the Board why."
    commission = _visible(request, number)
    return _ask(
        request, commission, forms.WithdrawCommissionForm, "Withdraw the question", permissions.can_withdraw, (_ASKED, _UNDER_WAY), said
    )


@get_or_post
def link(request: SignedInRequest, number: int) -> HttpResponse:
    commission = _visible(request, number)
    asks = "Link actions and dip samples"
    return _ask(request, commission, forms.LinkForm, asks, permissions.can_work_on, tuple(CommissionState), "The links are saved.")


@require_POST
def start(request: SignedInRequest, number: int) -> HttpResponse:
    commission = _visible(request, number)
    call_service(request, services.start_commission, "It is under way.", commission=commission)
    return redirect(commission)


@require_POST
def release(request: SignedInRequest, number: int) -> HttpResponse:
    commission = _visible(request, number)
    call_service(request, services.release_commission, "The Board can read it now.", commission=commission)
    return redirect(commission)


chair = settings_page(
    forms.ChairForm,
    "commissions/chair.html",
    may=permissions.can_name_chair,
    denied_because="The QA lead says who chairs the Board.",
    said="Saved.",
    then="commissions:list",
)


def _ask(
    request: SignedInRequest,
    commission: Commission,
    form_class: type[ServiceForm],
    asks: str,
    may: Predicate,
    states: tuple[CommissionState, ...],
    said: str,
) -> HttpResponse:
    """A page that asks about one; nothing changes where it is in another state by now."""
    require(may, request.user, commission)
    if commission.state not in states:
        told = ", and a report has given it to the Board" if commission.is_told else ""
        return too_late(request, f"{commission} is “{commission.get_state_display()}”{told}. Nothing was changed.", commission)
    form = form_class(form_data(request), commission=commission, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(commission)
    context = {"form": form, "asks": asks, "commission": commission, "rows": commission_summary(commission, today())}
    return render(request, "commissions/ask.html", context)


def _visible(request: SignedInRequest, number: int) -> Commission:
    return get_object_or_404(Commission.objects.visible_to(request.user).for_page(), number=number)

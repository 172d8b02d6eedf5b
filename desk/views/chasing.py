"""Reminding late people, from whatever page: who, the words, sent or copied."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desk.forms.chasing import AGAIN, COPY, RemindForm
from desk.pages.chasing import place_of
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.chasing.enums import ReminderWay
from foundation.chasing.models import Reminder
from foundation.chasing.permissions import can_chase
from foundation.chasing.queries import copied_by
from foundation.chasing.services import REMINDED_WORDS
from foundation.council.clock import today

DENIED_BECAUSE = "The QA lead, performance analysts and managers remind people who are late."


@get_or_post
def remind(request: SignedInRequest) -> HttpResponse:
    require(can_chase, request.user, why=DENIED_BECAUSE)
    place = place_of(request.GET.get("of", ""), request.user)
    form = RemindForm(form_data(request), actor=request.user, place=place)
    if AGAIN not in request.POST and form.is_valid() and (reminded := form.save()):
        messages.success(request, _said(reminded))
        return redirect("desk:copied-reminders") if COPY in request.POST else redirect(form.cancel_url)
    return render(request, "desk/remind.html", {"form": form, "place": place})


def _said(reminded: Iterable[Reminder]) -> str:
    """“Reminded: Amina Yusuf, Morwenna Pask. Their managers notified: Will Okafor.”"""
    by_way: dict[ReminderWay, list[str]] = {}
    for each in reminded:
        by_way.setdefault(ReminderWay(each.way), []).append(each.person.name)
    return " ".join(f"{REMINDED_WORDS[way]}: {', '.join(by_way[way])}." for way in ReminderWay if way in by_way)


@require_safe
def copied(request: SignedInRequest) -> HttpResponse:
    """The words of today, to be sent in another program."""
    require(can_chase, request.user, why=DENIED_BECAUSE)
    return render(request, "desk/copied_reminders.html", {"reminders": copied_by(request.user, today())})

"""One-time links: made by staff, opened by anybody who holds one."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, may_repeat, too_late
from foundation.accounts.services import TooManyAttempts
from foundation.council.clock import today
from foundation.health.origin import network_address
from voices.enums import LINK_IF_AGREED, LinkEnd
from voices.forms.links import AnswerByLinkForm, DeclineByLinkForm, MakeLinkForm
from voices.models import VoiceLink
from voices.permissions import can_record
from voices.services.links import open_link, withdraw_link

from . import ask, visible_voice


@may_repeat("each press makes another link, and only the newest works")
@get_or_post
def link(request: SignedInRequest, number: int) -> HttpResponse:
    """The link is shown in the answer itself: it is stored nowhere, so no other page can show it."""
    voice = visible_voice(request, number)
    require(can_record, request.user, voice)
    if not voice.may_have_link or voice.question_set is None:
        return too_late(
            request,
            f"{voice} can have no link now: a practitioner, a partner, a parent or a carer is asked with a set of questions.",
            voice,
        )
    form = MakeLinkForm(form_data(request), voice=voice, actor=request.user)
    if form.is_valid() and (made := form.save()):
        if not made.address:
            messages.success(request, "The link is mailed in a moment, and the address forgotten then.")
            return redirect(voice)
        return render(request, "voices/link_made.html", {"voice": voice, "made": made})
    return ask(request, form, "Make a one-time link", voice, makes_link=True, asks_first=voice.source in LINK_IF_AGREED)


@require_POST
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    voice = visible_voice(request, number)
    call_service(request, withdraw_link, "The link works no longer.", voice=voice)
    return redirect(voice)


# What lets somebody answer is the link itself: no session and no cookie is asked for, so none can be misused from another site.
@csrf_exempt
@login_not_required
@get_or_post
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing; what is sent uses it up."""
    try:
        found = open_link(token=token, address=network_address(request))
    except TooManyAttempts as paused:
        return _said(request, "wait", HTTPStatus.TOO_MANY_REQUESTS, minutes=paused.minutes)
    if found is None:
        return _said(request, "unknown", HTTPStatus.NOT_FOUND)
    if not found.works_on(today()):
        return _said(request, "used" if found.ended_because == LinkEnd.USED else "ended", HTTPStatus.GONE)
    return _answer(request, found)


def _answer(request: HttpRequest, found: VoiceLink) -> HttpResponse:
    """Thanks; the form again with what is wrong; or that somebody was faster."""
    declines = request.method == "POST" and "decline" in request.POST
    form = (DeclineByLinkForm if declines else AnswerByLinkForm)(form_data(request), link=found)
    if form.is_valid() and form.save():
        return _said(request, "declined" if declines else "thanks")
    if request.method == "POST" and not VoiceLink.objects.get(pk=found.pk).works_on(today()):
        return _said(request, "used", HTTPStatus.GONE)
    return _page(request, "voices/answer.html", form=form, link=found)


def _said(request: HttpRequest, outcome: str, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    return _page(request, "voices/answered.html", status=status, **{outcome: True}, **more)


def _page(request: HttpRequest, template: str, status: int = HTTPStatus.OK, **words: Any) -> HttpResponse:
    response = render(request, template, words, status=status)
    # The address is the key: no other site is told it, and no search engine keeps it.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response

"""The list of voices, the page of one, and the pages that ask about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import Predicate, is_lead, require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.chasing.pages import remind_url
from foundation.council.clock import today
from foundation.council.list_pages import list_page
from foundation.names.numbers import whole_number
from voices import permissions
from voices.filters import VoiceFilter
from voices.forms import gathering as forms
from voices.models import VoiceRecord
from voices.pages.voice import answers_of, history_of, link_words, uses_words, voice_summary, was_withdrawn
from voices.pages.work import VOICES
from voices.services.gathering import ONLY_GATHERERS, ask_again
from voices.tables import HEADER, STATE_COLOURS, VoiceTable, file_row

from . import ask, visible_voice


@require_safe
def voice_list(request: SignedInRequest) -> HttpResponse:
    person = request.user
    filtered = VoiceFilter(request.GET, queryset=VoiceRecord.objects.visible_to(person).for_page(), request=request)
    return list_page(
        request,
        "voices/list.html",
        table=VoiceTable(filtered.qs, on=today()),
        title="Voices",
        header=HEADER,
        file_rows=lambda seen: map(file_row, seen),
        filtered=filtered,
        about=lambda: {
            "may_gather": permissions.can_gather(person),
            "may_see_questions": permissions.can_see_the_list(person),
            "remind_url": remind_url(VOICES) if is_lead(person) else "",
        },
    )


@require_safe
def voice_page(request: SignedInRequest, number: int) -> HttpResponse:
    voice, person = visible_voice(request, number), request.user
    link = voice.links.select_related("message").first() if voice.question_set_id else None
    words = {
        "voice": voice,
        "rows": voice_summary(voice, person, today()),
        "state_words": voice.get_state_display(),
        "colour": STATE_COLOURS[voice.state],
        "answers": answers_of(voice),
        "link_words": link_words(link, today()),
        "uses": uses_words(voice),
        "was_withdrawn": was_withdrawn(voice),
        "history": history_of(voice),
    }
    may = _may(voice, person) | {"may_withdraw_link": bool(link and link.ended_on is None) and permissions.can_record(person, voice)}
    return render(request, "voices/voice.html", words | may)


def _may(voice: VoiceRecord, person: Any) -> dict[str, bool]:
    records, obtained = permissions.can_record(person, voice), voice.is_obtained
    return {
        "may_record": voice.is_waiting and records,
        "may_link": voice.may_have_link and voice.question_set_id is not None and records,
        "may_correct": obtained and permissions.can_correct(person, voice),
        "may_ask_again": not obtained and not voice.is_waiting and records,
        "may_code": obtained and permissions.can_code_voices(person, voice),
        "may_change_consent": obtained and permissions.can_change_consent(person, voice),
        "may_quote": voice.may_be_quoted and permissions.can_choose_quotes(person, voice),
    }


@get_or_post
def new(request: SignedInRequest) -> HttpResponse:
    require(permissions.can_gather, request.user, why=ONLY_GATHERERS)
    asked_for = {name: number for name in ("audit", "observation") if (number := whole_number(request.GET.get(name, "")))}
    says = "said" in request.GET
    form = (forms.SaidForm if says else forms.SeekForm)(form_data(request), actor=request.user, initial=asked_for)
    if form.is_valid() and (voice := form.save()):
        if says:
            return redirect("voices:record", number=voice.number)
        messages.success(request, f"{voice} is noted as asked for. Write down what is said, or why nothing is.")
        return redirect(voice)
    return ask(request, form, "Record what the child or family said" if says else "Ask for a voice")


@get_or_post
def record(request: SignedInRequest, number: int) -> HttpResponse:
    voice = visible_voice(request, number)
    may = permissions.can_correct if voice.is_obtained else permissions.can_record
    in_time = voice.is_waiting or voice.is_obtained
    asks = "Correct what was said" if voice.is_obtained else "Write down what was said"
    return _act(
        request,
        voice,
        forms.GiveForm,
        asks,
        may,
        in_time,
        "What was said is saved. Code it to themes and domains, so that it is counted there.",
    )


@get_or_post
def close(request: SignedInRequest, number: int) -> HttpResponse:
    voice, said = visible_voice(request, number), "Saved: it is counted so."
    return _act(request, voice, forms.CloseVoiceForm, "Nothing was said", permissions.can_record, voice.is_waiting, said)


@get_or_post
def themes(request: SignedInRequest, number: int) -> HttpResponse:
    voice = visible_voice(request, number)
    return _act(
        request, voice, forms.CodeVoiceForm, "Code it", permissions.can_code_voices, voice.is_obtained, "Themes and domains are saved."
    )


@get_or_post
def consent(request: SignedInRequest, number: int) -> HttpResponse:
    voice = visible_voice(request, number)
    said = "Saved. From now on this is what reports and publications obey."
    return _act(request, voice, forms.ConsentForm, "May they be quoted?", permissions.can_change_consent, voice.is_obtained, said)


@get_or_post
def quote(request: SignedInRequest, number: int) -> HttpResponse:
    voice = visible_voice(request, number)
    said = "Saved. Reports on this month may quote it."
    return _act(request, voice, forms.QuoteForm, "Choose words to quote", permissions.can_choose_quotes, voice.may_be_quoted, said)


@require_POST
def again(request: SignedInRequest, number: int) -> HttpResponse:
    voice = visible_voice(request, number)
    call_service(request, ask_again, "It waits for an answer again.", voice=voice)
    return redirect(voice)


def _act(
    request: SignedInRequest, voice: VoiceRecord, form_class: Any, asks: str, may: Predicate, in_time: bool, said: str
) -> HttpResponse:
    """A page that asks about one; nothing changes where it has moved on."""
    require(may, request.user, voice)
    if not in_time:
        words = f"{voice} is “{voice.get_state_display()}”; to be quoted: {voice.get_consent_display().lower()}. Nothing was changed."
        return too_late(request, words, voice)
    form = form_class(form_data(request), voice=voice, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(voice)
    return ask(request, form, asks, voice, shows_words=form_class in (forms.CodeVoiceForm, forms.QuoteForm), answers=answers_of(voice))

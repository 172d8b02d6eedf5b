"""Pages of voices."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from voices.models import VoiceRecord
from voices.pages.voice import voice_summary


def visible_voice(request: SignedInRequest, number: int) -> VoiceRecord:
    return get_object_or_404(VoiceRecord.objects.visible_to(request.user).for_page(), number=number)


def ask(request: SignedInRequest, form: Any, asks: str, voice: VoiceRecord | None = None, **more: Any) -> HttpResponse:
    """A page that asks, about one voice or none yet."""
    rows = voice_summary(voice, request.user, today()) if voice else []
    return render(request, "voices/ask.html", {"form": form, "asks": asks, "voice": voice, "rows": rows, **more})

"""Whether words may be quoted, which, and where they were. Reports and publications ask here, and quote nothing else."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.guard.services import check_for_identities
from voices.calculations import is_said_in
from voices.enums import Consent
from voices.models import QuoteUse, VoiceRecord
from voices.permissions import can_change_consent, can_choose_quotes

from .moves import VOICES
from .notifications import tell_leads_of_withdrawal

ONLY_THE_LEAD = "The QA lead chooses what is quoted, unless it is about their own practice."
NO_CONSENT = "They have not agreed to be quoted. Ask them first, and note their answer."


@transaction.atomic
def change_consent(*, actor: Person, voice: VoiceRecord, consent: Consent, version: str | None = None) -> VoiceRecord:
    """Note what they say now. Withdrawn, nothing new quotes them; the leads learn where they were quoted before."""
    voice = locked(VOICES.rows(), pk=voice.pk)
    require(can_change_consent, actor, voice, why="The person who gathered this voice and the QA lead note what they say.")
    require_version(voice, version)
    if not voice.is_obtained:
        raise StaleState(f"{voice} is “{voice.get_state_display()}”: there is nothing to quote yet.")
    if consent == Consent.NOT_ASKED or (consent == Consent.WITHDRAWN and voice.consent not in (Consent.GIVEN, Consent.WITHDRAWN)):
        raise ValidationError({"consent": "Select what they say now."})
    if consent == voice.consent:
        return voice
    before, voice.consent, voice.consent_on = voice.consent, consent, today()
    if consent != Consent.GIVEN:
        voice.quote = ""
    voice.save(update_fields=["consent", "consent_on", "quote"])
    uses = list(voice.uses.all())
    record(actor=actor, verb="voice.consent_changed", target=voice, before=before, after=consent, used_in=[use.place for use in uses])
    if before == Consent.GIVEN:
        tell_leads_of_withdrawal(voice, uses)
    return voice


@transaction.atomic
def choose_quote(*, actor: Person, voice: VoiceRecord, quote: str, version: str | None = None, kept: str = "") -> VoiceRecord:
    """Choose the words that reports and publications may quote; empty takes them back.

    They must have been said, but for what … or square brackets stand for. Raises ValidationError without consent.
    """
    voice = locked(VOICES.rows(), pk=voice.pk)
    require(can_choose_quotes, actor, voice, why=ONLY_THE_LEAD)
    require_version(voice, version)
    quote = " ".join(quote.split())
    if quote and not voice.may_be_quoted:
        raise ValidationError({"quote": NO_CONSENT})
    if quote and not is_said_in(quote, [voice.words, *voice.answers.values_list("words", flat=True)]):
        said = "Quote what was said, word for word."
        raise ValidationError({"quote": f"{said} Put … where you leave words out, and square brackets around words of your own."})
    looked = check_for_identities({"quote": quote}, kept=kept, target=voice)
    if quote != voice.quote:
        voice.quote = quote
        voice.save(update_fields=["quote"])
        record(actor=actor, verb="voice.quote_chosen" if quote else "voice.quote_dropped", target=voice)
    looked.keep(actor, voice)
    return voice


@transaction.atomic
def note_quoted(*, actor: Person, voices: Iterable[int], place: str, path: str) -> list[VoiceRecord]:
    """Note that these voices, by their numbers, are quoted in `place` from now on; the second time does nothing.

    For a service that publishes. Raises ValidationError where one may not be quoted: then nothing is published.
    """
    numbers = set(voices)
    found = all_locked(VoiceRecord.objects.quotable().filter(pk__in=numbers))
    if missing := numbers - {voice.pk for voice in found}:
        raise ValidationError(f"Voice {min(missing)} may not be quoted any more. Take the quote out.")
    for voice in found:
        use, is_new = QuoteUse.objects.get_or_create(voice=voice, place=place, defaults={"path": path, "quote": voice.quote})
        if is_new:
            record(actor=actor, verb="voice.quoted", target=voice, place=use.place)
    return found

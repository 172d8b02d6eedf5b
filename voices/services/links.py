"""One-time links: made and shown once, opened without signing in, answered once.

A link is a capability: the person who holds it may answer, and nothing else. Of it the portal keeps a hash, so that a copy of the
database holds no link. Opening one changes nothing, so that a mail scanner that opens every link does no harm; only sent answers use it up.
"""

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from foundation.accounts.enums import AttemptKind
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.services import begin_attempt
from foundation.accounts.services.attempts import end_attempt
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.notices.letters import full_address
from foundation.notices.models import Message
from foundation.notices.services import mail_link_outside
from voices.enums import LINK_IF_AGREED, MAIL_TO, Consent, HowGiven, LinkEnd
from voices.models import VoiceLink, VoiceRecord
from voices.permissions import can_record

from .ending import end_link
from .gathering import Answers, guarded, set_consent, store_given
from .moves import VOICES
from .notifications import tell_gatherer

# 256 bits: nobody finds one by trying.
TOKEN_BYTES = 32
DAYS, MOST_DAYS = 28, 90
ENDED = "This link does not work any more. Nothing was saved."
_GATHERS = "The person who gathers this voice and the QA lead make its link, unless it is about their own practice."


@dataclass(frozen=True)
class NewLink:
    """`address` is shown once, to the person who made the link: it is stored nowhere. Empty where the portal mails it."""

    link: VoiceLink
    address: str


def hash_of(token: str) -> str:
    """Of 256 random bits a plain hash is enough: there is nothing to guess from."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(*, actor: Person, voice: VoiceRecord, days: int = DAYS, agreed: bool = False, mail_to: str = "") -> NewLink:
    """A new link. One that was made before stops working.

    Parents and carers get one only where they have `agreed` to it. With `mail_to` the portal mails it to a practitioner or a partner
    agency, and forgets the address; nobody here sees the link.
    """
    voice = locked(VOICES.rows(), pk=voice.pk)
    require(can_record, actor, voice, why=_GATHERS)
    _require_may_answer(voice, agreed)
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": f"Enter a number of days from 1 to {MOST_DAYS}."})
    if mail_to:
        _require_may_be_mailed(voice, mail_to)
    renewed = end_link(actor, voice, LinkEnd.RENEWED)
    last_day = today() + datetime.timedelta(days=days)
    link = VoiceLink(voice=voice, made_by=actor, last_day=last_day, agreed_on=today() if agreed else None)
    if mail_to:
        subject, until = "Tell us what you think", uk_date(last_day)
        link.message = mail_link_outside(sender=actor, to=mail_to, template="answer_link", subject=subject, until=until)
    token = _token_of_mail(link.message) if link.message else secrets.token_urlsafe(TOKEN_BYTES)
    link.token_hash = hash_of(token)
    link.save()
    record(actor=actor, verb="voice.link_made", target=voice, last_day=last_day, renewed=renewed, agreed=agreed, mailed=bool(mail_to))
    return NewLink(link, "" if mail_to else full_address(_path_of(token)))


def _require_may_answer(voice: VoiceRecord, agreed: bool) -> None:
    if not voice.may_have_link:
        asked = "Practitioners, partner agencies, parents and carers answer through a link, while no answer has come."
        raise ValidationError(f"{asked} {voice} is for: {voice.get_source_display().lower()}; {voice.get_state_display().lower()}.")
    if voice.question_set is None:
        raise ValidationError("Choose the questions first: a link shows those of the set that the voice was asked with.")
    if voice.source in LINK_IF_AGREED and not agreed:
        raise ValidationError({"agreed": "Ask them first whether they want to answer through a link, and select the box if they do."})


def _require_may_be_mailed(voice: VoiceRecord, mail_to: str) -> None:
    if voice.source not in MAIL_TO:
        raise ValidationError({"mail_to": "Give a parent or carer the link yourself: others in a family may read their mail."})
    validate_email(mail_to)


def _path_of(token: str) -> str:
    return reverse("voices:answer", args=[token])


def _token_of_mail(message: Message) -> str:
    """Made of the mail’s number and the key of this portal whenever the mail is sent: neither the outbox nor a backup holds it."""
    return salted_hmac("voices.mailed-link", message.message_id, algorithm="sha256").hexdigest()


def path_in_mail(message: Message) -> str:
    return _path_of(_token_of_mail(message))


def page_of_mail(message: Message) -> str:
    """Where its sender reads what became of it."""
    return VoiceLink.objects.select_related("voice").get(message=message).voice.get_absolute_url()


@transaction.atomic
def withdraw_link(*, actor: Person, voice: VoiceRecord) -> None:
    """The second time does nothing."""
    voice = locked(VOICES.rows(), pk=voice.pk)
    require(can_record, actor, voice, why=_GATHERS)
    end_link(actor, voice, LinkEnd.WITHDRAWN)


def open_link(*, token: str, address: str) -> VoiceLink | None:
    """The link of this token, whether or not it still works; None where there is none. Raises TooManyAttempts after many wrong ones.

    A try is counted before it is looked at, and taken back where there is such a link. Nothing else is written.
    """
    hashed = hash_of(token)
    attempt = begin_attempt(kind=AttemptKind.VOICE_LINK, email=hashed, address=address)
    link = VoiceLink.objects.filter(token_hash=hashed).select_related("voice__question_set", "voice__gathered_by").first()
    if link:
        end_attempt(attempt)
    return link


@transaction.atomic
def answer_by_link(
    *, link: VoiceLink, words: str = "", answers: Answers | None = None, consent: Consent = Consent.REFUSED, kept: str = ""
) -> VoiceRecord:
    """What the holder of a link that works says. It works no longer afterwards.

    Raises StaleState where somebody was faster; Identified where words look as if they said who somebody is, unless `kept` says why not.
    """
    given = answers or {}
    system = Person.objects.system()
    voice = _voice_of_working(link)
    said = " ".join([words, *(f"{reply} {each}" for reply, each in given.values())])
    voice, step = begin_move(VOICES, system, voice, "answer", anything=said)
    looked = check_for_identities(guarded(words, given), audience=Audience.COUNCIL, kept=kept, target=voice)
    store_given(voice, how=HowGiven.BY_LINK, words=words, answers=given, given_on=today())
    set_consent(voice, consent)
    voice = complete_move(system, voice, step, consent=consent, answered=len(given))
    looked.keep(system, voice)
    end_link(system, voice, LinkEnd.USED)
    tell_gatherer(voice, refused=False)
    return voice


@transaction.atomic
def decline_by_link(*, link: VoiceLink) -> VoiceRecord:
    """The holder would rather not answer, and need not say why."""
    system = Person.objects.system()
    voice, step = begin_move(VOICES, system, _voice_of_working(link), "refuse")
    voice = complete_move(system, voice, step)
    end_link(system, voice, LinkEnd.USED)
    tell_gatherer(voice, refused=True)
    return voice


def _voice_of_working(link: VoiceLink) -> VoiceRecord:
    """Locked, so that of two who send at once one is refused."""
    voice = locked(VOICES.rows(), pk=link.voice_id)
    if not VoiceLink.objects.get(pk=link.pk).works_on(today()) or not voice.may_have_link:
        raise StaleState(ENDED)
    return voice

"""A one-time link works no longer."""

from foundation.accounts.models import Person
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.notices.services import take_back_link
from voices.enums import LinkEnd
from voices.models import VoiceRecord


def end_link(actor: Person, voice: VoiceRecord, because: LinkEnd) -> bool:
    """Of a voice that the caller has locked; whether there was a link to end."""
    link = voice.links.filter(ended_on=None).first()
    if link is None:
        return False
    link.ended_on, link.ended_because = today(), because
    link.save(update_fields=["ended_on", "ended_because"])
    if link.message:
        take_back_link(link.message)
    record(actor=actor, verb="voice.link_ended", target=voice, because=because)
    return True

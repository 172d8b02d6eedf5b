"""What people are notified of: never what was said, nor by whom by name."""

from collections.abc import Sequence

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.notices.services import notify
from voices.models import QuoteUse, VoiceRecord


def tell_gatherer(voice: VoiceRecord, *, refused: bool) -> None:
    """Somebody used the link that the gatherer had sent."""
    outcome = "They would rather not answer." if refused else "Read what was said, and code it to themes and domains."
    notify(
        person=voice.gathered_by,
        key=f"voice-link:{voice.pk}:{voice.state}",
        subject=f"{voice} was answered through its link",
        words=outcome,
        path=voice.get_absolute_url(),
    )


def tell_new_gatherer(actor: Person, voice: VoiceRecord) -> None:
    if voice.gathered_by != actor:
        notify(
            person=voice.gathered_by,
            key=f"voice:{voice.pk}:{voice.gathered_by_id}",
            subject=f"{voice} is yours to gather",
            words=f"{actor} has asked you to hear a {voice.get_source_display().lower()}.",
            path=voice.get_absolute_url(),
        )


def tell_leads_of_withdrawal(voice: VoiceRecord, uses: Sequence[QuoteUse]) -> None:
    """What is published stays as it was; the leads learn where, and decide what to do."""
    where = f"It was published in: {'; '.join(use.place for use in uses)}." if uses else "It was published nowhere."
    for lead in Person.objects.active().with_role(Role.QA_LEAD):
        notify(
            person=lead,
            key=f"voice-consent:{voice.pk}:{len(uses)}",
            subject=f"Consent to quote {voice.short_name.lower()} was withdrawn",
            words=f"Nothing new quotes it from now on. {where}",
            path=voice.get_absolute_url(),
        )

"""What waits for somebody, and what is late."""

import datetime

from django.db.models import F

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.chasing.owed import NOTHING_OWED, Owed, OwedQuestion
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from voices.models import VoiceRecord
from voices.queries import late_to_gather

# The name of the list in the address of the page of reminders, and the verb of the trail.
VOICES, REMINDED = "voices", "voice.reminded"


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Voices that `person` is to gather."""
    waiting = VoiceRecord.objects.waiting().filter(gathered_by=person).select_related("audit", "observation", "team")
    waiting = waiting.order_by(F("due").asc(nulls_last=True), "number")
    return [WorkQuestion(waiting, lambda: [_item(voice) for voice in waiting])]


def _item(voice: VoiceRecord) -> WorkItem:
    about = voice.audit or voice.observation or voice.team
    return WorkItem(
        what=f"Hear a {voice.get_source_display().lower()}: {voice.short_name.lower()}",
        why=f"You gather it{f'; {about}' if about else ''}",
        url=voice.get_absolute_url(),
        due=voice.due,
        email_text=f"Gather {voice.short_name.lower()}",
    )


def owed_in_voices(actor: Person, on: datetime.date) -> OwedQuestion:
    """Overdue voices of whose gatherers `actor` may remind them."""
    if not is_lead(actor):
        return NOTHING_OWED
    late = late_to_gather(actor, on)
    return OwedQuestion(lambda: [_owed(voice, voice.due) for voice in late if voice.due], [late])


def _owed(voice: VoiceRecord, due: datetime.date) -> Owed:
    what = f"Gather {voice.short_name.lower()}"

    def said_to(manager: Person) -> str:
        return what if VoiceRecord.objects.visible_to(manager).filter(pk=voice.pk).exists() else ""

    return Owed(voice.gathered_by, f"voice:{voice.pk}", what, due, voice, REMINDED, frozenset({VOICES}), said_to)

"""The day's digests: one a person at most, entered once, and sent."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from desk.queries.news import people_to_notify, still_open_to
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.models import Council
from foundation.council.working_days import is_working_day
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from foundation.notices.enums import MessageKind, MessageState
from foundation.notices.letters import Letter
from foundation.notices.models import Message, Notice
from foundation.notices.services import enter_digest, send_waiting, settle, take_back_unsent

ATTEMPTS = 3
# What one person's digest says of a day; None where it would be empty.
LetterFor = Callable[[Person, Sequence[Notice], datetime.date], Letter | None]


@dataclass(frozen=True)
class Sent:
    """How many people have a digest of the day, and how many digests the mail server accepted just now."""

    people: int
    sent: int


def send_digests(*, letter_for: LetterFor) -> Sent:
    """Enter the day's digest of each person who has unsent notices, and send what waits. A second call adds nothing."""
    on = today()
    take_back_unsent(before=on)
    for person in people_to_notify(on):
        _enter(person, on, letter_for)
    digests = Message.objects.filter(kind=MessageKind.DIGEST)
    waiting = set(digests.exclude(state=MessageState.SENT).values_list("pk", flat=True))
    send_waiting()
    sent = digests.filter(pk__in=waiting, state=MessageState.SENT).count()
    return Sent(people=digests.filter(day=on).count(), sent=sent)


@transaction.atomic
def _enter(person: Person, on: datetime.date, letter_for: LetterFor) -> None:
    noted = list(Notice.objects.of(person).untold())
    notices = still_open_to(person, noted)
    # What is no longer theirs to read is left out: the person who has it now finds it in their own work.
    settle(notices=[notice for notice in noted if notice not in notices], day=on)
    letter = letter_for(person, notices, on)
    if letter:
        enter_digest(person=person, day=on, letter=letter, notices=notices)
    else:
        # What somebody chose not to get by mail does not come in a heap when they choose otherwise.
        settle(notices=notices, day=on)


def ask_for_digests() -> Job | None:
    """Every few minutes of a working day's morning and afternoon: a job for the day's digests, once. A demo mails nobody by itself."""
    day = today()
    if Council.current().demo_day or not is_working_day(day):
        return None
    asked = Job.objects.filter(kind="desk.digests", arguments__day=day.isoformat())
    if asked.exclude(state=JobState.FAILED).exists() or asked.count() >= ATTEMPTS:
        return None
    return enqueue(kind="desk.digests", actor=None, day=day.isoformat())

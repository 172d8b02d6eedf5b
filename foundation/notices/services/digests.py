"""A person's digest of a day enters the outbox once, and takes with it what it tells."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from foundation.accounts.models import Person
from foundation.notices.enums import MessageKind, MessageState
from foundation.notices.letters import Letter, message_id
from foundation.notices.models import Message, Notice


@transaction.atomic
def enter_digest(*, person: Person, day: datetime.date, letter: Letter, notices: Sequence[Notice]) -> bool:
    """Whether it is new: a person has one digest a day, and a second letter for that day is left unwritten."""
    name = message_id(f"digest-{day:%Y-%m-%d}-{person.pk}")
    written = {"message_id": name, "subject": letter.subject, "text": letter.text, "html": letter.html}
    message, is_new = Message.objects.get_or_create(person=person, day=day, kind=MessageKind.DIGEST, defaults=written)
    if is_new:
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(told_on=day, message=message)
    return is_new


@transaction.atomic
def take_back_unsent(*, before: datetime.date) -> None:
    """Digests of earlier days that no mail server has been offered yet: what they told goes into the newest one instead."""
    older = Message.objects.waiting().filter(kind=MessageKind.DIGEST, attempts=0, day__lt=before)
    numbers = list(older.select_for_update().values_list("pk", flat=True))
    Notice.objects.filter(message__in=numbers).update(told_on=None, message=None)
    Message.objects.filter(pk__in=numbers).update(state=MessageState.REPLACED)


@transaction.atomic
def settle(*, notices: Sequence[Notice], day: datetime.date) -> None:
    """Count notices as told, without a mail: for a person who does not want them by mail."""
    Notice.objects.filter(pk__in=[notice.pk for notice in notices], at_once=False).update(told_on=day)

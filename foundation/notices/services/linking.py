"""The mail that brings a link to choose a password.

The link is a key, and the outbox is kept for years and copied into backups: so it is made when the mail is sent, and the stored
words hold a mark in its place.
"""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.accounts.password_links import path_of_link
from foundation.council.clock import today
from foundation.jobs.services import enqueue
from foundation.notices import letters
from foundation.notices.enums import MessageKind
from foundation.notices.models import Message

from .notifications import can_be_emailed

MARK = "[the link stood here]"
# Who asked so long ago has gone another way since.
STALE = datetime.timedelta(days=1)


@transaction.atomic
def mail_password_link(*, person: Person, hours: int) -> Message | None:
    """None where one waits already, or where the person cannot be mailed. The caller has checked who may ask."""
    waits = Message.objects.waiting().filter(person=person, kind=MessageKind.LINK, created__gt=timezone.now() - STALE)
    if not can_be_emailed(person) or waits.exists():
        return None
    new = not person.has_usable_password()
    subject = "Choose a password to sign in with" if new else "Choose a new password"
    letter = letters.write(
        "password_link", subject, person=person, link=MARK, hours=hours, new=new, forgotten=letters.full_address("/password/forgotten/")
    )
    message = Message.objects.create(
        person=person, kind=MessageKind.LINK, day=today(), message_id=letters.message_id(f"link-{uuid.uuid4().hex}"),
        subject=letter.subject, text=letter.text, html=letter.html,
    )  # fmt: skip
    enqueue(kind="notices.send", actor=None)
    return message


def with_link(message: Message, words: str) -> str:
    """The words as they are sent."""
    return words.replace(MARK, letters.full_address(path_of_link(message.person))) if message.kind == MessageKind.LINK else words


def is_stale(message: Message) -> bool:
    return message.kind == MessageKind.LINK and message.created < timezone.now() - STALE

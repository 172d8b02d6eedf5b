"""The mails that bring a link which is a key: to choose a password, or to answer once without signing in.

The link is a key, and the outbox is kept for years and copied into backups: so it is made when the mail is sent, and the stored
words hold a mark in its place.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.accounts.password_links import path_of_link
from foundation.council.clock import today
from foundation.jobs.services import enqueue
from foundation.notices import letters
from foundation.notices.enums import MessageKind, MessageState
from foundation.notices.models import Message

from .notifications import can_be_emailed, notify

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


@dataclass(frozen=True)
class OutsideLink:
    """What a room above knows of the links that it has mailed to people outside: its path, and where its sender reads what became of it."""

    path: Callable[[Message], str]
    page: Callable[[Message], str]


_OUTSIDE: list[OutsideLink] = []


def register_outside_link(of: OutsideLink) -> None:
    """Called once, by the room whose links are mailed to people outside."""
    _OUTSIDE[:] = [of]


@transaction.atomic
def mail_link_outside(*, sender: Person, to: str, template: str, subject: str, **values: Any) -> Message:
    """A mail with a link for somebody without an account. The caller has checked who may send it.

    It holds nothing that anybody typed. The address is forgotten as soon as the mail is sent, refused or taken back.
    """
    letter = letters.write(template, subject, link=MARK, **values)
    message = Message.objects.create(
        person=sender, address=to, kind=MessageKind.OUTSIDE, day=today(), message_id=letters.message_id(f"outside-{uuid.uuid4().hex}"),
        subject=letter.subject, text=letter.text, html=letter.html,
    )  # fmt: skip
    enqueue(kind="notices.send", actor=None)
    return message


def take_back_link(message: Message) -> None:
    """It is not sent, where it was not yet."""
    Message.objects.waiting().filter(pk=message.pk).update(state=MessageState.REPLACED, address="")


def forget_address(message: Message) -> None:
    """Of a mail to somebody outside that is sent, or never will be."""
    if message.kind == MessageKind.OUTSIDE:
        Message.objects.filter(pk=message.pk).update(address="")


def tell_sender(message: Message) -> None:
    """Of a mail to somebody outside that was not delivered."""
    if message.kind == MessageKind.OUTSIDE:
        notify(
            person=message.person,
            key=f"outside-mail:{message.pk}",
            subject="A link that you had mailed was not delivered",
            words="The mail server did not take it, and the address is forgotten. Make another link.",
            path=_OUTSIDE[0].page(message),
        )


def with_link(message: Message, words: str) -> str:
    """The words as they are sent."""
    if message.kind == MessageKind.LINK:
        return words.replace(MARK, letters.full_address(path_of_link(message.person)))
    return words.replace(MARK, letters.full_address(_OUTSIDE[0].path(message))) if message.kind == MessageKind.OUTSIDE else words


def is_stale(message: Message) -> bool:
    return message.kind in (MessageKind.LINK, MessageKind.OUTSIDE) and message.created < timezone.now() - STALE

"""`notify` is the one way to tell somebody something."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.jobs.services import enqueue
from foundation.notices import letters
from foundation.notices.enums import MessageKind
from foundation.notices.models import Message, Notice

_already_notified: ContextVar[bool] = ContextVar("told_already", default=False)


@transaction.atomic
def notify(*, person: Person, key: str, subject: str, words: str = "", path: str, at_once: bool = False) -> Notice:
    """Keep one notice for a person and a key, however often it is called; call it inside the transaction of what it tells.

    `subject` and `words` go out by mail: no case ID, no name of a child or worker, no grade but “graded Inadequate”
    to managers. `path` is where to read more, after signing in. `at_once` is for a risk now, for Inadequate and for what a
    lead reminds somebody of; everything else goes into the person's next digest. A person who cannot be mailed (left, or without
    an address) has the notice kept.
    """
    if not path.startswith("/"):
        raise ValueError(f"“{path}” is not an address inside the portal.")
    # A line break in a subject would be refused when it is sent, long after its writer has gone on.
    given = {"subject": " ".join(subject.split()), "words": words.strip(), "path": path, "at_once": at_once, "day": today()}
    if _already_notified.get():
        given["told_on"] = given["day"]
    notice, is_new = Notice.objects.get_or_create(person=person, key=key, defaults=given)
    if is_new and at_once and notice.told_on is None and can_be_emailed(person):
        _mail_at_once(notice)
    return notice


@contextmanager
def already_notified() -> Iterator[None]:
    """What is noted inside this block counts as sent, and no mail goes out: for past work that is written now."""
    token = _already_notified.set(True)
    try:
        yield
    finally:
        _already_notified.reset(token)


def can_be_emailed(person: Person) -> bool:
    return bool(person.is_active and person.email and not person.is_system)


def _mail_at_once(notice: Notice) -> None:
    letter = letters.write("at_once", notice.subject, person=notice.person, notice=notice, link=letters.full_address(notice.path))
    notice.message = Message.objects.create(
        person=notice.person, kind=MessageKind.AT_ONCE, day=notice.day, message_id=letters.message_id(f"notice-{notice.pk}"),
        subject=letter.subject, text=letter.text, html=letter.html,
    )  # fmt: skip
    notice.told_on = notice.day
    notice.save()
    enqueue(kind="notices.send", actor=None)

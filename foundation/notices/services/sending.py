"""The outbox. A mail is claimed, given to the mail server and marked as sent, in this order and each for good.

A kill before the mail server accepts loses nothing: the mail waits. A kill after it accepted and before the mark sends
a copy, which carries the same Message-ID.
"""

import logging
from smtplib import SMTPDataError, SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.accounts.permissions import can_change_settings, require
from foundation.activity.trail import record
from foundation.jobs.services import enqueue
from foundation.notices.enums import MessageKind, MessageState
from foundation.notices.models import Message, Notice
from foundation.notices.one_sender import only_sender

from .linking import forget_address, is_stale, tell_sender, with_link
from .notifications import can_be_emailed

logger = logging.getLogger(__name__)


class ServerAway(Exception):
    """The mail server does not take mail now; whatever waits goes on waiting."""


def send_waiting() -> int:
    """Send every mail that waits; answer with how many the mail server accepted. What it cannot take now waits for the next call."""
    if not Message.objects.filter(state__in=[MessageState.WAITING, MessageState.SENDING]).exists():
        return 0
    with only_sender():
        # Nobody else sends, so these were left by a kill.
        Message.objects.filter(state=MessageState.SENDING).update(state=MessageState.WAITING)
        return _send_each()


def _send_each() -> int:
    sent, later = 0, set[int]()
    try:
        with _server() as server:
            while message := _next(later):
                if _send(server, message):
                    sent += 1
                else:
                    later.add(message.pk)
    except (ServerAway, OSError, SMTPException) as problem:
        logger.warning("Mail waits: %s", problem)
        Message.objects.waiting().update(problem=str(problem)[:500])
    return sent


def _next(later: set[int]) -> Message | None:
    """What cannot wait goes before every digest, also when it enters while they are being sent."""
    waiting = Message.objects.waiting().exclude(pk__in=later).select_related("person")
    return waiting.filter(kind=MessageKind.AT_ONCE).first() or waiting.filter(kind=MessageKind.LINK).first() or waiting.first()


def _server() -> BaseEmailBackend:
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as problem:
        raise ServerAway(f"The mail server cannot be reached: {_words(problem)}") from problem
    return server


def _send(server: BaseEmailBackend, message: Message) -> bool:
    """Whether the mail server accepted it. Raises ServerAway where the trouble is not with this one mail."""
    if message.kind != MessageKind.OUTSIDE and not can_be_emailed(message.person):
        return _put_back(message, MessageState.FAILED, "This person has left, or has no e-mail address.")
    if is_stale(message):
        return _put_back(
            message, MessageState.REPLACED, "This waited for over a day. A link is only sent soon after somebody asked for it."
        )
    if not Message.objects.waiting().filter(pk=message.pk).update(state=MessageState.SENDING, attempts=F("attempts") + 1):
        return False
    try:
        _as_mail(message, server).send()
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        return _put_back(message, MessageState.FAILED if _is_final(refusal) else MessageState.WAITING, _words(refusal))
    except (ValueError, SMTPNotSupportedError) as refusal:
        return _put_back(message, MessageState.FAILED, _words(refusal))
    except (OSError, SMTPException) as problem:
        _put_back(message, MessageState.WAITING, "")
        raise ServerAway(f"The mail server stopped answering: {_words(problem)}") from problem
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, sent_at=timezone.now(), problem="")
    forget_address(message)
    return True


def _put_back(message: Message, state: MessageState, problem: str) -> bool:
    # What a mail server says may repeat the address of somebody outside.
    said = "The mail server did not take it." if problem and message.kind == MessageKind.OUTSIDE else problem
    Message.objects.filter(pk=message.pk).update(state=state, problem=said[:500])
    if state != MessageState.WAITING:
        forget_address(message)
        tell_sender(message)
    if state == MessageState.FAILED:
        # Its news goes into the next digest, so that it is not lost with the address.
        Notice.objects.filter(message=message).update(told_on=None)
    return False


def _as_mail(message: Message, server: BaseEmailBackend) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        message.subject, with_link(message, message.text), to=[message.address or str(message.person.email)], connection=server,
        # Readers' own machines do not answer what a machine wrote.
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    mail.attach_alternative(with_link(message, message.html), "text/html")
    return mail


def _is_final(refusal: SMTPRecipientsRefused | SMTPDataError) -> bool:
    """A code of 500 and above is “never”, one of 400 “not now”."""
    codes = [code for code, _ in refusal.recipients.values()] if isinstance(refusal, SMTPRecipientsRefused) else [refusal.smtp_code]
    return all(code >= 500 for code in codes)


def _words(problem: Exception) -> str:
    if isinstance(problem, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(words)}" for code, words in problem.recipients.values())
    if isinstance(problem, SMTPDataError):
        return f"{problem.smtp_code} {_text(problem.smtp_error)}"
    return str(problem) or type(problem).__name__


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


@transaction.atomic
def send_again(*, actor: Person, message: Message) -> Message:
    """Put a mail that was refused back among those that wait, as it was written, and send it."""
    require(can_change_settings, actor)
    if Message.objects.failed().exclude(kind=MessageKind.OUTSIDE).filter(pk=message.pk).update(state=MessageState.WAITING, problem=""):
        record(actor=actor, verb="mail.sent_again", target=message, refused=message.problem)
        enqueue(kind="notices.send", actor=actor)
    message.refresh_from_db()
    return message

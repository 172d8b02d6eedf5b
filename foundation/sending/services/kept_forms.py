"""Keep for its writer what was written and is not taken: sent when they were signed out, refused, or not sent yet."""

import datetime

from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from foundation.accounts.models import Person
from foundation.accounts.typed_text import BOOKKEEPING
from foundation.names.numbers import whole_number
from foundation.sending.enums import KeptBecause
from foundation.sending.models import KeptForm
from foundation.sending.querysets import DAYS_KEPT, KeptFormQuerySet

MOST_KEPT = 60
LONGEST_ADDRESS = 2000
# What the page of the moment needs and the next will have of its own.
NOT_KEPT = BOOKKEEPING - {"tried"}


@transaction.atomic
def keep_form(*, writer: int | None, request: HttpRequest, because: KeptBecause, upon: str = "") -> KeptForm | None:
    """None where nobody here wrote it, or it holds nothing. What is written on takes the place of what is kept of it.

    `upon` is the token of what is stored now, where a part of it was saved: it is what this was begun from.
    """
    person = Person.objects.active().select_for_update().filter(pk=writer).first() if writer else None
    sent = request.POST
    fields = _fields(sent, upon)
    path = request.get_full_path()
    if person is None or not fields or len(path) > LONGEST_ADDRESS:
        return None
    KeptForm.objects.filter(kept_at__lt=timezone.now() - datetime.timedelta(days=DAYS_KEPT)).delete()
    kept = KeptForm(person=person, kept_at=timezone.now(), path=path, fields=fields, because=because)
    kept.files = [[name, file.name] for name, found in request.FILES.lists() for file in found]
    kept.writing, kept.form = sent.get("writing", "")[:40], sent.get("writing_form", "")[:2200]
    kept.page = _own_page(sent.get("writing_page", ""))
    theirs: KeptFormQuerySet = KeptForm.objects.filter(person=person)
    _earlier(theirs, sent, path).delete()
    if not kept.writing:
        theirs.filter(path=path, fields=fields).delete()
    kept.save()
    oldest = theirs.values_list("pk", flat=True)[MOST_KEPT:]
    KeptForm.objects.filter(pk__in=list(oldest)).delete()
    return kept


def discard_kept(*, actor: Person, kept: KeptForm) -> None:
    """At its writer's word."""
    KeptForm.objects.visible_to(actor).filter(pk=kept.pk).delete()


def discard_writing(*, actor: Person, writing: str) -> None:
    """The same, by the name that the script gave it."""
    if writing:
        KeptForm.objects.visible_to(actor).filter(writing=writing[:40]).delete()


def settle_sent(*, actor: Person, sent: QueryDict, path: str) -> None:
    """What was `sent` to `path` is taken, and what was kept of it goes. A script saves every few seconds: looking takes no lock."""
    earlier = _earlier(KeptForm.objects.filter(person=actor), sent, path)
    if (sent.get("writing") or sent.get("kept_form")) and earlier.exists():
        earlier.delete()


def _earlier(theirs: KeptFormQuerySet, sent: QueryDict, path: str) -> KeptFormQuerySet:
    """What is kept of the same form: of this opening of its page, and what that was begun with."""
    begun_with = _begun_with(theirs, sent, path)
    writing = sent.get("writing", "")[:40]
    return begun_with | theirs.filter(writing=writing) if writing else begun_with


def _begun_with(theirs: KeptFormQuerySet, sent: QueryDict, path: str) -> KeptFormQuerySet:
    number = whole_number(sent.get("kept_form", ""))
    if not number:
        return theirs.none()
    begun_with = theirs.filter(pk=number, path=path)
    # Another form of the same page may carry the number too: it is the same one where every box is there again.
    return begun_with.filter(pk__in=[each.pk for each in begun_with if {name for name, _ in each.typed_fields} <= set(sent)])


def _fields(sent: QueryDict, upon: str) -> list[list[str]]:
    held = ((name, value) for name, values in sent.lists() for value in values if _may_be_kept(name))
    return [[name, upon if upon and name == "seen" else value] for name, value in held]


def _may_be_kept(name: str) -> bool:
    return name not in NOT_KEPT and "password" not in name.lower()


def _own_page(address: str) -> str:
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and len(address) <= LONGEST_ADDRESS else ""

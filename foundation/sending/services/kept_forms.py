"""Keep for its writer what was sent when they were signed out, until they have sent it again."""

import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.accounts.typed_words import BOOKKEEPING
from foundation.sending.models import KeptForm
from foundation.sending.querysets import DAYS_KEPT

MOST_KEPT = 30
# What the page of the moment needs and the next will have of its own; the versions that somebody saw stay with their words.
NOT_KEPT = BOOKKEEPING - {"seen", "tried"}


@transaction.atomic
def keep_form(*, writer: int | None, request: HttpRequest, by_script: bool) -> KeptForm | None:
    """None where nobody here wrote it, or it holds nothing. The same sent again takes the place of what is kept."""
    person = Person.objects.active().select_for_update().filter(pk=writer).first() if writer else None
    fields = [[name, value] for name, values in request.POST.lists() for value in values if _may_be_kept(name)]
    if person is None or not fields:
        return None
    KeptForm.objects.filter(kept_at__lt=timezone.now() - datetime.timedelta(days=DAYS_KEPT)).delete()
    path = request.get_full_path()
    earlier = KeptForm.objects.filter(person=person, path=path)
    (earlier.filter(by_script=True) if by_script else earlier.filter(fields=fields)).delete()
    files = [[name, file.name] for name, found in request.FILES.lists() for file in found]
    kept = KeptForm.objects.create(person=person, kept_at=timezone.now(), path=path, fields=fields, files=files, by_script=by_script)
    oldest = KeptForm.objects.filter(person=person).values_list("pk", flat=True)[MOST_KEPT:]
    KeptForm.objects.filter(pk__in=list(oldest)).delete()
    return kept


def _may_be_kept(name: str) -> bool:
    return name not in NOT_KEPT and "password" not in name.lower()


def discard_kept(*, actor: Person, kept: KeptForm) -> None:
    """At its writer's word."""
    KeptForm.objects.visible_to(actor).filter(pk=kept.pk).delete()


def settle_sent(*, actor: Person, kept: int) -> None:
    """It was sent again and has arrived."""
    KeptForm.objects.filter(person=actor, pk=kept).delete()


def settle_saved(*, actor: Person, path: str) -> None:
    """The script that had sent it has saved since, with all that its page holds."""
    kept = KeptForm.objects.filter(person=actor, path=path, by_script=True)
    # A script saves every few seconds: looking takes no lock.
    if kept.exists():
        kept.delete()

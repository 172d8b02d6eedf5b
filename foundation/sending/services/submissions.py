"""A form is taken once: pressed twice, sent again after *Back* or by a reload, it changes nothing and leads where it led.

The same form is the same person sending the same words to the same address, while nothing has happened since to what
the first one changed. Once something has, the same words are a new wish: an audit that was sent back is submitted again.
A form without words, of a page opened again some time later, is a new wish too: a mail that did not come is asked for again.
"""

import datetime
import time

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.sending.models import SentForm

# A tab that a browser opens again in the morning sends its form again.
REMEMBERED = datetime.timedelta(days=1)
# The first of two presses is waited for so long; taken for lost after so long, as when its process was ended.
HURRY = datetime.timedelta(seconds=60)
WAIT, LOST = 10.0, datetime.timedelta(seconds=60)
_PAUSE = 0.1
# In place of where the answer led, from the change until there is one.
STOPPED = "stopped"
# An import changes thousands: that many say whether anything happened since.
MOST_CHANGED = 50


def begin_submission(*, person: Person, digest: str, page: str, has_words: bool) -> tuple[SentForm, bool]:
    """The row of this form, and whether it is to be taken now; if not, its `led_to` says where the first one led.

    `page` is the same for what is sent from one opening of a page.
    """
    until = time.monotonic() + WAIT
    while True:
        sent, made = SentForm.objects.get_or_create(person=person, digest=digest, defaults=_from_now(page))
        if made:
            SentForm.objects.filter(person=person, sent_at__lt=timezone.now() - REMEMBERED).delete()
            return sent, True
        is_led_on = sent.led_to and not (sent.led_to == STOPPED and time.monotonic() < until)
        if is_led_on and _is_same_wish(sent, page, has_words):
            return sent, False
        is_free = is_led_on or sent.sent_at < timezone.now() - LOST or time.monotonic() > until
        # Of two that find it free one takes it.
        if is_free and SentForm.objects.filter(pk=sent.pk, sent_at=sent.sent_at, led_to=sent.led_to).update(**_from_now(page)):
            return SentForm.objects.get(pk=sent.pk), True
        time.sleep(_PAUSE)


def _is_same_wish(sent: SentForm, page: str, has_words: bool) -> bool:
    return (has_words or sent.page == page or sent.sent_at > timezone.now() - HURRY) and _still_stands(sent)


def note_change(*, sent: SentForm, entry: Entry) -> None:
    """Inside the transaction of a change that a form makes: were the process killed before its answer, the form is known to be taken."""
    changed = [[entry.target_type_id, entry.target_id, False]]
    SentForm.objects.filter(pk=sent.pk).update(led_to=STOPPED, changed=changed, newest_entry=entry.pk)


def what_was_changed(sent: SentForm) -> str:
    """The address of what a form changed before the process that took it was stopped; the first page where that has none."""
    kind, key, _ = sent.changed[-1]
    model = ContentType.objects.get_for_id(kind).model_class()
    found = model._base_manager.filter(pk=key).first() if model else None
    return found.get_absolute_url() if found is not None and hasattr(found, "get_absolute_url") else "/"


def end_submission(*, sent: SentForm, led_to: str) -> None:
    """Note what it changed and where it led. What changed nothing is forgotten: sent again, it is asked again."""
    entries = Entry.objects.filter(actor=sent.person, pk__gt=sent.newest_entry).writes()
    targets = entries.values_list("target_type", "target_id").order_by("target_type", "target_id").distinct()[:MOST_CHANGED]
    changed = [[kind, key, _is_there(kind, key)] for kind, key in targets]
    if not (led_to and changed):
        SentForm.objects.filter(pk=sent.pk).delete()
        return
    SentForm.objects.filter(pk=sent.pk).update(led_to=led_to, changed=changed, newest_entry=_newest_entry())


def _from_now(page: str) -> dict[str, object]:
    return {"sent_at": timezone.now(), "page": page, "led_to": "", "changed": [], "newest_entry": _newest_entry()}


def _newest_entry() -> int:
    return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _still_stands(sent: SentForm) -> bool:
    if sent.sent_at < timezone.now() - REMEMBERED:
        return False
    same = Q(pk__in=[])
    for kind, key, _ in sent.changed:
        same |= Q(target_type=kind, target_id=key)
    if Entry.objects.filter(same, pk__gt=sent.newest_entry).writes().exists():
        return False
    # What was made and removed may be made again; what this form removed is gone.
    return all(_is_there(kind, key) for kind, key, was_there in sent.changed if was_there)


def _is_there(kind: int, key: str) -> bool:
    model = ContentType.objects.get_for_id(kind).model_class()
    return model is not None and model._base_manager.filter(pk=key).exists()

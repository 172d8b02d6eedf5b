"""Noting to whom grades were shown, wherever that is."""

import logging
from collections.abc import Iterable

from django.db import OperationalError

from audits.enums import ShownBy
from audits.models import Audit, Revelation
from audits.querysets import hidden_audits
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.access import impatient
from foundation.council.clock import today
from foundation.documents.formats import uk_date

# Who may be given an audit to moderate, now or with another role; the line of a record never is.
MAY_COME_TO_MODERATE = (Role.MODERATOR, Role.QA_LEAD, Role.DIRECTOR)
BATCH = 2000

logger = logging.getLogger(__name__)


def reveal(*, person: Person, audits: Iterable[int], how: ShownBy) -> None:
    """Note that the grades of these audits, by number, are shown to `person`, where they are and it is the first time."""
    Revelation.objects.bulk_create(_not_yet_noted(person, audits, how), batch_size=BATCH, ignore_conflicts=True)


def _not_yet_noted(person: Person, audits: Iterable[int], how: ShownBy) -> list[Revelation]:
    numbers = list(audits)
    if not numbers or person.is_system:
        return []
    hidden = hidden_audits(person)
    shown = Audit.objects.filter(submitted_on__isnull=False).exclude(auditor=person).exclude(pk__in=hidden)
    day, rows = today(), []
    for start in range(0, len(numbers), BATCH):
        some = shown.filter(pk__in=numbers[start : start + BATCH]).exclude(revelations__person=person)
        rows += [Revelation(audit_id=pk, person=person, how=how, shown_on=day) for pk in some.values_list("pk", flat=True)]
    return rows


def reveal_list(*, person: Person, audits: Iterable[int], how: ShownBy) -> None:
    """As `reveal`, of a list that many people read: only people who may come to moderate are noted."""
    if person.has_role(*MAY_COME_TO_MODERATE):
        reveal_on_reading(person=person, audits=audits, how=how)


def reveal_on_reading(*, person: Person, audits: Iterable[int], how: ShownBy) -> None:
    """As `reveal`, for a page: reading goes on where the database takes no writing just now."""
    rows = _not_yet_noted(person, audits, how)
    if not rows:
        return
    try:
        with impatient():
            Revelation.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    except OperationalError:
        logger.warning("Nobody could note to whom grades were shown: the database takes no writing now.")


def reveal_before_giving(*, person: Person | None, audit: Audit) -> None:
    """Call it before `person` is to moderate it, or to do so again: could they read its grades until now?"""
    if person and Audit.objects.visible_to(person).filter(pk=audit.pk).exists():
        reveal(person=person, audits=[audit.pk], how=ShownBy.COULD_READ)


def seen_words(audit: Audit, person: Person | None) -> str:
    """“Morwenna Pask has seen the auditor's grades …”; nothing where they have not, or nobody moderates the month blind."""
    if person is None or not audit.cycle.blind:
        return ""
    shown = Revelation.objects.filter(audit=audit, person=person).first()
    if shown is None:
        return ""
    return (
        f"{person} has seen grades of this audit before ({ShownBy(shown.how).label.lower()}, {uk_date(shown.shown_on)}). "
        "What they grade now is kept, but it is not blind and is left out of the figures on agreement."
    )

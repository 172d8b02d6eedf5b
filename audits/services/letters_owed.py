"""Which audits are owed a letter of feedback follows from how they end and from what is sent."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from audits.models import Audit, FeedbackLetter
from audits.querysets import AuditQuerySet


def without_letter() -> AuditQuerySet:
    """Finished audits whose worker has had no letter on how they ended, by what is written of each."""
    letters = FeedbackLetter.objects.current().sent().filter(audit=OuterRef("pk"))
    return Audit.objects.with_letter_due().filter(~Exists(letters))


def note_letters_owed(numbers: Collection[int]) -> None:
    """Keep of each of these audits whether it is owed one. Called where it ends, is opened again or gets another worker, and when a letter
    is sent.
    """
    owed = Exists(without_letter().filter(pk=OuterRef("pk")))
    Audit.objects.filter(pk__in=numbers, imported=False).update(letter_owed=owed)

"""Nobody is given work on a restricted record that they may not read."""

from django.core.exceptions import ValidationError

from audits.models import Audit
from audits.queries.restrictions import named_readers
from foundation.accounts.models import Person


def require_reader(person: Person, audit: Audit | None, *, field: str) -> None:
    """Raises ValidationError of `field` where `audit` is of a restricted record that is closed to `person`."""
    if audit is not None and not named_readers().may_know(person, audit):
        raise ValidationError(
            {
                field: f"This record is restricted, and {person} may not read it. Choose its auditor, its moderator, a QA lead or a named "
                "reader. The QA lead says on the record’s page who is named."
            }
        )

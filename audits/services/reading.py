"""Reading an audit is logged: workers have opened the files of people they knew."""

from audits.models import Audit
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.activity.trail import record


def note_reading(*, actor: Person, audit: Audit) -> None:
    """Log that `actor` read the audit, unless it is theirs to write, to moderate or to lead."""
    if actor.pk not in (audit.auditor_id, audit.moderator_id) and not is_lead(actor):
        record(actor=actor, verb="audit.read", target=audit)


def note_taking(*, actor: Person, audit: Audit, verb: str, form: str) -> None:
    """Log that `actor` took something of the audit away as a file, whoever they are."""
    record(actor=actor, verb=verb, target=audit, form=form)

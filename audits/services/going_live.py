"""When an audit is first submitted, what was raised from it reaches people: rooms above say what that changes for them."""

from audits.models import Audit
from foundation.accounts.models import Person
from foundation.lookups.hooks import call_hooks


def run_going_live_hooks(*, actor: Person, audit: Audit) -> None:
    """Call what each app names as `when_an_audit_goes_live`, in the transaction of the submission."""
    call_hooks("when_an_audit_goes_live", actor=actor, audit=audit)

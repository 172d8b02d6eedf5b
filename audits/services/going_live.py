"""When an audit is first submitted, what was raised from it reaches people: rooms above say what that changes for them."""

from django.apps import apps
from django.utils.module_loading import import_string

from audits.models import Audit
from foundation.accounts.models import Person


def run_going_live_hooks(*, actor: Person, audit: Audit) -> None:
    """Call what each app names as `when_an_audit_goes_live`, in the transaction of the submission."""
    for config in apps.get_app_configs():
        for name in getattr(config, "when_an_audit_goes_live", ()):
            import_string(name)(actor=actor, audit=audit)

"""When a comment is written: rooms above say what follows."""

from django.apps import apps
from django.utils.module_loading import import_string

from foundation.accounts.models import Person
from performance.models import Commentary


def run_written_hooks(*, actor: Person, commentary: Commentary) -> None:
    """Call what each app names as `when_a_comment_is_written`, in the transaction of the writing."""
    for config in apps.get_app_configs():
        for name in getattr(config, "when_a_comment_is_written", ()):
            import_string(name)(actor=actor, commentary=commentary)

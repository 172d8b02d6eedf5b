"""`load_demo`: the invented council, loaded once; a second run keeps what is there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.loading import is_loaded, load
from demo.progress import LoadingProgress, Terminal
from foundation.accounts.models import Person


class Command(BaseCommand):
    help = "Load two years of an invented council's audits, actions and figures, unless they are there already."
    # Given by `serve`, which says it on a page too.
    stealth_options = ("progress",)

    def handle(self, *args: Any, progress: LoadingProgress | None = None, **options: Any) -> None:
        if is_loaded():
            self.stderr.write("The demo is loaded already.")
            return
        if Person.objects.filter(is_system=False).exists():
            raise CommandError(
                "This database holds people already. Load the demo into an empty one: it would rename the council and fix its day."
            )
        progress = progress or LoadingProgress(Terminal(self.stderr))
        load(progress)
        progress.end()
        self.stderr.write("The demo is loaded.")

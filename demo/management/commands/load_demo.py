"""`load_demo`: the invented council, loaded once; a second run keeps what is there."""

import io
import signal
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from demo.apart import is_loaded
from demo.loading import load
from demo.progress import MIGRATING, LoadingProgress, ProgressLines, Terminal
from foundation.accounts.models import Person
from foundation.health.readiness import unapplied_migrations, what_to_do


class Command(BaseCommand):
    help = "Load two years of an invented council's audits, actions and figures, unless they are there already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="first make the database, or bring it up to date")
        parser.add_argument("--tell", action="store_true", help="say how far it is in lines of JSON, for the program that asked")

    def handle(self, *args: Any, migrate: bool, tell: bool, **options: Any) -> None:
        if tell:
            # The program that asked may end without a word; then what we say next ends us, quietly.
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        progress = LoadingProgress(ProgressLines(self.stdout) if tell else Terminal(self.stderr))
        try:
            if migrate:
                make_database(progress)
            self.load(progress)
        except Error as problem:
            raise CommandError(f"The database cannot be used: {' '.join(str(problem).split())}. {what_to_do()}") from None

    def load(self, progress: LoadingProgress) -> None:
        if is_loaded():
            self.stderr.write("The demo is loaded already.")
            return
        if Person.objects.filter(is_system=False).exists():
            raise CommandError(
                "This database holds people already. Load the demo into an empty one: it would rename the council and fix its day."
            )
        load(progress)
        progress.end()
        self.stderr.write("The demo is loaded.")


def make_database(progress: LoadingProgress) -> None:
    if missing := unapplied_migrations():
        progress.begin(MIGRATING)
        call_command("migrate", verbosity=1, stdout=Applied(progress, len(missing)), no_color=True)


class Applied(io.StringIO):
    """What `migrate` says, counted."""

    def __init__(self, progress: LoadingProgress, of: int) -> None:
        super().__init__()
        self._progress, self._of, self._applied = progress, of, 0

    def write(self, text: str) -> int:
        if "Applying" in text:
            self._applied += 1
            self._progress.reach(self._applied / self._of)
        return len(text)

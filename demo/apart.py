"""The demo is loaded in a process of its own: what loading holds in memory, several hundred megabytes, ends with it."""

import signal
import subprocess
import sys
from contextlib import suppress

from django.conf import settings
from django.core.management import CommandError

from foundation.council.models import Council

from .progress import LoadingProgress, follow


def is_loaded() -> bool:
    """Whether or not somebody has renamed the council since."""
    return Council.current().demo_day is not None


class LoadingApart:
    """`load` waits in one thread until the demo is loaded; `stop` may be called from another, and `load` then fails."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def load(self, progress: LoadingProgress) -> None:
        """Migrations too. Raises CommandError."""
        command = [sys.executable, "manage.py", "load_demo", "--skip-checks", "--migrate", "--tell"]
        # In a group of its own, since a Ctrl-C in the terminal is for us; once we are gone, its next word ends it.
        self._process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, process_group=0
        )
        assert self._process.stdout
        follow(self._process.stdout, progress)
        ended = self._process.wait()
        progress.end()
        if ended:
            raise CommandError(
                f"The demo is not loaded: {_why(ended)}. Nothing of it was kept; the next start loads it from the beginning."
            )

    def stop(self) -> None:
        """What was loaded so far was never committed."""
        if self._process:
            self._process.kill()
            self._process.wait()


def _why(ended: int) -> str:
    with suppress(ValueError):
        return f"the process that loads it was ended from outside ({signal.Signals(-ended).name})"
    return "the reason is above"

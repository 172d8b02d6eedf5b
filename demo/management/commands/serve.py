"""Serve the portal in one process: pages, background jobs and the timetable, until Ctrl-C."""

import errno
import os
import signal
import threading
from types import FrameType
from typing import Any, NoReturn

import waitress
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application

from demo.people import sign_ins
from foundation.jobs.embedded import EmbeddedWorker

# The longest that a stop may take, in seconds; a page or job cut off by it is safe to do again.
PATIENCE = 1.8


class Command(BaseCommand):
    help = (
        "Serve the portal on 127.0.0.1 in one process, with its background jobs. For a council's own server see the how-to on production."
    )
    # `migrate` runs them, and a second look costs a second at every start.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demo", action="store_true", help="first migrate and load the demo, where that has not been done")

    def handle(self, *args: Any, port: int, demo: bool, **options: Any) -> None:
        if demo:
            # In this process, since starting Python and Django anew for each would treble the wait.
            call_command("migrate", verbosity=0, stdout=self.stderr)
            call_command("load_demo", stdout=self.stderr, stderr=self.stderr)
        server = listen(get_wsgi_application(), port)
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, leave)
        worker = EmbeddedWorker(current_app) if settings.CELERY_BROKER_URL.startswith("memory:") else None
        if worker:
            worker.start()
        self.say(f"The portal is at http://127.0.0.1:{port}/ (Ctrl-C stops it)")
        for line in sign_in_lines():
            self.say(line)
        server.run()
        if worker:
            worker.stop(within=0.5)
        self.say("Stopped")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def listen(application: Any, port: int) -> Any:
    try:
        # What is too large is refused by the page that asked for it, in words; the server's own limit would say it in a number.
        return waitress.create_server(application, host="127.0.0.1", port=port, threads=8, max_request_body_size=4 * 1024**3)
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        raise CommandError(f"Port {port} is taken by another program. Choose another: PORT={port + 1} make demo") from None


def leave(signum: int, frame: FrameType | None) -> NoReturn:
    """End the main loop; where something hangs on, end the process."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    last_word = threading.Timer(PATIENCE, os._exit, args=(0,))
    last_word.daemon = True
    last_word.start()
    raise SystemExit(0)


def sign_in_lines() -> list[str]:
    """Who can sign in to the demo, where it is loaded."""
    return [f"  {role:<22} {name:<20} {email:<40} {password}" for role, name, email, password in sign_ins()]

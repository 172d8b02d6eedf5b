"""Serve the portal in one process: pages, background jobs and the timetable, until Ctrl-C."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application
from django.db import Error, connection, connections, transaction

from demo.apart import LoadingApart, is_loaded
from demo.entrance import Entrance
from demo.introductions import introductions
from demo.progress import LoadingProgress, Terminal
from foundation.health.readiness import unapplied_migrations, what_to_do
from foundation.health.server import PortTaken, Server
from foundation.jobs.embedded import EmbeddedWorker

# The longest that the end may take once the last request is answered, in seconds; a job cut off by it is done at the next start.
PATIENCE = 0.9


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
        self.worker: EmbeddedWorker | None = None
        self.loading = LoadingApart()
        entrance = Entrance(LoadingProgress(Terminal(self.stdout)))
        try:
            if not demo:
                refuse_unready_database()
            server = Server(entrance, port)
            stop_by_signal(server.ask_to_stop)
            opening = Opening(lambda: self.open(entrance, port, demo), otherwise=server.ask_to_stop)
            if demo:
                # Beside the server, which says how far it is.
                opening.start()
            else:
                opening.run()
            cut_off = server.run()
            opening.raise_problem()
        except PortTaken:
            raise CommandError(f"Port {port} is taken by another program. Choose another: PORT={port + 1} make demo") from None
        except Error as problem:
            raise CommandError(f"The database cannot be used: {' '.join(str(problem).split())}. {what_to_do()}") from None
        self.end(entrance, cut_off)

    def open(self, entrance: Entrance, port: int, demo: bool) -> None:
        """Make everything ready, then let the portal answer and say where, and as whom."""
        if demo:
            self.load_demo(entrance.progress, port)
        portal = get_wsgi_application()
        if settings.CELERY_BROKER_URL.startswith("memory:"):
            self.worker = EmbeddedWorker(current_app)
            self.worker.start()
        entrance.portal = portal
        self.say(f"The portal is at http://127.0.0.1:{port}/ (Ctrl-C stops it)")
        for line in sign_in_lines():
            self.say(line)

    def load_demo(self, progress: LoadingProgress, port: int) -> None:
        if unapplied_migrations() or not is_loaded():
            self.say(f"http://127.0.0.1:{port}/ says how far the loading is")
            self.loading.load(progress)
        refuse_unready_database()
        # People who try the demo need the list of sign-ins, not a line for every page.
        logging.getLogger("requests").setLevel(logging.WARNING)

    def end(self, entrance: Entrance, cut_off: int) -> None:
        end_before_long()
        self.loading.stop()
        if self.worker:
            self.worker.stop(within=0.4)
        if not entrance.portal:
            entrance.progress.end()
            self.say("Stopped before the demo was loaded; the next start loads it from the beginning")
        if cut_off:
            self.say(f"Cut off after a long wait: {cut_off}")
        self.say("Stopped")
        # What is left are threads that wait for their next turn; to take the interpreter down in order takes a second.
        self.stderr.flush()
        os._exit(0)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


class Opening(threading.Thread):
    """What must be done before the portal answers, in a thread of its own; where it fails, `otherwise` is called and the fault kept."""

    def __init__(self, do: Callable[[], None], *, otherwise: Callable[[], None]) -> None:
        super().__init__(name="opening", daemon=True)
        self._do, self._otherwise = do, otherwise
        self._problem: Exception | None = None

    def run(self) -> None:
        try:
            self._do()
        except Exception as problem:  # noqa: BLE001 — raised again by `raise_problem`, in the thread that can end the process
            self._problem = problem
            self._otherwise()
        # Held open for as long as the portal is served: SQLite keeps two files beside the database while anybody is connected, and a
        # disk that has become full would refuse them to the next connection, which could then read nothing.
        self._held = connections["default"]

    def raise_problem(self) -> None:
        if self._problem:
            raise self._problem


def refuse_unready_database() -> None:
    """Before anything is served: every migration is applied, and the database can be written to."""
    if missing := unapplied_migrations():
        several = "1 migration is" if len(missing) == 1 else f"{len(missing)} migrations are"
        raise CommandError(f"The database is not ready for this release: {several} not applied. Run: manage.py migrate")
    with transaction.atomic(), connection.cursor() as cursor:
        # SQLite takes the lock of a writer here.
        cursor.execute("SELECT 1")


def stop_by_signal(stop: Callable[[], None]) -> None:
    """The first Ctrl-C or SIGTERM asks; where requests take their time, a second Ctrl-C ends the process."""

    def ask(signum: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, lambda *_: os._exit(0))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)


def end_before_long() -> None:
    """Where something hangs on, end the process."""
    last_word = threading.Timer(PATIENCE, os._exit, args=(0,))
    last_word.daemon = True
    last_word.start()


def sign_in_lines() -> list[str]:
    """Who can sign in to the demo, where it is open."""
    return [f"  {each.role:<22} {each.name:<20} {each.email:<40} {each.password}" for each in introductions()]

"""What Celery calls. Everything else is in `services`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from celery import shared_task
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from foundation.health.doing import doing

from . import services


@shared_task(name="jobs.run")
def run(pk: int) -> None:
    close_old_connections()
    with doing(job=pk), alive(pk):
        services.run_job(pk=pk)
    close_old_connections()


@shared_task(name="jobs.reconcile")
def reconcile() -> None:
    close_old_connections()
    services.reconcile()
    close_old_connections()


@shared_task(name="jobs.remove_old_files")
def remove_files() -> None:
    close_old_connections()
    services.remove_old_files()
    close_old_connections()


@contextmanager
def alive(pk: int) -> Iterator[None]:
    """Say in the job's row, from a thread of its own, that this worker is at work, for as long as it is."""
    over = threading.Event()

    def say() -> None:
        while not over.wait(settings.JOBS_SILENCE / 6):
            # A missed beat is no matter: the next one comes long before silence counts.
            with suppress(DatabaseError):
                services.beat(pk=pk)
        connection.close()

    thread = threading.Thread(target=say, name=f"alive-{pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()

"""A worker and a beat as threads of the served process, for the broker that lives in memory."""

import logging
import threading

from celery import Celery
from celery.beat import EmbeddedService
from celery.worker import WorkController, state

from . import services
from .timetable import Timetable


class EmbeddedWorker:
    """Starts with the served process and ends with it; signals stay with the main thread."""

    def __init__(self, app: Celery) -> None:
        # People read what the served process prints; that a broker in memory has no host is not news to them.
        logging.getLogger("celery").setLevel(logging.WARNING)
        logging.getLogger("kombu.connection").setLevel(logging.ERROR)
        app.conf.broker_transport_options = {"polling_interval": 0.1}
        controller = WorkController(app=app, pool="solo", concurrency=1, loglevel="WARNING", without_gossip=True, without_mingle=True)
        self._worker = threading.Thread(target=controller.start, name="worker", daemon=True)
        self._beat = EmbeddedService(app, thread=True, scheduler_cls=Timetable)

    def start(self) -> None:
        self._worker.start()
        self._beat.start()
        # Whatever is left in the rows was left by the process before this one.
        services.reconcile(alone=True)

    def stop(self, *, within: float) -> None:
        """Ask both to end and wait a moment. A job cut off here is done again at the next start."""
        state.should_stop = 0
        self._beat.service.stop()
        self._worker.join(timeout=within)

"""Giving the broker the number of a job. Nobody waits for a broker that is away, or there but hanging."""

import logging
import time

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# One try, and no waiting between tries: the job's row stands, and the reconciler sends it when the broker is back.
_ONCE = {"max_retries": 0, "interval_start": 0, "interval_step": 0, "retry_on_timeout": False}
# After a failure the other jobs of the same request are not tried, which would wait as long again for each.
_REST = 10.0
_not_before = 0.0


def give(pk: int) -> bool:
    """Whether the broker took it, within seconds."""
    global _not_before
    if time.monotonic() < _not_before:
        return False
    patience = settings.BROKER_PATIENCE
    options = _ONCE | {"socket_timeout": patience, "socket_connect_timeout": patience, "connect_retries_timeout": patience}
    try:
        with current_app.connection_for_write(transport_options=options, connect_timeout=patience) as connection:
            current_app.send_task("jobs.run", args=[pk], retry=False, connection=connection)
    except (OperationalError, OSError):
        logger.exception("Job %s could not be given to the broker", pk)
        _not_before = time.monotonic() + _REST
        return False
    return True

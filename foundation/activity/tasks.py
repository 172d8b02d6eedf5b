"""What the timetable calls."""

import logging

from celery import shared_task
from django.db import close_old_connections

from .access import store_waiting
from .sealing import seal_logs
from .verifying import anchors_outside, check_logs

logger = logging.getLogger(__name__)


@shared_task(name="activity.store_waiting")
def store() -> None:
    close_old_connections()
    store_waiting()
    close_old_connections()


@shared_task(name="activity.seal")
def seal() -> None:
    close_old_connections()
    seal_logs()
    close_old_connections()


@shared_task(name="activity.verify")
def verify() -> None:
    close_old_connections()
    try:
        anchors = anchors_outside()
    except (OSError, ValueError) as problem:
        logger.error("The heads outside cannot be read: %s", problem)
        anchors = []
    if broken := check_logs(anchors).broken:
        logger.error("The sealed logs are not what was sealed, in %s places: run verify_trail", len(broken))
    close_old_connections()

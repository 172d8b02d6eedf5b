"""What the timetable calls."""

import logging

from celery import shared_task
from django.db import close_old_connections

from .services import catch_up, mend_index

logger = logging.getLogger(__name__)


@shared_task(name="search.mend")
def mend() -> None:
    close_old_connections()
    if mended := mend_index():
        logger.info("The index of words was brought in step with %s texts.", mended)
    close_old_connections()


@shared_task(name="search.catch_up")
def follow() -> None:
    close_old_connections()
    catch_up()
    close_old_connections()

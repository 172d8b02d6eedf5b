"""What the timetable calls."""

from celery import shared_task
from django.db import close_old_connections

from .access import store_waiting


@shared_task(name="activity.store_waiting")
def store() -> None:
    close_old_connections()
    store_waiting()
    close_old_connections()

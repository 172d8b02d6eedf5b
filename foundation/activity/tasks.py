"""What the timetable calls."""

from celery import shared_task
from django.db import close_old_connections

from .access import store_waiting
from .sealing import seal_logs


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

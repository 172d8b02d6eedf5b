"""What the timetable calls."""

from celery import shared_task
from django.db import close_old_connections

from .services.escalation import escalate_by_timetable


@shared_task(name="actions.escalate")
def escalate() -> None:
    close_old_connections()
    escalate_by_timetable()
    close_old_connections()

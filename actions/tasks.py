"""What the timetable calls."""

from celery import shared_task
from django.db import close_old_connections

from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.working_days import is_working_day

from .services.escalating import escalate_late_actions


@shared_task(name="actions.escalate")
def escalate() -> None:
    close_old_connections()
    if is_working_day(today()):
        escalate_late_actions(actor=Person.objects.system())
    close_old_connections()

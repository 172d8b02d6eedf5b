"""What runs by itself: the day's digests, late actions, mail that waits."""

import datetime

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail

from actions.services import raise_action
from actions.services.escalation import escalate_by_timetable
from desk.services import ask_for_digests
from desk.tasks import digests
from foundation.council.clock import frozen_clock
from foundation.council.models import Council
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.notices.services import notify

MONDAY, SATURDAY = datetime.date(2023, 6, 26), datetime.date(2023, 6, 24)
BANK_HOLIDAY = datetime.date(2023, 8, 28)


@pytest.fixture
def told(worker):
    return notify(person=worker.person, key="a", subject="Audit 1042 was released", path="/")


def test_every_task_of_the_timetable_exists():
    current_app.loader.import_default_modules()

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(current_app.tasks)


def test_digests_go_out_once_however_often_the_timetable_asks(told, do_waiting_jobs):
    with frozen_clock(MONDAY):
        for _ in range(3):
            ask_for_digests()
            do_waiting_jobs()

    assert len(mail.outbox) == 1
    assert Job.objects.get().result == {"people": 1, "sent": 1}


@pytest.mark.parametrize("day", [SATURDAY, BANK_HOLIDAY])
def test_nothing_is_sent_when_nobody_works(told, day):
    with frozen_clock(day):
        assert ask_for_digests() is None


def test_a_demo_mails_nobody_by_itself(told):
    Council.objects.create(pk=1, demo_day=MONDAY)

    assert ask_for_digests() is None


def test_digests_that_failed_are_tried_again_and_not_for_ever(told):
    with frozen_clock(MONDAY):
        asked = 0
        while asked < 9 and ask_for_digests():
            Job.objects.update(state=JobState.FAILED)
            asked += 1

    assert asked == 3


def test_digests_of_a_day_that_has_passed_are_left(told):
    with frozen_clock(MONDAY):
        job = ask_for_digests()

    with frozen_clock(MONDAY + datetime.timedelta(days=1)):
        assert digests(job, **job.arguments) == {"message": "The day has passed."}
    assert mail.outbox == []


@pytest.mark.parametrize(("day", "steps"), [(SATURDAY, 0), (MONDAY, 1)])
def test_late_actions_go_up_on_working_days(lead, worker, day, steps):
    friday = datetime.date(2023, 6, 23)
    with frozen_clock(friday):
        raise_action(actor=lead.person, what="Update the chronology", why="It stops in March.", owner=worker.person, due=friday)

    with frozen_clock(day):
        assert escalate_by_timetable() == steps

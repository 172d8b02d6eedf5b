"""A job's change happens once, whatever is delivered twice, given up or broken off."""

import datetime

import pytest
from django.utils import timezone

from foundation.accounts.models import Team
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler
from foundation.jobs.services import ATTEMPTS, TakenOver, enqueue, finishing, progress, reconcile, run_job


@job_handler("tests.add_team")
def add_team(job, name, meanwhile=""):
    if meanwhile == "given up":
        Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)
    with finishing(job) as result:
        result["team"] = Team.objects.create(name=name).name
        if meanwhile == "broken off":
            raise ZeroDivisionError


@pytest.fixture
def asked(analyst):
    return enqueue(kind="tests.add_team", actor=analyst.person, name="Oak Team")


def left_behind(asked, *, attempts=1, silent_for=60):
    heard = timezone.now() - datetime.timedelta(seconds=silent_for)
    Job.objects.filter(pk=asked.pk).update(state=JobState.RUNNING, attempts=attempts, heartbeat=heard, sent_at=heard)
    asked.refresh_from_db()
    return asked


def test_a_second_delivery_does_nothing(asked):
    run_job(pk=asked.pk)
    run_job(pk=asked.pk)

    asked.refresh_from_db()
    assert (asked.state, asked.attempts, asked.result) == (JobState.DONE, 1, {"team": "Oak Team"})


def test_a_job_broken_off_stores_nothing_and_says_so(analyst, do_waiting_jobs):
    asked = enqueue(kind="tests.add_team", actor=analyst.person, name="Oak Team", meanwhile="broken off")
    do_waiting_jobs()

    asked.refresh_from_db()
    assert (asked.state, asked.result) == (JobState.FAILED, {})
    assert not Team.objects.filter(name="Oak Team").exists()


def test_a_worker_that_was_given_up_stores_nothing(analyst, do_waiting_jobs):
    asked = enqueue(kind="tests.add_team", actor=analyst.person, name="Oak Team", meanwhile="given up")
    do_waiting_jobs()

    asked.refresh_from_db()
    assert asked.state == JobState.RUNNING
    assert not Team.objects.filter(name="Oak Team").exists()


def test_a_worker_that_was_given_up_hears_so_at_its_next_step(asked):
    left_behind(asked)
    Job.objects.filter(pk=asked.pk).update(attempts=2)

    with pytest.raises(TakenOver):
        progress(asked, 1, 1)


def test_a_silent_worker_s_job_waits_again(asked):
    left_behind(asked)

    assert reconcile() == 1

    asked.refresh_from_db()
    assert asked.state == JobState.QUEUED


def test_a_worker_heard_lately_keeps_its_job(asked):
    left_behind(asked, silent_for=1)

    assert reconcile() == 0

    asked.refresh_from_db()
    assert asked.state == JobState.RUNNING


def test_a_job_that_stops_its_workers_is_given_up_with_a_reason(asked):
    left_behind(asked, attempts=ATTEMPTS)

    reconcile()

    asked.refresh_from_db()
    assert (asked.state, asked.message) == (
        JobState.FAILED,
        f"This stopped 3 times before it could finish. Tell your administrator: job {asked.pk}.",
    )


def test_a_job_the_broker_lost_is_sent_again(asked):
    Job.objects.filter(pk=asked.pk).update(sent_at=timezone.now() - datetime.timedelta(seconds=61))

    assert reconcile() == 1


def test_a_clock_that_was_put_back_leaves_no_job_behind(asked):
    """What was heard or sent at a moment still to come was so before the clock was moved."""
    left_behind(asked, silent_for=-3600)

    assert asked.is_silent
    assert reconcile() == 1
    run_job(pk=asked.pk)
    asked.refresh_from_db()
    assert asked.state == JobState.DONE


def test_a_job_sent_before_the_clock_was_put_back_is_sent_again(asked):
    Job.objects.filter(pk=asked.pk).update(sent_at=timezone.now() + datetime.timedelta(hours=1))

    assert reconcile() == 1


def test_progress_is_told_after_the_clock_was_put_back(asked):
    left_behind(asked, silent_for=-3600)
    progress(asked, 1, 10, "One of ten")

    asked.refresh_from_db()
    assert (asked.done, asked.message) == (1, "One of ten")


def test_an_unknown_kind_is_refused_where_it_is_asked_for(analyst):
    with pytest.raises(KeyError):
        enqueue(kind="tests.unknown", actor=analyst.person)
    assert not Job.objects.exists()

"""`/jobs/<number>/`: how far a piece of background work is."""

import datetime

import pytest
from django.utils import timezone

from foundation.jobs.registry import job_handler
from foundation.jobs.services import JobProblem, enqueue, progress


@job_handler("tests.store")
def store(job, problem=""):
    if problem:
        raise JobProblem(problem)
    return {"next": "/performance/"}


@job_handler("tests.answer")
def answer(job):
    return {"message": "12 rows were stored."}


@job_handler("tests.break")
def break_down(job):
    raise ZeroDivisionError


@pytest.fixture
def waiting(analyst):
    return enqueue(kind="tests.store", actor=analyst.person)


def test_asker_sees_that_it_waits_and_can_look_again_without_script(analyst, waiting):
    page = analyst.get(waiting.get_absolute_url()).content.decode()

    assert "Waiting to start" in page
    assert f'<a class="govuk-link" href="/jobs/{waiting.pk}/">Check again</a>' in page


def test_asker_sees_how_far_it_is(analyst, waiting):
    type(waiting).objects.filter(pk=waiting.pk).update(state="running")
    waiting.refresh_from_db()
    progress(waiting, 40, 120)
    progress(waiting, 120, 120, "Storing")

    page = analyst.get(waiting.get_absolute_url()).content.decode()

    assert "Being done: 120 of 120" in page
    assert 'max="120" value="120"' in page


def test_asker_goes_on_when_it_is_done(analyst, waiting, do_waiting_jobs):
    do_waiting_jobs()

    response = analyst.get(waiting.get_absolute_url())

    assert (response.status_code, response["Location"]) == (302, "/performance/")


def test_a_page_that_looks_by_itself_is_sent_on_too(analyst, waiting, do_waiting_jobs):
    do_waiting_jobs()

    response = analyst.get(waiting.get_absolute_url(), headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == "/performance/"


def test_what_was_done_is_said_where_there_is_nowhere_to_go(analyst, do_waiting_jobs):
    asked = enqueue(kind="tests.answer", actor=analyst.person)
    do_waiting_jobs()

    page = analyst.get(asked.get_absolute_url()).content.decode()

    assert "12 rows were stored." in page
    assert "hx-get" not in page


def test_a_problem_is_told_in_its_own_words(analyst, do_waiting_jobs):
    asked = enqueue(kind="tests.store", actor=analyst.person, problem="Row 3: the month is missing.")
    do_waiting_jobs()

    assert "Row 3: the month is missing." in analyst.get(asked.get_absolute_url()).content.decode()


def test_our_own_failure_is_told_without_its_inside(analyst, do_waiting_jobs):
    asked = enqueue(kind="tests.break", actor=analyst.person)
    do_waiting_jobs()

    page = analyst.get(asked.get_absolute_url()).content.decode()

    assert f"Something went wrong on our side. Try again; if it happens again, tell your administrator: job {asked.pk}." in page
    assert "ZeroDivisionError" not in page


def test_administrator_may_look(administrator, waiting):
    assert administrator.get(waiting.get_absolute_url()).status_code == 200


def test_a_colleague_gets_404(lead, waiting):
    assert lead.get(waiting.get_absolute_url()).status_code == 404


def test_nothing_can_be_posted(analyst, waiting):
    assert analyst.post(waiting.get_absolute_url()).status_code == 405


def test_a_silent_worker_s_job_says_that_it_begins_again_by_itself(analyst, waiting):
    long_ago = timezone.now() - datetime.timedelta(minutes=1)
    type(waiting).objects.filter(pk=waiting.pk).update(state="running", heartbeat=long_ago, done=40, total=120)

    page = analyst.get(waiting.get_absolute_url()).text

    assert "This is taking longer than expected." in page
    assert 'hx-trigger="every 2s"' in page

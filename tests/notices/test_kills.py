"""Killed at any point and run again: nothing is lost, and a copy is sent only of a mail that the server had accepted, with its number.

A real worker on a real Valkey, a real mail server, and SIGKILL at a step of their conversation: the process never hears the answer.
"""

import json
import random
import signal
import time

import pytest

from tests.notices.sink import Sink
from tests.servers import Site, free_port, make_site, wait_for
from tests.shares import SEED, WHOLE, share_of

# Each of them tells of another moment; both databases draw their own three.
pytestmark = pytest.mark.share(3)
WORKER = ["-m", "celery", "--app", "qa_portal", "worker", "--pool", "solo", "--loglevel", "WARNING"]
DIGESTS = ["manage.py", "send_digests", "--at", "2023-08-31T07:00"]
TELL = """
from foundation.accounts.models import Person
from foundation.jobs.models import Job
from foundation.notices.models import Message, Notice
from foundation.notices.services import notify
for rows in (Notice, Message, Job):
    rows.objects.all().delete()
for name in ("ada", "ben", "cleo"):
    person, _ = Person.objects.get_or_create(name=name, defaults=dict(email=name + "@example.org", password="!"))
    notify(person=person, key="word", subject="A word", path="/", at_once={at_once})
"""
STORED = """
import json
from foundation.notices.models import Message
print(json.dumps(dict(Message.objects.values_list("message_id", "state"))))
"""
RECONCILE = "from foundation.jobs.services import reconcile; reconcile()"
SEND_WAITING = "from celery import current_app; current_app.send_task('notices.send_waiting')"


@pytest.fixture(scope="module")
def portal(tmp_path_factory, migrated) -> Site:
    return make_site(tmp_path_factory.mktemp("site"), database=migrated, JOBS_SILENCE="2")


@pytest.fixture
def site(portal, sink, valkey):
    """A portal whose mail goes to the sink and whose jobs go through Valkey."""
    portal.environment |= {"CELERY_BROKER_URL": valkey, "EMAIL_URL": sink.url}
    portal.log.unlink(missing_ok=True)
    yield portal
    portal.stop()


def run(site: Site, code: str) -> str:
    return site.manage("shell", "-v", "0", "-c", code).stdout


def tell_all(site: Site, *, at_once: bool) -> None:
    """Three people have unsent notices, and nothing of earlier tests is left."""
    run(site, TELL.format(at_once=at_once))


def stored(site: Site) -> dict[str, str]:
    """Each mail's number and state."""
    return json.loads(run(site, STORED))


def send_digests(site: Site) -> dict[str, int]:
    return json.loads(site.manage(*DIGESTS[1:]).stdout)


def killed_at(sink: Sink, step: str, site: Site, arguments: list[str]) -> None:
    """Start a process, and kill it when its conversation with the mail server gets to a step."""
    process = site.start(*arguments)

    def kill() -> str | None:
        process.send_signal(signal.SIGKILL)
        return None if step == "DATA" else "451 Not accepted"

    sink.at[step] = kill
    assert process.wait(timeout=60) == -signal.SIGKILL, site.log.read_text()
    assert sink.at == {}


# How many copies there may be: of a mail that the server accepted before the kill.
STEPS = [("RCPT ben@example.org", 0), ("DATA", 1)]
KILLS = 6 if WHOLE else 3


@pytest.mark.parametrize(("step", "copies"), share_of(STEPS, 1, about="digests"))
def test_digests_killed_at_a_step_and_run_again(site, sink, step, copies):
    tell_all(site, at_once=False)

    killed_at(sink, step, site, DIGESTS)

    assert send_digests(site)["people"] == 3
    assert stored(site) == dict.fromkeys(sink.numbers, "sent")
    assert len(stored(site)) == 3
    assert len(sink.numbers) == 3 + copies


def test_digests_killed_at_any_moment_until_they_get_through(site, sink):
    dice = random.Random(SEED)
    tell_all(site, at_once=False)
    for _ in range(KILLS):
        process = site.start(*DIGESTS)
        time.sleep(dice.uniform(0.5, 3))
        process.kill()
        process.wait()

    send_digests(site)

    assert {letter["To"] for letter in sink.letters} == {"ada@example.org", "ben@example.org", "cleo@example.org"}
    assert stored(site) == dict.fromkeys(sink.numbers, "sent")
    assert len(stored(site)) == 3
    assert send_digests(site) == {"people": 3, "sent": 0}


@pytest.mark.parametrize(("step", "copies"), share_of(STEPS, 1, about="a worker"))
def test_a_worker_killed_at_a_step_and_another_started(site, sink, step, copies):
    tell_all(site, at_once=True)

    killed_at(sink, step, site, WORKER)
    time.sleep(2)  # the silence after which the worker counts as dead
    run(site, RECONCILE)
    site.start(*WORKER)

    wait_for(lambda: len(set(sink.numbers)) == 3, timeout=60, otherwise=site.log.read_text)
    wait_for(lambda: stored(site) == dict.fromkeys(sink.numbers, "sent"), otherwise=site.log.read_text)
    assert len(sink.numbers) == 3 + copies


def test_two_processes_at_once_send_each_digest_once(site, sink):
    tell_all(site, at_once=False)

    both = [site.start(*DIGESTS) for _ in range(2)]

    assert [process.wait(timeout=60) for process in both] == [0, 0], site.log.read_text()
    assert len(sink.numbers) == len(set(sink.numbers)) == 3


def test_with_the_mail_server_down_mail_waits_and_goes_later(site, no_sink):
    site.environment["EMAIL_URL"] = no_sink.url
    tell_all(site, at_once=True)
    site.start(*WORKER)
    wait_for(lambda: "Mail waits" in site.log.read_text(), timeout=60, otherwise=site.log.read_text)
    assert set(stored(site).values()) == {"waiting"}

    no_sink.start()
    run(site, SEND_WAITING)

    wait_for(lambda: len(no_sink.letters) == 3, otherwise=site.log.read_text)
    assert set(no_sink.numbers) == set(stored(site))


def test_with_the_broker_down_what_is_told_is_kept_and_goes_later(site, sink, valkey):
    site.environment["CELERY_BROKER_URL"] = f"redis://127.0.0.1:{free_port()}"
    tell_all(site, at_once=True)
    assert sink.letters == []

    site.environment["CELERY_BROKER_URL"] = valkey
    site.start(*WORKER)
    run(site, RECONCILE)

    wait_for(lambda: len(sink.letters) == 3, timeout=60, otherwise=site.log.read_text)
    assert len(set(sink.numbers)) == 3


def test_with_the_broker_down_digests_go_all_the_same(site, sink):
    site.environment["CELERY_BROKER_URL"] = f"redis://127.0.0.1:{free_port()}"
    tell_all(site, at_once=False)

    assert send_digests(site) == {"people": 3, "sent": 3}
    assert len(sink.letters) == 3

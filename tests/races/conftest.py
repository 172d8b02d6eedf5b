"""Two people at once on a real PostgreSQL: both have read before either may write."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse

from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from tests.databases import copy_database, using
from tests.people import Visitor, add_person

PATIENCE = 20  # seconds


@pytest.fixture
def db(django_db_setup, django_db_blocker, tmp_path, migrated) -> Iterator[None]:
    """In place of pytest-django's: a database of the test's own, in which what is done is committed, as others see it."""
    with django_db_blocker.unblock(), using(copy_database(migrated, tmp_path)):
        yield


@pytest.fixture
def second_lead(db) -> Visitor:
    return Visitor(add_person("Una Castell", Role.QA_LEAD))


@pytest.fixture
def second_administrator(db) -> Visitor:
    return Visitor(add_person("Sana Iqbal", Role.ADMINISTRATOR))


def at_once(held: str, *acts: Callable[[], HttpResponse]) -> list[HttpResponse]:
    """Let each act read and come to its first write, then let them go; their answers.

    `held` is a statement that locks what they write, such as `LOCK TABLE reports_report IN SHARE MODE`, and lets them read.
    """
    answers: list[HttpResponse | BaseException | None] = [None] * len(acts)

    def do(place: int) -> None:
        try:
            answers[place] = acts[place]()
        except BaseException as problem:  # noqa: BLE001 — handed on to the test below
            answers[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(place,)) for place in range(len(acts))]
    with holding(held) as waiting:
        for thread in threads:
            thread.start()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and waiting() + sum(not thread.is_alive() for thread in threads) < len(acts):
            time.sleep(0.02)
    for thread in threads:
        thread.join(PATIENCE)
    for problem in answers:
        if isinstance(problem, BaseException):
            raise problem
    return answers


@contextmanager
def holding(statement: str) -> Iterator[Callable[[], int]]:
    """Hold a lock in a connection of its own; yields how many others wait for one."""
    settings = connection.get_connection_params()
    address = {name: settings[name] for name in ("host", "user", "password", "dbname", "port") if settings.get(name)}
    with psycopg.connect(**address) as holder, psycopg.connect(**address, autocommit=True) as watcher:
        holder.execute(statement)
        yield lambda: watcher.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        ).fetchone()[0]
        holder.commit()


def said(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def one_done(answers: list[HttpResponse]) -> HttpResponse:
    """Exactly one went on; the answer of the other, which stayed on its page."""
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    return next(answer for answer in answers if answer.status_code == 200)


def broken_chains(entries: list[Entry]) -> list[str]:
    """Where an entry of the trail says another *before* than the one before it said *after*."""
    return [
        f"{later}: {later.facts['before']} after {earlier.facts['after']}"
        for earlier, later in pairwise(entries)
        if "after" in earlier.facts and "before" in later.facts and earlier.facts["after"] != later.facts["before"]
    ]

"""What every test may ask for. Servers and processes: `tests/servers.py`; the browser: `tests/browser.py`; people: `tests/people.py`."""

import fcntl
import gc
import inspect
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from foundation.activity import unstored_accesses
from foundation.gate.loading import begin_loading, end_loading
from tests.databases import KEPT, ROOT, copy_database, using
from tests.replay import begin_test, put_in_one_order
from tests.shares import SEED, WHOLE, share_of

# How long an example takes says how busy the machine is.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")

pytest_plugins = [
    "tests.servers",
    "tests.browser",
    "tests.people",
    "tests.audit_stages",
    "tests.buckets",
    "tests.audits.calibration.rounds",
]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, migrated, tmp_path_factory) -> Iterator[None]:
    """A database of the worker's own, copied: pytest-django would have each worker run every migration.

    It stays closed but for tests that ask for `db`, which roll back what they write: rows of any other would stay for all that follow.
    """
    with using(copy_database(migrated, tmp_path_factory.mktemp("database"))):
        yield


def pytest_report_header() -> str:
    return "fuzz, races and long walks: whole" if WHOLE else f"fuzz, races and long walks: a share, TESTS_SEED={SEED}"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """In a fresh clone one worker compiles the tests and the others read what it made; at once, each would compile all of them."""
    KEPT.parent.mkdir(exist_ok=True)
    begin_loading()
    with (KEPT.parent / "compiling.lock").open("w") as lock:
        if "PYTEST_XDIST_WORKER" in os.environ:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if next((ROOT / "tests").rglob("test_*-pytest-*.pyc"), None):
                fcntl.flock(lock, fcntl.LOCK_UN)
        yield


def pytest_collection_finish() -> None:
    """Six thousand tests and all that they import stay to the end: looking through them for garbage again and again finds none."""
    gc.collect()
    end_loading()
    # A tenth of the tests' time: there is little in circles, and memory enough for it.
    gc.set_threshold(100_000, 50, 1000)


# A browser, a portal of its own processes, the invented council: such tests take seconds, and longer the more of these they ask for.
LONG = {"chromium", "new_site", "valkey", "loaded_demo"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """What takes long comes first, so that no worker is left with it at the end. PostgreSQL meets what could fare otherwise there."""
    keep_only(shares_of_files(items), config, items)
    put_in_one_order(items)
    items.sort(key=lambda item: -len(LONG.intersection(item.fixturenames)) - bool(item.get_closest_marker("browser")))
    if connection.vendor == "postgresql":
        keep_only(for_postgresql(items), config, items)
    else:
        keep_only([item for item in items if not item.get_closest_marker("postgresql")], config, items)


def keep_only(wanted: Iterable[pytest.Item], config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen = set(wanted)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = [item for item in items if item in chosen]


def shares_of_files(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Everything, but of a file marked `share(n)` so many of its tests by seed; all of them where one test is asked for by its name."""
    of_file: dict[Path, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("share"):
            of_file.setdefault(item.path, []).append(item)
        else:
            yield item
    for file, theirs in of_file.items():
        yield from share_of(theirs, theirs[0].get_closest_marker("share").args[0], about=file.name)


def for_postgresql(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """What a second run, on PostgreSQL, may find that SQLite did not.

    All of a file that is marked `both`, because it rests on what the database itself does: constraints, locks, its order of letters,
    statements of our own, how it stores what is imported. Of each other file that asks for a database the first test, so that every
    service and page does its work there once, and a thirty-second of the others by seed. What two writers at once do is tested on
    PostgreSQL alone; what starts servers, looks at files or asks who may see what (`once`) on SQLite alone. `make test-long` runs
    everything on both.
    """
    of_part: dict[Path, list[pytest.Item]] = {}
    for item in items:
        if not asks_for_a_database(item):
            continue
        if item.get_closest_marker("both") or item.get_closest_marker("postgresql"):
            yield item
        else:
            of_part.setdefault(item.path, []).append(item)
    for file, (first, *others) in of_part.items():
        yield from (first, *share_of(others, len(others) // 32, about=file.name))


def asks_for_a_database(item) -> bool:
    """The worker's own or one of a portal that it starts, all copies of the migrated one; who takes `request` may yet ask."""
    of_django = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    may_ask = "migrated" in item.fixturenames or "request" in inspect.signature(item.function).parameters
    return of_django or may_ask or item.get_closest_marker("django_db") is not None


PUT_BACK = pytest.StashKey[Callable[[], None]]()


@pytest.fixture(scope="session")
def stored_by_migrations(request, django_db_setup, django_db_blocker) -> str:
    """The audit tool, the indicators: all that an empty database holds after `migrate`."""

    def put_back() -> None:
        with django_db_blocker.unblock():
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(stored)
            # The rows came with their numbers; PostgreSQL would give the first of them again.
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                    cursor.execute(statement)

    with django_db_blocker.unblock():
        stored = connection.creation.serialize_db_to_string()
    request.config.stash[PUT_BACK] = put_back
    return stored


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with a live server empties every table at its end; the next test, whichever it is, finds the rows again."""
    yield
    if "live_server" in item.fixturenames and nextitem is not None:
        item.config.stash[PUT_BACK]()


@pytest.fixture(autouse=True)
def nothing_kept_from_before():
    """A test's rows are rolled back: the next may come to the same numbers with other values, and readings that wait name nobody."""
    begin_test()
    cache.clear()
    shutil.rmtree(unstored_accesses.folder(), ignore_errors=True)


@pytest.fixture
def do_waiting_jobs(db) -> Callable[[], None]:
    """Do what a worker would: every job that waits, first come first done."""
    from foundation.jobs.enums import JobState
    from foundation.jobs.models import Job
    from foundation.jobs.services import run_job

    def do() -> None:
        for pk in list(Job.objects.filter(state=JobState.QUEUED).order_by("pk").values_list("pk", flat=True)):
            run_job(pk=pk)

    return do

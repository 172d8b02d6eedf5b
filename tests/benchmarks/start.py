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
        # It makes the database, loads the demo and does what the loading left to do, files of a report among it.
        first, again = memory_at_rest(environment), memory_at_rest(environment)
        return [
            row_of_memory("memory demo at rest, first", first, "an empty folder: the demo is loaded, thirty seconds after the first page"),
            row_of_memory("memory demo at rest", again, "the loaded demo, thirty seconds after the first page of a second start"),
            compare(
                "start",
                ours=lambda: start_again(environment),
                other=start_bare,
                other_is="one empty Django page on waitress",
                size="the loaded demo",
                limit=10,
            ),
        ]


def row_of_memory(name: str, held: float, size: str) -> Row:
    allowed = "what is allowed; megabytes, not seconds"
    return Row(name=name, ratio=held / MOST_MB, limit=1, ours_s=held, other_s=MOST_MB, other=allowed, size=size)


def start_again(environment: dict[str, str]) -> None:
    """What a second `make demo` does once its stamps are found in order."""
    port = free_port()
    until_it_answers([sys.executable, "manage.py", "serve", "--demo", "--port", str(port)], port, environment)


def memory_at_rest(environment: dict[str, str]) -> float:
    """Megabytes that the process holds, with its worker, its timetable and what it started, once it has nothing to do."""
    found: list[float] = []

    def look(process: subprocess.Popen[bytes]) -> None:
        time.sleep(30)
        found.append(megabytes(process.pid))

    port = free_port()
    until_it_answers([sys.executable, "manage.py", "serve", "--demo", "--port", str(port)], port, environment, then=look)
    return found[0]


def megabytes(process: int) -> float:
    """Of a process and of all that it started."""
    held = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    children = (child for each in Path(f"/proc/{process}/task").glob("*/children") for child in each.read_text().split())
    return (int(held[1]) / 1024 if held else 0) + sum(megabytes(int(child)) for child in children)


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

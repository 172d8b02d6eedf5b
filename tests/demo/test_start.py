"""`make demo` says how far it is while it loads: in the terminal, and on the page that it serves until the portal can answer."""

import io
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest

from demo.diary import Diary
from demo.entrance import Entrance
from demo.people import SIGN_INS
from demo.progress import LOADING, MIGRATING, LoadingProgress, ProgressLines, Terminal, follow
from foundation.council.clock import today
from tests.databases import new_database
from tests.servers import ROOT, free_port, make_site, stop, wait_for


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def loaded_by(stream: io.StringIO) -> str:
    """What is written while the demo loads in a hundred seconds."""
    seconds = 0

    def clock() -> float:
        return seconds

    progress = LoadingProgress(Terminal(stream), clock=clock)
    for step, shares in ((MIGRATING, (0.5,)), (LOADING, (0.1, 0.2, 0.5, 1.0))):
        progress.begin(step)
        for share in shares:
            seconds += 20
            progress.reach(share, f"{share:.0%} of it")
    return stream.getvalue()


def test_without_a_terminal_each_step_and_each_tenth_is_a_plain_line():
    assert loaded_by(io.StringIO()).splitlines() == [
        "Step 1 of 2: Making the database, 0%",
        "Step 1 of 2: Making the database (50% of it), 10%, about 3 minutes left",
        "Step 2 of 2: Loading two years of work, 20%, about 80 seconds left",
        "Step 2 of 2: Loading two years of work (20% of it), 36%, about 2 minutes left",
        "Step 2 of 2: Loading two years of work (50% of it), 60%, about 60 seconds left",
        "Step 2 of 2: Loading two years of work (100% of it), 100%",
    ]


def test_in_a_terminal_one_line_is_rewritten_and_never_wraps(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    written = loaded_by(Screen())

    assert "\n" not in written
    assert written.count("\r") == 7
    assert max(len(line.rstrip()) for line in written.split("\r")) < 60
    assert written.rpartition("\r")[2].strip() == "Step 2 of 2: Loading two years of work (100% of it), 100%"


def asked(entrance: Entrance, path: str) -> tuple[str, dict[str, str], str]:
    environ = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    heard = {}
    body = b"".join(entrance(environ, lambda status, headers: heard.update(status=status, headers=dict(headers))))
    return heard["status"], heard["headers"], body.decode()


def test_until_the_portal_answers_every_page_says_how_far_it_is():
    progress = LoadingProgress()
    entrance = Entrance(progress)
    progress.begin(LOADING)
    progress.reach(0.5, "July 2022")

    for path in ("/", "/audits/", "/sign-in/"):
        status, headers, page = asked(entrance, path)
        assert (status, headers["Cache-Control"]) == ("503 Service Unavailable", "no-store")
        assert "Step 2 of 2: Loading two years of work (July 2022), 60%" in page
        assert 'value="60"' in page
    status, _, answer = asked(entrance, "/health/ready")
    assert (status[:3], json.loads(answer)["percent"], json.loads(answer)["ready"]) == ("503", 60, False)
    assert asked(entrance, "/health/live")[0] == "200 OK"


def test_then_it_is_the_portal():
    entrance = Entrance(LoadingProgress())
    entrance.portal = lambda environ, start_response: start_response("200 OK", []) or [b"the portal"]

    assert asked(entrance, "/")[2] == "the portal"


def test_the_diary_says_each_month_that_it_comes_to():
    diary, lived, told = Diary(), [], []
    for day in (date(2023, 1, 1), date(2023, 1, 20), date(2023, 1, 31), date(2023, 3, 2), date(2023, 4, 11)):
        diary.on(day, lambda: lived.append(today()))
    diary.live_until(date(2023, 4, 11), passing=lambda day, share: told.append((day.month, share)))

    assert (len(set(lived)), told) == (5, [(3, 0.6), (4, 1.0)])


@pytest.mark.once
def test_the_address_answers_at_once_and_a_stop_while_it_loads_leaves_nothing_behind(tmp_path):
    (tmp_path / "empty").mkdir()
    site = make_site(tmp_path, database=new_database(tmp_path / "empty"))
    port = free_port()
    process = site.start("manage.py", "serve", "--demo", "--port", str(port))

    page = wait_for(lambda: loading_page(port), timeout=60, otherwise=site.log.read_text)

    assert "The demo is loading" in page
    [loading] = wait_for(lambda: children_of(process))
    assert stop(process, within=20) == 0
    assert not Path(f"/proc/{loading}").exists()
    said = site.log.read_text().splitlines()
    assert said[-2:] == ["Stopped before the demo was loaded; the next start loads it from the beginning", "Stopped"]


@pytest.mark.once
def test_a_load_that_is_killed_ends_the_start_in_words(tmp_path):
    (tmp_path / "empty").mkdir()
    site = make_site(tmp_path, database=new_database(tmp_path / "empty"))
    process = site.start("manage.py", "serve", "--demo", "--port", str(free_port()))
    [loading] = wait_for(lambda: children_of(process), timeout=60, otherwise=site.log.read_text)
    os.kill(loading, signal.SIGKILL)

    assert process.wait(timeout=20) == 1
    assert site.log.read_text().splitlines()[-1] == (
        "CommandError: The demo is not loaded: the process that loads it was ended from outside (SIGKILL). "
        "Nothing of it was kept; the next start loads it from the beginning."
    )


@pytest.mark.once
def test_a_load_that_nobody_waits_for_any_more_ends(tmp_path):
    (tmp_path / "empty").mkdir()
    site = make_site(tmp_path, database=new_database(tmp_path / "empty"))
    command = [sys.executable, "manage.py", "load_demo", "--skip-checks", "--migrate", "--tell"]
    loading = subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert json.loads(loading.stdout.readline()) == [MIGRATING, 0.0, ""]
    loading.stdout.close()

    assert (loading.wait(timeout=60), loading.stderr.read()) == (-signal.SIGPIPE, b"")


def children_of(process: subprocess.Popen) -> list[int]:
    found = [each.read_text().split() for each in Path(f"/proc/{process.pid}/task").glob("*/children")]
    return [int(number) for numbers in found for number in numbers]


def test_what_the_loading_process_says_is_said_by_the_one_that_waits():
    written, shown = io.StringIO(), LoadingProgress()
    there = LoadingProgress(ProgressLines(written))
    there.begin(MIGRATING)
    there.reach(1.0)
    there.begin(LOADING)
    there.reach(0.5, "July 2022")
    follow(written.getvalue().splitlines(), shown)

    assert (shown.percent, shown.words) == (60, "Step 2 of 2: Loading two years of work (July 2022)")


def loading_page(port: int) -> str:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    except urllib.error.HTTPError as answer:
        return answer.read().decode()
    except OSError:
        return ""
    return ""


@pytest.mark.once
def test_the_next_start_prints_where_it_is_and_as_whom(loaded_demo, tmp_path):
    site = make_site(tmp_path, database=loaded_demo)
    port = free_port()
    site.start("manage.py", "serve", "--demo", "--port", str(port))

    wait_for(lambda: f"The portal is at http://127.0.0.1:{port}/" in site.log.read_text(), timeout=60, otherwise=site.log.read_text)
    said = wait_for(lambda: site.log.read_text() if "Kelly Marsh" in site.log.read_text() else "", otherwise=site.log.read_text)
    site.stop()
    assert [name for name in SIGN_INS.values() if name not in said] == []
    assert "Step 1 of" not in said

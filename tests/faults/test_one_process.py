"""The one process on SQLite, killed while people write and while it does a job: nothing acknowledged is lost, nothing is stored twice."""

import json
import os
import signal
import subprocess
import time

import pytest

from tests.audits.past_audits.sheets import past, sheet
from tests.faults.stand import Writers
from tests.faults.test_faults import ASK_FOR_FILES, IMPORT, KILLED_AT, SET_UP, require_all_kept_once
from tests.servers import Site, free_port, wait_for
from tests.shares import WHOLE

pytestmark = [pytest.mark.once, pytest.mark.share(1)]
KILLS = 6 if WHOLE else 2
SERVE = "{patch}\nimport sys\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line({command!r})"


class OneProcess:
    """What the questions after a fault ask of a stand."""

    def __init__(self, site: Site) -> None:
        self.site, self.port = site, free_port()

    def start(self, *, patch: str = "") -> subprocess.Popen[str]:
        self.process = self.run(patch, "serve", "--port", str(self.port))
        return self.process

    def run(self, patch: str, *command: str) -> subprocess.Popen[str]:
        return self.site.start("-c", SERVE.format(patch=patch, command=["manage.py", *command]))

    def wait(self) -> None:
        from tests.servers import _answers

        wait_for(lambda: _answers(self.port), timeout=60, otherwise=self.site.log.read_text)

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def shell(self, code: str) -> str:
        return self.site.manage("shell", "-v0", "-c", code).stdout.strip()

    def rows(self, statement: str) -> list[tuple]:
        code = f"import json; from django.db import connection; c = connection.cursor(); c.execute({_of_sqlite(statement)!r})"
        return [tuple(row) for row in json.loads(self.shell(f"{code}; print(json.dumps(c.fetchall()))"))]


def _of_sqlite(statement: str) -> str:
    return statement.replace("facts::text", "CAST(facts AS TEXT)").replace("%", "%%")


@pytest.fixture
def stand(new_site):
    site = new_site(JOBS_SILENCE="2")
    (site.folder / "past.csv").write_text(sheet(*(past(f"C-{number}", "RI", "G") for number in range(101, 106))))
    site.manage("import_audits", str(site.folder / "past.csv"))
    stand = OneProcess(site)
    stand.shell(SET_UP)
    return stand


def test_it_is_killed_while_people_write(stand):
    stand.start()
    stand.wait()
    with Writers(stand.port) as writers:
        for _ in range(KILLS):
            writers.wait_for(3)
            stand.kill()
            stand.start()
            stand.wait()
        writers.wait_for(3)

    require_all_kept_once(stand, writers)
    assert stand.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(("table", "ask"), [("activity_entry", IMPORT), ("reports_reportfile", ASK_FOR_FILES)])
def test_it_is_killed_in_a_job(stand, table, ask):
    job = stand.shell(ask)
    doomed = stand.start(patch=KILLED_AT.format(table=table))
    assert doomed.wait(timeout=60) == -signal.SIGKILL, stand.site.log.read_text()[-3000:]
    time.sleep(2.5)  # the silence after which a worker counts as dead
    stand.start()

    state = f"SELECT state, attempts FROM jobs_job WHERE id = {job}"
    wait_for(lambda: stand.rows(state) == [("done", 2)], timeout=120, otherwise=lambda: f"{stand.rows(state)}")
    kept = "(SELECT COUNT(*) FROM performance_import), (SELECT COUNT(*) FROM performance_value), (SELECT COUNT(*) FROM reports_reportfile)"
    assert stand.rows(f"SELECT {kept}") == ([(1, 5100, 0)] if table == "activity_entry" else [(0, 0, 1)])


def test_it_is_killed_while_it_seals(stand):
    doomed = stand.run(KILLED_AT.format(table="activity_sealedrow"), "seal_trail")
    assert doomed.wait(timeout=60) == -signal.SIGKILL, stand.site.log.read_text()[-3000:]
    assert stand.rows("SELECT COUNT(*) FROM activity_segment") == [(0,)]
    stand.site.manage("seal_trail")

    assert json.loads(stand.site.manage("verify_trail").stdout)["broken"] == []

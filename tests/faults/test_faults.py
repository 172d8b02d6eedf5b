"""Whatever is killed or stopped while people write: nothing acknowledged is lost, nothing is stored twice, and people were told."""

import json
import signal
import time
from collections import Counter

import pytest

from tests.audits.past_audits.sheets import past, sheet
from tests.faults.stand import LEAD, PASSWORD, Browser, Stand, Writers
from tests.servers import wait_for
from tests.shares import WHOLE

# Each on processes of its own; the databases are told apart in it.
pytestmark = pytest.mark.once
fault = pytest.mark.share(3)
KILLS = 6 if WHOLE else 2
AWAY = 60 if WHOLE else 6


SET_UP = f"""
import datetime
from foundation.accounts.models import Person, PersonRole, Team
from reports.services import open_report
lead = Person(name="Leah Brandt", email="{LEAD}")
lead.set_password("{PASSWORD}")
lead.save()
PersonRole.objects.bulk_create([PersonRole(person=lead, role=role) for role in ("qa_lead", "performance_analyst")])
Person.objects.create(name="Owen Petty", email="owen.petty@example.org", password="!", team=Team.objects.get(name="Elm Team"))
open_report(actor=lead, first_month=datetime.date(2023, 6, 1), last_month=datetime.date(2023, 6, 1))
"""


@pytest.fixture(scope="module")
def stand(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stand")
    stand = Stand(folder)
    stand.site.manage("migrate")
    (folder / "past.csv").write_text(sheet(*(past(f"C-{number}", "RI", "G") for number in range(101, 106))))
    stand.site.manage("import_audits", str(folder / "past.csv"))
    stand.shell(SET_UP)
    stand.start_web()
    stand.start_worker()
    yield stand
    stand.stop()


def require_all_kept_once(stand: Stand, writers: Writers) -> None:
    stored = Counter(what for (what,) in stand.rows("SELECT what FROM actions_action WHERE what LIKE 'Write %'"))
    assert [words for words in writers.acknowledged if stored[words] != 1] == []
    assert [words for words, times in stored.items() if times > 1] == []
    raised = stand.rows("SELECT COUNT(*) FROM activity_entry WHERE verb = 'action.raised' AND facts::text LIKE '%Write %'")
    assert raised in ([(len(stored),)], [(0,)])
    # Nobody got anything but the page that they were led to, the page that says that it is not saved yet, or no answer at all.
    assert writers.untold == []
    assert set(writers.statuses) <= {0, 200, 503}


def require_no_job_left(stand: Stand) -> None:
    stand.reconcile()
    left = "SELECT kind, state FROM jobs_job WHERE state IN ('queued', 'running')"
    wait_for(lambda: stand.rows(left) == [], timeout=90, otherwise=lambda: f"{stand.rows(left)} {stand.site.log.read_text()[-4000:]}")


@fault
def test_web_processes_killed_in_a_submit(stand):
    with Writers(stand.port) as writers:
        for _ in range(KILLS * 2):
            writers.wait_for(3)
            stand.kill_a_web_process()
        writers.wait_for(3)

    require_all_kept_once(stand, writers)


@fault
def test_postgresql_restarted_under_load(stand):
    with Writers(stand.port) as writers:
        for _ in range(KILLS):
            writers.wait_for(3)
            stand.restart_postgresql()
        writers.wait_for(3)

    require_all_kept_once(stand, writers)
    require_no_job_left(stand)


@fault
def test_the_disk_of_postgresql_is_full_while_people_write(stand):
    if not stand.has_small_disk:
        pytest.skip("Its disk is made small in make test-long, by root")
    with Writers(stand.port) as writers:
        writers.wait_for(3)
        stand.fill_disk()
        before = writers.statuses[503]
        wait_for(lambda: writers.statuses[503] > before + 3, timeout=120, otherwise=lambda: str(writers.statuses))
        stand.empty_disk()
        stand.start_postgresql()
        writers.wait_for(3)

    require_all_kept_once(stand, writers)
    require_no_job_left(stand)


ASK_FOR_FILES = f"""
from foundation.accounts.models import Person
from reports.enums import Format
from reports.models import Report
from reports.services.files import ask_for_files
print(ask_for_files(actor=Person.objects.get(email="{LEAD}"), report=Report.objects.order_by("pk").first(), formats=[Format.DOCX]).pk)
"""


@fault
def test_valkey_stopped_while_people_write_and_a_report_is_asked_for(stand):
    stand.stop_valkey()
    with Writers(stand.port) as writers:
        began = time.monotonic()
        writers.wait_for(3)
        job = stand.shell(ASK_FOR_FILES)
        time.sleep(max(0, AWAY - (time.monotonic() - began)))
        assert stand.rows(f"SELECT state FROM jobs_job WHERE id = {job}") == [("queued",)]
        stand.start_valkey()
        writers.wait_for(3)

    require_all_kept_once(stand, writers)
    require_no_job_left(stand)
    assert stand.rows(f"SELECT state FROM jobs_job WHERE id = {job}") == [("done",)]


# The worker ends by itself once a statement has been executed, inside the transaction that it is in.
KILLED_AT = """
import os, signal
from django.db.backends.utils import CursorWrapper
usual = CursorWrapper.execute
def execute(self, sql, params=None):
    done = usual(self, sql, params)
    if str(sql).startswith(('INSERT INTO "{table}"', 'INSERT OR IGNORE INTO "{table}"')):
        os.kill(os.getpid(), signal.SIGKILL)
    return done
CursorWrapper.execute = execute
CursorWrapper.executemany = lambda self, sql, rows, many=CursorWrapper.executemany: (many(self, sql, rows), execute(self, "SELECT 1"))[0]
"""
IMPORT = f"""
from foundation.accounts.models import Person
from performance.imports.services import ask_to_store, keep_upload
from tests.performance.imports.test_long_uploads import long_file
lead = Person.objects.get(email="{LEAD}")
kept = keep_upload(actor=lead, content=long_file(), name="lait.csv")
print(ask_to_store(actor=lead, upload=kept).pk)
"""
SEAL = "from celery import current_app; current_app.send_task('activity.seal')"


def killed_in(stand: Stand, table: str, ask: str) -> str:
    """A worker that is at it is killed, and another begins; what `ask` printed."""
    stand.worker.kill()
    stand.worker.wait()
    doomed = stand.start_worker(KILLED_AT.format(table=table))
    printed = stand.shell(ask)
    assert doomed.wait(timeout=90) == -signal.SIGKILL, stand.site.log.read_text()[-3000:]
    stand.start_worker()
    time.sleep(2.5)  # the silence after which the worker counts as dead
    return printed


@fault
def test_a_worker_killed_in_an_import(stand):
    before = stand.rows("SELECT (SELECT COUNT(*) FROM performance_value), (SELECT COUNT(*) FROM performance_import)")[0]
    job = killed_in(stand, "activity_entry", IMPORT)
    require_no_job_left(stand)

    after = stand.rows("SELECT (SELECT COUNT(*) FROM performance_value), (SELECT COUNT(*) FROM performance_import)")[0]
    assert (after[0] - before[0], after[1] - before[1]) == (5100, 1)
    assert stand.rows(f"SELECT state, attempts FROM jobs_job WHERE id = {job}") == [("done", 2)]


@fault
def test_a_worker_killed_while_it_keeps_a_report(stand):
    # A file of another form: one that is kept already would not be made again.
    job = killed_in(stand, "reports_reportfile", ASK_FOR_FILES.replace("DOCX", "XLSX"))
    require_no_job_left(stand)

    assert stand.rows(f"SELECT state, attempts FROM jobs_job WHERE id = {job}") == [("done", 2)]
    assert stand.rows("SELECT COUNT(*) FROM reports_reportfile WHERE form = 'xlsx'") == [(1,)]


@fault
def test_a_worker_killed_while_it_seals(stand):
    killed_in(stand, "activity_sealedrow", SEAL)
    stand.shell(SEAL)

    unsealed = (
        "SELECT COUNT(*) FROM activity_entry e WHERE NOT EXISTS (SELECT 1 FROM activity_sealedrow s WHERE s.log = 'trail' AND s.row = e.id)"
    )
    wait_for(lambda: stand.rows(unsealed) == [(0,)], timeout=60, otherwise=lambda: str(stand.rows(unsealed)))
    assert json.loads(stand.site.manage("verify_trail").stdout)["broken"] == []


@fault
def test_two_web_processes_with_the_same_audit_open(stand):
    """Each shows it to somebody; who saves second is told, and gets back what they wrote."""
    ((number,),) = stand.rows("SELECT number FROM audits_audit WHERE state = 'moderated' ORDER BY number LIMIT 1")
    address = f"/audits/{number}/facts/"
    stand.site.environment["BIND"] = f"127.0.0.1:{stand.port + 1}"
    other = stand.site.start("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "qa_portal.wsgi")
    first, second = Browser(stand.port), Browser(stand.port + 1)
    wait_for(lambda: second.ask("/health/live")[0] == 200, timeout=60)
    first.sign_in()
    second.sign_in()
    forms = [browser.form(address, "case_id") for browser in (first, second)]

    said = [
        browser.ask(address, form | {"case_id": case, "reason": f"As the team manager says of {case}."})
        for browser, form, case in zip((first, second), forms, ("C-90501", "C-90502"), strict=True)
    ]
    other.terminate()
    stand.site.environment["BIND"] = f"127.0.0.1:{stand.port}"

    assert said[0][0] == 200
    assert "C-90501" in said[0][1]
    assert "while you had this page open" in said[1][1]
    assert "As the team manager says of C-90502." in said[1][1]
    assert stand.rows(f"SELECT case_id FROM audits_audit WHERE number = {number}") == [("C-90501",)]


@fault
def test_everything_killed_at_one_moment_while_people_write(stand):
    with Writers(stand.port) as writers:
        for _ in range(KILLS // 2 or 1):
            writers.wait_for(3)
            job = stand.shell(ASK_FOR_FILES)
            stand.kill_everything()
            stand.start_postgresql()
            stand.start_valkey()
            stand.start_web()
            stand.start_worker()
            writers.wait_for(3)
    time.sleep(2.5)

    require_all_kept_once(stand, writers)
    require_no_job_left(stand)
    assert stand.rows(f"SELECT state FROM jobs_job WHERE id = {job}") == [("done",)]


def test_after_all_of_it_the_logs_and_the_counts_are_right(stand):
    stand.site.manage("seal_trail")
    assert json.loads(stand.site.manage("verify_trail").stdout)["broken"] == []
    assert json.loads(stand.site.manage("check_figures").stdout)["wrong"] == []
    lines = [line for line in stand.site.log.read_text().splitlines() if line.startswith("{")]
    assert lines
    # Nothing that anybody wrote is in the log of all these faults.
    assert [line for line in lines if "into the plan" in line or "C-9050" in line] == []

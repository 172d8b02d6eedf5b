"""Long files are checked and stored in the background, and a worker that is killed leaves nothing half stored."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied

from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from performance.imports.services import ask_to_check, ask_to_store, check_upload, keep_upload, rejected_rows, store_upload
from performance.models import Import, Upload, Value
from tests.performance.imports.pages.test_uploads import upload
from tests.performance.imports.test_long_files import LAIT
from tests.servers import ROOT

pytestmark = pytest.mark.both

COUNT = 5_100


def long_file(value: str = "90", bad: int = 0) -> bytes:
    years, councils = 30, COUNT // 30
    rows = [f"LAC,{1990 + at % years},{200 + at // years},Council {at // years},North,,{value}" for at in range(years * councils)]
    rows[:bad] = [row.replace(f",{value}", ",many") for row in rows[:bad]]
    return (LAIT + "\n".join(rows)).encode()


def checked(analyst, do_waiting_jobs, content: bytes) -> str:
    """The address of the check page, once the worker has been."""
    job = upload(analyst, content, "lait.csv").url
    do_waiting_jobs()
    return analyst.get(job).url


def test_a_long_file_is_checked_while_nobody_waits(analyst, do_waiting_jobs):
    page = analyst.get(upload(analyst, long_file(), "lait.csv").url)
    assert 'id="job-progress"' in page.text

    do_waiting_jobs()

    job = Job.objects.get()
    assert (job.state, job.total) == (JobState.DONE, COUNT)
    assert "4,900 more new figures are not listed" in analyst.get(job.next_address).text
    assert not Value.objects.exists()


def test_it_is_stored_while_nobody_waits(analyst, do_waiting_jobs):
    check = checked(analyst, do_waiting_jobs, long_file())
    job = analyst.post(check).url
    do_waiting_jobs()

    assert analyst.get(job).url == Import.objects.get().get_absolute_url()
    assert (Value.objects.count(), Upload.objects.count()) == (COUNT, 0)


def test_refused_rows_stop_it_or_are_left_out_by_choice(analyst, do_waiting_jobs):
    check = checked(analyst, do_waiting_jobs, long_file(bad=2))
    analyst.post(check)
    do_waiting_jobs()
    assert ("nothing was stored" in Job.objects.latest("pk").message, Value.objects.count()) == (True, 0)

    analyst.post(check, {"accept_valid": "1"})
    do_waiting_jobs()
    assert Value.objects.count() == COUNT - 2


def test_a_long_file_that_cannot_be_read_says_so(analyst, do_waiting_jobs):
    job = upload(analyst, long_file().replace(b"measure_code", b"year", 1), "lait.csv").url
    do_waiting_jobs()

    assert "Each heading can be used once" in analyst.get(job).text


def test_a_long_file_of_no_known_shape_asks_what_its_columns_mean(analyst, do_waiting_jobs):
    columns = checked(analyst, do_waiting_jobs, b"KPI,Jun-23\n" + b"Vacancy rate,1\n" * COUNT)

    assert "“KPI” holds" in analyst.get(columns).text


def test_a_file_that_is_gone_is_said_to_be(analyst, do_waiting_jobs):
    kept = keep_upload(actor=analyst.person, content=long_file(), name="lait.csv")
    job = ask_to_store(actor=analyst.person, upload=kept)
    kept.delete()
    do_waiting_jobs()

    job.refresh_from_db()
    assert "no longer kept" in job.message


KILLED = """
import os, signal, sys
import django
django.setup()
from performance.imports.services import series
series.update_values = lambda rows: os.kill(os.getpid(), signal.SIGKILL)
from django.core.management import call_command
call_command("import_kpis", sys.argv[1])
"""
COUNTED = "import json; from performance.models import *; print(json.dumps([m.objects.count() for m in (Import, Value, Restatement)]))"


def test_a_worker_killed_in_the_middle_leaves_nothing_half_stored(new_site):
    site = new_site()
    first, second = site.folder / "first.csv", site.folder / "second.csv"
    first.write_bytes(f"{LAIT}LAC,2022,343,Sefton,North West,,90\n".encode())
    second.write_bytes(f"{LAIT}LAC,2022,343,Sefton,North West,,91\nLAC,2023,343,Sefton,North West,,92\n".encode())
    site.manage("import_kpis", str(first))

    killed = subprocess.run([sys.executable, "-c", KILLED, str(second)], cwd=ROOT, env=site.environment, timeout=120, check=False)

    assert killed.returncode == -9
    # The new figure and the restatement were written before the kill.
    assert json.loads(site.manage("shell", "-v", "0", "-c", COUNTED).stdout) == [1, 1, 0]
    assert json.loads(site.manage("import_kpis", str(second)).stdout)["restated"] == 1


def test_asked_twice_it_is_stored_once(analyst, do_waiting_jobs):
    check = checked(analyst, do_waiting_jobs, long_file())

    assert analyst.post(check).url == analyst.post(check).url
    do_waiting_jobs()
    assert (Import.objects.count(), Job.objects.count()) == (1, 2)
    again = analyst.post(check, follow=True)
    assert "it was stored already" in again.text


def test_what_somebody_else_stored_meanwhile_is_said_and_stored_once(analyst, lead, do_waiting_jobs):
    ours, theirs = checked(analyst, do_waiting_jobs, long_file()), checked(lead, do_waiting_jobs, long_file())
    analyst.post(ours)
    job = lead.post(theirs).url
    do_waiting_jobs()

    assert "Every figure in this file is stored already" in lead.get(job).text
    assert (Import.objects.count(), Value.objects.count()) == (1, COUNT)


def test_who_comes_back_finds_the_file_where_it_is(analyst, do_waiting_jobs):
    job = upload(analyst, long_file(), "lait.csv").url
    page = analyst.get("/performance/imports/new/").text
    assert "lait.csv is being worked on." in page
    assert f'href="{job}"' in page

    do_waiting_jobs()
    page = analyst.get("/performance/imports/new/").text
    assert "lait.csv is not stored yet." in page
    assert f'href="{Upload.objects.get().get_absolute_url()}"' in page


def test_who_comes_back_to_a_file_that_could_not_be_read_is_told_why(analyst, do_waiting_jobs):
    job = upload(analyst, long_file().replace(b"measure_code", b"year", 1), "lait.csv").url
    do_waiting_jobs()

    page = analyst.get("/performance/imports/new/").text
    assert ("could not be checked or stored" in page, f'href="{job}"' in page) == (True, True)
    assert "Choose a file" in analyst.get(job).text


@pytest.mark.parametrize("deed", [check_upload, ask_to_check, ask_to_store, store_upload, rejected_rows])
def test_a_file_that_one_person_checks_is_for_nobody_else(analyst, lead, deed):
    kept = keep_upload(actor=analyst.person, content=long_file(), name="lait.csv")

    with pytest.raises(PermissionDenied, match="only for the analyst or QA lead who chose it"):
        deed(actor=lead.person, upload=kept)
    assert (Value.objects.count(), Job.objects.count(), Upload.objects.count()) == (0, 0, 1)

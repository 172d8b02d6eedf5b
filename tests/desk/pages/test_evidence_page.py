"""/settings/logs/evidence-pack/: evidence of a period, made in the background, without anything of a case."""

import csv
import datetime
import hashlib
import io
import zipfile

import pytest

from foundation.activity.models import Access, Entry
from foundation.activity.sealing import seal_logs
from foundation.activity.verifying import check_logs
from foundation.council.clock import frozen_clock
from foundation.jobs.models import Job, JobFile
from tests.governance.conftest import gives_password
from tests.reading import text_of

URL = "/settings/logs/evidence-pack/"
DAY = datetime.date(2023, 8, 1)
POSTED = {"first": "2023-07-01", "last": "2023-08-01"}


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(DAY):
        yield


def taken(visitor, do_waiting_jobs) -> zipfile.ZipFile:
    page = visitor.post(URL, POSTED)
    do_waiting_jobs()
    job = Job.objects.get()
    assert page["Location"] == job.get_absolute_url()
    assert job.result["next"] == f"{URL}{job.pk}/"
    gives_password(visitor, f"{URL}{job.pk}/")
    return zipfile.ZipFile(io.BytesIO(b"".join(visitor.post(f"{URL}{job.pk}/").streaming_content)))


def test_a_lead_takes_what_was_checked_sealed_and_done(lead, submitted_audit, do_waiting_jobs):
    seal_logs()
    check_logs([])
    known = Entry.objects.filter(day__range=("2023-07-01", DAY)).count()
    bundle = taken(lead, do_waiting_jobs)

    rows = {name: list(csv.reader(io.StringIO(bundle.read(name).decode("utf-8-sig")))) for name in bundle.namelist() if ".csv" in name}
    assert sorted(rows) == [
        "checks-of-the-logs.csv",
        "reading-and-signing-in.csv",
        "removals.csv",
        "sealed-by-day.csv",
        "what-was-done.csv",
    ]
    assert len(rows["checks-of-the-logs.csv"]) == 2
    done = {verb: int(times) for verb, _, times in rows["what-was-done.csv"][1:]}
    assert sum(done.values()) == known + 1
    assert done["audit.submit"] == done["evidence_pack.asked"] == 1
    assert "253 requirements" in bundle.read("evidence.md").decode()
    sums = dict(reversed(line.split("  ")) for line in bundle.read("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(bundle.read(name)).hexdigest() for name in bundle.namelist() if name != "SHA256SUMS"}
    assert Access.objects.filter(address="desk:evidence-file").count() == 0


def test_there_is_no_case_no_name_and_no_word_of_anybody_in_it(administrator, submitted_audit, do_waiting_jobs):
    bundle = taken(administrator, do_waiting_jobs)

    workbook = zipfile.ZipFile(io.BytesIO(bundle.read("evidence.xlsx")))
    whole = b"\n".join([*map(bundle.read, bundle.namelist()), *map(workbook.read, workbook.namelist())]).decode(errors="replace")
    people = {submitted_audit.auditor.name, str(submitted_audit.allocated_worker), administrator.person.name}
    reasons = {row.reason for row in submitted_audit.judgements.exclude(reason="")}
    assert reasons
    assert [word for word in {submitted_audit.case_id, *people, *reasons} if word in whole] == []


def test_who_may_ask_and_that_a_pack_is_its_askers(lead, administrator, auditor, director, do_waiting_jobs):
    assert [visitor.get(URL).status_code for visitor in (lead, administrator, auditor, director)] == [200, 200, 403, 403]
    lead.post(URL, POSTED)
    do_waiting_jobs()
    address = Job.objects.get().result["next"]
    assert [visitor.post(address).status_code for visitor in (administrator, auditor)] == [404, 403]
    assert "evidence-2023-07-01-to-2023-08-01.zip" in text_of(lead.get(URL))
    assert "evidence-2023" not in text_of(administrator.get(URL))


@pytest.mark.parametrize(("first", "last", "field"), [("2023-07-01", "2023-08-02", "last"), ("2021-01-01", "2023-08-01", "first")])
def test_days_that_cannot_be_are_refused(lead, first, last, field):
    page = lead.post(URL, {"first": first, "last": last})

    assert (list(page.context["form"].errors), Job.objects.count()) == ([field], 0)


def test_asked_twice_it_is_made_once_and_is_gone_after_its_days(lead, do_waiting_jobs):
    for _ in range(2):
        lead.post(URL, POSTED)
    do_waiting_jobs()

    assert (Job.objects.count(), JobFile.objects.count()) == (1, 1)
    with frozen_clock(DAY + datetime.timedelta(days=8)):
        assert lead.post(Job.objects.get().result["next"]).status_code == 404

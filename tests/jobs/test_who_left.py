"""What somebody asked for in the background is theirs alone: once they have left nothing of it is made, kept or stored."""

import datetime
import re

import pytest

from foundation.accounts.models import Person, Team
from foundation.jobs.enums import JobState
from foundation.jobs.models import JobFile
from foundation.jobs.registry import job_handler
from foundation.jobs.services import HAS_LEFT, asker_of, enqueue, finishing
from governance.enums import SubjectKind
from governance.models import SubjectExport
from governance.services import ask_for_everything, enter_request
from packs.enums import PackKind
from packs.models import Pack
from packs.services import ask_for_pack
from tests.servers import ROOT

JUNE = datetime.date(2023, 6, 1)


@job_handler("tests.asker_leaves_meanwhile")
def asker_leaves_meanwhile(job):
    leaves(asker_of(job))
    with finishing(job):
        Team.objects.create(name=f"Asked for by {asker_of(job)}")


def leaves(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def ended(job) -> tuple[str, str]:
    job.refresh_from_db()
    return job.state, job.message


def test_a_pack_that_a_director_asked_for_before_leaving_is_not_made(director, do_waiting_jobs):
    job = ask_for_pack(actor=director.person, kind=PackKind.INSPECTION, first=JUNE, last=JUNE)
    leaves(director.person)

    do_waiting_jobs()

    assert ended(job) == (JobState.FAILED, HAS_LEFT)
    assert not Pack.objects.exists()


def test_nor_everything_on_a_child(officer, do_waiting_jobs):
    about = {"about": SubjectKind.CHILD, "case_id": "C-20417", "requested_by": "Her mother", "received_on": JUNE}
    job = ask_for_everything(actor=officer.person, request=enter_request(actor=officer.person, reference="SAR-1", **about))
    leaves(officer.person)

    do_waiting_jobs()

    assert ended(job) == (JobState.FAILED, HAS_LEFT)
    assert (SubjectExport.objects.count(), JobFile.objects.count()) == (0, 0)


def test_who_leaves_while_it_is_made_is_given_nothing_either(analyst, do_waiting_jobs):
    job = enqueue(kind="tests.asker_leaves_meanwhile", actor=analyst.person)

    do_waiting_jobs()

    assert ended(job) == (JobState.FAILED, HAS_LEFT)
    assert not Team.objects.filter(name__startswith="Asked for").exists()


@pytest.mark.parametrize("tasks", sorted(ROOT.glob("*/tasks.py")), ids=lambda path: path.parent.name)
def test_every_job_asks_whether_its_asker_works_here(tasks):
    """A job that is done for somebody acts as `asker_of`, which asks each time; `asked_by` is as it was when the job was read."""
    source = tasks.read_text()

    assert "asked_by" not in source
    assert not re.search(r"actor=actor\b", source) or "asker_of" in source

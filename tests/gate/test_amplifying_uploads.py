"""No upload takes more than its limit of memory or time, at any page that takes a file."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField

from foundation.gate.sizes import MEGABYTE
from foundation.govuk.forms import GovukForm
from foundation.jobs.models import Job
from studies.services.planning import plan_study
from tests.audits.sampling.lists import answered
from tests.shares import share_of
from tests.sheets.amplifying import TEXTS, WORKBOOKS

# Every form that takes a file, and where it stands: who opens it, its address or the fixture that makes one, and its field.
DOORS = {
    "UploadForm": ("lead", "/performance/imports/new/", "file"),
    "AuditUploadForm": ("lead", "/audits/import/", "file"),
    "ListForm": ("lead", "/cycles/2023-06/sample/", "file"),
    "DrawWaveForm": ("lead", "study_to_draw", "file"),
    "CorrectionsForm": ("lead", "list_to_correct", "corrections"),
    "AllocationFileForm": ("lead", "/cycles/2023-06/allocation/", "file"),
    "PeopleFileForm": ("administrator", "/settings/people/import/", "file"),
    "CouncilForm": ("administrator", "/settings/council/", "logo"),
    "WordTemplateForm": ("lead", "/reports/template/", "file"),
    "EvidenceForm": ("worker", "", "documents"),
    "OutcomesForm": ("lead", "/inspections/outcomes/bring/", "file"),
}
FILES = {f"{name}.xlsx": make for name, make in WORKBOOKS.items()} | {f"{name}.csv": make for name, make in TEXTS.items()}
READ_HERE = [
    "UploadForm",
    "AuditUploadForm",
    "ListForm",
    "DrawWaveForm",
    "CorrectionsForm",
    "AllocationFileForm",
    "PeopleFileForm",
    "OutcomesForm",
]
PAIRS = [(door, name) for door in READ_HERE for name in FILES]
SPARE = 500 * MEGABYTE
SECONDS = 30


@pytest.fixture
def list_to_correct(lead, cycle) -> str:
    """Where the rows of a month's list that could not be taken are put right: here the second, without a case ID."""
    page = lead.post("/cycles/2023-06/sample/", {"file": SimpleUploadedFile("list.csv", b"Case ID,Team\nC-1,\n,Elm\n")}).url
    return f"{answered(lead, page)}correct/"


@pytest.fixture
def study_to_draw(lead) -> str:
    """Where the list is brought from which the records of a dip sample are drawn."""
    study = plan_study(actor=lead.person, lead=lead.person, title="Views", why="To know.", questions=["Is it said?"], size=5)
    return f"{study.get_absolute_url()}draw/"


@contextmanager
def little_memory() -> Iterator[None]:
    """So much more than this process has, and no more."""
    has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    usual = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (has + SPARE, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, usual)


def every_form(of=GovukForm) -> Iterator[type]:
    """The portal's own: other tests write forms too."""
    for each in of.__subclasses__():
        if not each.__module__.startswith("tests."):
            yield each
        yield from every_form(each)


def takes_a_file(form: type) -> bool:
    """A class that others are mixed with has no fields of its own."""
    return any(isinstance(field, FileField) for field in getattr(form, "base_fields", {}).values())


def test_every_page_that_takes_a_file_is_a_door():
    for config in apps.get_app_configs():
        __import__(f"{config.name}.urls") if (Path(config.path) / "urls.py").exists() else None
    takes = {form.__name__ for form in every_form() if takes_a_file(form)}

    assert takes == set(DOORS)


@pytest.mark.parametrize(("door", "name"), share_of(PAIRS, 6, about="amplifying"))
def test_an_amplifying_file_is_refused_in_words(request, cycle, do_waiting_jobs, door, name):
    who, address, field = DOORS[door]
    address = address if address.startswith("/") else request.getfixturevalue(address)
    visitor, content = request.getfixturevalue(who), FILES[name]()
    began = time.process_time()

    with little_memory():
        answer = visitor.post(address, {field: SimpleUploadedFile(name, content), "upload": "1", "shape": "auto"})

    if answer.status_code == 302:
        # A file of many rows is looked at in the background.
        do_waiting_jobs()
        assert Job.objects.get().has_failed
    else:
        words = answer.content.decode()
        assert "There is a problem" in words or "What was sent is too large" in words
    assert time.process_time() - began < SECONDS

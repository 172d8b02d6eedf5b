"""Importing a month: upload, check, store."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.activity.models import Entry
from performance.imports.reading import read_file
from performance.imports.services import files
from performance.models import Import, Upload, Value
from tests.performance.files import SCORECARD, scorecard_file
from tests.sheets.files import ods_cell, ods_sheet, open_document

URL = "/performance/imports/new/"
GOOD = "Demand,2,Referral starts in last 12 months,number,2023-06,3943,2023-07,3808,"
BAD = "Timeliness,,Cared for children with a visit within statutory timescales,percent,2023-06,91,2023-07,400,"


def upload(visitor, content: bytes = SCORECARD.read_bytes(), name: str = "scorecard-2023-07.csv", shape: str = "auto"):
    return visitor.post(URL, {"file": SimpleUploadedFile(name, content), "shape": shape})


@pytest.mark.parametrize("person", ["analyst", "lead"])
def test_a_month_is_checked_then_stored_in_three_loads(request, person):
    visitor = request.getfixturevalue(person)
    visitor.get(URL)
    check = upload(visitor).url
    assert Value.objects.count() == 0

    stored = visitor.post(check, follow=True)

    assert stored.redirect_chain == [("/performance/?month=2023-07", 302)]
    assert "Figures: 70 stored, 0 restated, 0 unchanged." in stored.content.decode()
    assert Value.objects.count() == 60


@pytest.fixture
def reads(monkeypatch):
    """The names of the files that were read, again each time."""
    names = []

    def reading(file, name, *others):
        names.append(name)
        return read_file(file, name, *others)

    monkeypatch.setattr(files, "read_file", reading)
    return names


def test_a_file_is_read_once_for_its_check_and_once_to_be_stored(analyst, reads):
    check = upload(analyst, name="july.csv").url
    analyst.get(check)
    analyst.get(check)
    assert reads == ["july.csv"]

    analyst.post(check)
    assert reads == ["july.csv", "july.csv"]


def test_what_was_written_since_the_check_is_in_it(analyst, lead, reads):
    check = upload(analyst, name="july.csv").url
    lead.post(upload(lead, name="july again.csv").url)

    assert "Every figure in this file is stored already." in analyst.get(check).text
    assert reads == ["july.csv", "july again.csv", "july again.csv", "july.csv"]


def test_it_leaves_a_trace(analyst):
    analyst.post(upload(analyst).url)

    [entry] = Entry.objects.of(Import.objects.get())
    assert (entry.actor, entry.sentence, entry.facts["months"]) == (analyst.person, "imported figures", ["2023-06", "2023-07"])


@pytest.mark.parametrize("person", ["outsider", "board_member", "head_of_service", "administrator"])
def test_others_may_not_import(request, person):
    visitor = request.getfixturevalue(person)

    assert (visitor.get(URL).status_code, upload(visitor).status_code) == (403, 403)
    assert Upload.objects.count() == 0


def test_another_persons_upload_is_not_found(analyst, lead):
    check = upload(analyst).url

    assert (lead.get(check).status_code, lead.post(check).status_code) == (404, 404)
    assert Value.objects.count() == 0


def test_the_second_time_does_nothing(analyst):
    check = upload(analyst).url
    analyst.post(check)

    assert "It was not saved a second time." in analyst.post(check, follow=True).text
    assert "Every figure in this file is stored already." in analyst.get(upload(analyst).url).content.decode()


def test_a_refused_cell_is_named_and_nothing_is_stored(analyst):
    check = upload(analyst, scorecard_file(GOOD, BAD)).url

    page = analyst.post(check).content.decode()

    assert "A percentage cannot be over 100." in page
    assert Value.objects.count() == 0


def test_the_refused_rows_can_be_left_out(analyst):
    check = upload(analyst, scorecard_file(GOOD, BAD)).url

    stored = analyst.post(check, {"accept_valid": "1"}, follow=True)

    assert "Rows left out: 1." in stored.content.decode()
    assert Value.objects.count() == 2


def test_a_restatement_is_shown_before_it_is_stored(analyst, scorecard):
    page = analyst.get(upload(analyst, scorecard_file(GOOD.replace("3808", "3811"))).url).content.decode()

    assert 'data-label="Stored">3,808<' in page
    assert 'data-label="In this file">3,811<' in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.7\n1 0 obj", "is a PDF"),
        (bytes(range(256)), "Save it from Excel"),
        (b"area,area\r\nx,y\r\n", "Each heading can be used once"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_at_its_field(analyst, content, says):
    page = upload(analyst, content, "july.xlsx" if content.startswith(b"%PDF") else "july.csv")

    assert page.status_code == 200
    assert says in page.content.decode()
    assert "Error: " in page.content.decode()


def test_an_open_document_is_taken_in_as_a_workbook_is(analyst):
    headings = "".join(map(ods_cell, ("indicator", "period", "value")))
    row = ods_cell("Vacancy rate") + ods_cell("2023-07-01", kind="date") + ods_cell(0.302, "30.2%", kind="percentage")

    analyst.post(upload(analyst, open_document(ods_sheet(headings, row)), "july.ods").url)

    assert str(Value.objects.get().value) == "30.2000"


def test_a_long_open_document_is_checked_in_the_background(analyst):
    rows = [ods_cell("Vacancy rate") + ods_cell(f"row {at}") + ods_cell(at) for at in range(9000)]
    headings = "".join(map(ods_cell, ("indicator", "period", "value")))

    assert upload(analyst, open_document(ods_sheet(headings, *rows)), "years.ods").url.startswith("/jobs/")

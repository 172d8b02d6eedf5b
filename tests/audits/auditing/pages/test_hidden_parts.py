"""Workbooks with parts that nobody sees: a hidden sheet is passed over, a hidden row is said, whichever list they are of."""

from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import Workbook

from audits.models import Audit
from tests.audits.past_audits.sheets import HEADER, past

PAST, RECORDS = "/audits/import/", "/cycles/2023-06/sample/"
PEOPLE = "/settings/people/import/"


def workbook(*rows: list) -> SimpleUploadedFile:
    """The rows on the second sheet, its fourth row hidden, behind a hidden one that would be read if it were seen."""
    book = Workbook()
    book.active.title = "Lookups"
    book.active.append(["case", "name"])
    book.active.append(["H-1", "Hidden"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("List")
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("list.xlsx", content.getvalue())


def said(visitor, url: str, *rows: list) -> str:
    return visitor.post(url, {"file": workbook(*rows)}, follow=True).content.decode()


@pytest.mark.parametrize("which", ["past audits", "records", "people"])
def test_a_hidden_sheet_and_a_hidden_row_are_said(which, lead, administrator, cycle):
    audits = [list(past(case=case, month="2022-05").get(name, "") for name in HEADER) for case in ("A", "B", "C")]
    page = {
        "past audits": lambda: said(lead, PAST, HEADER, *audits),
        "records": lambda: said(lead, RECORDS, ["case", "team"], ["A-1", "Elm"], ["A-2", "Elm"], ["A-3", "Elm"]),
        "people": lambda: said(administrator, PEOPLE, ["name", "team"], ["Kit", ""], ["Lee", ""], ["Mo", ""]),
    }[which]()

    assert "The sheet “Lookups” is hidden and was not read." in page
    assert "Row 4 is hidden in the workbook" in page


def test_case_ids_of_digits_stay_as_they_are_typed(db, tmp_path):
    rows = [list((past(month="2022-05") | {"case": case}).get(name, "") for name in HEADER) for case in (4711, "0042", 42)]
    (tmp_path / "past.xlsx").write_bytes(workbook(HEADER, *rows).read())
    call_command("import_audits", str(tmp_path / "past.xlsx"), stdout=StringIO(), stderr=StringIO())

    assert set(Audit.objects.values_list("case_id", flat=True)) == {"4711", "0042", "42"}

"""A workbook with a sheet for each month: all are read, each for its month; what two of them say otherwise is refused."""

import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from performance.imports.services import check_figures, import_figures
from performance.models import Mapping, Value
from tests.performance.files import HEADER
from tests.performance.imports.council_files import saved
from tests.performance.imports.pages.test_uploads import upload
from tests.workbooks import cell_under

pytestmark = pytest.mark.django_db
VACANCIES = "vacancy-rate-percent"


def workbook(**sheets: list[list]) -> bytes:
    """Sheets by name, an underscore for each space."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name.replace("_", " "))
        for row in rows:
            page.append(row)
    return saved(made)


def scorecard(previous: float, current: float, *, month: int, name: str = "Vacancy rate") -> list[list]:
    row = ["Management", 2, name, "percent", f"2025-0{month - 1}", previous, f"2025-0{month}", current, None]
    return [HEADER.split(","), row]


def in_words(previous: float, current: float) -> list[list]:
    return [["KPI", "Previous", "Current", "SN average"], ["Vacancy rate", previous, current, 20]]


def long(month: str, value: float, name: str = "Vacancy rate") -> list[list]:
    return [["indicator", "period", "value"], [name, month, value]]


def stored() -> dict[str, str]:
    ours = Value.objects.ours().filter(indicator__slug=VACANCIES)
    return {f"{each.month:%Y-%m}": f"{each.value.normalize():f}" for each in ours}


@pytest.mark.parametrize(
    "content",
    [
        workbook(Cover=[["OFFICIAL"]], A=scorecard(20, 19, month=7), B=scorecard(19, 18, month=8), C=scorecard(18, 17, month=9)),
        workbook(Cover=[["OFFICIAL"]], Jul_25=in_words(20, 19), Aug_25=in_words(19, 18), Sep_25=in_words(18, 17)),
    ],
    ids=["scorecard", "in words"],
)
def test_every_month_s_sheet_is_read(analyst, content):
    outcome = import_figures(actor=analyst.person, file=BytesIO(content), name="months.xlsx")

    assert stored() == {"2025-06": "20", "2025-07": "19", "2025-08": "18", "2025-09": "17"}
    assert outcome.reading.read == 3
    assert any("were read, each for itself; “Cover” was not." in note for note in outcome.reading.notes)
    again = import_figures(actor=analyst.person, file=BytesIO(content), name="months.xlsx")
    assert not again.changes_anything


def test_sheets_of_another_kind_are_named_as_not_read(analyst):
    content = workbook(All=long("2025-08", 18), Teams=[["Team", "Headcount"], ["North", 4]], More=long("2025-09", 17))

    outcome = import_figures(actor=analyst.person, file=BytesIO(content), name="months.xlsx")

    assert stored() == {"2025-08": "18", "2025-09": "17"}
    assert outcome.reading.notes == ["The sheets “All”, “More” were read, each for itself; “Teams” was not."]


def test_what_two_sheets_say_otherwise_is_refused_with_both(analyst):
    content = workbook(A=scorecard(20, 19, month=7), B=scorecard(19.5, 18, month=8), C=scorecard(1, 2, month=9, name="Widgets"))

    outcome = import_figures(actor=analyst.person, file=BytesIO(content), name="months.xlsx", accept_valid=True)

    assert [(each.row, each.reason) for each in outcome.refusals] == [
        (2, "Sheet “B”: The sheet “A” gives 19 for July 2025. Correct one of the two."),
        (2, "Sheet “C”: The scorecard has no indicator of this name. Check the spelling, or add the indicator first."),
    ]
    assert outcome.rows_refused == 2
    assert stored() == {"2025-06": "20", "2025-07": "19"}


def test_refused_rows_of_several_sheets_come_back_each_in_its_own(analyst):
    content = workbook(Jul_25=long("2025-07", 19), Aug_25=long("2025-08", "x1"), Sep_25=long("2025-09", "x2"))
    check = upload(analyst, content, "months.xlsx").url

    book = load_workbook(BytesIO(b"".join(analyst.get(f"{check}?export=xlsx"))))

    assert book.sheetnames == ["Aug 25", "Sep 25"]
    for page, value in zip(book, (18, 17), strict=True):
        cell_under(page, "value").value = value
    analyst.post(check, {"accept_valid": "1"})
    import_figures(actor=analyst.person, file=BytesIO(saved(book)), name="months - rejected rows.xlsx")
    assert stored() == {"2025-07": "19", "2025-08": "18", "2025-09": "17"}


def test_a_chosen_sheet_is_read_alone(analyst):
    content = workbook(Jul_25=long("2025-07", 19), Aug_25=long("2025-08", 18))
    columns = {"indicator": "indicator", "period": "period", "value": "value"}
    chosen = Mapping(name="August", layout="long", columns=columns, sheet="Aug 25")

    outcome = check_figures(actor=analyst.person, file=BytesIO(content), name="months.xlsx", mapping=chosen)

    assert outcome.months == {datetime.date(2025, 8, 1)}
    assert outcome.reading.notes == ["The sheet “Aug 25” was read; the sheet “Jul 25” was not."]


def test_a_sheet_of_which_nothing_says_the_month_is_named(analyst):
    content = workbook(Draft=in_words(1, 2), Aug_25=in_words(19, 18))

    outcome = import_figures(actor=analyst.person, file=BytesIO(content), name="kpis.xlsx")

    assert stored() == {"2025-07": "19", "2025-08": "18"}
    assert any(note.startswith("The sheet “Draft” was not read. Nothing in this file says which month") for note in outcome.reading.notes)

"""A scorecard with the headings of the real report, and mappings with every role that its columns have."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from foundation.sheets import UnreadableFile
from performance.imports.reading.dates import months_named, without_months
from performance.imports.services import check_figures, import_figures, save_mapping
from performance.models import Commentary, Comparator, Import, Mapping, Value
from tests.performance.imports.pages.test_uploads import upload
from tests.performance.pages.reading import text_of
from tests.replay import replayed

pytestmark = pytest.mark.django_db
TITLE = "Position at 31 August 2023, run 8 September 2023"
HEADINGS = [
    None, "Status", "Metric Description", "Previous Metric Value (July)", "Current Metric Value (August)",
    "Statistical Neighbours Avg Rate", "DoT Difference Indicator", "Comment", "Action",
]  # fmt: skip
ROWS = [
    ["Demand", 2, "Referral Starts In Last 12 Months (Nos)", 3808, 3712, None, "▼", "A steady fall", "Look at the door"],
    [None, 3, "Referral Starts In Last 12 Months (Rate per 10,000 children)", 703.9, 686.3, 579.3, "▼", None, None],
    [None, 2, "Average Caseload (Not Full-Time Equivalent) (Nos)", 14.5, 14.1, None, "▼", "–", None],
    ["Timeliness", None, "Assessments Completed Within 45 Working Days In Last 12 Months (%)", 0.665, 0.652, 0.892, "▼", None, None],
]


def report(*, rows=ROWS, headings=HEADINGS, title: str = TITLE, cover: bool = True) -> bytes:
    made = Workbook()
    table = made.active
    table.title = "Scorecard"
    if cover:
        first = made.create_sheet("Cover", 0)
        first["A1"], first["A3"] = "Children’s Services", "OFFICIAL"
    for row in (["Marram: Monthly Scorecard"], [title], [], headings, *rows, [], ["1 Overall good; 2 Improving; 3 Not improving"]):
        table.append(row)
    table.merge_cells("A1:I1")
    table.merge_cells("A5:A6")
    table["A7"] = "Management" if rows is ROWS else None
    for row in table.iter_rows(min_row=5, min_col=4, max_col=6):
        for cell in row:
            if isinstance(cell.value, float) and cell.value < 1:
                cell.number_format = "0.0%"
    output = BytesIO()
    made.save(output)
    return output.getvalue()


def taken_in(analyst, content: bytes, name: str = "scorecard.xlsx", mapping="", **given):
    return import_figures(actor=analyst.person, file=BytesIO(content), name=name, mapping=mapping, **given)


def stored(slug: str, month: str) -> Decimal | None:
    return Value.objects.ours().get(indicator__slug=slug, month=f"{month}-01").value


def test_every_column_is_read_in_its_role(analyst):
    outcome = taken_in(analyst, report())

    assert (outcome.refusals, outcome.tally()) == ([], {"read": 4, "stored": 10, "restated": 0, "unchanged": 0, "refused": 0})
    assert (stored("referrals-number", "2023-07"), stored("referrals-number", "2023-08")) == (3808, 3712)
    assert (stored("referrals-rate", "2023-08"), stored("average-caseload-number", "2023-08")) == (Decimal("686.3"), Decimal("14.1"))
    assert stored("assessments-in-45-working-days-percent", "2023-08") == Decimal("65.2")
    assert list(Comparator.objects.order_by("value").values_list("value", "month__month")) == [(Decimal("89.2"), 8), (Decimal("579.3"), 8)]
    said = Commentary.objects.get(indicator__slug="referrals-number")
    assert (said.month.month, said.status, said.comment, said.action) == (8, 2, "A steady fall", "Look at the door")
    assert Commentary.objects.get(indicator__slug="average-caseload-number").comment == ""


def test_what_was_understood_and_what_was_not_is_said(analyst):
    notes = check_figures(actor=analyst.person, file=BytesIO(report()), name="scorecard.xlsx").reading.notes

    for part in (
        "the sheet “Cover” was not", "“Previous Metric Value (July)” as the previous figure",
        "The current figures are August 2023’s, as “Position",
        "the previous ones July 2023’s", "The column “DoT Difference Indicator” was not used.", "read in each of them: A5:A6", "row 10",
    ):  # fmt: skip
        assert any(part in note for note in notes), part


def test_the_same_report_twice_changes_nothing(analyst):
    taken_in(analyst, report())

    again = taken_in(analyst, report())
    assert (again.changes_anything, len(again.unchanged), Import.objects.count()) == (False, 10, 1)


def test_names_that_are_unknown_are_asked_about_and_the_rest_can_be_stored(analyst):
    odd = [*ROWS, ["Outcomes", 2, "Children Missing From Home (Nos)", 38, 44, None, "▲", None, None]]
    odd.append(["Demand", 2, "Asessments Completed In Last 12 Months (Nos)", 1, 2, None, "▲", None, None])

    refused = taken_in(analyst, report(rows=odd), accept_valid=True).refusals

    assert [(each.row, each.column) for each in refused] == [(9, "Metric Description"), (10, "Metric Description")]
    assert "Did you mean “Assessments completed in last 12 months”?" in refused[1].reason
    assert stored("referrals-number", "2023-08") == 3712


@pytest.mark.parametrize(
    ("headings", "title", "name", "months"),
    [
        (
            {3: "Previous Metric Value (December 2022)", 4: "Current Metric Value (January 2023)"},
            "Scorecard",
            "x.xlsx",
            ("2022-12", "2023-01"),
        ),
        ({3: "Previous (Dec)", 4: "Current (Jan)"}, "Run on 8 February 2023", "x.xlsx", ("2022-12", "2023-01")),
        ({3: "Last month", 4: "This month"}, "Scorecard", "Scorecard_Aug23.xlsx", ("2023-07", "2023-08")),
        ({3: "Previous year", 4: "Latest value"}, "Scorecard of August 2023", "x.xlsx", ("2022-08", "2023-08")),
        ({3: "Prior value", 4: "Current value (2023-06)"}, "Made 01/08/2023", "x.xlsx", ("2023-05", "2023-06")),
    ],
)
def test_the_month_is_found_where_the_file_says_it(analyst, headings, title, name, months):
    changed = [headings.get(at, heading) for at, heading in enumerate(HEADINGS)]

    taken_in(analyst, report(headings=changed, title=title), name)

    assert (stored("referrals-number", months[0]), stored("referrals-number", months[1])) == (3808, 3712)


def test_a_column_of_the_previous_figure_s_months_dates_it(analyst):
    headings = "Area,Indicator,Unit,Previous period,Previous value,Current period,Current value,Stat neighbours,Status"
    row = "Management,Vacancy rate,percent,May 2023,30.2,Sep 2023,31,25,2 - improving"

    taken_in(analyst, f"{headings}\n{row}\n".encode(), "x.csv")

    assert (stored("vacancy-rate-percent", "2023-05"), stored("vacancy-rate-percent", "2023-09")) == (Decimal("30.2"), 31)
    assert Commentary.objects.get().status == 2


def test_a_report_that_says_no_month_is_refused(analyst):
    with pytest.raises(UnreadableFile, match="which month its figures are for"):
        taken_in(analyst, report(title="Scorecard", headings=[each and each.partition(" (")[0] for each in HEADINGS]))


ODD = ["Ref no", "RAG 1-3", "What we count", "Was", "Is (August)", "Others like us", "Said", "Doing", "Theme"]
ROLES = {
    "RAG 1-3": "status", "What we count": "indicator", "Was": "previous", "Is (August)": "value", "Others like us": "neighbours",
    "Said": "comment", "Doing": "action", "Theme": "area",
}  # fmt: skip


def odd_report(month: str = "August", year: int = 2023) -> bytes:
    rows = [["D1", 2, "Referral starts in last 12 months (Nos)", 3808, 3712, 3500, "Quiet", "Wait", "Demand"]]
    headings = [each.replace("August", month) for each in ODD]
    return report(rows=rows, headings=headings, title=f"{month} {year}")


@pytest.fixture
@replayed
def by_roles(analyst) -> Mapping:
    return save_mapping(actor=analyst.person, name="Our report", layout="long", columns=ROLES)


def test_a_mapping_has_every_role(analyst, by_roles):
    outcome = taken_in(analyst, odd_report(), mapping=by_roles)

    assert (outcome.refusals, outcome.read_as) == ([], "By the mapping “Our report”")
    assert (stored("referrals-number", "2023-07"), stored("referrals-number", "2023-08")) == (3808, 3712)
    assert Comparator.objects.get().value == 3500
    said = Commentary.objects.get()
    assert (said.status, said.comment, said.action) == (2, "Quiet", "Wait")
    assert Import.objects.get().mapping == "Our report"


def test_next_month_s_headings_are_the_same_columns(analyst, by_roles):
    outcome = taken_in(analyst, odd_report("September"))

    assert outcome.reading.mapping == "Our report"
    assert stored("referrals-number", "2023-09") == 3712


def test_an_area_that_is_another_s_is_refused_in_a_mapping_too(analyst, by_roles):
    wrong = report(rows=[["D1", 2, "Agency rate", 12, 11, None, "", "", "Demand"]], headings=ODD, title="August 2023")

    assert "belongs to Management" in taken_in(analyst, wrong, mapping=by_roles).refusals[0].reason


def test_a_file_s_month_never_stands_for_rows_that_say_their_own(analyst):
    columns = {"KPI": "indicator", "Actual": "value"}
    mapping = save_mapping(actor=analyst.person, name="Without months", layout="long", columns=columns)
    with_months = b"KPI,When,Actual\nVacancy rate,May 2023,18\nAgency rate,June 2023,12\n"

    with pytest.raises(UnreadableFile, match="“When” holds months"):
        taken_in(analyst, with_months, "return June 2023.csv", mapping)
    taken_in(analyst, b"KPI,Actual\nVacancy rate,18\n", "return June 2023.csv", mapping)
    assert stored("vacancy-rate-percent", "2023-06") == 18


def test_the_page_offers_the_roles_and_refuses_those_that_contradict(analyst):
    sheet = b"KPI,Our team,Was,Is\nVacancy rate,Elm,18,17\n"
    columns = analyst.get(upload(analyst, sheet, "return.csv").url).url
    chosen = {"layout": "long", "column_0": "indicator", "column_1": "team", "column_2": "previous", "column_3": "value", "name": "Teams"}

    assert "The statistical neighbours’ average" in text_of(analyst.get(columns).text)
    assert "only the whole council’s figures have it" in text_of(analyst.post(columns, chosen).text)
    with pytest.raises(ValidationError):
        save_mapping(actor=analyst.person, name="x", layout="long", columns={"A": "indicator", "B": "value", "C": "status", "D": "council"})


def test_the_table_that_is_known_is_found_behind_others(analyst):
    made = load_workbook(BytesIO(report()))
    for at, rows in enumerate(([["Author", "Kit"], ["Version", 3]], [[1, 2, 3], [4, 5, 6]], [["Same", "Same"], ["x", "y"]])):
        sheet = made.create_sheet(f"Notes {at}", 0)
        for row in rows:
            sheet.append(row)
    output = BytesIO()
    made.save(output)

    outcome = taken_in(analyst, output.getvalue())

    assert (outcome.refusals, len(outcome.new)) == ([], 10)
    assert "The sheet “Scorecard” was read; the sheets “Notes 2”, “Notes 1”, “Notes 0”, “Cover” were not." in outcome.reading.notes


def test_a_table_of_something_else_still_asks_what_its_columns_mean(analyst):
    workers = b"Name,Team,Last month,Current caseload (July 2023)\nKit Example,Elm,12,14\n"

    assert "“Current caseload (July 2023)” holds" in analyst.get(analyst.get(upload(analyst, workers, "cases.csv").url).url).text


def test_what_was_understood_by_its_words_can_be_put_right(analyst):
    check = analyst.get(upload(analyst, report(), "scorecard.xlsx").url).text

    assert "Change what the columns mean" in check


def test_the_mapping_page_guesses_every_role(analyst):
    address = f"{upload(analyst, report(), 'scorecard.xlsx').url}columns/"
    page = analyst.get(address).text

    chosen = re.findall(r'<option value="(\w+)" selected', page)
    assert chosen[:8] == ["area", "status", "indicator", "previous", "value", "neighbours", "comment", "action"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        (TITLE, ["2023-08", "2023-09"]),
        ("Scorecard_Aug23 v2", ["2023-08"]),
        ("31/08/2023 and 2023-07", ["2023-08", "2023-07"]),
        ("Marram, a decision of 2023; junior 2023", []),
        ("September ’23", ["2023-09"]),
    ],
)
def test_months_are_found_in_words(text, months):
    assert [f"{month:%Y-%m}" for month in months_named(text)] == months


def test_a_heading_is_the_same_in_every_month():
    assert without_months("Current Metric Value (August 2023)") == without_months("Current metric value (Sep)") == "current metric value"

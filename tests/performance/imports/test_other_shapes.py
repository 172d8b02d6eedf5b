"""Tables in shapes that councils, exports and reports give besides those that are known by their headings."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from foundation.accounts.models import Team
from foundation.council.models import Council
from foundation.sheets import UnreadableFile, parse_month
from performance.imports.reading import guess, read_file, read_sheet
from performance.imports.services import check_figures
from performance.models import Mapping, Place
from tests.performance.imports.council_files import saved
from tests.replay import replayed

pytestmark = pytest.mark.django_db
VACANCIES, AGENCY = "vacancy-rate-percent", "agency-rate-percent"


def text(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def book(*rows: list) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    return saved(made)


def read(content: bytes, name: str = "figures.csv", mapping: Mapping | str = ""):
    return read_file(BytesIO(content), name, mapping)


def by_guess(content: bytes, name: str = "kpis.xlsx"):
    """As the mapping page proposes it."""
    layout, columns = guess(read_sheet(BytesIO(content), name))
    return read(
        content, name, Mapping(name="as guessed", layout=layout, columns={heading: each.value for heading, each in columns.items()})
    )


def figures(reading) -> dict[tuple[str, str], str]:
    return {
        (line.indicator, f"{line.month:%Y-%m}"): line.mark if line.value is None else f"{line.value.normalize():f}"
        for line in reading.lines
    }


def refused(reading) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.value) for each in reading.refusals]


@pytest.mark.parametrize(
    "month",
    [
        *("202504", "2025M04", "Apr ’25", "01/04/2025 00:00:00", "2025-04-01T00:00:00.000Z", "Tuesday, April 1, 2025", "Apr 1, 2025"),
        *("Tuesday 1 April 2025", "1 April 2025", "April, 2025", "2025 April"),
    ],
)
def test_months_are_read_as_programs_write_them(month):
    assert f"{parse_month(month):%Y-%m}" == "2025-04"


@pytest.mark.parametrize("month", ["201112", "202513", "20250", "2011/12", "Someday 1 April"])
def test_what_may_be_years_is_no_month(month):
    with pytest.raises(ValueError, match="should be a month"):
        parse_month(month)


@pytest.mark.parametrize("days", [("04/30/2025", "05/31/2025"), ("03/01/2025", "04/01/2025", "05/01/2025")])
def test_days_written_month_first_are_told_by_each_other(days):
    reading = read(text("indicator,period,value", *(f"Vacancy rate,{day},{18 + at}" for at, day in enumerate(days))))

    assert [month for _, month in figures(reading)] == [f"2025-{day[:2]}" for day in days]
    assert any("Days are written month first in this file" in note for note in reading.notes)


def test_in_a_scorecard_too_days_may_be_written_month_first():
    head = "area,indicator,unit,previous_period,previous,current_period,current"
    rows = [f"Management,{name},percent,03/31/2025,20,04/30/2025,18" for name in ("Vacancy rate", "Agency rate")]

    reading = read(text(head, *rows))

    assert {f"{each.month:%Y-%m}" for each in reading.figures} == {"2025-03", "2025-04"}
    assert any("Days are written month first in this file" in note for note in reading.notes)


def test_of_a_file_of_names_that_nobody_knows_some_are_asked_about():
    reading = read(text("indicator,period,value", *(f"Widgets {number},2025-04,1" for number in range(250))))

    assert (len(reading.refusals), len(reading.unknown)) == (250, 200)


def test_a_single_day_is_day_first_as_in_britain():
    assert [*figures(read(text("indicator,period,value", "Vacancy rate,04/05/2025,18")))] == [(VACANCIES, "2025-05")]


@pytest.mark.parametrize("mark", ["1-4", "0 – 4", "1 to 4", "<5%", ">95%", "n<5", "below 5", "(blank)", "NULL", "N/K"])
def test_more_marks_are_kept_in_place_of_a_figure(mark):
    [value] = figures(read(text("indicator,period,value", f"Vacancy rate,2025-04,{mark}"))).values()

    assert value
    assert value == mark[: len(value)]


def test_percentages_that_a_program_wrote_as_fractions_are_read_in_text_too():
    reading = read(text("indicator,period,value", *(f"Vacancy rate,2025-0{month},0.1{month}" for month in (4, 5, 6))))

    assert [*figures(reading).values()] == ["14", "15", "16"]
    assert "The file keeps percentages as fractions of 1 (0.665): they were read as percentages (66.5)." in reading.notes


@pytest.mark.parametrize("values", [("0.18", "17"), ("0", "1", "1")])
def test_a_few_small_percentages_stand_as_they_are(values):
    reading = read(text("indicator,period,value", *(f"Vacancy rate,2025-0{at},{value}" for at, value in enumerate(values, start=4))))

    assert [*figures(reading).values()] == [*values]
    assert any("below 1 was read as it stands (0.18%) in row 2" in note for note in reading.notes) == ("0.18" in values)


def test_a_unit_that_is_none_is_refused_in_its_own_column():
    rows = ["Vacancy rate,2025-04,furlongs,18", "Vacancy rate,2025-04,Pct,18", "Referral starts in last 12 months,2025-04,per 10k,700"]
    reading = read(text("indicator,period,unit,value", *rows))

    assert refused(reading) == [(2, "unit", "furlongs")]
    assert figures(reading) == {(VACANCIES, "2025-04"): "18", ("referrals-rate", "2025-04"): "700"}


def test_a_column_without_a_heading_in_a_text_is_said_and_not_read():
    reading = read(text("indicator,period,value,", "Vacancy rate,2025-04,18,aside"))

    assert "Column D has no heading, so its values were not read." in reading.notes
    with pytest.raises(UnreadableFile, match="more values than that in row 2"):
        read(text("indicator,period,value", "Vacancy rate,2025-04,1,800"))


def test_bars_may_stand_between_values():
    assert figures(read(text("indicator|period|value", "Vacancy rate|2025-04|18"))) == {(VACANCIES, "2025-04"): "18"}


def test_headings_once_more_and_titles_between_rows_are_passed_over_and_said():
    head = ["indicator", "period", "value"]
    reading = read(book(head, ["Vacancy rate", "2025-04", 18], ["Agency"], head, ["Agency rate", "2025-04", 11]), "report.xlsx")

    assert figures(reading) == {(VACANCIES, "2025-04"): "18", (AGENCY, "2025-04"): "11"}
    assert "The headings once more were not read as figures: row 4." in reading.notes
    assert "Rows with a heading and nothing else were passed over: 3." in reading.notes


@pytest.mark.parametrize("heading", ["Month", "Date", "Period"])
def test_indicators_across_are_read_by_their_names(heading):
    reading = read(text(f"{heading},Vacancy rate (%),agency-rate-percent,Widgets", "Apr-25,18,11,5", "May-25,17,,5"))

    assert figures(reading) == {(VACANCIES, "2025-04"): "18", (AGENCY, "2025-04"): "11", (VACANCIES, "2025-05"): "17"}
    assert "The column “Widgets” was not used." in reading.notes


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (["Apr-25 Target", "Apr-25 Actual", "May-25 Target", "May-25 Actual"], [15, 18, 15, 17]),
        (["Actual Apr 2025", "Actual May 2025"], [18, 17]),
        (["April 2025 (YTD)", "May 2025 (YTD)", "England"], [18, 17, 20]),
    ],
)
def test_months_with_a_word_beside_them_are_mapped_as_months(heads, row):
    reading = by_guess(book(["Measure", *heads], ["Vacancy rate", *row]))

    assert figures(reading) == {(VACANCIES, "2025-04"): "18", (VACANCIES, "2025-05"): "17"}
    assert any("What headings say besides their month was left aside" in note for note in reading.notes)


@pytest.mark.parametrize(("parts", "row"), [(["Target", "Actual"], [15, 18, 15, 17]), (["Num", "Den", "%"], [9, 50, 18, 17, 100, 17])])
def test_words_below_their_months_belong_to_them(parts, row):
    gaps = [None] * (len(parts) - 1)
    reading = by_guess(book(["Measure", "Apr-25", *gaps, "May-25", *gaps], [None, *parts, *parts], ["Vacancy rate", *row]))

    assert figures(reading) == {(VACANCIES, "2025-04"): "18", (VACANCIES, "2025-05"): "17"}
    assert any(f"read together: “Apr-25 {parts[0]}”" in note for note in reading.notes)


def test_a_heading_in_the_row_of_years_is_the_heading_of_its_column():
    reading = by_guess(book(["Measure", "2024/25", None, None], [None, "Q1", "Q2", "YTD"], ["Vacancy rate", 18, 17, 17.5]))

    assert figures(reading) == {(VACANCIES, "2024-06"): "18", (VACANCIES, "2024-09"): "17"}


def test_two_columns_for_one_month_are_named():
    reading = read(text("indicator,04/05/2025,05/05/2025", "Vacancy rate,18,17"))

    assert [each.reason for each in reading.refusals] == [
        "The column “04/05/2025” gives a figure for the same period and place. Delete one of the two."
    ]


def test_our_own_council_by_its_name_is_ours(analyst):
    Council.objects.update_or_create(pk=1, defaults={"name": "Marram Council"})
    file = text("indicator,period,council,value", "Vacancy rate,2025-04,Marram,18")

    outcome = check_figures(actor=analyst.person, file=BytesIO(file), name="ours.csv")

    assert [line.place[0] for line in outcome.new] == [Place.objects.get(pk=Place.OURS).kind]


@pytest.fixture
@replayed
def teams(db) -> dict[str, tuple]:
    return {name: ("team", f"team {Team.objects.create(name=name).pk}") for name in ("Elm Team", "Ash Team")}


def places(reading) -> dict[tuple[str, str], tuple]:
    return {(line.indicator, f"{line.month:%Y-%m}"): tuple(map(str, line.place)) for line in reading.lines}


def test_a_table_beside_the_first_is_not_read_into_it(teams):
    rows = [["indicator", "period", "value", None, "Team", "Staff"], ["Vacancy rate", "2025-04", 18, None, "Elm Team", 4]]
    reading = read(book(*rows), "kpis.xlsx")

    assert {kind for kind, _ in places(reading).values()} == {"ours"}
    assert "Another table is beside the first, after a blank column, and was not read: “Team”, “Staff”." in reading.notes


@pytest.mark.parametrize("by", [read, by_guess], ids=["known", "mapped"])
def test_rows_below_a_team_s_name_are_its_figures(teams, by):
    rows = [
        ["Indicator", "Apr-25", "May-25"],
        ["Agency rate", 11],
        ["Elm Team"],
        ["Vacancy rate", 18],
        ["Gone Team"],
        ["Sickness absence", 5],
    ]
    reading = by(book(*rows), "kpis.xlsx")

    assert places(reading) == {(AGENCY, "2025-04"): ("ours", "our council"), (VACANCIES, "2025-04"): teams["Elm Team"]}
    assert "The rows below a team’s or a service’s name were read as its figures." in reading.notes
    assert [(each.row, "below “Gone Team”, which is not a team" in each.reason) for each in reading.refusals] == [(6, True)]


def test_a_scorecard_takes_no_row_below_a_team_s_name(teams):
    rows = [["KPI", "Previous (Jul 2025)", "Current (Aug 2025)"], ["Agency rate", 12, 11], ["Elm Team"], ["Vacancy rate", 19, 18]]
    reading = read(book(*rows), "kpis.xlsx")

    assert [(each.row, "is below “Elm Team”" in each.reason) for each in reading.refusals] == [(4, True)]
    assert {each.indicator.slug for each in reading.figures} == {AGENCY}


@pytest.mark.parametrize(
    ("title", "name"),
    [("Performance 2025/26", "kpis.xlsx"), ("Performance", "kpis 2025-26.xlsx"), ("2025/26 as at Q2 2025-26", "kpis.xlsx")],
)
def test_months_without_a_year_are_those_of_the_year_that_is_named(title, name):
    reading = read(book([title], ["Indicator", "Apr", "May", "Mar"], ["Vacancy rate", 18, 17, None]), name)

    assert figures(reading) == {(VACANCIES, "2025-04"): "18", (VACANCIES, "2025-05"): "17"}
    assert any("The months are those of 2025/26" in note for note in reading.notes)


@pytest.mark.parametrize("title", ["Performance", "2024/25 and 2025/26", "Since 2025"])
def test_months_without_a_year_are_nobody_s(title):
    with pytest.raises(UnreadableFile):
        read(book([title], ["Indicator", "Apr", "May", "Jun"], ["Vacancy rate", 18, 17, 16]), "kpis.xlsx")


@pytest.mark.parametrize("by", [read, by_guess], ids=["known", "mapped"])
def test_a_part_is_not_taken_for_the_whole(by):
    rows = [["Vacancy rate", "2025-04", 18, "Female"], ["Agency rate", "2025-04", 11, "All"], ["Agency rate", "2025-05", 12, None]]
    reading = by(book(["indicator", "period", "value", "Gender"], *rows), "kpis.xlsx")

    assert figures(reading) == {(AGENCY, "2025-04"): "11", (AGENCY, "2025-05"): "12"}
    assert refused(reading) == [(2, "Gender", "Female")]


@pytest.mark.parametrize("by", [read, by_guess], ids=["known", "mapped"])
def test_what_tells_rows_apart_and_is_not_read_makes_them_parts(by):
    head = ["indicator", "period", "value", "Level", "Updated by"]
    rows = [
        ["Vacancy rate", "2025-04", 18, "Senior", "A"],
        ["Vacancy rate", "2025-04", 17, "All", "A"],
        ["Agency rate", "2025-04", 1, "x", "B"],
    ]
    reading = by(book(head, *rows), "kpis.xlsx")

    assert figures(reading) == {(VACANCIES, "2025-04"): "17", (AGENCY, "2025-04"): "1"}
    assert refused(reading) == [(2, "Level", "Senior")]


@pytest.mark.parametrize(
    ("heads", "months"),
    [
        (("Year", "Month"), [("2025", "April"), ("2025", "May")]),
        (("Financial Year", "Month"), [("2025/26", "Apr"), ("2025-26", "May")]),
        (("FY", "Month name"), [("2025/26", "April"), ("2025/26", "May")]),
    ],
)
def test_a_month_in_two_columns_is_read_from_both(heads, months):
    rows = [[*pair, "Vacancy rate", 18 - at] for at, pair in enumerate(months)]
    reading = by_guess(book([*heads, "Measure", "Actual"], *rows))

    assert figures(reading) == {(VACANCIES, "2025-04"): "18", (VACANCIES, "2025-05"): "17"}
    assert any("The month is in two columns" in note for note in reading.notes)


SCORECARD = "area,indicator,unit,{},previous_period,previous,current_period,current"


@pytest.mark.parametrize(
    ("column", "part", "whole"),
    [
        ("team", "Gone Team", "All"),
        ("Region", "North West", "Marram"),
        ("Locality", "Elm Team", "x"),
        ("LA", "Wirral", ""),
        ("Sex", "M", "All"),
    ],
)
def test_a_row_of_another_place_is_not_the_council_s(teams, column, part, whole):
    Council.objects.update_or_create(pk=1, defaults={"name": "Marram Council"})
    rows = [f"Management,{name},percent,{of},2025-08,18,2025-09,17" for name, of in (("Vacancy rate", part), ("Agency rate", whole))]

    reading = read(text(SCORECARD.format(column), *rows))

    assert refused(reading) == [(2, column, part)]
    assert {each.indicator.slug for each in reading.figures} == {AGENCY}


@pytest.mark.parametrize(("column", "part"), [("Region", "North West"), ("Locality", "Elm Team"), ("Sex", "M")])
def test_nor_is_it_by_a_mapping_that_leaves_the_column_out(teams, column, part):
    reading = by_guess(text(f"Measure,{column},Aug-25,Sep-25,Owner", f"Vacancy rate,{part},17,16,HR", "Agency rate,,17,16,HR"), "a.csv")

    assert refused(reading) == [(2, column, part)]


def test_places_under_other_headings_are_read(teams):
    reading = read(text("indicator,period,Team Name,value", "Vacancy rate,2025-04,Elm Team,18"))

    assert places(reading) == {(VACANCIES, "2025-04"): teams["Elm Team"]}

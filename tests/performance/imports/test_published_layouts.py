"""Published tables as they are kept: LAIT's own layout, neighbours across, months across, marks, years, lengths of time."""

from decimal import Decimal

import pytest

from performance.models import Indicator, Place, Value
from tests.performance.imports.published_tables import EES, ENGLAND, LAIT, SEFTON, ST_HELENS, ees, lait, notes_of, refusal, stored
from tests.performance.imports.test_import_kpis import run, taken, written

pytestmark = pytest.mark.django_db


def test_months_across_are_the_months_of_the_year_that_ends_in_march(tmp_path):
    months = "April,May,June,July,August,September,October,November,December,January,February,March"
    rows = [f"{SEFTON}Month of referral,78,{','.join(map(str, range(1, 13)))}", f"{ST_HELENS}Month of referral,u,{','.join('u' * 12)}"]

    assert run(ees(tmp_path, f"category,Referrals,{months}", *rows, name="referrals_by_month.csv")) == (taken(2, 26), 0)
    monthly = Indicator.objects.get(basis="month")
    assert (monthly.label, monthly.unit, monthly.breakdown) == ("Referrals in the month", "number", "Month of referral")
    sefton = stored()
    assert sefton["Referrals / Month of referral", "2024-03"] == "78"
    assert [sefton[monthly.code, month] for month in ("2023-04", "2023-12", "2024-01", "2024-03")] == ["1", "9", "10", "12"]
    assert set(stored("St. Helens").values()) == {"u"}


@pytest.mark.parametrize(
    ("period", "months"), [("2024,Calendar year", ("2024-09", "2024-01")), ("202425,Academic year", ("2024-09", "2025-01"))]
)
def test_months_across_follow_the_kind_of_year(tmp_path, period, months):
    row = SEFTON.replace("2024,Reporting year", period)

    run(ees(tmp_path, "sep_rate,jan_rate", f"{row}5.5,6.5"))

    assert {month: value for (_, month), value in stored().items()} == dict(zip(months, ("5.5", "6.5"), strict=True))
    assert Indicator.objects.get(basis="month").unit == "rate per 10000 children"


def test_months_across_with_a_year_are_those_months(tmp_path):
    run(ees(tmp_path, "Nov 2023,Dec 2023,Jan 2024", f"{SEFTON}5,6,[c]", name="contacts.csv"))

    assert {month: value for (_, month), value in stored().items()} == {"2023-11": "5", "2023-12": "6", "2024-01": "c"}
    assert Indicator.objects.published().get().label == "Contacts in the month"


def test_a_month_that_two_rows_give_is_refused_not_a_fault(tmp_path):
    file = ees(tmp_path, "Nov 2023,Dec 2023", f"{SEFTON}5,6", SEFTON.replace("2024,", "2023,") + "7,8")

    counts, code = run(file)

    assert (code, {bad["row"] for bad in counts["rejected"]}) == (2, {3})


def test_a_row_may_speak_of_a_month_or_a_quarter(tmp_path):
    rows = [SEFTON.replace("2024,Reporting year", each) + "7" for each in ("2024,May", "202324,Financial year Q4", "202425,Autumn term")]

    run(ees(tmp_path, "starts", *rows))

    assert sorted(month for _, month in stored()) == ["2024-03", "2024-05", "2024-12"]


# Marks


@pytest.mark.parametrize(
    ("cell", "mark"),
    [("[c]", "c"), ("[x]", "x"), ("[z]", "z"), ("[u]", "u"), ("[low]", "low"), ("[note 3]", "note 3"), ("(c)", "c"), ("<5", "<5"),
     ("fewer than 5", "<5"), ("k", "k"), ("~", "~"), (":", ":"), ("..", ".."), ("LOW", "low"), ("NA", "NA")],
)  # fmt: skip
def test_a_mark_stays_a_mark_beside_counts_and_shares(tmp_path, cell, mark):
    file = ees(tmp_path, "category,started,started_percent", f"{SEFTON}Plans,{cell},{cell}", f"{ENGLAND}Plans,9000,12.5")

    assert run(file) == (taken(2, 4), 0)
    assert set(stored().values()) == {mark}
    assert {each.breakdown for each in Indicator.objects.published()} == {"Plans"}


def test_a_figure_may_carry_a_mark_which_is_said(tmp_path):
    file = ees(tmp_path, "started", f'{SEFTON}"1,234 [r]"', f"{ENGLAND}9000")

    assert "Marks after figures are not kept: [r] after 1." in notes_of(file)
    assert stored() == {("started", "2024-03"): "1234"}


@pytest.mark.parametrize("slip", ["??", "see note", "5O", "n.k.", "#REF!"])
def test_a_mark_that_nobody_knows_is_a_bad_cell_and_no_breakdown(tmp_path, slip):
    file = ees(tmp_path, "category,started", f"{SEFTON}Plans,{slip}", f"{ST_HELENS}Plans,41", f"{ENGLAND}Plans,9000")

    counts, code = run(file)

    assert (code, [(bad["row"], bad["column"], bad["value"]) for bad in counts["rejected"]]) == (2, [(2, "started", slip)])
    assert run(file, "--accept-valid")[0]["stored"] == 2


def test_ages_and_a_total_divide_the_rows_although_most_are_numbers(tmp_path):
    rows = [f"{place}{age},{count}" for place in (SEFTON, ST_HELENS) for age, count in (("1", 10), ("2", 20), ("Total", 30))]

    assert run(ees(tmp_path, "age,children", *rows)) == (taken(6, 6), 0)
    assert set(Indicator.objects.published().values_list("breakdown", flat=True)) == {"1", "2", ""}


def test_ages_that_are_all_numbers_divide_the_rows(tmp_path):
    rows = [f"{place}{age},{count}" for place in (SEFTON, ENGLAND) for age, count in ((7, 12), (8, 13), (9, "c"))]

    assert run(ees(tmp_path, "year_group,pupils", *rows)) == (taken(6, 6), 0)
    assert set(Indicator.objects.published().values_list("label", "breakdown")) == {("Pupils", each) for each in "789"}


def test_a_population_beside_other_figures_is_of_their_year(tmp_path):
    """By itself it is a mid-year estimate; beside counts it is what their rates were divided by."""
    run(ees(tmp_path, "population_estimate,children_count", f"{SEFTON}54090,617", name="looked_after.csv"))
    run(ees(tmp_path, "population_estimate", f"{SEFTON}54100", name="estimates.csv"))

    assert stored() == {
        ("population_estimate", "2024-03"): "54090", ("children_count", "2024-03"): "617", ("population_estimate", "2024-06"): "54100",
    }  # fmt: skip


def test_the_workforce_of_a_tidy_file_is_counted_in_september_and_its_rates_are_shares(tmp_path):
    run(ees(tmp_path, "vacancy_fte,vacancy_rate_fte,pt_absence", f"{SEFTON}12.5,18.2,4", name="csww_indicators_2017_to_2024.csv"))

    assert {month for _, month in stored()} == {"2024-09"}
    assert dict(Indicator.objects.published().values_list("code", "unit")) == {
        "vacancy_fte": "number", "vacancy_rate_fte": "percent", "pt_absence": "percent",
    }  # fmt: skip


# Nothing understood


def test_lengths_of_time_are_no_figures(tmp_path):
    said = refusal(ees(tmp_path, "stage,number", f"{ENGLAND}Decision,00:10", f"{ENGLAND}Total,01:02"))

    assert "The column “number” holds lengths of time such as 00:10" in said
    assert "stored already" not in said


def test_lengths_of_time_beside_figures_are_said_and_no_breakdown(tmp_path):
    file = ees(tmp_path, "stage,months,children", f"{SEFTON}Decision,00:10,5", f"{ENGLAND}Decision,01:02,900")

    assert "were not read: the column “months”" in notes_of(file)
    assert stored() == {("children / Decision", "2024-03"): "5"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"{EES}stage\n{SEFTON}Decision\n", "ees.csv"),
        (f"{EES}started\n{SEFTON}\n", "ees.csv"),
        ("model,la_code,la_name,rank,neighbour_la_code,closeness\n2021-04,943,Cumberland,1,-,-\n", "sn.csv"),
        (f"{LAIT}LAC,Rate,0,Sefton,-,343,North West\n", "bds.csv"),
        ("indicator,period,value\nvacancy-rate-percent,2023-07,\n", "long.csv"),
        ("indicator,Jun-23,Jul-23\nvacancy-rate-percent,,\n", "wide.csv"),
    ],
)
def test_a_file_in_which_nothing_is_a_figure_is_refused_in_words(tmp_path, content, name):
    assert "found in" in refusal(written(tmp_path, content.encode(), name))


# Years


def test_financial_years_end_in_march_whichever_digits_they_have(tmp_path):
    years = ["2000/01", "2008/09", "2010/11", "2011/12", "2012/13", "2021/22"]
    file = written(tmp_path, "\n".join(["indicator,period,value", *(f"re-referrals-percent,{year},20" for year in years)]).encode())

    assert run(file) == (taken(6, 6), 0)
    assert [f"{each.month:%Y-%m}" for each in Value.objects.order_by("month")] == [
        f"{year}-03" for year in (2001, 2009, 2011, 2012, 2013, 2022)
    ]


@pytest.mark.parametrize(
    ("texts", "months"),
    [
        (["2010-11", "2011-12", "2012-13"], ["2011-03", "2012-03", "2013-03"]),
        (["2010-11", "2011-12"], ["2011-03", "2012-03"]),
        (["2010-11", "2010-12", "2011-01"], ["2010-11", "2010-12", "2011-01"]),
        (["2011-12"], ["2011-12"]),
    ],
)
def test_two_years_with_a_hyphen_are_told_from_months_by_what_stands_beside_them(tmp_path, texts, months):
    down = written(tmp_path, "\n".join(["indicator,period,value", *(f"vacancy-rate-percent,{text},20" for text in texts)]).encode())
    run(down)

    assert [f"{each.month:%Y-%m}" for each in Value.objects.order_by("month")] == months
    if len(texts) > 1:
        across = f"indicator,{','.join(texts)}\nvacancy-rate-percent,{','.join(['20'] * len(texts))}"
        assert run(written(tmp_path, across.encode(), "across.csv")) == (taken(1, 0, unchanged=len(texts)), 0)


# LAIT as it keeps itself


def test_laits_own_layout_is_read_whole(tmp_path):
    file = lait(
        tmp_path,
        "LAC,Children looked after rate per 10000,2022,Sefton,90.1,343.0,North West",
        "LAC,Children looked after rate per 10000,2022,London (Inner),68,987.0,NA",
        "LAC,Children looked after rate per 10000,2022,Camden,60,202.0,Inner London",
        "RTA,Number of children killed or seriously injured,2014-16,Sefton,9.3699999999999992,343.0,North West",
        "Spend,Children's services - Total Expenditure,2021-22 (OT),England,16012355892,970.0,NA",
        "Exclusions,Total permanent exclusions %,2015/16,Sefton,4.7980000000000002E-2,343.0,North West",
        "Alcohol,Admissions,2013/14-15/16,Sefton,-,343.0,North West",
        "Alevel,Best three,2025 (Rev),Sefton,30.5,343.0,North West",
        "Nothing yet,,0,Sefton,-,343.0,North West",
    )

    assert run(file) == (taken(9, 8), 0)
    assert stored() == {
        ("LAC", "2022-03"): "90.1", ("RTA", "2016-03"): "9.37", ("Exclusions", "2016-03"): "0.048", ("Alcohol", "2016-03"): "-",
        ("Alevel", "2025-03"): "30.5",
    }  # fmt: skip
    assert stored("England") == {("Spend", "2022-03"): "16012355892"}
    assert stored("Inner London") == {("LAC", "2022-03"): "68"}
    assert Place.objects.get(code="202").region.name == "Inner London"
    assert Indicator.objects.get(code="Exclusions").unit == "percent"
    assert "A row with neither a year nor a figure was passed over: 10." in notes_of(file)


def test_measures_that_lait_calls_alike_stay_two(tmp_path):
    rows = ["SenA,Pupils with a plan,2022,Sefton,5,343,North West", "SenB,Pupils with a plan,2022,Sefton,6,343,North West"]

    assert run(lait(tmp_path, *rows)) == (taken(2, 2), 0)
    assert set(Indicator.objects.published().values_list("label", flat=True)) == {"Pupils with a plan", "Pupils with a plan (SenB)"}
    assert run(lait(tmp_path, *rows, "SenC,Pupils with a plan,2022,Sefton,7,343,North West")) == (taken(3, 1, unchanged=2), 0)


def test_the_same_figure_twice_is_refused_by_its_row(tmp_path):
    counts, code = run(lait(tmp_path, *["LAC,Rate,2022,Sefton,90.1,343,North West"] * 2))

    assert (code, [(bad["row"], "Row 2 has the same" in bad["reason"]) for bad in counts["rejected"]]) == (2, [(3, True)])


def test_our_own_indicator_comes_before_a_published_one_of_its_name(tmp_path):
    run(lait(tmp_path, "Work_Force_Vac_Rate,Vacancies,2022,Sefton,20.5,343,North West"))

    assert run(written(tmp_path, b"indicator,period,value\nVacancy rate,2023-07,18.2")) == (taken(1, 1), 0)
    assert Value.objects.ours().get().indicator.slug == "vacancy-rate-percent"


# Our own figures across


def test_months_across_of_our_own_indicators_are_read_without_a_mapping(tmp_path):
    file = written(tmp_path, b"indicator,unit,May-23,Jun-23,2023-07\nVacancy rate,%,17,18.5,\nAgency rate,%,[c],12,13\n")

    assert run(file) == (taken(2, 5), 0)
    assert Value.objects.get(indicator__slug="vacancy-rate-percent", month="2023-06-01").value == Decimal("18.5")


def test_one_month_named_twice_is_refused(tmp_path):
    counts, code = run(written(tmp_path, b"indicator,Jun-23,2023-06\nvacancy-rate-percent,17,18\n"))

    assert (code, counts["rejected"][0]["column"]) == (2, "2023-06")


def test_teams_across_are_read(tmp_path, elm_team, ash_team):
    header = f"indicator,month,{elm_team.name},{ash_team.name},Council"
    file = written(tmp_path, f"{header}\nVacancy rate,Jun-23,17,18.5,17.7\nVacancy rate,Jul-23,15,,16\n".encode())

    assert run(file) == (taken(2, 5), 0)
    assert Value.objects.get(place__team=ash_team).value == Decimal("18.5")
    assert [each.value for each in Value.objects.ours().order_by("month")] == [Decimal("17.7"), Decimal(16)]


@pytest.mark.parametrize(
    ("above", "name"),
    [("Team scorecard,,\nPosition at 31 July 2023,,\n", "teams.csv"), ("", "teams July 2023.csv"), ("", "teams_2023-07.csv")],
)
def test_teams_across_may_have_their_month_in_a_title_or_in_the_files_name(tmp_path, elm_team, ash_team, above, name):
    content = f"{above}Measure,{elm_team.name},{ash_team.name}\nVacancy rate,17,[c]\nAgency rate,8,9.5\n"

    file = written(tmp_path, content.encode(), name)

    assert run(file) == (taken(2, 4), 0)
    assert {f"{each.month:%Y-%m}" for each in Value.objects.all()} == {"2023-07"}
    assert "The figures are July 2023’s" in notes_of(file)


def test_teams_across_without_a_month_are_refused_in_words(tmp_path, elm_team, ash_team):
    content = f"Measure,{elm_team.name},{ash_team.name}\nVacancy rate,17,15\n"

    assert "which month its figures are for" in refusal(written(tmp_path, content.encode(), "teams.csv"))


def test_a_total_beside_teams_is_not_read_and_said(tmp_path, elm_team, ash_team):
    file = written(tmp_path, f"KPI,month,{elm_team.name},{ash_team.name},Total\nVacancy rate,Jul-23,17,15,32\n".encode())

    assert run(file) == (taken(1, 2), 0)
    assert "The column “Total” was not used." in notes_of(file)


def test_quarters_across_are_the_quarters_of_the_year(tmp_path):
    run(ees(tmp_path, "Q1,Q2,Q3,Q4,Referrals", f"{SEFTON}1,2,3,4,10"))

    quarters = {month: value for (code, month), value in stored().items() if code == "Referrals by quarter"}
    assert quarters == {"2023-06": "1", "2023-09": "2", "2023-12": "3", "2024-03": "4"}
    assert stored()["Referrals", "2024-03"] == "10"


def test_fifths_of_deprivation_are_no_quarters(tmp_path):
    run(ees(tmp_path, "cin_q1,cin_q2,cin_q3,cin_q4,cin_q5", f"{SEFTON}1,2,3,4,5"))

    assert {month for _, month in stored()} == {"2024-03"}


def test_bands_of_ages_divide_and_small_numbers_are_kept_back(tmp_path):
    run(ees(tmp_path, "age_band,starts", f"{SEFTON}1-4,1-4", f"{SEFTON}5-9,7", f"{SEFTON}Total,9"))

    assert stored() == {("starts / 1-4", "2024-03"): "1-4", ("starts / 5-9", "2024-03"): "7", ("starts", "2024-03"): "9"}


def test_rows_of_schools_and_districts_are_passed_over_and_said(tmp_path):
    others = [SEFTON.replace("Local authority,", f"{level},") + "1" for level in ("School", "Local authority district")]
    file = ees(tmp_path, "starts", *others, f"{SEFTON}7")

    assert run(file)[1] == 0
    assert stored() == {("starts", "2024-03"): "7"}
    assert "places that are not kept here were passed over, in rows: 2–3." in notes_of(file)


def test_a_national_code_beside_the_name_divides_nothing(tmp_path):
    head = "time_period,time_identifier,geographic_level,la_code,la_name,starts"
    run(written(tmp_path, f"{head}\n2024,Reporting year,Local authority,E08000014,Sefton,7".encode(), "starts.csv"))

    assert stored() == {("starts", "2024-03"): "7"}

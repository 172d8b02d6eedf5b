"""The page of populations and other denominators."""

import csv
from io import BytesIO, StringIO

import pytest

from performance.imports.services import import_figures
from performance.models import Import
from tests.browser import assert_accessible, sign_in
from tests.performance.files import SCORECARD, scorecard_file
from tests.performance.pages.reading import facts_on, rows_of, scorecard_rows, text_of
from tests.performance.test_populations import estimates, own_figures
from tests.workbooks import tables_of

pytestmark = pytest.mark.django_db
URL = "/performance/populations/"
PLANS = "Children in need plans currently open"


def page_of(visitor, query: str = "") -> str:
    return text_of(visitor.get(f"{URL}{query}").content.decode())


def downloaded(visitor, table: str) -> list[dict]:
    return list(csv.DictReader(StringIO(visitor.get(URL, {"export": "csv", "table": table}).content.decode("utf-8-sig"))))


def test_with_nothing_stored_it_says_which_files_to_import(analyst):
    page = page_of(analyst)

    assert "There is no population of your council" in page
    assert "ons_mid-year_population_estimates" in page
    assert "“Children aged 0 to 17”, “2022”, “54,100”" in page


def test_it_shows_each_estimate_with_its_file_and_what_earlier_files_said(analyst, scorecard, tmp_path):
    own_figures(tmp_path, "2021,54020")
    own_figures(tmp_path, "2021,54055", "2022,54090")
    rows = rows_of(analyst.get(URL).content.decode())

    assert rows["mid-2021"][:3] == ["54,055", "Our own", "our-children.csv , row 2"]
    assert rows["mid-2021"][3].startswith("54,020 ( our-children.csv , row 2 ), until ")
    [taken] = [name for name in rows if "Taken for July 2023" in name]
    assert taken.startswith("mid-2022")
    assert PLANS in taken


def test_region_and_england_stand_beside_our_council(analyst, scorecard, tmp_path):
    estimates(tmp_path, y2022="53500")
    head = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,"
    lines = [
        "2022,Reporting year,National,E92000001,England,,,,,,Children aged 0 to 17 years,12000000",
        "2022,Reporting year,Regional,E92000001,England,E12000002,North West,,,,Children aged 0 to 17 years,1600000",
    ]
    file = "\n".join([f"{head}age_group,population_estimate", *lines]).encode()
    import_figures(actor=analyst.person, file=BytesIO(file), name="estimates_2012_to_2024.csv")

    page = page_of(analyst)
    for words in ("Our council, Sefton", "Children aged 0 to 17: North West", "1,600,000", "Children aged 0 to 17: England", "12,000,000"):
        assert words in page


def test_it_shows_what_the_printed_rates_were_divided_by(analyst, scorecard, tmp_path):
    own_figures(tmp_path, "2022,54154")
    page, rows = page_of(analyst), rows_of(analyst.get(URL).content.decode())

    # The golden range over ten pairs; 3,808 ÷ 703.9 is 54,098.6 and the estimate 55 over it.
    assert "54,058 to 54,101" in page
    assert rows["Referral starts in last 12 months July 2023"][:2] == ["3,808", "703.9"]
    assert rows["Referral starts in last 12 months July 2023"][4] == "The estimate has 55 more (0.10%)"
    # 324 ÷ 59.95 to 324 ÷ 59.85: 54,045 to 54,135.
    assert rows["Child protection plans currently open July 2023"][2].endswith("54,045 to 54,135")
    # The narrowest of the ten ranges on either side: 4,756 ÷ 879.15 is 54,097.7, and 3,943 ÷ 728.85 is 54,098.9.
    assert "One number of children, 54,098, gives every one of these rates." in page


def test_a_count_without_its_rate_is_derived_and_says_so_wherever_it_is_shown(analyst, scorecard, tmp_path):
    own_figures(tmp_path, "2022,54090")

    # 745 ÷ 54,090 × 10,000
    derived = "137.7 per 10,000 of 54,090 children by our own figures, mid-2022 (our-children.csv, row 2)"
    assert any(f"Derived here: {derived}." in name for name in scorecard_rows(analyst))
    facts = facts_on(analyst, "children-in-need-plans-number")
    assert facts["Rate per 10,000 children, July 2023: derived here, in no file"].startswith("137.7 per 10,000 745 ÷ 54,090 × 10,000")
    [row] = [
        row for row in csv.DictReader(StringIO(analyst.get("/performance/?export=csv").content.decode("utf-8-sig"))) if row["derived"]
    ][1:]
    assert (row["indicator"], row["derived"]) == (PLANS, f"Derived here: {derived}.")


def test_a_rates_own_empty_row_offers_the_derived_one(analyst, tmp_path):
    own_figures(tmp_path, "2022,50000")
    count = "Demand,,Cared for children currently open,number,2023-06,610,2023-07,617,"
    rate = "Demand,,Cared for children currently open,rate per 10000 children,2023-06,112.8,2023-07,NA,"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(count, rate)), name="july.csv")

    [row] = [cells for name, cells in scorecard_rows(analyst).items() if "Rate per 10,000 children Derived here: 123.4 per" in name]
    # The cell of the month itself stays as the file had it.
    assert row[2].startswith("NA")


def test_an_old_population_is_flagged(analyst, scorecard, tmp_path):
    own_figures(tmp_path, "2021,54090")

    assert "This population is 25 months old in July 2023." in page_of(analyst)
    assert "The population is 25 months old: import a later one." in str(downloaded(analyst, "derived"))


def test_what_is_derived_says_so_in_files(analyst, both_tables, tmp_path):
    own_figures(tmp_path, "2022,54090")
    rows = {row["Indicator"]: row for row in downloaded(analyst, "derived")}

    assert rows[PLANS]["Derived here"] == "137.7334"
    conferences = rows["Initial child protection conferences resulting from section 47"]
    assert (conferences["Derived here"], conferences["Unit"], conferences["Sum"]) == ("24.3243", "%", "171 ÷ 703 × 100")


def test_every_table_is_a_file_and_all_of_them_a_workbook(analyst, both_tables, tmp_path):
    own_figures(tmp_path, "2021,54020")
    own_figures(tmp_path, "2021,54055", "2022,54090")
    book = tables_of(analyst.get(URL, {"export": "xlsx"}).content)

    assert list(book) == ["Populations", "Derived here", "What rates imply", "Other denominators"]
    assert [row["Earlier files said"] for row in downloaded(analyst, "estimates")] == ["", "54,020 (our-children.csv, row 2)"]
    assert len(downloaded(analyst, "implied")) == 10
    assert [(row["Count"], row["Figure"]) for row in downloaded(analyst, "counts")] == [("Section 47 enquiries in period", "703")]


def test_counts_that_shares_rest_on_are_listed_with_their_file(analyst, both_tables):
    rows = rows_of(analyst.get(URL).content.decode())

    figure, file, _, uses = rows["Section 47 enquiries in period February to July 2023"]
    assert (figure, file, uses) == ("703", "chat-half-years.csv , row 7", "Initial child protection conferences resulting from section 47")


@pytest.mark.parametrize("person", ["board_member", "director", "outsider"])
def test_everyone_may_read_it_and_only_importers_are_sent_to_imports(request, analyst, scorecard, tmp_path, person):
    own_figures(tmp_path, "2022,54090")
    link = Import.objects.latest("pk").get_absolute_url()

    page = request.getfixturevalue(person).get(URL)
    assert page.status_code == 200
    assert link not in page.content.decode()
    assert link in analyst.get(URL).content.decode()


def test_one_estimate_and_three_take_the_same_queries(
    analyst, scorecard, tmp_path, django_assert_num_queries, django_assert_max_num_queries
):
    own_figures(tmp_path, "2022,54090")
    analyst.get(URL)
    with django_assert_max_num_queries(40) as one:
        analyst.get(URL)
    own_figures(tmp_path, "2020,53980", "2021,54020", "2022,54091")

    with django_assert_num_queries(len(one)):
        analyst.get(URL)


def test_it_is_a_tab_beside_the_regular_tables(board_member, scorecard):
    assert URL in board_member.get("/performance/").content.decode()


@pytest.mark.browser
def test_our_own_figures_come_in_by_a_file_and_the_page_fits_a_phone_with_its_long_name(phone, live, analyst, tmp_path):
    path = tmp_path / "our_own_mid-year_estimates_of_children_in_the_borough_2021_to_2022.csv"
    path.write_text("indicator,period,value\nChildren aged 0 to 17,2021,54020\nChildren aged 0 to 17,2022,54090\n")
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    sign_in(phone, live, analyst)
    phone.goto(live + URL)
    phone.get_by_role("main").get_by_role("link", name="import", exact=True).last.click()
    phone.set_input_files("input[type=file]", str(path))
    phone.get_by_role("button", name="Check this file").click()
    phone.get_by_role("button", name="Store").click()

    for address in (URL, "/performance/", "/performance/disagreements/"):
        phone.goto(live + address)
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.goto(live + URL)
    assert phone.get_by_text("Taken for July 2023").count() == 1

"""Children in a council, dated and versioned; and rates derived from them."""

import csv
import datetime
from decimal import Decimal

import pytest

from performance.models import Commentary, Indicator, Place, PublishedPlace, Value
from performance.pages.populations import derived_caution, derived_sentence, population_words
from performance.queries import figures_for
from performance.queries.populations import (
    derived_of_others,
    derived_rate,
    derived_rates,
    estimates_of,
    places_with_populations,
    population_of,
)
from tests import published
from tests.performance.files import HALF_YEARS, scorecard_file
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.imports.test_long_files import EES
from tests.performance.pages.reading import facts_on

pytestmark = pytest.mark.django_db
JULY = datetime.date(2023, 7, 1)
SEFTON = "Reporting year,Local authority,E92000001,England,E12000002,North West,343,E08000014,Sefton"
PLANS = "Demand,,Children in need plans currently open,number,2023-06,766,2023-07,745,"
CARED_FOR = "Demand,,Cared for children currently open,number,2023-06,610,2023-07,617,"
CARED_FOR_RATE = "Demand,,Cared for children currently open,rate per 10000 children,2023-06,112.8,2023-07,114.1,89"


def estimates(tmp_path, **by_year: str):
    rows = [f"{year.removeprefix('y')},{SEFTON},Children aged 0 to 17 years,{value}" for year, value in by_year.items()]
    run(written(tmp_path, f"{EES}age_group,population_estimate\n".encode() + "\n".join(rows).encode(), "estimates_2012_to_2024.csv"))
    PublishedPlace.objects.update_or_create(pk=1, defaults={"council": Place.objects.get(name="Sefton")})


def own_figures(tmp_path, *rows: str):
    lines = ["indicator,period,value", *(f"Children aged 0 to 17,{row}" for row in rows)]
    return run(written(tmp_path, "\n".join(lines).encode(), "our-children.csv"))


def figures_of(tmp_path, *rows: str):
    run(written(tmp_path, scorecard_file(*rows)))
    return figures_for(JULY)


def indicator(slug: str) -> Indicator:
    return Indicator.objects.get(slug=slug)


def test_an_estimate_speaks_of_a_day_in_the_middle_of_its_year(tmp_path):
    estimates(tmp_path, y2022="53500")

    assert set(Indicator.objects.published().values_list("basis", flat=True)) == {"at_date"}


def test_the_latest_estimate_up_to_the_month_is_taken(tmp_path):
    estimates(tmp_path, y2021="53000", y2022="53500", y2023="54000", y2024="55000")

    found = population_of(JULY)
    assert (found.value, found.year, found.source.file_name, found.row) == (54000, 2023, "estimates_2012_to_2024.csv", 4)
    assert population_of(datetime.date(2023, 5, 1)).year == 2022


def test_a_restated_estimate_says_what_it_was_and_which_file_restated_it(tmp_path):
    estimates(tmp_path, y2022="53500")
    first = population_of(JULY).source
    estimates(tmp_path, y2022="53600")

    found = population_of(JULY)
    assert (found.value, found.was) == (53600, (53500,))
    assert [(each.source, each.row, each.restated_by) for each in found.versions] == [(first, 2, found.source)]
    assert "restated from 53,500" in population_words(found)


def test_a_small_file_brings_our_own_figures_by_year(tmp_path):
    assert own_figures(tmp_path, "2021,53800", "mid-2022,54100", "2023-06,54250")[1] == 0

    assert [(each.value, each.day, each.is_own) for each in estimates_of()] == [
        (54250, "mid-2023", True),
        (54100, "mid-2022", True),
        (53800, "mid-2021", True),
    ]


def test_a_mid_year_that_has_not_come_is_refused(tmp_path):
    counts, code = own_figures(tmp_path, "2150,53800")

    assert (code, counts["rejected"][0]["column"]) == (2, "period")


def test_of_one_mid_year_the_published_estimate_goes_before_ours(tmp_path):
    estimates(tmp_path, y2022="53500")
    own_figures(tmp_path, "2022,54100")

    assert [(each.value, each.is_own) for each in estimates_of()] == [(53500, False), (54100, True)]
    assert not population_of(JULY).is_own


def test_our_own_later_estimate_goes_before_an_older_published_one(tmp_path):
    estimates(tmp_path, y2022="53500")
    own_figures(tmp_path, "2023,54250")

    assert (population_of(JULY).value, population_of(JULY).is_own) == (54250, True)


def test_a_derived_rate_says_that_it_is_derived_and_from_what(tmp_path):
    estimates(tmp_path, y2022="50000")

    rate = derived_rate(Decimal(450), JULY, population_of(JULY))
    assert rate.value == 90
    assert (
        derived_sentence(rate)
        == "Derived here: 90.0 per 10,000 of 50,000 children in Sefton, mid-2022 (estimates_2012_to_2024.csv, row 2)."
    )


@pytest.mark.parametrize(("year", "is_flagged"), [("y2021", True), ("y2022", False)])
def test_a_population_older_than_two_years_is_flagged(tmp_path, year, is_flagged):
    estimates(tmp_path, **{year: "50000"})

    # June 2021 is 25 months before July 2023, June 2022 is 13.
    assert ("The population is 25 months old" in derived_sentence(derived_rate(Decimal(450), JULY, population_of(JULY)))) == is_flagged


def test_without_estimates_there_is_no_rate(db):
    assert (population_of(JULY), derived_rate(Decimal(450), JULY, population_of(JULY))) == (None, None)


def test_a_count_without_its_rate_gets_one_and_one_with_it_gets_none(tmp_path):
    own_figures(tmp_path, "2022,50000")
    figures = figures_of(tmp_path, PLANS, CARED_FOR, CARED_FOR_RATE)

    derived = derived_rates(figures)
    assert {pk: each.value for pk, each in derived.items()} == {indicator("children-in-need-plans-number").pk: 149}


def test_a_rate_of_the_same_in_another_table_counts_as_given(tmp_path):
    own_figures(tmp_path, "2022,50000")
    run(HALF_YEARS)

    # The half-years have cared for children per 10,000 at the end of July.
    assert derived_rates(figures_of(tmp_path, CARED_FOR)) == {}


def test_an_average_is_no_count_of_children(tmp_path):
    own_figures(tmp_path, "2022,50000")

    assert (
        derived_rates(figures_of(tmp_path, "Management,,Average caseload (not full-time equivalent),number,2023-06,15,2023-07,14,")) == {}
    )


def contacts_from_schools(unit: str) -> Indicator:
    measure, children = indicator("mash-contacts-number").measure, indicator("children-aged-0-to-17")
    of_schools = {"label": "Contacts from schools", "breakdown": "from schools", "basis": "month", "series": "other"}
    return Indicator.objects.create(slug=f"schools-{unit[:4]}", measure=measure, unit=unit, denominator=children, **of_schools)


def test_a_count_in_no_regular_table_gets_one_where_it_is_said_to_be_of_children(analyst, tmp_path):
    own_figures(tmp_path, "2022,50000")
    contacts = contacts_from_schools("number")
    run(written(tmp_path, b"indicator,period,value\nContacts from schools,2023-07,250", "contacts.csv"))

    derived = derived_of_others(JULY)[contacts]
    assert (derived.value, derived_caution(derived)) == (50, "It counts one month.")
    facts = facts_on(analyst, contacts.slug)
    assert facts["Rate per 10,000 children, July 2023: derived here, in no file"].startswith("50.0 per 10,000 250 ÷ 50,000 × 10,000")
    assert "Contacts from schools" in analyst.get("/performance/populations/?month=2023-07&export=csv&table=derived").content.decode()


def test_it_gets_none_where_its_own_rate_is_imported(tmp_path):
    own_figures(tmp_path, "2022,50000")
    contacts_from_schools("number"), contacts_from_schools("rate per 10000 children")
    lines = b"Contacts from schools,number,2023-07,250\nContacts from schools,rate per 10000 children,2023-07,51"
    assert run(written(tmp_path, b"indicator,unit,period,value\n" + lines, "contacts.csv"))[1] == 0

    assert derived_of_others(JULY) == {}


def test_what_is_derived_is_stored_nowhere(tmp_path):
    own_figures(tmp_path, "2022,50000")
    figures = figures_of(tmp_path, PLANS)
    before = (Value.objects.count(), Commentary.objects.count())

    assert derived_rates(figures)
    assert (Value.objects.count(), Commentary.objects.count()) == before
    assert not Value.objects.filter(indicator__unit="rate per 10000 children").exists()


@published.needs_published_data
def test_the_published_estimates_of_sefton_its_region_and_england():
    run(published.POPULATION)
    PublishedPlace.objects.update_or_create(pk=1, defaults={"council": Place.objects.get(code="343")})

    found = [population_of(JULY, place) for place in places_with_populations()]
    assert [each.place.name for each in found] == ["Sefton", "North West", "England"]
    assert all(each.year == 2023 for each in found)


@published.needs_published_data
def test_every_published_estimate_of_three_councils_is_the_files_own_with_its_row():
    run(published.POPULATION)
    with published.POPULATION.open(encoding="utf-8-sig") as opened:
        file = {(row["old_la_code"], int(row["time_period"])): (number, row) for number, row in enumerate(csv.DictReader(opened), start=2)}

    for code in ("343", "301", "891"):
        place = Place.objects.get(code=code)
        for year in (2012, 2021, 2024):
            number, row = file[code, year]
            found = population_of(datetime.date(year, 12, 1), place)
            assert (found.value, found.year, found.row) == (Decimal(row["population_estimate"]), year, number)


@published.needs_published_data
def test_a_rate_derived_from_the_published_file_is_count_by_population(tmp_path):
    run(published.POPULATION)
    PublishedPlace.objects.update_or_create(pk=1, defaults={"council": Place.objects.get(code="343")})
    figures = figures_of(tmp_path, PLANS)
    with published.POPULATION.open(encoding="utf-8-sig") as opened:
        children = next(
            int(row["population_estimate"]) for row in csv.DictReader(opened) if row["old_la_code"] + row["time_period"] == "3432023"
        )

    derived = derived_rates(figures)[indicator("children-in-need-plans-number").pk]
    assert float(derived.value) == pytest.approx(745 / children * 10_000, rel=1e-12)

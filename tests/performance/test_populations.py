"""Children in a council, dated and versioned; and rates derived from them."""

import datetime
from decimal import Decimal

import pytest

from performance.models import Place, PublishedPlace
from performance.queries.populations import derived_rate, population_of, populations
from tests import published
from tests.performance.test_import_kpis import run, written
from tests.performance.test_long_files import EES

pytestmark = pytest.mark.django_db
JULY = datetime.date(2023, 7, 1)
SEFTON = "Reporting year,Local authority,E92000001,England,E12000002,North West,343,E08000014,Sefton"


def estimates(tmp_path, **by_year: str):
    rows = [f"{year.removeprefix('y')},{SEFTON},Children aged 0 to 17 years,{value}" for year, value in by_year.items()]
    run(written(tmp_path, f"{EES}age_group,population_estimate\n".encode() + "\n".join(rows).encode(), "estimates_2012_to_2024.csv"))
    PublishedPlace.objects.update_or_create(pk=1, defaults={"council": Place.objects.get(name="Sefton")})


def test_the_latest_estimate_up_to_the_month_is_taken(tmp_path):
    estimates(tmp_path, y2021="53000", y2022="53500", y2023="54000", y2024="55000")

    found = population_of(JULY)
    assert (found.value, found.year, found.source.file_name) == (54000, 2023, "estimates_2012_to_2024.csv")
    assert population_of(datetime.date(2023, 5, 1)).year == 2022


def test_a_restated_estimate_says_what_it_was(tmp_path):
    estimates(tmp_path, y2022="53500")
    estimates(tmp_path, y2022="53600")

    assert (population_of(JULY).value, population_of(JULY).was) == (53600, (53500,))
    assert "restated from 53,500" in population_of(JULY).sentence


def test_a_derived_rate_says_that_it_is_derived(tmp_path):
    estimates(tmp_path, y2022="50000")

    rate = derived_rate(Decimal(450), JULY)
    assert rate.value == 90
    assert rate.sentence.startswith("Derived here: 450 for each 10,000 of 50,000 children in Sefton, June 2022")


def test_without_estimates_there_is_no_rate(db):
    assert (population_of(JULY), derived_rate(Decimal(450), JULY)) == (None, None)


@published.needs_published_data
def test_the_published_estimates_of_sefton_its_region_and_england():
    run(published.POPULATION)
    PublishedPlace.objects.update_or_create(pk=1, defaults={"council": Place.objects.get(code="343")})

    found = populations(JULY)
    assert [each.place.name for each in found] == ["Sefton", "North West", "England"]
    assert all(each.year == 2023 for each in found)

"""Comparators of many councils, years and both models, each against a sum done here from the publishers' own rows."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import StringIO
from itertools import product

import pytest

from performance.models import Indicator, NeighbourModel, Place
from performance.queries.comparators import compare_over_years
from performance.services import choose_published_place
from tests import published
from tests.performance.imports.test_import_kpis import run
from tests.performance.pages.reading import rows_of

pytestmark = [pytest.mark.django_db, published.needs_published_data]

PAGE = "/performance/comparators/"
MODELS = ("2021-04", "2025-05")
# A council of every kind: both halves of London, a county, one whose region is written in two ways, one so small that most is
# withheld, and one so new that the older model gives it no neighbour.
COUNCILS = ("343", "202", "302", "383", "908", "886", "201", "420", "942")
# As the interactive tool calls in its own rows what it writes beside a council.
REGIONS = {"Inner London": "London (Inner)", "Outer London": "London (Outer)", "Yorkshire and The Humber": "Yorkshire and the Humber"}


def records(file) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@cache
def lait() -> dict[tuple[str, int, str], Decimal]:
    """Figures by measure, year and area: a council's number, or a name."""
    found = {}
    for row in records(published.LAIT):
        code = row["la_code"].removesuffix(".0")
        if row["value"]:
            found[row["measure_code"], int(row["year"]), row["area"] if row["region"] == "NA" else code] = Decimal(row["value"])
    return found


@cache
def regions() -> dict[str, str]:
    rows = records(published.LAIT)
    return {row["la_code"].removesuffix(".0"): REGIONS.get(row["region"], row["region"]) for row in rows if row["region"] != "NA"}


@cache
def neighbours(model: str, council: str) -> list[str]:
    rows = [row for row in records(published.NEIGHBOURS) if (row["model"], row["la_code"]) == (model, council)]
    return [row["neighbour_la_code"] for row in rows if row["neighbour_la_code"] != "-"]


def mean(values: list[Decimal]) -> Decimal | None:
    return sum(values) / len(values) if values else None


def expected(measure: str, year: int, council: str, model: str) -> tuple:
    """The neighbours' mean and of how many, the council, its region, England."""
    theirs = [lait()[measure, year, each] for each in neighbours(model, council) if (measure, year, each) in lait()]
    own, region, england = (lait().get((measure, year, area)) for area in (council, regions()[council], "England"))
    return mean(theirs), len(theirs), own, region, england


def expected_median(measure: str, year: int, council: str, model: str) -> Decimal | None:
    theirs = sorted(lait()[measure, year, each] for each in neighbours(model, council) if (measure, year, each) in lait())
    return (theirs[(len(theirs) - 1) // 2] + theirs[len(theirs) // 2]) / 2 if theirs else None


def as_shown(value: Decimal | None, text: str) -> str:
    """The value with as many decimals as the text has, ties rounded up."""
    if value is None:
        return "–"
    decimals = len(text.partition(".")[2])
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}"


@pytest.fixture
def benchmarks(db):
    run(published.LAIT)
    run(published.NEIGHBOURS)


def test_every_measure_and_year_of_many_councils_by_both_models(benchmarks):
    checked = 0
    for code in COUNCILS:
        council = Place.objects.get(kind="council", code=code)
        for name in MODELS:
            model = NeighbourModel.objects.get(name=name)
            for indicator in Indicator.objects.filter(source="LAIT"):
                for each in compare_over_years(council, indicator, model):
                    ours = (each.value, each.n, each.council, each.region, each.england)
                    assert ours == expected(indicator.code, each.year, code, name), (code, name, indicator.code, each.year)
                    checked += 1
    assert checked > 4000


def in_a_file(shown: str) -> str:
    """A figure of a page, without its commas and the noughts at its end; nothing for a dash."""
    text = shown.replace(",", "").strip("–")
    return text.rstrip("0").rstrip(".") if "." in text else text


def test_other_councils_shows_and_downloads_them(analyst, benchmarks):
    for council, measure, model in product(("383", "202"), ("LAC", "Work_Force_Vac_Rate"), MODELS):
        query = {"council": council, "measure": Indicator.objects.get(code=measure).slug, "model": model}

        shown = {name.split()[0]: cells for name, cells in rows_of(analyst.get(PAGE, query).text).items()}
        file = analyst.get(PAGE, query | {"export": "csv"}).content.decode("utf-8-sig")

        rows = list(csv.reader(StringIO(file)))[1:]
        assert len(rows) >= 7
        for year, own, neighbour, n, _, region, england, _, named, middle in rows:
            value, count, *others = expected(measure, int(year), council, model)
            assert middle == as_shown(expected_median(measure, int(year), council, model), middle)
            assert (neighbour, int(n), named) == (as_shown(value, neighbour), count, model)
            assert [own, region, england] == [as_shown(other, text) for other, text in zip(others, (own, region, england), strict=True)]
            words = [text.removesuffix(f" n = {n}") for text in shown[year]]
            assert [in_a_file(text) for text in words] == [own, neighbour, middle, region, england]


def test_explore_education_statistics_too(analyst):
    """Child protection plans per 10,000 children at 31 March."""
    run(published.PLANS)
    run(published.NEIGHBOURS)
    rates = {
        (row["old_la_code"] or row["region_name"] or row["country_name"], int(row["time_period"])): Decimal(row["CPP_At31_rate"])
        for row in records(published.PLANS)
        if row["CPP_At31_rate"].replace(".", "", 1).isdigit()
    }
    indicator, model = Indicator.objects.get(code__startswith="CPP_At31_rate"), NeighbourModel.objects.get(name="2021-04")

    for code, region in (("343", "North West"), ("202", "Inner London"), ("383", "Yorkshire and The Humber")):
        years = compare_over_years(Place.objects.get(kind="council", code=code), indicator, model)

        assert len(years) == 12
        for each in years:
            theirs = [rates[other, each.year] for other in neighbours(model.name, code) if (other, each.year) in rates]
            assert (each.value, each.n) == (mean(theirs), len(theirs))
            assert [each.council, each.region, each.england] == [rates.get((area, each.year)) for area in (code, region, "England")]


def test_an_indicators_page_draws_them_at_the_month_in_which_their_year_ends(analyst, benchmarks, scorecard):
    """Of our July 2023: the year to March 2023."""
    own = Indicator.objects.get(slug="re-referrals-percent")
    own.published_as = Indicator.objects.get(code="ReReferral")
    own.save()
    for code, name in (("343", "2021-04"), ("202", "2025-05"), ("908", "2021-04")):
        council, model = Place.objects.get(code=code), NeighbourModel.objects.get(name=name)
        choose_published_place(actor=analyst.person, council=council, neighbour_model=model)

        table = analyst.get(own.get_absolute_url()).text.partition("What our figures are compared with")[2].partition("</table>")[0]

        average, n, _, region, england = expected("ReReferral", 2023, code, name)
        cells = {name: row for name, row in rows_of(table).items() if name != "Statistical neighbours"}
        assert cells == {
            "Published neighbours": ["March 2023", as_shown(average, "0.00"), "2023", "4 months old", f"{name}, mean of {n}"],
            council.region.name: ["March 2023", as_shown(region, "0.0"), "2023", "4 months old", ""],
            "England": ["March 2023", as_shown(england, "0.0"), "2023", "4 months old", ""],
        }

"""A council beside its neighbours, its region and England."""

import csv
import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from foundation.activity.models import Entry
from performance.models import Indicator, NeighbourModel, Place, PublishedPlace
from performance.services import choose_published_place
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.imports.test_long_files import NEIGHBOURS, lait
from tests.performance.pages.reading import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/performance/comparators/"


@pytest.fixture
def published(tmp_path):
    """Ours has 80, its two neighbours 90 and 101, its region 85, England 70; a third neighbour has no figure."""
    figures = [
        "343,Ours,North,,80",
        "344,One,North,,90",
        "345,Two,North,,101",
        "346,Three,North,c,",
        "981,North,NA,,85",
        "970,England,NA,,70",
    ]
    run(lait(tmp_path, *(f"LAC,2022,{line}" for line in figures)))
    lines = [f"2021-04,343,Ours,{rank},{code},Close" for rank, code in enumerate((344, 345, 346), start=1)]
    run(written(tmp_path, (NEIGHBOURS + "\n".join(lines)).encode()))


def test_nothing_published_says_what_to_do(analyst):
    assert "No published figures are stored yet" in analyst.get(ADDRESS).text


def test_the_average_is_of_the_neighbours_that_have_a_figure(analyst, published):
    page = analyst.get(ADDRESS, {"council": "343", "model": "2021-04"}).text

    # (90 + 101) ÷ 2
    assert "95.5" in page
    assert "n = 2" in page


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


SKEWED = {"344": 90, "345": 101, "346": 130}


def skew(tmp_path) -> None:
    """A third neighbour far above the others: the mean is 107, the median 101."""
    run(lait(tmp_path, *(f"LAC,2022,{code},{code},North,,{value}" for code, value in SKEWED.items())))


def test_the_mean_and_the_median_are_both_to_be_had_and_each_says_which_it_is(analyst, published, tmp_path):
    skew(tmp_path)

    page = text_of(analyst.get(ADDRESS, {"council": "343", "model": "2021-04"}).text)

    assert "Statistical neighbours’ mean, model 2021-04" in page
    assert "Statistical neighbours’ median" in page
    assert "107.0 n = 3 101.0 n = 3" in page
    by = {each: plain(analyst.get(ADDRESS, {"council": "343", "average": each}).context["chart_text"]) for each in ("mean", "median")}
    assert ("mean of 3" in by["mean"], "median of 3" in by["median"]) == (True, True)
    assert ("median" in by["mean"], "mean of" in by["median"]) == (False, False)


@pytest.mark.parametrize(("average", "value"), [("mean", 107.0), ("median", 101.0)])
def test_the_command_gives_either_and_says_which(published, tmp_path, average, value):
    skew(tmp_path)
    out = StringIO()

    call_command("comparator", council="343", measure="LAC", year=2022, model="2021-04", average=average, stdout=out)

    found = json.loads(out.getvalue())
    assert (found["average"], found["value"], found["n"]) == (average, value, 3)


@pytest.mark.parametrize(("average", "shown"), [("mean", "107.0"), ("median", "101.0")])
def test_what_is_chosen_stands_on_every_page_with_its_name(analyst, scorecard, published, tmp_path, average, shown):
    """On the scorecard where no neighbours are quoted, on the indicator's page, in its facts and in its export."""
    skew(tmp_path)
    ours = Indicator.objects.get(slug="cared-for-children-rate")
    ours.comparators.all().delete()
    ours.published_as = Indicator.objects.get(code="LAC")
    ours.save()
    chosen = {"council": Place.objects.get(code="343").pk, "neighbour_model": NeighbourModel.objects.get().pk, "average_by": average}
    assert analyst.post("/performance/our-place/", chosen).status_code == 302

    table = text_of(analyst.get("/performance/?month=2023-07").text)
    page = text_of(analyst.get(ours.get_absolute_url()).text)

    assert f"{shown[:5]}" in table
    assert f"published 2022, {average} of 3" in table
    assert f"the published {average} of our neighbours by model 2021-04" in table
    assert f"2021-04, {average} of 3" in page
    assert f"({average} of 3)" in plain(analyst.get(ours.get_absolute_url()).text)
    other = {"mean": "median", "median": "mean"}[average]
    assert f"{other} of 3" not in table + page
    file = analyst.get(ours.get_absolute_url(), {"export": "csv"}).content.decode("utf-8-sig")
    assert f"Published neighbours, {average}" in file
    assert Entry.objects.filter(verb="indicator.place_chosen").latest("pk").facts["after"]["average"] == average


def test_another_average_is_refused_by_the_service(analyst):
    with pytest.raises(ValidationError):
        choose_published_place(actor=analyst.person, council=None, neighbour_model=None, average_by="mode")


def test_a_council_without_neighbours_says_so(analyst, published):
    assert "By model 2021-04 One has no neighbour with a figure of this." in analyst.get(ADDRESS, {"council": "344"}).text
    assert "has no neighbour" not in analyst.get(ADDRESS, {"council": "343"}).text


def test_the_table_downloads_as_it_is(analyst, published):
    file = analyst.get(ADDRESS, {"council": "343", "export": "csv"})

    header, row = csv.reader(StringIO(file.content.decode("utf-8-sig")))
    assert [row[0], row[1], row[2], row[3], row[5], row[6]] == ["2022", "80", "95.5", "2", "85", "70"]


def test_the_chart_is_a_picture_of_its_own(analyst, published):
    assert analyst.get(f"{ADDRESS}chart.svg", {"council": "343"})["Content-Type"] == "image/svg+xml"


def test_everyone_who_signs_in_may_compare(board_member, published):
    assert board_member.get(ADDRESS, {"council": "343"}).status_code == 200


def test_the_analyst_says_which_council_is_ours(analyst, published):
    council, model = Place.objects.get(code="343"), NeighbourModel.objects.get()
    for _ in range(2):
        analyst.post("/performance/our-place/", {"council": council.pk, "neighbour_model": model.pk})

    assert (PublishedPlace.current().council, PublishedPlace.current().neighbour_model) == (council, model)
    assert Entry.objects.filter(verb="indicator.place_chosen").count() == 1


def test_others_do_not_choose_it(board_member, published):
    assert board_member.post("/performance/our-place/", {"council": ""}).status_code == 403

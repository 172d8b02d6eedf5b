"""A council beside its neighbours, its region and England."""

import csv
from io import StringIO

import pytest

from foundation.activity.models import Entry
from performance.models import NeighbourModel, Place, PublishedPlace
from tests.performance.test_import_kpis import run, written
from tests.performance.test_long_files import NEIGHBOURS, lait

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

"""Saying what the columns of a file of no known shape mean."""

import pytest

from foundation.activity.models import Entry
from performance.models import Mapping, Upload, Value
from tests.performance.imports.pages.test_uploads import upload

pytestmark = pytest.mark.django_db
RETURN = b"Measure name,Month ending,Actual\nVacancy rate,30/06/2023,18.2\n"
CHOSEN = {"layout": "long", "column_0": "indicator", "column_1": "period", "column_2": "value", "name": "Monthly return"}


@pytest.fixture
def columns(analyst) -> str:
    """The address to which a file of no known shape leads."""
    return analyst.get(upload(analyst, RETURN, "return.csv").url).url


def test_a_file_of_no_known_shape_asks_what_its_columns_mean(analyst, columns):
    page = analyst.get(columns).text

    assert "“Month ending” holds" in page
    assert '<option value="period" selected>' in page
    assert "For example Vacancy rate" in page


def test_what_is_said_is_remembered_and_the_file_is_checked(analyst, columns):
    check = analyst.post(columns, CHOSEN).url

    assert "By the mapping “Monthly return”" in analyst.get(check).text
    analyst.post(check)
    assert Value.objects.ours().get().indicator.slug == "vacancy-rate-percent"


def test_it_leaves_a_trace(analyst, columns):
    analyst.post(columns, CHOSEN)

    assert Entry.objects.of(Mapping.objects.get()).get().sentence == "said how a file is read"


def test_the_next_upload_offers_the_name(analyst, columns):
    analyst.post(columns, CHOSEN)
    mapping = Mapping.objects.get()

    assert "By the mapping “Monthly return”" in analyst.get("/performance/imports/new/").text
    check = upload(analyst, RETURN, "return.csv", shape=f"mapping {mapping.pk}")
    assert Upload.objects.get().mapping == mapping
    assert "new figures" in analyst.get(check.url).text


def test_a_mapping_without_a_figure_says_so_and_keeps_what_was_typed(analyst, columns):
    page = analyst.post(columns, {**CHOSEN, "column_2": ""})

    assert "Say which column holds the figure" in page.text
    assert 'value="Monthly return"' in page.text
    assert not Mapping.objects.exists()


def test_the_second_time_replaces_the_mapping_of_this_name(analyst, columns):
    analyst.post(columns, CHOSEN)
    analyst.post(columns, CHOSEN)

    assert Mapping.objects.count() == 1


def test_headings_in_another_row_can_be_chosen(analyst, columns):
    assert "holds no headings" in analyst.get(f"{columns}?header_row=9").text


def test_another_s_file_is_not_found_and_others_may_not(analyst, lead, board_member, columns):
    assert lead.get(columns).status_code == 404
    assert board_member.get(columns).status_code == 403


def test_the_page_says_what_it_found_and_offers_a_name(analyst):
    wide = b"Posts of the council;;\nKPI;Q1 2022/23;Q2 2022/23\nVacancy rate;18;19\n"
    columns = analyst.get(upload(analyst, wide, "HR_return-2022-23 July.csv").url).url

    page = analyst.get(columns)

    assert "The title rows above the headings in row 2 were skipped." in page.text
    assert "Columns that are a month, a quarter or a year: Q1 2022/23, Q2 2022/23." in page.text
    assert page.context["form"]["name"].value() == "HR return"


def test_a_name_that_is_taken_is_not_offered(analyst, columns):
    assert analyst.get(columns).context["form"]["name"].value() == "Return"
    analyst.post(columns, CHOSEN | {"name": "Return", "column_0": "indicator"})

    other = analyst.get(upload(analyst, RETURN.replace(b"Actual", b"Outturn"), "return.csv").url).url
    assert analyst.get(other).context["form"]["name"].value() == ""

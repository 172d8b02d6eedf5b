"""The saved mappings: seen, corrected, renamed, deleted."""

import pytest
from django.urls import reverse

from foundation.activity.models import Entry
from performance.enums import Layout
from performance.imports.services import delete_mapping, save_mapping
from performance.models import Import, Mapping, Upload
from tests.performance.imports.pages.test_uploads import upload
from tests.performance.imports.test_import_kpis import run, taken, written
from tests.performance.imports.test_mappings import LONG, LONG_COLUMNS
from tests.performance.pages.reading import rows_of, text_of
from tests.replay import replayed

pytestmark = pytest.mark.django_db
URL = "/performance/imports/mappings/"


@pytest.fixture
@replayed
def monthly(analyst) -> Mapping:
    return save_mapping(actor=analyst.person, name="Monthly return", layout=Layout.LONG, columns=LONG_COLUMNS)


@pytest.fixture
def used(tmp_path, monthly) -> Import:
    run(written(tmp_path, LONG, "june.csv"))
    return Import.objects.get()


def page_of(mapping: Mapping) -> str:
    return f"{URL}{mapping.pk}/"


def filled(visitor, mapping: Mapping, **changes) -> dict:
    """What the form of a mapping holds, with `changes`."""
    form = visitor.get(page_of(mapping)).context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in given.items()} | changes


def test_each_is_listed_with_its_columns_who_saved_it_and_the_import_that_used_it_last(analyst, used):
    row = rows_of(analyst.get(URL).text)["Monthly return"]

    assert row[0] == "A row for each figure"
    assert row[1].startswith("“Measure name”: the indicator “Month ending”: the month “Actual”: the figure")
    assert (row[2].endswith("by Ana Silva"), row[3].startswith("june.csv")) == (True, True)


def test_one_that_was_never_used_says_so_and_none_at_all_says_how_to_make_one(analyst):
    assert "No mapping is saved yet." in analyst.get(URL).text
    save_mapping(actor=analyst.person, name="Return", layout="wide", columns={"KPI": "indicator"}, sheet="Data", header_row=2)

    row = rows_of(analyst.get(URL).text)["Return"]
    assert (row[0], row[3]) == ("A column for each month Sheet “Data”, row 2", "Not yet")


def test_the_imports_lead_there(analyst, used):
    assert URL in analyst.get(reverse("performance:batches")).text
    assert URL in analyst.get(reverse("performance:import")).text
    assert "By the mapping “Monthly return”" in analyst.get(used.get_absolute_url()).text


def test_the_list_is_a_file_too(analyst, used):
    assert "Monthly return,A row for each figure" in analyst.get(f"{URL}?export=csv").content.decode("utf-8-sig")


def test_a_column_is_corrected_and_the_next_file_is_read_so(analyst, tmp_path, monthly):
    given = filled(analyst, monthly, heading_3="Result")
    assert analyst.post(page_of(monthly), given).url == URL

    assert run(written(tmp_path, LONG.replace(b"Actual", b"Result"))) == (taken(1, 1), 0)


def test_a_column_may_be_added_or_left_out(analyst, monthly):
    given = filled(analyst, monthly, meaning_4="", heading_6="Of which unit", meaning_6="unit")
    analyst.post(page_of(monthly), given)

    left = {heading: meaning for heading, meaning in LONG_COLUMNS.items() if meaning != "comment"}
    assert Mapping.objects.get().columns == {**left, "Of which unit": "unit"}


def test_it_leaves_a_trace_and_the_second_time_does_nothing(analyst, lead, monthly):
    for _ in range(2):
        lead.post(page_of(monthly), filled(lead, monthly, name="Return of the month"))

    [entry] = Entry.objects.of(monthly).filter(verb="indicator.mapping_changed")
    assert (entry.actor, entry.facts["before"]["name"], entry.facts["after"]["name"]) == (
        lead.person,
        "Monthly return",
        "Return of the month",
    )


def test_its_imports_carry_the_new_name(analyst, used):
    mapping = Mapping.objects.get()
    analyst.post(page_of(mapping), filled(analyst, mapping, name="Posts"))

    assert Import.objects.get().mapping == "Posts"
    assert rows_of(analyst.get(URL).text)["Posts"][3].startswith("june.csv")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "by month"}, "There is another mapping called “by month”"),
        ({"name": "LAIT"}, "known already"),
        ({"meaning_3": ""}, "Say which column holds the figure"),
        ({"heading_3": ""}, "Enter the heading of this column"),
        ({"heading_3": "Month ending"}, "“Month ending” is named twice"),
    ],
)
def test_what_could_read_nothing_is_refused_and_kept_in_the_boxes(analyst, monthly, change, says):
    save_mapping(actor=analyst.person, name="By month", layout="wide", columns={"KPI": "indicator"})

    page = analyst.post(page_of(monthly), filled(analyst, monthly, unit="percent") | change)

    assert says in text_of(page.text)
    assert page.context["form"]["unit"].value() == "percent"
    assert Mapping.objects.get(pk=monthly.pk).columns == LONG_COLUMNS


def test_deleting_says_first_what_follows_and_leaves_imports_readable(analyst, used):
    mapping = Mapping.objects.get()
    assert "Imports that were read by it: 1." in analyst.get(f"{page_of(mapping)}delete/").text

    assert analyst.post(f"{page_of(mapping)}delete/").url == URL

    assert not Mapping.objects.exists()
    assert "By the mapping “Monthly return”" in analyst.get(used.get_absolute_url()).text
    assert Entry.objects.get(verb="indicator.mapping_deleted").facts["columns"] == LONG_COLUMNS
    assert analyst.post(f"{page_of(mapping)}delete/").url == URL
    assert Entry.objects.filter(verb="indicator.mapping_deleted").count() == 1
    assert [analyst.get(address).status_code for address in (page_of(mapping), f"{page_of(mapping)}delete/")] == [404, 404]


def test_a_file_that_waits_to_be_checked_asks_anew(analyst, monthly):
    check = upload(analyst, LONG, "june.csv", shape=f"mapping {monthly.pk}").url
    delete_mapping(actor=analyst.person, mapping=monthly)

    assert Upload.objects.get().mapping is None
    assert analyst.get(check).url.endswith("/columns/")


@pytest.mark.parametrize("person", ["board_member", "outsider", "head_of_service"])
def test_others_may_not(request, monthly, person):
    visitor = request.getfixturevalue(person)
    addresses = (URL, page_of(monthly), f"{page_of(monthly)}delete/")

    assert [visitor.get(address).status_code for address in addresses] == [403, 403, 403]
    assert [visitor.post(address).status_code for address in addresses[1:]] == [403, 403]


def test_the_list_takes_the_same_queries_for_three_as_for_one(analyst, used, django_assert_num_queries, django_assert_max_num_queries):
    analyst.get(URL)
    with django_assert_max_num_queries(20) as one:
        analyst.get(URL)
    for name in ("A", "B"):
        save_mapping(actor=analyst.person, name=name, layout=Layout.LONG, columns=LONG_COLUMNS)

    with django_assert_num_queries(len(one)):
        analyst.get(URL)

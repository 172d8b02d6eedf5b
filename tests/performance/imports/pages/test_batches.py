"""The imports, one of them, and undoing it."""

import pytest
from django.urls import reverse

from foundation.activity.models import Entry
from performance.models import Import, Value
from tests.performance.imports.test_import_kpis import run
from tests.performance.imports.test_long_files import lait

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(tmp_path) -> Import:
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1", "LAC,2021,343,Sefton,North West,c,"))
    return Import.objects.get()


def test_every_import_is_listed_with_its_number(analyst, batch):
    page = analyst.get(reverse("performance:batches")).text

    assert "lait.csv" in page
    assert reverse("performance:batch", args=[batch.pk]) in page


def test_an_import_shows_its_file_and_its_figures(analyst, batch):
    page = analyst.get(reverse("performance:batch", args=[batch.pk])).text

    assert batch.file_hash in page
    assert "90.1" in page
    assert "March 2022" in page


def test_the_list_asks_the_database_as_often_for_three_as_for_one(analyst, batch, tmp_path, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        analyst.get(reverse("performance:batches"))
    for year in (2019, 2020):
        run(lait(tmp_path, f"LAC,{year},343,Sefton,North West,,90.1"))
    with django_assert_max_num_queries(12):
        analyst.get(reverse("performance:batches"))


def test_undoing_says_first_what_it_would_do(analyst, batch):
    assert "figures that it added and that go: 2" in analyst.get(reverse("performance:undo", args=[batch.pk])).text
    assert Value.objects.count() == 2


def test_undoing_leaves_a_trace_and_is_done_once(analyst, batch):
    analyst.post(reverse("performance:undo", args=[batch.pk]))
    again = analyst.post(reverse("performance:undo", args=[batch.pk]), follow=True)

    assert not Value.objects.exists()
    assert "It was not saved a second time." in again.text
    assert Entry.objects.of(batch).filter(verb="indicator.import_undone").count() == 1


def test_what_later_files_rest_on_says_so(analyst, batch, tmp_path):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,91"))

    assert "Undo that one first" in analyst.get(reverse("performance:undo", args=[batch.pk])).text


@pytest.mark.parametrize("name", ["batch", "undo"])
def test_others_do_not_see_imports(board_member, batch, name):
    assert board_member.get(reverse(f"performance:{name}", args=[batch.pk])).status_code == 403
    assert board_member.get(reverse("performance:batches")).status_code == 403

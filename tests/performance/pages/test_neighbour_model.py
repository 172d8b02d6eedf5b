"""By which model the neighbours in a file are: asked where the file does not say it, and open to change where its name does."""

import pytest

from foundation.activity.models import Entry
from performance.models import NeighbourModel, Upload
from tests.performance.pages.reading import text_of
from tests.performance.pages.test_import import upload

pytestmark = pytest.mark.django_db
ACROSS = b"old_la_code,la_name,SN_1,SN_2,SN_3\n343,Sefton,342,351,392\n"


def test_the_model_is_asked_for_and_stored_with_the_neighbours(analyst):
    check = upload(analyst, ACROSS, "neighbours.csv").url
    asked = analyst.get(check).url

    assert "By which model are these neighbours?" in text_of(analyst.get(asked).text)
    assert analyst.post(asked, {"model": "2025-05"}).url == check
    assert "3 new figures" in text_of(analyst.get(check).text)
    analyst.post(check, {})
    assert NeighbourModel.objects.get().name == "2025-05"
    assert Entry.objects.filter(verb="indicator.upload_read_as").latest("pk").facts["model"] == "2025-05"


def test_what_the_name_says_can_be_changed(analyst):
    check = upload(analyst, ACROSS, "sn_model_2025_wide.csv").url
    page = text_of(analyst.get(check).text)

    assert "By the file’s name these are the neighbours by the model 2025-05." in page
    assert "Choose another model of neighbours" in page
    asked = f"{check}model/"
    assert 'value="2025-05"' in analyst.get(asked).text
    analyst.post(asked, {"model": "2021-04"})
    analyst.post(check, {})
    assert NeighbourModel.objects.get().name == "2021-04"


@pytest.mark.parametrize("typed", ["", "May", "2025-13", "x" * 30])
def test_what_is_no_model_is_told(analyst, typed):
    asked = f"{upload(analyst, ACROSS, 'neighbours.csv').url}model/"

    page = analyst.post(asked, {"model": typed})

    assert page.status_code == 200
    assert "error" in page.text
    assert not Upload.objects.get().neighbour_model


def test_a_file_of_somebody_else_is_not_found(analyst, lead):
    asked = f"{upload(analyst, ACROSS, 'neighbours.csv').url}model/"

    assert lead.get(asked).status_code == 404
    assert lead.post(asked, {"model": "2025-05"}).status_code == 404

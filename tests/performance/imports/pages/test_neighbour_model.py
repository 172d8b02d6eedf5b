"""By which model the neighbours in a file are: asked where the file does not say it, and open to change where its name does."""

import pytest

from foundation.activity.models import Entry
from performance.models import NeighbourModel, Upload
from tests.performance.imports.pages.test_uploads import upload
from tests.performance.pages.reading import text_of

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


def test_neighbours_in_whose_place_others_come_are_named(analyst):
    check = upload(analyst, ACROSS, "sn_model_2025_wide.csv").url
    analyst.post(check, {})
    names = b"old_la_code,la_name,SN_1,SN_2,SN_3\n342,St Helens,343,351,392\n351,Bury,343,342,392\n"
    analyst.post(upload(analyst, names, "sn_model_2025_wide.csv").url, {})

    other = upload(analyst, ACROSS.replace(b"342,351", b"351,342"), "sn_model_2025_wide.csv").url

    assert [[cell for _, cell, *_ in row] for row in analyst.get(other).context["restated"]] == [
        ["Model 2025-05", "Sefton", "Neighbour 1", "St Helens", "Bury", ""],
        ["Model 2025-05", "Sefton", "Neighbour 2", "Bury", "St Helens", ""],
    ]


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

"""Filters of a list under a name, one mechanism for every list that has filters."""

import pytest
from django.core.exceptions import ValidationError

from foundation.activity.models import Entry
from foundation.saved_views.models import SavedView
from foundation.saved_views.services import delete_view, save_view

LISTS = ["audits:list", "actions:list", "observations:list", "performance:indicators", "accounts:people"]
ADDRESSES = {"audits:list": "/audits/", "actions:list": "/actions/", "observations:list": "/observations/"}


def offered(visitor, address: str) -> list[str]:
    page = visitor.get(address).content.decode()
    words = page.partition("Saved views:")[2].partition("</p>")[0]
    return [each.partition(">")[2].partition("<")[0] for each in words.split("<a ")[1:]]


@pytest.mark.parametrize("shared", [True, False])
def test_saving_and_deleting_a_view_is_in_the_trail(lead, shared):
    view = save_view(actor=lead.person, place="actions:list", name="Late in Elm", filters="team=1&page=3&export=csv", is_shared=shared)
    delete_view(actor=lead.person, view=view)

    verbs = ["view.shared" if shared else "view.saved", "view.deleted"]
    assert list(Entry.objects.filter(verb__startswith="view.").values_list("verb", flat=True)) == verbs
    assert Entry.objects.get(verb="view.deleted").facts == {
        "list": "actions:list",
        "name": "Late in Elm",
        "filters": "team=1",
        "of": lead.person.name,
        "shared": shared,
    }


@pytest.mark.parametrize("name", ["Late\r\nSet-Cookie: a=b", "a\u2028b", "\u202eetal"])
def test_a_view_s_name_is_on_one_line(lead, name):
    with pytest.raises(ValidationError, match="Type it again"):
        save_view(actor=lead.person, place="audits:list", name=name, filters="")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("place", ["nowhere:list", "audits:audit", "", "//example.org"])
def test_a_view_is_of_a_list(lead, place):
    with pytest.raises(ValidationError, match="There is no such list"):
        save_view(actor=lead.person, place=place, name="Mine", filters="")


@pytest.mark.parametrize("place", ADDRESSES)
def test_a_view_is_saved_under_a_name_and_opens_with_its_filters(worker, place):
    address = ADDRESSES[place]
    answer = worker.post("/views/save/", {"place": place, "name": "Late", "filters": "state=open&sort=-due&page=2"})

    assert answer.url == f"{address}?state=open&sort=-due"
    page = worker.get(answer.url).content.decode()
    assert f'<a class="govuk-link" href="{address}?state=open&amp;sort=-due" aria-current="true">Late</a>' in page


def test_every_list_with_filters_keeps_views(lead, administrator, analyst):
    for visitor, addresses in (
        (lead, ["/audits/", "/actions/", "/observations/"]),
        (administrator, ["/settings/people/"]),
        (analyst, ["/performance/indicators/"]),
    ):
        for address in addresses:
            assert "Save this view" in visitor.get(address).content.decode(), address


def test_a_view_is_offered_on_its_own_list_alone(lead):
    save_view(actor=lead.person, place="audits:list", name="July", filters="month=2023-07")

    assert offered(lead, "/audits/") == ["July"]
    assert offered(lead, "/actions/") == []


def test_the_lead_shares_a_view_and_a_worker_cannot(lead, worker):
    lead.post("/views/save/", {"place": "actions:list", "name": "Everybody’s", "filters": "timing=soon", "is_shared": "on"})
    worker.post("/views/save/", {"place": "actions:list", "name": "Mine", "filters": "timing=soon", "is_shared": "on"})

    assert offered(worker, "/actions/") == ["Everybody’s", "Mine"]
    assert offered(lead, "/actions/") == ["Everybody’s"]


def test_a_view_is_deleted_by_its_person_alone(worker, outsider):
    worker.post("/views/save/", {"place": "actions:list", "name": "Late", "filters": "timing=overdue"})
    address = f"/views/{SavedView.objects.get().pk}/delete/"

    assert outsider.post(address).status_code == 404
    assert worker.post(address).url == "/actions/"
    assert not SavedView.objects.exists()
    assert worker.get(address).status_code == 405


def test_a_view_without_a_name_is_asked_for_one(worker):
    answer = worker.post("/views/save/", {"place": "actions:list", "name": "", "filters": "timing=soon"})

    assert "name" in answer.context["form"].errors
    assert 'value="timing=soon"' in answer.content.decode()


def test_filters_too_long_to_be_kept_are_refused_in_words(worker):
    answer = worker.post("/views/save/", {"place": "actions:list", "name": "Long", "filters": f"owner={'1' * 600}"})

    assert "too long to be kept" in answer.content.decode()

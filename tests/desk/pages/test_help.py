"""Help: a page for each area, in plain words, one press from every page of that area."""

import pytest
from django.test import Client
from django.urls import reverse

from desk.pages.help import AREAS, area_of
from tests.govuk.markup import find, parsed
from tests.journeys.addresses import addresses

# What is of no area: pages of every room, and what is read before signing in.
OF_NO_AREA = {
    "voices:answer",
    "desk",
    "sending",
    "council",
    "jobs",
    "accounts:sign-in",
    "second_factors:second-step",
    "second_factors:by-passkey",
    "passwords:forgotten",
    "passwords:by-link",
}


@pytest.fixture(params=[False, True], ids=["signed out", "signed in"])
def anybody(request, db, lead):
    return lead if request.param else Client()


def words_of(area) -> list[str]:
    return [area.summary, *(words for section in area.sections for words in (section.heading, *section.says))]


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_each_area_has_its_page_for_everybody(anybody, area):
    page = anybody.get(f"/help/{area.slug}/")

    assert page.status_code == 200
    assert [words for words in words_of(area) if words not in page.text] == []
    assert [other.name for other in AREAS if f'href="{other.url}"' not in page.text] == []


def test_the_first_page_leads_to_each_of_them_and_to_somebody_to_ask(anybody):
    page = anybody.get("/help/").text

    assert [area.name for area in AREAS if f'href="{area.url}"' not in page] == []
    assert f'href="{reverse("desk:contact")}"' in page
    assert "A child may be at risk now" in page


@pytest.mark.django_db
def test_who_is_not_signed_in_finds_the_way_in_and_no_way_into_a_room():
    client = Client()

    page = client.get("/help/").text
    assert (reverse("accounts:sign-in") in page, reverse("passwords:forgotten") in page) == (True, True)
    assert "Go to" not in client.get("/help/audits/").text


@pytest.mark.parametrize("who", ["lead", "auditor", "worker", "board_member", "administrator", "analyst", "observer", "team_manager"])
def test_a_help_page_offers_only_places_that_open(request, who):
    visitor = request.getfixturevalue(who)

    places = [
        link.get("href")
        for area in AREAS
        for link in find(parsed(visitor.get(area.url).content.decode()), "a")
        if link.text_content().startswith("Go to ")
    ]
    assert places
    assert [place for place in set(places) if visitor.get(place).status_code != 200] == []


def test_every_address_of_a_room_belongs_to_an_area_and_every_area_to_some_address():
    found = {name: area_of(name) for name, _ in addresses()}

    assert {name for name, area in found.items() if not area and not {name, name.split(":")[0]} & OF_NO_AREA} == set()
    assert {area.slug for area in found.values() if area} == {area.slug for area in AREAS}


@pytest.mark.parametrize(
    ("page", "help_page", "words"),
    [
        ("/", "/help/", "Help"),
        ("/cycles/", "/help/audits/", "Help with audits"),
        ("/audits/moderation-rules/", "/help/moderation/", "Help with moderation"),
        ("/actions/", "/help/actions/", "Help with actions"),
        ("/performance/", "/help/figures/", "Help with figures and results"),
        ("/insight/grades/", "/help/figures/", "Help with figures and results"),
        ("/reports/", "/help/report/", "Help with the report"),
        ("/observations/", "/help/observations/", "Help with observations"),
        ("/settings/away/", "/help/people/", "Help with people and settings"),
        ("/no-such-page/", "/help/", "Help"),
    ],
)
def test_every_page_leads_to_the_help_of_its_area_at_its_head_and_at_its_foot(lead, page, help_page, words):
    links = [link for link in find(parsed(lead.get(page, follow=True).content.decode()), "a") if link.get("href") == help_page]

    assert [" ".join(link.text_content().split()) for link in links] == [words, words]


def test_an_area_that_is_none_is_not_found(lead):
    assert lead.get("/help/nonsense/").status_code == 404

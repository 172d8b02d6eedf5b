"""Help, contact, privacy and accessibility: in the footer of every page, for everybody, in the council's words where it gave some."""

import pytest
from django.test import Client
from django.urls import reverse

from foundation.accounts.services import change_council

PAGES = ["help", "contact", "privacy", "accessibility"]


@pytest.fixture(params=[False, True], ids=["signed out", "signed in"])
def anybody(request, db, outsider):
    return outsider if request.param else Client()


@pytest.mark.parametrize("name", PAGES)
def test_everybody_reads_it_and_finds_the_others_in_the_footer(anybody, name):
    answer = anybody.get(reverse(f"desk:{name}"))

    assert answer.status_code == 200
    assert [other for other in PAGES if f'href="{reverse(f"desk:{other}")}"' not in answer.text] == []


@pytest.mark.django_db
def test_the_way_there_stands_on_the_sign_in_page_and_on_pages_of_faults():
    for address in ("/sign-in/", "/no-such-page/"):
        assert reverse("desk:accessibility") in Client().get(address, follow=True).text


WORDS = {
    "contact": ("contact", "Ring the QA team on 01632 960001, or write to qa@marram.example."),
    "data_protection": ("privacy", "Dee Potter, data protection officer"),
    "privacy_notice": ("privacy", "https://marram.example/privacy"),
    "keeping": ("privacy", "Ten years after the child turns 18."),
    "accessibility_known": ("accessibility", "The map has no text beside it."),
}


@pytest.mark.parametrize("field", WORDS)
def test_the_council_s_own_words_stand_there(administrator, field):
    page, words = WORDS[field]
    kept = administrator.get("/settings/council/").context["form"].initial
    administrator.post("/settings/council/", {name: value or "" for name, value in kept.items()} | {field: words})

    said = Client().get(reverse(f"desk:{page}")).text
    assert words.split(" or write")[0] in said


def test_an_address_in_the_council_s_words_is_a_link_and_markup_is_text(administrator):
    change_council(actor=administrator.person, contact="<b>Us</b>: qa@marram.example")

    said = Client().get(reverse("desk:contact")).text
    assert '<a class="govuk-link" href="mailto:qa@marram.example">qa@marram.example</a>' in said
    assert "&lt;b&gt;Us&lt;/b&gt;" in said

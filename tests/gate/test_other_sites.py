"""What another site asks for in somebody's name is refused; a link there is followed as ever."""

import pytest
from django.test import Client

FOLLOWED = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_nothing_is_fetched_embedded_or_sent_by_another_site(lead, site):
    asked = [
        lead.get("/actions/", headers={"sec-fetch-site": site, "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}),
        lead.get("/actions/", headers={"sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}),
        lead.post("/sign-out/", headers={"sec-fetch-site": site} | FOLLOWED),
    ]

    assert [answer.status_code for answer in asked] == [403, 403, 403]
    assert "asked for by another site" in asked[0].text
    assert lead.get("/").status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin", "none", ""])
def test_a_link_is_followed_from_anywhere(lead, site):
    assert lead.get("/actions/", headers={"sec-fetch-site": site} | FOLLOWED).status_code == 200


def test_a_program_that_says_nothing_is_answered(db):
    assert Client().get("/sign-in/").status_code == 200

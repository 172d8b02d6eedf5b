"""The pages of Results lead to each other, for everybody who may see them."""

import re

import pytest

PAGES = [
    "/insight/grades/",
    "/insight/strengths/",
    "/insight/good-or-better/",
    "/insight/themes/",
    "/insight/facts/",
    "/insight/agreement/",
    "/insight/health/",
]


@pytest.mark.parametrize("person", ["lead", "director", "board_member", "head_of_service"])
def test_each_page_leads_to_the_others_and_says_which_it_is(request, june, july, person):
    visitor = request.getfixturevalue(person)
    for address in PAGES:
        text = visitor.get(address).content.decode()
        links = re.findall(r'moj-sub-navigation__link" href="([^"]+)"( aria-current="page")?', text)

        assert [link for link, _ in links] == PAGES
        assert [link for link, is_here in links if is_here] == [address]

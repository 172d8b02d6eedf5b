"""The pages of Results lead to each other, for everybody who may see them."""

import re

import pytest

PAGES = [
    "/insight/",
    "/insight/grades/",
    "/insight/strengths/",
    "/insight/triangulation/",
    "/insight/themes/",
    "/insight/facts/",
    "/insight/agreement/",
    "/insight/health/",
]
OF_GRADES = [
    *("/insight/grades/", "/insight/grades/over-time/", "/insight/grades/by-month/", "/insight/grades/services/"),
    *("/insight/grades/moderation/", "/insight/grades/completion/", "/insight/good-or-better/"),
]
LINK = re.compile(r'href="([^"]+)"( aria-current="page")?')


def links(page: str, label: str) -> list[tuple[str, str]]:
    return LINK.findall(page.partition(f'aria-label="{label}"')[2].partition("</nav>")[0])


@pytest.mark.parametrize("person", ["lead", "director", "board_member", "head_of_service"])
def test_each_page_leads_to_the_others_and_says_which_it_is(request, june, july, person):
    visitor = request.getfixturevalue(person)
    for address in PAGES:
        found = links(visitor.get(address).content.decode(), "Results")

        assert [link for link, _ in found] == PAGES
        assert [link for link, is_here in found if is_here] == [address]


@pytest.mark.parametrize("person", ["lead", "board_member"])
def test_each_page_of_grades_leads_to_the_others_and_stands_under_grades(request, june, july, person):
    visitor = request.getfixturevalue(person)
    for address in OF_GRADES:
        page = visitor.get(address).content.decode()

        assert [link for link, _ in links(page, "Grades")] == OF_GRADES
        assert [link for link, is_here in links(page, "Grades") if is_here] == [address]
        assert [link for link, is_here in links(page, "Results") if is_here] == ["/insight/grades/"]

"""The navigation bar offers each person what they can use."""

import pytest

from tests.govuk.markup import find, parsed


def bar_of(visitor, page: str = "/") -> list[str]:
    return [item["text"] for item in visitor.get(page).context["navigation"]]


@pytest.mark.parametrize(
    ("who", "rooms"),
    [
        (
            "lead",
            [
                *("My work", "Months", "Audits", "Observations", "Voices", "Actions", "Performance", "Results", "Inspections"),
                *("Learning", "Practice library", "Reports", "Governance"),
            ],
        ),
        ("officer", ["My work", "Performance", "Learning", "Practice library", "Governance"]),
        ("auditor", ["My work", "Audits", "Voices", "Actions", "Performance", "Results", "Learning", "Practice library"]),
        ("worker", ["My work", "Audits", "Actions", "Performance", "Learning", "Practice library"]),
        (
            "service_manager",
            [
                *("My work", "Months", "Audits", "Observations", "Actions", "Performance", "Results", "Inspections"),
                *("Learning", "Practice library", "Reports"),
            ],
        ),
        ("observer", ["My work", "Observations", "Voices", "Actions", "Performance", "Results", "Learning", "Practice library"]),
        ("board_member", ["My work", "Performance", "Results", "Inspections", "Practice library", "Reports"]),
        ("administrator", ["My work", "Performance", "Results", "Learning", "Practice library", "Settings"]),
    ],
)
def test_each_role_has_its_rooms(request, who, rooms):
    assert bar_of(request.getfixturevalue(who)) == rooms


@pytest.mark.parametrize(
    "who", ["lead", "auditor", "officer", "worker", "observer", "board_member", "administrator", "director", "analyst", "service_manager"]
)
def test_nothing_that_is_offered_is_refused(request, who):
    visitor = request.getfixturevalue(who)

    offered = [item["href"] for item in visitor.get("/").context["navigation"]]
    assert [visitor.get(href, follow=True).status_code for href in offered] == [200] * len(offered)


def test_the_room_that_one_stands_in_is_marked(administrator):
    shown = parsed(administrator.get("/settings/people/").content.decode())

    assert [link.text_content().strip() for link in find(shown, "a", aria_current="true")] == ["Settings"]


def test_the_sign_in_page_has_no_bar(anonymous):
    assert anonymous.get("/sign-in/").context["navigation"] == []


@pytest.mark.parametrize(("who", "is_long"), [("lead", True), ("service_manager", True), ("worker", False), ("board_member", False)])
def test_a_menu_of_few_rooms_keeps_its_line_on_a_tablet(request, who, is_long):
    page = request.getfixturevalue(who).get("/")

    assert page.context["menu_is_long"] is is_long
    assert ("qa-bar--long" in page.content.decode()) is is_long


def test_the_search_box_has_a_label_and_an_access_key_and_partners_have_none(lead):
    (box,) = find(parsed(lead.get("/").content.decode()), "input", id="search")

    assert (box.get("accesskey"), box.get("name"), box.getparent().get("method")) == ("s", "q", "post")

"""A short walk for each role on My work: hidden by one press, and found again under Help."""

import pytest

from desk.models import HiddenSteps
from desk.pages.first_steps import STEPS
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole

VISITORS = {
    Role.QA_LEAD: "lead",
    Role.AUDITOR: "auditor",
    Role.MODERATOR: "moderator",
    Role.OBSERVER: "observer",
    Role.PRACTITIONER: "worker",
    Role.TEAM_MANAGER: "team_manager",
    Role.SERVICE_MANAGER: "service_manager",
    Role.HEAD_OF_SERVICE: "head_of_service",
    Role.DIRECTOR: "director",
    Role.ANALYST: "analyst",
    Role.BOARD_MEMBER: "board_member",
    Role.ADMINISTRATOR: "administrator",
    Role.PARTNER: "police_auditor",
    Role.GOVERNANCE: "officer",
}


def heading_on(page: str) -> list[str]:
    return [role.label for role in Role if f"First steps: {role.label}" in page]


def test_every_role_has_its_walk_and_its_visitor_here():
    assert set(STEPS) == set(VISITORS) == set(Role)


@pytest.mark.parametrize("role", VISITORS)
def test_my_work_shows_what_to_do_first_and_every_link_opens(request, role):
    visitor = request.getfixturevalue(VISITORS[role])
    page = visitor.get("/")

    walk = page.context["walk"]
    assert heading_on(page.text) == [role.label]
    assert 2 <= len(walk.steps) <= 4
    assert [step["says"] for step in walk.steps if step["says"] not in page.text] == []
    links = [walk.area.url, *(step["href"] for step in walk.steps if "href" in step)]
    assert [link for link in links if f'href="{link}"' not in page.text or visitor.get(link, follow=True).status_code != 200] == []


def test_it_names_what_waits_first(auditor, allocated_audit):
    assert f'Begin with <a class="govuk-link" href="/audits/{allocated_audit.number}/form/">Audit {allocated_audit.number}</a>' in (
        auditor.get("/").text
    )


def test_where_nothing_waits_it_says_so(auditor):
    assert "Nothing waits for you at the moment." in auditor.get("/").text


def test_it_is_hidden_by_one_press_for_this_person_alone_and_found_again_under_help(auditor, moderator):
    answer = auditor.post("/help/first-steps/hide/", {"role": "auditor"}, follow=True)

    assert heading_on(answer.text) == []
    assert heading_on(moderator.get("/").text) == ["Moderator"]
    page = auditor.get("/help/first-steps/")
    assert heading_on(page.text) == ["Auditor"]
    assert "Show them on My work again" in page.text
    assert heading_on(auditor.post("/help/first-steps/show/", follow=True).text) == ["Auditor"]
    assert "Show them on My work again" not in auditor.get("/help/first-steps/").text


def test_who_has_several_roles_sees_one_walk_after_the_other(auditor):
    PersonRole.objects.create(person=auditor.person, role=Role.TEAM_MANAGER)

    assert heading_on(auditor.get("/").text) == ["Auditor"]
    assert heading_on(auditor.post("/help/first-steps/hide/", {"role": "auditor"}, follow=True).text) == ["Team manager"]
    assert heading_on(auditor.get("/help/first-steps/").text) == ["Auditor", "Team manager"]


def test_twice_is_once(auditor):
    for _ in range(2):
        auditor.post("/help/first-steps/hide/", {"role": "auditor"})

    assert HiddenSteps.objects.count() == 1


@pytest.mark.parametrize(("role", "status"), [("moderator", 403), ("nonsense", 404), ("", 404)])
def test_nothing_is_hidden_of_a_role_that_one_does_not_have(auditor, role, status):
    assert auditor.post("/help/first-steps/hide/", {"role": role}).status_code == status
    assert HiddenSteps.objects.count() == 0


def test_reading_hides_nothing_and_who_is_not_signed_in_is_asked_to(auditor, anonymous):
    assert [auditor.get(f"/help/first-steps/{act}/").status_code for act in ("hide", "show")] == [405, 405]
    assert anonymous.get("/help/first-steps/")["Location"] == "/sign-in/?next=/help/first-steps/"

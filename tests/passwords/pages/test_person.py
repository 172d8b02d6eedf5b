"""What an administrator can do for somebody's sign-in, on that person's page."""

import pytest
from django.core import mail
from django.test import Client

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.notices.services import send_waiting
from tests.accounts.trail import trail_of
from tests.passwords.conftest import GOOD, links
from tests.people import add_person
from tests.reading import fresh
from tests.replay import replayed

NEW = "copper-lantern-87"


def page_of(person: Person) -> str:
    return f"/settings/people/{person.pk}/"


@pytest.fixture
def bare(settings):
    """A portal that cannot send mail."""
    settings.MAIL_IS_SET_UP = False


@pytest.fixture
@replayed
def member(db) -> Person:
    return add_person("Bernard Cole", Role.BOARD_MEMBER)


def test_an_invitation_goes_to_the_new_person_s_own_address(administrator):
    priya = add_person("Priya Nair", Role.AUDITOR)
    answer = administrator.post(f"{page_of(priya)}link/", follow=True)
    send_waiting()

    assert "A link to choose a password goes to priya@example.org" in answer.content.decode()
    assert [letter.to for letter in mail.outbox] == [["priya@example.org"]]
    assert links()[0] not in answer.content.decode()
    assert trail_of(priya) == ["had a link to choose a password mailed"]


@pytest.mark.parametrize("who", ["lead", "director", "outsider"])
def test_others_send_no_links_and_set_no_passwords(request, who, member, bare):
    visitor = request.getfixturevalue(who)

    assert [visitor.post(f"{page_of(member)}{act}/", {"password": NEW}).status_code for act in ("link", "temporary-password")] == [403, 403]
    assert not fresh(member).has_usable_password()


def test_a_person_who_left_or_has_no_address_gets_no_link(administrator):
    gone, nameless = add_person("Gone Away", is_active=False), Person.objects.create(name="No Address", password="!")

    assert "no longer works here" in administrator.post(f"{page_of(gone)}link/", follow=True).content.decode()
    assert "has no e-mail address" in administrator.post(f"{page_of(nameless)}link/", follow=True).content.decode()
    send_waiting()
    assert mail.outbox == []


def test_without_mail_a_board_member_is_given_a_temporary_password_and_must_change_it(administrator, member, bare):
    administrator.post(f"{page_of(member)}temporary-password/", {"password": GOOD})

    visitor = Client()
    visitor.post("/sign-in/", {"username": member.email, "password": GOOD})
    assert visitor.get("/")["Location"] == "/my-password/"
    assert trail_of(member) == ["set a temporary password"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ANALYST, Role.BOARD_MEMBER)])
def test_nobody_knows_the_password_of_who_reads_records_or_decides_who_does(administrator, role, bare):
    person = add_person("Priya Nair", role)

    answer = administrator.post(f"{page_of(person)}temporary-password/", {"password": GOOD})

    assert "has a role of trust" in answer.content.decode()
    assert not fresh(person).has_usable_password()
    assert "Set a temporary password" not in administrator.get(page_of(person)).content.decode()


def test_with_mail_a_link_is_the_only_way(administrator, member):
    answer = administrator.post(f"{page_of(member)}temporary-password/", {"password": GOOD})

    assert "so send a link" in answer.content.decode()
    assert not fresh(member).has_usable_password()


def test_an_administrator_does_not_set_their_own_without_the_present_one(administrator, bare):
    administrator.post(f"{page_of(administrator.person)}temporary-password/", {"password": GOOD})

    assert not fresh(administrator.person).has_usable_password()


def test_a_role_of_trust_waits_until_they_chose_a_password_by_a_link(administrator, member, bare):
    """Else the administrator would open the account first and make it a lead's afterwards."""
    administrator.post(f"{page_of(member)}temporary-password/", {"password": GOOD})
    visitor = Client()
    visitor.post("/sign-in/", {"username": member.email, "password": GOOD})
    visitor.post("/my-password/", {"current": GOOD, "password": NEW})

    as_lead = {"name": member.name, "email": member.email, "is_active": "on", "roles": ["qa_lead"]}
    answer = administrator.post(page_of(member), as_lead)

    assert "Give this role once they chose one by a link" in answer.content.decode()
    assert fresh(member).roles == {"board_member"}

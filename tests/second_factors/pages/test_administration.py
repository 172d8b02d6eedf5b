"""Which roles need a second step, and help for who lost theirs."""

from foundation.activity.models import Entry
from foundation.second_factors.models import AuthenticatorApp, RequiredSecondFactor
from foundation.second_factors.services import make_recovery_codes
from tests.people import Visitor
from tests.reading import text_of
from tests.second_factors.conftest import give_password, is_in, mailed_at_once

REQUIRED = "/settings/second-step/"


def test_an_administrator_says_which_roles_need_one(administrator):
    answer = administrator.post(REQUIRED, {"roles": ["qa_lead", "administrator"]}, follow=True)

    assert "Saved." in text_of(answer)
    assert set(RequiredSecondFactor.objects.values_list("role", flat=True)) == {"qa_lead", "administrator"}
    assert Entry.objects.get().facts == {"before": [], "after": ["administrator", "qa_lead"]}


def test_the_same_again_is_no_entry(administrator):
    for _ in range(2):
        administrator.post(REQUIRED, {"roles": ["qa_lead"]})

    assert Entry.objects.count() == 1


def test_a_lead_may_not(lead):
    assert lead.get(REQUIRED).status_code == 403


def test_who_lost_a_phone_is_helped_told_and_signed_out_everywhere(has_app, administrator):
    make_recovery_codes(actor=has_app.person)
    elsewhere = Visitor(has_app.person)
    assert is_in(elsewhere)
    answer = administrator.post(f"/settings/people/{has_app.person.pk}/second-step/remove/", follow=True)

    assert "The second step of Will Okafor was removed and their sessions have ended. A mail says so to them." in text_of(answer)
    assert (AuthenticatorApp.objects.exists(), is_in(elsewhere)) == (False, False)
    assert mailed_at_once() == ["An administrator removed the second step of your sign-in"]
    assert is_in(give_password(has_app.person))


def test_the_second_time_does_nothing(has_app, administrator):
    address = f"/settings/people/{has_app.person.pk}/second-step/remove/"
    administrator.post(address)
    page = administrator.post(address, {"again": "yes"}, follow=True)

    assert "It was removed a moment ago, or never set up." in text_of(page)


def test_nobody_removes_their_own_in_this_way(administrator):
    page = administrator.post(f"/settings/people/{administrator.person.pk}/second-step/remove/", follow=True)

    assert "Another administrator removes yours." in text_of(page)


def test_nobody_else_may(has_app, lead):
    assert lead.post(f"/settings/people/{has_app.person.pk}/second-step/remove/").status_code == 403
    assert AuthenticatorApp.objects.exists()

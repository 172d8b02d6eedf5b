"""`/my-password/`: one's own change, and the change that an administrator's password forces."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from foundation.accounts.models import Absence
from foundation.accounts.services import record_absence
from foundation.council.clock import today
from tests.accounts.trail import trail_of
from tests.passwords.conftest import GOOD
from tests.people import Visitor
from tests.reading import fresh
from tests.replay import replayed

PAGE = "/my-password/"
NEW = "copper-lantern-87"


def change(visitor, current=GOOD, password=NEW):
    return visitor.post(PAGE, {"current": current, "password": password})


def test_somebody_changes_their_own_password_and_stays_signed_in(may_sign_in):
    assert change(may_sign_in).status_code == 302

    assert fresh(may_sign_in.person).check_password(NEW)
    assert may_sign_in.get("/").status_code == 200
    assert trail_of(may_sign_in.person) == ["changed their password"]


def test_their_other_sessions_end(may_sign_in):
    elsewhere = Visitor(may_sign_in.person)
    assert elsewhere.get("/").status_code == 200

    change(may_sign_in)

    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    ("current", "password", "says"),
    [
        ("not-mine-at-all", NEW, "This is not your current password"),
        (GOOD, GOOD, "The new password is the present one"),
        (GOOD, "short-1", "at least 12 characters"),
        (GOOD, "123456789012", "easy to guess"),
        (GOOD, "x" * 257, "256 characters or fewer"),
        (GOOD, "", "Enter new password"),
    ],
)
def test_what_will_not_do_is_said_by_the_field(may_sign_in, current, password, says):
    page = change(may_sign_in, current, password).content.decode()

    assert says in page
    assert fresh(may_sign_in.person).check_password(GOOD)
    assert f'value="{NEW}"' not in page


def test_a_long_password_of_plain_words_is_taken(may_sign_in):
    long = "every otter in the estuary keeps three green umbrellas for tuesday afternoons"

    change(may_sign_in, password=long)

    assert len(long) > 64
    assert fresh(may_sign_in.person).check_password(long)


@pytest.fixture
@replayed
def given_one(may_sign_in):
    """Will, whose password an administrator set."""
    type(may_sign_in.person).objects.filter(pk=may_sign_in.person.pk).update(must_change_password=True, password_was_given=True)
    return Visitor(fresh(may_sign_in.person))


@pytest.mark.parametrize("address", ["/", "/settings/away/", "/audits/", "/search/", "/no-such-page/", "/performance/"])
def test_nothing_else_opens_before_a_forced_change(given_one, address):
    answer = given_one.get(address)

    assert (answer.status_code, answer.get("Location")) in [(302, PAGE), (404, None)]
    assert given_one.get(PAGE).status_code == 200


def test_nothing_can_be_sent_either(given_one):
    given_one.post("/settings/away/", {"first_day": "2026-12-01", "last_day": "2026-12-02"})

    assert not Absence.objects.exists()


def test_the_services_refuse_it_too(given_one):
    with pytest.raises(PermissionDenied, match="Choose a password of your own first"):
        record_absence(actor=given_one.person, person=given_one.person, first_day=today(), last_day=today())


def test_after_the_change_everything_opens(given_one):
    change(given_one)

    assert given_one.get("/").status_code == 200
    assert fresh(given_one.person).must_change_password is False


def test_they_can_sign_out_instead(given_one):
    assert given_one.post("/sign-out/")["Location"] == "/sign-in/"


def test_who_is_not_signed_in_is_asked_to(db):
    assert Client().get(PAGE)["Location"] == f"/sign-in/?next={PAGE}"

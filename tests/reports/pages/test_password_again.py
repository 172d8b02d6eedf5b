"""A report is approved by a person who gave their password minutes ago; who has none here signs in by something else."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from foundation.accounts.models import Attempt
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access
from reports.models import Report
from tests.browser import assert_accessible, sign_in
from tests.people import Visitor, signed_in_long_ago
from tests.replay import replayed
from tests.reports.pages.reading import words

URL = "/reports/2023-06-to-2023-07/approve/"
PASSWORD = "harbour-kettle-41"
RIGHT = {"password_again": PASSWORD}
SURE = {"sure": "on"}


@pytest.fixture
@replayed
def meg(director) -> Visitor:
    """Signed in long ago."""
    director.person.set_password(PASSWORD)
    director.person.save()
    return signed_in_long_ago(director.person)


def is_approved() -> bool:
    return Report.objects.get().is_approved


def test_it_is_asked_before_the_page_opens_and_not_again_for_some_minutes(meg, written_report):
    assert "Confirm your password" in words(meg.get(URL))
    assert meg.post(URL, RIGHT).url == URL
    assert "I have read the report" in words(meg.get(URL))

    meg.post(URL, SURE)

    assert is_approved()


def test_after_ten_minutes_it_is_asked_again_and_what_was_ticked_goes_on(meg, written_report):
    meg.post(URL, RIGHT)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10)):
        page = meg.post(URL, SURE)
        assert not is_approved()
        assert '<input type="hidden" name="sure" value="on">' in page.content.decode()

        meg.post(URL, RIGHT | SURE)

    assert is_approved()


def test_signing_in_a_moment_ago_is_enough(meg, written_report):
    meg.post("/sign-out/")
    meg.post("/sign-in/", {"username": meg.person.email, "password": PASSWORD})

    assert "I have read the report" in words(meg.get(URL))


def test_a_clock_that_was_put_back_makes_no_old_password_fresh(meg, written_report):
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=1)):
        meg.post(URL, RIGHT)

    assert "Confirm your password" in words(meg.get(URL))


def test_a_wrong_one_keeps_what_was_ticked_and_is_in_the_log_of_who_signed_in(meg, written_report):
    page = meg.post(URL, SURE | {"password_again": "not-it-at-all"})

    assert "This is not your password. Check it and try again." in words(page)
    assert '<input type="hidden" name="sure" value="on">' in page.content.decode()
    assert "not-it-at-all" not in page.content.decode()
    assert Access.objects.get(act=AccessKind.SIGN_IN_FAILED).actor == meg.person
    assert not is_approved()


def test_tries_count_with_those_of_the_sign_in(meg, written_report):
    for _ in range(5):
        meg.post(URL, {"password_again": "not-it-at-all"})

    assert "Too many tries. Wait 15 minutes" in words(meg.post(URL, RIGHT | SURE))
    assert not is_approved()
    assert Attempt.objects.count() == 5


def test_a_person_without_a_password_here_is_asked_for_none(director, written_report):
    assert "I have read the report" in words(director.get(URL))


def test_a_person_who_may_not_approve_is_asked_for_nothing(lead, written_report):
    lead.person.set_password(PASSWORD)
    lead.person.save()

    assert Visitor(lead.person).get(URL).status_code == 403


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_can_be_used_by_everybody(page, live, meg, written_report, width):
    sign_in(page, live, meg)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live + URL)

    assert page.get_by_label("Your password").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)

"""A practice alert in a browser: written, refused for a name, reviewed by somebody else, published and read."""

import re

import pytest
from playwright.sync_api import expect

from publications.enums import PublicationState
from publications.models import Publication, PublicationRead
from tests.browser import sign_in

pytestmark = [pytest.mark.browser]


def test_an_alert_is_written_reviewed_published_and_read(page, live, lead, moderator, worker):
    sign_in(page, live, lead)
    page.goto(f"{live}/publications/")
    page.get_by_role("button", name="Write for all staff").click()
    page.get_by_label("Practice alert").check()
    page.get_by_label("Title").fill("Plans that are out of date")
    page.get_by_role("button", name="Begin to write").click()
    page.get_by_role("button", name="Write", exact=True).click()
    page.get_by_label("Summary").fill("What to do when a plan is older than the last visit.")
    page.get_by_label("What we found").fill(f"As {worker.person.name}’s plan shows, plans are old.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("in “What we found”, paragraph 1. Take it out")
    page.get_by_label("What we found").fill("In many records the plan is **old**.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Send for review").click()
    page.get_by_label("Who reviews it").fill(moderator.person.name)
    page.get_by_role("option", name=re.compile(moderator.person.name)).click()
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator("body")).to_contain_text("Sent for review")

    sign_in(page, live, moderator)
    page.goto(f"{live}/")
    page.get_by_role("link", name=re.compile("Review practice alert")).first.click()
    page.get_by_role("button", name="It is ready for all staff").click()
    expect(page.locator("body")).to_contain_text("Reviewed.")

    sign_in(page, live, lead)
    page.goto(f"{live}/")
    page.get_by_role("link", name=re.compile("Publish practice alert")).first.click()
    page.get_by_role("button", name="Publish to all staff").click()
    expect(page.locator("body")).to_contain_text("All staff can read it now")

    sign_in(page, live, worker)
    page.goto(f"{live}/")
    page.get_by_role("link", name="Read: Plans that are out of date").first.click()
    page.get_by_role("button", name="I have read this").click()
    expect(page.locator("body")).to_contain_text("You said that you have read this.")

    assert Publication.objects.get().state == PublicationState.PUBLISHED
    assert [read.reader for read in PublicationRead.objects.all()] == [worker.person]

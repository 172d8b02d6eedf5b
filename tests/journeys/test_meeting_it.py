"""A newcomer meets the demo: one press on the sign-in page, first steps, hidden and found again; without a script, on a small phone too."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import assert_accessible
from tests.layout import layout_faults

pytestmark = [pytest.mark.browser]


def test_the_sign_in_page_of_the_demo_lies_well_and_shows_its_people_first(page: Page, demo_site):
    page.goto(demo_site.address)

    expect(page.get_by_role("button", name="Try it as Naomi Fielding")).to_be_in_viewport()
    assert_accessible(page)
    assert layout_faults(page) == []


def test_without_a_script_a_newcomer_gets_in_is_led_and_hides_the_steps(plain_page: Page, fresh_demo):
    plain_page.set_viewport_size({"width": 320, "height": 640})
    plain_page.goto(fresh_demo.address)
    plain_page.get_by_role("button", name="Try it as Stephen Lomax").click()

    steps = plain_page.get_by_role("region", name="First steps: Moderator")
    expect(steps.get_by_role("link", name="Moderate").first).to_be_visible()
    steps.get_by_role("button", name="Hide these steps").click()
    # His next role's; hidden too.
    plain_page.get_by_role("region", name="First steps: Team manager").get_by_role("button", name="Hide these steps").click()
    expect(plain_page.get_by_role("heading", name="My work")).to_be_visible()
    expect(plain_page.get_by_text("First steps:")).to_have_count(0)

    plain_page.get_by_role("link", name="Help", exact=True).first.click()
    plain_page.get_by_role("link", name="First steps").click()
    plain_page.get_by_role("button", name="Show them on My work again").click()
    expect(plain_page.get_by_role("region", name="First steps: Moderator")).to_be_visible()

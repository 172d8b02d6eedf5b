"""The menu and the search, from a wide window to a phone, with a keyboard and without a script."""

import pytest

from demo.people import LEADERS
from tests.journeys.conftest import sign_in_to_demo

pytestmark = [pytest.mark.browser]
LEAD = next(staff.email for staff in LEADERS if staff.name == "Naomi Fielding")
# How many lines the rooms are in, where they are shown.
LINES = "() => new Set([...document.querySelectorAll('#navigation a')].map((link) => Math.round(link.getBoundingClientRect().top))).size"


def test_the_longest_menu_is_one_line_or_behind_a_button_that_a_keyboard_opens_and_shuts(page, demo_site):
    sign_in_to_demo(page, demo_site, LEAD)
    menu, button = page.locator("#navigation"), page.locator(".qa-bar__toggle")

    assert (page.evaluate(LINES), button.is_visible()) == (1, False)
    for width in (1024, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert (menu.is_visible(), button.get_attribute("aria-expanded")) == (False, "false")
        button.press("Enter")
        assert (menu.is_visible(), button.get_attribute("aria-expanded")) == (True, "true")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert (menu.is_visible(), button.evaluate("(each) => each === document.activeElement")) == (False, True)


def test_without_a_script_all_of_the_menu_is_shown_and_the_search_works(plain_page, demo_site):
    sign_in_to_demo(plain_page, demo_site, LEAD)
    plain_page.set_viewport_size({"width": 390, "height": 900})

    assert plain_page.locator("#navigation a").count() == 13
    assert plain_page.locator("#navigation").is_visible()
    plain_page.fill("#search", "genogram")
    plain_page.press("#search", "Enter")
    assert plain_page.locator("mark").first.inner_text().lower() == "genogram"
    assert plain_page.url.endswith("/search/?asked=1")
    plain_page.get_by_role("link", name="Strength in audit").first.click()
    plain_page.go_back()
    assert plain_page.locator("mark").count() > 0

"""Real Chromium, and axe to judge what it shows."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.shares import share_of

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = 1280, 390
# Read once: the script is half a megabyte.
AXE = Axe()
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium a worker. Without one these tests skip, but in continuous integration that is a failure."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        explain = pytest.fail if os.environ.get("CI") else pytest.skip
        explain("Chromium is not installed, so nothing can be tested in a browser. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window, 1280 pixels wide."""
    context = chromium.new_context(viewport={"width": DESKTOP, "height": 900}, locale="en-GB", timezone_id="Europe/London")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A fresh window, 390 pixels wide, that can be touched."""
    context = chromium.new_context(viewport={"width": PHONE, "height": 844}, has_touch=True, locale="en-GB", timezone_id="Europe/London")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Page]:
    """A fresh window with JavaScript off."""
    context = chromium.new_context(viewport={"width": DESKTOP, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def live(stored_by_migrations, live_server) -> str:
    """The address of a server on the test's own database."""
    return live_server.url


def arrived(page: Page) -> None:
    """Wait for the page that a press led to: a form keeps its words first and is sent then, after the click has returned."""
    page.wait_for_selector("form[aria-busy=true]", state="detached")
    # A click returns when the next page begins to arrive; before its styles are there every target looks too small.
    page.wait_for_load_state("load")


def assert_accessible(page: Page) -> None:
    """Fail with every WCAG 2.2 AA finding on the page, naming the element."""
    arrived(page)
    results = AXE.run(page, options={"runOnly": WCAG_2_2_AA, "resultTypes": ["violations"]})
    findings = [
        f"{violation['id']}: {violation['help']}: {node['html']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
        if not _is_conditional_radio(violation["id"], node["html"])
    ]
    assert findings == [], f"{page.url}\n" + "\n".join(findings)


def assert_accessible_on_the_way(page: Page) -> None:
    """For a walk of many pages: a fourth of them by seed, since axe takes most of such a walk. All in `make test-long`."""
    arrived(page)
    if share_of(range(4), 1, about=page.url.partition("//")[2].partition("/")[2])[0] == 0:
        assert_accessible(page)


def width_on_a_phone(page: Page) -> int:
    """How many pixels the page that is open would take on a phone; more than `PHONE` and it scrolls sideways."""
    page.set_viewport_size({"width": PHONE, "height": 844})
    width: int = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    return width


def _is_conditional_radio(rule: str, html: str) -> bool:
    """The one exception: GOV.UK Frontend's script puts aria-expanded on radios and checkboxes that reveal a question."""
    return rule == "aria-allowed-attr" and "aria-expanded" in html and ('type="radio"' in html or 'type="checkbox"' in html)


def sign_in(page: Page, address: str, client: Client) -> None:
    """Give the window the session of a signed-in client, so that a test of one page need not begin at the sign-in page."""
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])

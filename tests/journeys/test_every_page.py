"""Every page, opened in a real browser by someone who may: axe finds nothing, and a phone never scrolls sideways."""

import json
from collections.abc import Iterator

import pytest

from demo.people import PASSWORD, SIGN_INS
from foundation.accounts.enums import Role
from tests.browser import assert_accessible
from tests.journeys.conftest import sign_in_to_demo

pytestmark = [pytest.mark.browser]
PRINT_PAGES = """
import json
from demo.people import PASSWORD
from tests.journeys.inventory import pages
rows = []
for name, address, person in pages():
    if person is not None:
        person.set_password(PASSWORD)
        person.save()
    rows.append((name, address, person.email if person else None))
print(json.dumps(rows))
"""
# Who is tried in turn for a page that is not one person's.
VISITORS = [Role.QA_LEAD, Role.ANALYST, Role.ADMINISTRATOR, Role.OBSERVER, Role.AUDITOR]


@pytest.fixture(scope="session")
def every_page(demo_site) -> list[tuple[str, str, str | None]]:
    return json.loads(demo_site.manage("shell", "-v0", "-c", PRINT_PAGES).stdout)


def email_of(role: Role) -> str:
    from demo.people import LEADERS, MANAGERS, WORKERS

    return next(staff.email for staff in [*LEADERS, *MANAGERS, *WORKERS] if staff.name == SIGN_INS[role])


def opened(page, site, every_page, only) -> Iterator[tuple[str, object]]:
    """Each page that answers 200, once; `only` picks by the room. Fails where nobody can open one."""
    waiting = {address: (name, email) for name, address, email in every_page if only(name)}
    people = [*{email for _, email in waiting.values() if email}, *(email_of(role) for role in VISITORS)]
    for email in people:
        mine = [address for address, (_, only_for) in waiting.items() if only_for in (None, email)]
        if not mine:
            continue
        sign_in_to_demo(page, site, email)
        for address in mine:
            response = page.goto(site.address + address)
            if response.status == 200:
                del waiting[address]
                yield address, response
    assert waiting == {}, f"nobody could open these (password {PASSWORD})"


ROOMS = ["audits", "actions", "observations", "performance", "insight", "reports", "accounts", "notices", "desk"]


@pytest.mark.parametrize("room", ROOMS)
def test_axe_finds_nothing(page, demo_site, every_page, room):
    for _ in opened(page, demo_site, every_page, lambda name: name.startswith(room)):
        assert_accessible(page)
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("room", ROOMS)
def test_a_phone_never_scrolls_sideways(phone, demo_site, every_page, room):
    wide = [
        address
        for address, _ in opened(phone, demo_site, every_page, lambda name: name.startswith(room))
        if phone.evaluate("document.documentElement.scrollWidth") > 390
    ]
    assert wide == []


def test_every_room_is_walked(every_page):
    assert {name.split(":")[0] for name, _, _ in every_page} == set(ROOMS)


def test_the_browser_has_nothing_to_complain_about(page, demo_site, every_page):
    """No script fails, nothing is refused by the content security policy, no file is missing."""
    complaints = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 and not is_page(answer.request) else None)
    page.on("pageerror", lambda problem: complaints.append(f"{page.url}: {problem}"))
    addresses = {
        "audits:section",
        "audits:check",
        "audits:audit",
        "actions:raise",
        "performance:indicator",
        "insight:overview",
        "reports:report",
        "accounts:council",
    }
    for _ in opened(page, demo_site, every_page, lambda name: name in addresses):
        page.wait_for_load_state("load")

    # A page that this visitor may not open answers 403 or 404, which Chromium writes to its console too.
    assert [complaint for complaint in complaints if "the server responded with a status of 40" not in complaint] == []


def is_page(request) -> bool:
    return request.is_navigation_request()

"""Every page, opened once in a real browser by someone who may: it lies well on every screen, and axe finds nothing.

A share of the pages is opened each time, and some of them are put before axe, which takes half of such a visit; all of them by
`make test-long`. That every page answers is asked without a browser: tests/production.
"""

import json
from collections.abc import Iterator

import pytest

from demo.people import PASSWORD, SIGN_INS
from foundation.accounts.enums import Role
from tests.browser import assert_accessible
from tests.contrast import forced_colour_faults
from tests.journeys.addresses import addresses
from tests.journeys.conftest import sign_in_to_demo
from tests.journeys.inventory import Visit
from tests.journeys.not_pages import NOT_PAGES
from tests.layout import layout_faults
from tests.reach import reach_faults
from tests.shares import share_of

pytestmark = [pytest.mark.browser]
OPENED, BEFORE_AXE = 50, 20
# In these scripts have most to do.
WITH_SCRIPTS = [
    "audits:section",
    "audits:check",
    "audits:audit",
    "actions:raise",
    "performance:indicator",
    "insight:overview",
    "reports:report",
    "accounts:council",
]
# Who is tried in turn for a page that is not one person's.
VISITORS = [Role.QA_LEAD, Role.ANALYST, Role.ADMINISTRATOR, Role.OBSERVER, Role.AUDITOR, Role.GOVERNANCE]
# A table shown as cards is one to a screen reader only where each part says what it is.
PARTS_OF_NO_TABLE = ".qa-table:not([role=table]), .qa-table :is(thead, tbody, tfoot, tr, th, td):not([role])"
# Links within the page, such as those back to its contents, whose end is not on it.
LEADING_NOWHERE = """() => [...document.querySelectorAll('a[href^="#"]')].map((link) => link.hash.slice(1))
  .filter((name) => name && !document.getElementById(decodeURIComponent(name)))"""
# Asked of the site's own process once: to try each visitor in the browser took two thirds of the walks' time.
PRINT_VISITS = """
import dataclasses, json
from tests.journeys.inventory import let_in, visits
found = list(visits({emails}, {at_most}, {always}))
let_in({{visit.email for visit in found}}, {password!r})
print(json.dumps([dataclasses.asdict(visit) for visit in found]))
"""


@pytest.fixture(scope="session")
def every_page(demo_site) -> list[Visit]:
    emails = [email_of(role) for role in VISITORS]
    code = PRINT_VISITS.format(emails=emails, at_most=OPENED, always=WITH_SCRIPTS, password=PASSWORD)
    return [Visit(**visit) for visit in json.loads(demo_site.manage("shell", "-v0", "-c", code).stdout)]


def email_of(role: Role) -> str:
    from demo.people import LEADERS, MANAGERS, PARTNERS, WORKERS

    return next(staff.email for staff in [*LEADERS, *MANAGERS, *WORKERS, *PARTNERS] if staff.name == SIGN_INS[role])


def opened(page, site, every_page, only) -> Iterator[str]:
    """Each page once, opened by someone who may; `only` picks by the name. Fails where nobody can open one."""
    mine = [visit for visit in every_page if only(visit.name)]
    assert [visit for visit in mine if visit.email is None] == [], f"nobody could open these (password {PASSWORD})"
    for email in dict.fromkeys(visit.email for visit in mine):
        sign_in_to_demo(page, site, email)
        for visit in mine:
            if visit.email == email:
                response = page.goto(site.address + visit.address)
                assert response.status == 200, f"{visit} answered {response.status}"
                yield visit.address


ROOMS = [
    *("audits", "actions", "observations", "studies", "performance", "insight", "inspections", "reports", "commissions", "packs"),
    *("voices", "learning", "publications", "oversight", "feeds", "governance"),
    *("accounts", "sending", "passwords", "second_factors", "signed_in", "notices", "chasing", "desk"),
]


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_lies_well_says_all_to_everybody_and_leaves_nothing_to_complain_about(page, demo_site, every_page, room):
    """One visit for all of it: what a page asks of the server and of the browser is the larger part of each look."""
    found = []
    complaints = complaints_of(page)
    before_axe = share_of([visit.address for visit in every_page], BEFORE_AXE, about="pages before axe")
    for address in opened(page, demo_site, every_page, lambda name: name.startswith(room)):
        if address in before_axe:
            assert_accessible(page)
        assert page.locator("h1").count() == 1
        assert page.locator(PARTS_OF_NO_TABLE).count() == 0, address
        assert page.evaluate(LEADING_NOWHERE) == [], address
        found += [f"{address} at {fault}" for fault in [*layout_faults(page), *reach_faults(page), *forced_colour_faults(page)]]
    # A page that this visitor may not open answers 403 or 404, which Chromium writes to its console too.
    found += [complaint for complaint in complaints if "the server responded with a status of 40" not in complaint]
    assert found == []


def complaints_of(page) -> list[str]:
    """What the browser will have said of its pages: a script that fails, what the content security policy refuses, a missing file."""
    found: list[str] = []
    page.on("console", lambda message: found.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: found.append(answer.url) if answer.status >= 400 and not is_page(answer.request) else None)
    page.on("pageerror", lambda problem: found.append(f"{page.url}: {problem}"))
    return found


def test_every_room_is_walked():
    assert {name.split(":")[0] for name, _ in addresses() if name not in NOT_PAGES} == set(ROOMS)


def is_page(request) -> bool:
    return request.is_navigation_request()

"""Auditors of partner agencies are offered nowhere as the council's own staff."""

import re

import pytest

from actions.services import raise_action
from foundation.accounts.enums import Role
from tests.architecture.source import modules
from tests.people import Visitor, add_person

PARTNER = "Quillon Of The Police"
# Pages on which somebody of the council is chosen, for the QA lead; with an audit's number where they need one.
OFFERS = [
    "/actions/raise/",
    "/actions/reassign-all/",
    "/actions/several/",
    "/audits/capacities/",
    "/audits/interests/",
    "/audits/training/",
    "/audits/{audit}/allocate/",
    "/audits/{audit}/facts/",
    "/calibration/new/",
    "/check-and-challenge/plan/",
    "/commissions/add/",
    "/cycles/2023-06/add/",
    "/cycles/2023-06/allocation/",
    "/inspections/plan/new/",
    "/learning/new/",
    "/my-interests/",
    "/observations/assign/",
    "/observations/new/",
    "/performance/indicators/add/",
    "/publications/new/",
    "/reports/owners/",
    "/studies/new/",
    "/studies/new-accuracy/",
    "/voices/new/",
]
OF_ADMINISTRATORS = ["/settings/people/new/", "/settings/teams/new/", "/settings/services/new/"]
# A module that offers people asks for staff, or for a role that partners have not.
ANYBODY = re.compile(r"Person\.objects\.(active|notifiable|who_can_sign_in|all)\(\)(?!\s*\.with_role|\.filter\(pk__in)")
PARTS_OF = {"forms", "pages", "tables", "filters", "sheets"}


@pytest.fixture
def partner(db) -> Visitor:
    return Visitor(add_person(PARTNER, Role.PARTNER))


@pytest.fixture
def owned(lead, worker):
    return raise_action(actor=lead.person, what="Update the chronology", why="It stops.", owner=worker.person)


@pytest.mark.parametrize("address", OFFERS)
def test_the_lead_is_not_offered_a_partner(lead, partner, allocated_audit, owned, address):
    page = lead.get(address.format(audit=allocated_audit.number))

    assert page.status_code == 200
    assert PARTNER not in page.text


@pytest.mark.parametrize("address", OF_ADMINISTRATORS)
def test_an_administrator_is_not_offered_a_partner_as_manager(administrator, partner, address):
    assert PARTNER not in administrator.get(address).text


def test_a_partner_owns_no_action(lead, partner):
    with pytest.raises(Exception, match="is of another agency"):
        raise_action(actor=lead.person, what="Update the chronology", why="It stops.", owner=partner.person)


def test_no_module_that_offers_people_offers_anybody():
    found = [str(path) for path in modules() if set(path.with_suffix("").parts) & PARTS_OF and ANYBODY.search(path.read_text())]
    assert found == []

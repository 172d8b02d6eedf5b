"""Two people have the same table of numbers open: the second to save learns of it, keeps what they typed, and may save again."""

import pytest

from audits.models import Capacity, Cycle, Expectation
from foundation.accounts.enums import Role
from performance.models import Indicator
from tests.forms_on import forms_on
from tests.people import Visitor, add_person
from tests.replay import replayed

pytestmark = pytest.mark.both

TOLD = "while you had this page open"


@pytest.fixture
@replayed
def second_lead(db) -> Visitor:
    return Visitor(add_person("Una Castell", Role.QA_LEAD, Role.ANALYST))


def sent(visitor: Visitor, address: str) -> dict:
    """What the page's form for answers sends as it stands."""
    return next(form.fields for form in forms_on(visitor.get(address)) if "version" in form.fields)


def told_and_again(first: Visitor, second: Visitor, address: str, name: str, earlier: str, later: str) -> None:
    pages = {each: sent(each, address) for each in (first, second)}
    assert first.post(address, pages[first] | {name: earlier}).status_code == 302
    refused = second.post(address, pages[second] | {name: later})
    assert TOLD in refused.content.decode()
    form = next(form.fields for form in forms_on(refused) if "version" in form.fields)
    assert form[name] == later
    assert second.post(address, form).status_code == 302


def test_the_year(lead, second_lead, cycle):
    told_and_again(lead, second_lead, "/cycles/year/2023/", "2023-06-theme", "Supervision", "Chronologies")

    assert Cycle.objects.get().theme == "Chronologies"


def test_a_month_that_was_planned_meanwhile(lead, second_lead):
    told_and_again(lead, second_lead, "/cycles/year/2023/", "2023-07-expected", "9", "12")

    assert Cycle.objects.get().expected == 12


def test_the_numbers_of_a_month(lead, second_lead, cycle, auditor):
    told_and_again(lead, second_lead, f"/cycles/{cycle.code}/expected/", f"auditor_{auditor.person.pk}", "3", "5")

    assert Expectation.objects.get().expected == 5


def test_how_much_each_takes(lead, second_lead, auditor):
    told_and_again(lead, second_lead, "/audits/capacities/", f"audits-{auditor.person.pk}", "3", "5")

    assert Capacity.objects.get().audits == 5


def test_a_target(analyst, second_lead):
    indicator = Indicator.objects.first()
    address = f"/performance/indicators/{indicator.slug}/targets/"
    month = {"first_month_month": "4", "first_month_year": "2023"}
    begun = sent(second_lead, address)
    analyst.post(address, sent(analyst, address) | month | {"value": "90"})
    assert TOLD in (refused := second_lead.post(address, begun | month | {"value": "85"})).content.decode()
    assert indicator.targets.get().value == 90
    again = next(form.fields for form in forms_on(refused) if "version" in form.fields)
    second_lead.post(address, again)

    assert indicator.targets.get().value == 85

"""A training from the calendar to what changed after it: recorded on a phone, a dip sample before and after, one page of both."""

import datetime

import pytest
from playwright.sync_api import expect

from foundation.council.clock import frozen_clock
from learning.enums import EventKind
from learning.services.events import plan_event
from learning.services.inviting import invite
from studies.models import Study
from studies.services.drawing import draw_wave
from studies.services.planning import plan_study
from tests.browser import sign_in
from tests.studies.conftest import CASES, PLAN, answer_all

pytestmark = [pytest.mark.browser]
DAY, AFTER = datetime.date(2023, 7, 12), datetime.date(2023, 9, 4)


@pytest.fixture
def sampled(lead) -> Study:
    """Fifteen records before the training, of which two are Yes."""
    with frozen_clock(datetime.date(2023, 6, 14)):
        study = plan_study(actor=lead.person, lead=lead.person, **PLAN)
        answer_all(lead.person, draw_wave(actor=lead.person, study=study, name="Before", cases=CASES, seed=7), yes=2)
    return study


def test_who_came_and_what_changed(phone, live, lead, worker, team_manager, sampled):
    with frozen_clock(DAY):
        event = plan_event(actor=lead.person, kind=EventKind.TRAINING, name="The child’s view", first_day=DAY, studies=[sampled])
        invite(actor=lead.person, event=event, people=[worker.person, team_manager.person])
    sign_in(phone, live, lead)
    phone.goto(f"{live}/learning/{event.number}/")
    phone.get_by_role("button", name="Record who came").click()
    phone.locator("li", has_text="Will Okafor").get_by_role("button", name="Came").click()
    phone.get_by_text("1 of 2 came; of 1 it is not recorded yet.").wait_for()
    phone.locator("li", has_text="Tara Quinn").get_by_role("button", name="Did not come").click()
    phone.get_by_text("1 of 2 came.").wait_for()

    with frozen_clock(AFTER):
        wave = draw_wave(actor=lead.person, study=sampled, name="After", cases=CASES.replace("D-", "E-"), seed=8)
        answer_all(lead.person, wave, yes=12)
    phone.goto(f"{live}/learning/{event.number}/")
    phone.get_by_role("button", name="What changed").click()
    expect(phone.locator(".govuk-inset-text")).to_contain_text("there is evidence of a rise (Yes in 2 of 15 before, 12 of 15 after)")
    expect(phone.locator(".govuk-inset-text")).to_contain_text("none of this says what made a change")
    # It loads while the page is read.
    phone.wait_for_load_state("networkidle")
    assert phone.locator(".qa-chart img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")

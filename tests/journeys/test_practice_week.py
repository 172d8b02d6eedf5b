"""A practice week: planned, given out to three; a cabinet member observes on a small phone and loses the signal half way."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.services import change_council
from observations.models import Observation
from tests.browser import assert_accessible, sign_in
from tests.layout import layout_faults
from tests.people import Visitor, add_person

pytestmark = [pytest.mark.browser]

DAY = datetime.date(2023, 10, 2)
SMALL_PHONE = {"width": 360, "height": 640}
SAVED = re.compile(r"^Saved \d\d:\d\d")
PATIENCE = 10_000
HALF = "He met us at the door and asked the young person where to sit."
REST = " They planned the next visit together before we left."


@pytest.fixture
def cabinet_member(db) -> Visitor:
    return Visitor(add_person("Noreen Halliwell", Role.OBSERVER, job_title="Cabinet member for children"))


@pytest.fixture
def _october(db):
    change_council(actor=Person.objects.system(), demo_day=DAY)


def fill_day(page: Page, legend: str, day: int) -> None:
    group = page.get_by_role("group", name=legend)
    for part, value in (("Day", day), ("Month", 10), ("Year", 2023)):
        group.get_by_label(part).fill(str(value))


def plan_the_week(page: Page, live: str) -> None:
    page.goto(f"{live}/observations/rounds/new/")
    page.get_by_label("Title").fill("Practice week, October 2023")
    fill_day(page, "First day", 2)
    fill_day(page, "Last day", 5)
    page.get_by_label("How many observations are expected?").fill("3")
    page.get_by_role("button", name="Save the round").click()
    expect(page.get_by_text("3 are still to be given out.")).to_be_visible()


def choose(page: Page, label: str, name: str) -> None:
    """In a box that suggests."""
    box = page.get_by_role("combobox", name=label)
    box.fill(name)
    page.get_by_role("option", name=re.compile(name)).first.click()


def assign(page: Page, week: str, observer: str) -> None:
    page.get_by_role("link", name="Assign an observation").click()
    page.get_by_role("radio", name="Visit to a child or family").check()
    choose(page, "Observer", observer)
    choose(page, "Practitioner (optional)", "Will Okafor")
    fill_day(page, "By when", 5)
    page.get_by_role("button", name="Assign the observation").click()
    expect(page.get_by_text(f"it is on {observer}’s list of work")).to_be_visible()
    page.goto(week)


@pytest.mark.usefixtures("_october")
def test_a_practice_week_from_its_plan_to_the_practitioner_s_answer(page, live, lead, observer, director, cabinet_member, worker):

    director.person.role_rows.create(role=Role.OBSERVER)
    sign_in(page, live, lead)
    plan_the_week(page, live)
    week = page.url
    for each in (observer, director, cabinet_member):
        assign(page, week, each.person.name)
    expect(page.get_by_text("0 of 3 expected observations recorded")).to_be_visible()
    assert layout_faults(page) == []
    number = Observation.objects.get(observer=cabinet_member.person).number

    # The practitioner asks the family.
    sign_in(page, live, worker)
    page.goto(f"{live}/observations/{number}/consent/")
    page.get_by_role("radio", name="The family agreed").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What the family said is saved.")).to_be_visible()

    observe_on_a_phone(page, live, cabinet_member, number)

    # The practitioner reflects, acknowledges and answers.
    sign_in(page, live, worker)
    page.goto(f"{live}/observations/{number}/")
    page.get_by_role("button", name="Write your reflection").click()
    page.get_by_label("Your reflection").fill("I would ask one question and wait.")
    page.get_by_role("button", name="Save your reflection").click()
    page.get_by_role("button", name="Acknowledge it").click()
    page.get_by_label("Your answer to the observer").fill("Thank you, this is fair.")
    page.get_by_role("button", name="Acknowledge it").click()
    expect(page.get_by_text("Thank you, this is fair.")).to_be_visible()

    sign_in(page, live, lead)
    page.goto(f"{live}/observations/rounds/")
    page.get_by_role("link", name="Practice week, October 2023").click()
    expect(page.get_by_text("1 of 3 expected observations recorded, 1 acknowledged.")).to_be_visible()
    assert_accessible(page)


def observe_on_a_phone(page: Page, live: str, cabinet_member: Visitor, number: int) -> None:
    """At 360 pixels; the signal goes half way, and comes back."""
    page.set_viewport_size(SMALL_PHONE)
    sign_in(page, live, cabinet_member)
    page.goto(live)
    page.get_by_role("link", name=re.compile("Observe and record")).first.click()
    words = page.get_by_label("What was seen")
    words.fill(HALF)
    state = page.locator("[data-state]")
    expect(state).to_have_text(SAVED, timeout=PATIENCE)
    assert Observation.objects.get(pk=number).seen == HALF

    page.context.set_offline(True)
    words.fill(HALF + REST)
    expect(state).to_contain_text("Not saved: no connection.", timeout=PATIENCE)
    page.get_by_role("checkbox", name="The child’s voice").check()
    page.get_by_label("The child’s voice: what you saw").fill("Asked, heard and answered.")
    page.context.set_offline(False)
    expect(state).to_have_text(SAVED, timeout=PATIENCE)
    page.reload()
    expect(page.get_by_label("What was seen")).to_have_value(HALF + REST)
    expect(page.get_by_label("The child’s voice: what you saw")).to_have_value("Asked, heard and answered.")
    assert layout_faults(page) == []
    assert_accessible(page)

    page.get_by_role("button", name="Save the observation").click()
    page.get_by_role("button", name="Share with the practitioner").click()
    page.get_by_role("button", name="Share it").click()
    expect(page.get_by_text("Shared: Will Okafor can read it now.")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})

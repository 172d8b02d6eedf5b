"""Every box that suggests, on every page: it chooses nothing unasked, can be emptied, says what it does not know, shows names as text."""

import json

import pytest
from playwright.sync_api import expect

from demo.people import PASSWORD
from foundation.accounts.enums import Role
from tests.journeys.conftest import sign_in_to_demo
from tests.journeys.inventory import Visit
from tests.journeys.test_every_page import VISITORS, email_of
from tests.shares import WHOLE

pytestmark = [pytest.mark.browser]
NO_SUCH_ENTRY = "Nobody of that name"
# A month's allocation has two boxes a record: those after the third are made by the same words.
BOXES_A_PAGE = 3
PRINT_VISITS = """
from tests.journeys.pickers import give_hostile_names, visits_with_boxes
give_hostile_names()
print(visits_with_boxes({emails}, {password!r}))
"""


@pytest.fixture
def pages_with_boxes(fresh_demo) -> list[Visit]:
    code = PRINT_VISITS.format(emails=[email_of(role) for role in VISITORS], password=PASSWORD)
    return [Visit(**visit) for visit in json.loads(fresh_demo.manage("shell", "-v0", "-c", code).stdout)]


def test_every_box_leaves_the_choice_to_the_person(page, fresh_demo, pages_with_boxes):
    assert len(pages_with_boxes) > (15 if WHOLE else 0)
    for email in dict.fromkeys(visit.email for visit in pages_with_boxes):
        sign_in_to_demo(page, fresh_demo, email)
        for visit in pages_with_boxes:
            if visit.email == email:
                page.goto(fresh_demo.address + visit.address)
                reveal_all(page)
                for box in page.locator(".autocomplete__input:visible").all()[:BOXES_A_PAGE]:
                    leaving_it_chooses_nothing(page, box)
                    names_are_text(page, box)
                    if entries_of(box):
                        what_is_chosen_can_be_taken_back(box)
                    what_it_does_not_know_is_said(page, box)


def reveal_all(page) -> None:
    """Open what is folded, and tick what reveals a further question."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for reveals in page.locator("[aria-controls^=conditional]:visible").all():
        if not reveals.is_checked():
            reveals.check()


def select_of(box):
    return box.locator("xpath=ancestor::div[contains(@class, 'autocomplete__wrapper')]/../following-sibling::select")


def state_of(box) -> tuple[str, str]:
    return select_of(box).evaluate("(select) => select.value"), box.input_value()


def entries_of(box) -> list[str]:
    return select_of(box).evaluate("(select) => [...select.options].filter((each) => each.value).map((each) => each.textContent.trim())")


def leaving_it_chooses_nothing(page, box) -> None:
    before = state_of(box)
    box.click()
    box.press("Tab")
    assert state_of(box) == before, page.url
    box.click()
    box.press("ArrowDown")
    page.locator("h1").click()
    assert state_of(box) == before, page.url


def names_are_text(page, box) -> None:
    box.fill("")
    box.click()
    shown = box.locator("xpath=..").locator("li.autocomplete__option")
    assert [text.strip() for text in shown.all_text_contents()] == entries_of(box), page.url
    assert shown.locator("*").count() == 0, f"{page.url}: a name became markup"
    assert page.locator("img[src=x]").count() == 0


def what_is_chosen_can_be_taken_back(box) -> None:
    first = box.locator("xpath=..").locator("li.autocomplete__option").first
    name = first.text_content()
    first.click()
    chosen, shown = state_of(box)
    assert (chosen != "", shown) == (True, name.strip())
    box.fill("")
    box.press("Tab")
    assert state_of(box) == ("", "")


def what_it_does_not_know_is_said(page, box) -> None:
    at = page.url
    box.fill(NO_SUCH_ENTRY)
    box.evaluate("(input) => input.form.requestSubmit()")
    assert page.url == at
    expect(page.get_by_text(f"“{NO_SUCH_ENTRY}” is not chosen from the list. Choose an entry, or empty the box.")).to_be_visible()
    assert state_of(box) == ("", NO_SUCH_ENTRY)
    box.fill("")
    box.press("Tab")
    assert page.get_by_text(NO_SUCH_ENTRY).count() == 0


def test_the_whole_name_chooses_and_is_sent(page, demo_site):
    sign_in_to_demo(page, demo_site, email_of(Role.QA_LEAD))
    page.goto(f"{demo_site.address}/audits/")
    box = page.locator(".autocomplete__input").first
    name = select_of(box).locator("option:not([value=''])").first.text_content().strip()
    box.fill(name.upper())
    box.press("Tab")
    assert state_of(box)[0] != ""
    page.get_by_role("button", name="Apply filters").click()

    assert page.locator(".autocomplete__input").first.input_value() == name


RENAME = """
from audits.models import Audit
from foundation.accounts.models import Person
auditor = Audit.objects.exclude(auditor=None).first().auditor
Person.objects.filter(pk=auditor.pk).update(name="Zoë O’Neill-Ali")
"""
WRITTEN = ["zoë o'neill-ali", "Zoe\u0308 OʼNeill–Ali", "O'NEILL-ALI, Zoë"]


def test_a_name_is_found_and_chosen_however_it_is_written(page, fresh_demo):
    fresh_demo.manage("shell", "-v0", "-c", RENAME)
    sign_in_to_demo(page, fresh_demo, email_of(Role.QA_LEAD))
    page.goto(f"{fresh_demo.address}/audits/")
    box = page.locator(".autocomplete__input").first
    for written in WRITTEN:
        box.fill(written)
        box.press("Tab")
        assert state_of(box)[0] != "", written
        box.fill("")
    box.fill("zoe o'neill")
    expect(box.locator("xpath=..").locator("li.autocomplete__option")).to_have_text(["Zoë O’Neill-Ali"])


def test_without_a_script_it_is_a_list_to_choose_from(plain_page, demo_site):
    sign_in_to_demo(plain_page, demo_site, email_of(Role.QA_LEAD))
    plain_page.goto(f"{demo_site.address}/audits/")
    choice = plain_page.get_by_label("Auditor")
    choice.select_option(index=1)
    chosen = choice.input_value()
    plain_page.get_by_role("button", name="Apply filters").click()

    assert f"auditor={chosen}" in plain_page.url


def test_whoever_gives_an_audit_to_another_is_offered_everybody(page, demo_site):
    sign_in_to_demo(page, demo_site, email_of(Role.QA_LEAD))
    number = demo_site.manage("shell", "-v0", "-c", PRINT_ALLOCATED).stdout.strip()
    page.goto(f"{demo_site.address}/audits/{number}/allocate/")

    for part in ("auditor", "moderator"):
        box = page.locator(f"#id_{part}")
        present = box.input_value()
        box.click()
        offered = box.locator("xpath=ancestor::div[contains(@class, 'autocomplete__wrapper')]").locator(".autocomplete__option")
        expect(offered).to_have_count(len(entries_of(box)))
        assert present in [each.strip() for each in offered.all_inner_texts()]
        box.press("Escape")


PRINT_ALLOCATED = """
from audits.models import Audit
print(Audit.objects.filter(state="in_progress", moderator__isnull=False).latest("pk").pk)
"""


def test_helpers_are_found_by_their_names_and_stay_chosen(page, demo_site):
    sign_in_to_demo(page, demo_site, email_of(Role.QA_LEAD))
    page.goto(f"{demo_site.address}/actions/raise/")
    box, shown = page.get_by_label("Type a name to find somebody"), page.locator(".qa-narrow .govuk-checkboxes__item:visible")
    everybody = shown.count()

    box.fill("ADÉYEMI grace")
    expect(shown).to_have_count(1)
    shown.locator("label").click()
    box.fill("Tendai")
    expect(shown).to_have_count(2)
    box.press("Enter")
    assert page.url.endswith("/actions/raise/")
    box.fill("")
    expect(shown).to_have_count(everybody)
    expect(page.get_by_text(f"{everybody} of {everybody} shown, 1 chosen")).to_be_visible()

"""From My work to a submitted audit, as somebody does it for the first time: with a mouse, on a phone, by keys alone, without JavaScript.

Each way is counted: pages loaded, presses (clicks, and keys other than text), seconds.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, repeat
from statistics import median

import pytest
from playwright.sync_api import Locator, Page

from actions.models import Action
from audits.allocation.services.allocation import add_audit
from audits.enums import AuditState
from audits.models import Audit
from foundation.council.clock import frozen_clock
from tests.audit_stages import ALLOCATED
from tests.browser import assert_accessible, sign_in

pytestmark = [pytest.mark.browser]

START = "I have had no involvement"
WHAT = "What must change"
EVIDENCE = "Read in the visit records of May and June."
# Different enough not to be taken for one another.
ACTIONS = ["Hold a review together with the school", "Ask the health visitor for her notes", "Draw a family tree with the grandmother"]
MUST_CHANGE = ("Assessment", "Multi-agency planning, review and decision making")


@dataclass
class Counted:
    """What one audit took."""

    pages: list[str] = field(default_factory=list)
    presses: int = 0
    seconds: float = 0.0

    @property
    def loads(self) -> int:
        return len(self.pages)


@dataclass
class Hand:
    """Somebody at the page. `by_keys` they have no mouse."""

    page: Page
    by_keys: bool = False
    counted: Counted = field(default_factory=Counted)
    evidence: Iterator[str] = field(default_factory=lambda: repeat(EVIDENCE))
    actions: Iterator[str] = field(default_factory=lambda: iter(ACTIONS))

    def __post_init__(self) -> None:
        self.page.on("response", self._note)

    def _note(self, response) -> None:
        if response.request.is_navigation_request() and response.status == 200:
            self.counted.pages.append(response.url.partition("/audits/")[2])

    def key(self, name: str) -> None:
        self.counted.presses += 1
        self.page.keyboard.press(name)

    def reach(self, target: Locator) -> None:
        """By Tab, until the target has the focus."""
        for _ in range(90):
            self.key("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab never reached {target} at {self.page.url}")

    def press(self, target: Locator) -> None:
        if self.by_keys:
            self.reach(target)
            self.key("Enter")
        else:
            self.counted.presses += 1
            target.click()

    def skip(self) -> None:
        """Past the head of a page that has just come. Once is enough: a browser keeps the place in the page on the way to the next."""
        if self.by_keys and "#" not in self.page.url:
            self.press(self.page.get_by_role("link", name="Skip to main content"))

    def choose(self, legend: str, choice: str) -> None:
        group = self.page.get_by_role("group", name=legend)
        radio = group.get_by_role("radio", name=choice, exact=True)
        if self.by_keys:
            self.reach(group.get_by_role("radio").first)
            self.key("Space")
            # The arrows go on from the one that has the focus.
            while not radio.is_checked():
                self.key("ArrowDown")
        else:
            self.press(radio)

    def write(self, label: str, words: str) -> None:
        box = self.page.get_by_label(label, exact=True).first
        if self.by_keys:
            self.reach(box)
        else:
            self.press(box)
        self.page.keyboard.insert_text(words)

    def go_on(self, button: str = "Save and next") -> None:
        here = self.page.url
        self.press(self.page.get_by_role("button", name=button, exact=True))
        self.page.wait_for_url(lambda url: url != here)
        self.page.wait_for_load_state("load")
        self.skip()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def raise_action(hand: Hand) -> None:
    """In its line of the page."""
    hand.write(WHAT, next(hand.actions))


def judge(hand: Hand, *, weak: int) -> None:
    """A domain; the first `weak` of those that must change get an action."""
    name = heading(hand.page)
    is_weak = name in MUST_CHANGE[:weak]
    hand.choose("Grade", "Requires improvement to be good" if is_weak else "Good")
    hand.write("Evidence and reason", next(hand.evidence))
    if is_weak:
        raise_action(hand)


def find(hand: Hand) -> None:
    hand.write("Strength 1", "Seen alone, every week")
    hand.write("Area for improvement 1", "The chronology stops in March")


def hear(hand: Hand) -> None:
    for voice in ("Child or young person", "Family", "Practitioner"):
        hand.choose(voice, "Obtained")


def audit_it(hand: Hand, audit: Audit, address: str, *, weak: int) -> Counted:
    """From My work to the page that says it is submitted."""
    page = hand.page
    page.goto(address, wait_until="networkidle")
    hand.counted = Counted()
    began = time.monotonic()
    hand.skip()
    hand.press(page.get_by_role("link", name=f"Audit {audit.number}", exact=True).first)
    page.wait_for_url("**/form/**")
    hand.skip()
    hand.press(page.get_by_role("button", name=START))
    page.wait_for_url(lambda url: "/form/domain-" in url)
    hand.skip()
    fill: dict[str, Callable[[Hand], None]] = {"findings": find, "voices": hear}
    while "/check/" not in page.url:
        section = page.url.partition("/form/")[2].partition("/")[0]
        fill.get(section, lambda each: judge(each, weak=weak))(hand)
        hand.go_on()
    dismiss = page.get_by_role("button", name="Dismiss")
    if dismiss.count():
        hand.press(dismiss)
        hand.skip()
    hand.go_on("Submit the audit")
    hand.counted.seconds = time.monotonic() - began
    took, hand.counted = hand.counted, Counted()
    return took


@pytest.fixture
def three_audits(lead, cycle, auditor, moderator, worker, elm_team) -> list[Audit]:
    people = {"auditor": auditor.person, "moderator": moderator.person, "allocated_worker": worker.person, "team": elm_team}
    with frozen_clock(ALLOCATED):
        return [add_audit(actor=lead.person, cycle=cycle, case_id=f"C-2041{n}", plan_type="cared_for", **people) for n in range(3)]


def test_with_a_mouse_three_audits_take_few_loads_and_presses(page, live, auditor, three_audits):
    sign_in(page, live, auditor)
    hand = Hand(page)
    took = [audit_it(hand, audit, live, weak=weak) for weak, audit in enumerate(three_audits)]
    assert set(Audit.objects.values_list("state", flat=True)) == {AuditState.SUBMITTED}
    assert Action.objects.count() == 3
    # Before an action was raised in its line: 13 and 32.
    assert median(each.loads for each in took) == 11
    assert median(each.presses for each in took) <= 29


def one_audit(hand: Hand, live, auditor, audit: Audit) -> Counted:
    """With one domain that must change."""
    sign_in(hand.page, live, auditor)
    took = audit_it(hand, audit, live, weak=1)
    assert Audit.objects.get(pk=audit.pk).state == AuditState.SUBMITTED
    assert Action.objects.get().what == ACTIONS[0]
    return took


def test_on_a_phone_it_takes_as_many(phone, live, auditor, allocated_audit):
    took = one_audit(Hand(phone), live, auditor, allocated_audit)

    assert (took.loads, took.presses) == (11, 29)


def test_without_javascript_it_takes_as_many(plain_page, live, auditor, allocated_audit):
    took = one_audit(Hand(plain_page), live, auditor, allocated_audit)

    assert (took.loads, took.presses) == (11, 29)


def test_keys_alone_fill_and_submit_an_audit_and_dismiss_what_looks_like_a_name(page, live, auditor, allocated_audit):
    took = one_audit(
        Hand(page, by_keys=True, evidence=chain(["Read with Jayden Smith in May."], repeat(EVIDENCE))), live, auditor, allocated_audit
    )

    assert took.loads == 12
    # Before what a weak grade asks for was folded away where it is not needed: 156, in 14 loads.
    assert took.presses <= 135
    assert_accessible(page)

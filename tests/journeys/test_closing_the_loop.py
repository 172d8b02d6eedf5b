"""One action from late to effective in a real browser, under a clock that moves from June to November 2023."""

import datetime
import re

import pytest
from django.core.management import call_command

from actions.models import Action, ActionRules
from actions.services import raise_action
from audits.allocation.services.allocation import allocate
from audits.auditing.services.auditing import submit_audit
from audits.cycles.services.cycles import plan_cycle
from audits.enums import Grade
from audits.models import Audit, Cycle
from foundation.council.clock import today
from foundation.council.models import Council
from tests.audit_stages import grade_all, moderate_unchanged
from tests.browser import assert_accessible_on_the_way

pytestmark = [pytest.mark.browser]


class Loop:
    """One window on a served portal; the person named sits in front of it."""

    def __init__(self, page, address: str):
        self.page, self.address = page, address

    def let_it_be(self, day: str) -> None:
        """The council's day, for pages and commands alike."""
        Council.objects.update_or_create(pk=1, defaults={"demo_day": datetime.date.fromisoformat(day)})

    def sit_down(self, visitor, path: str = "/") -> None:
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": self.address}])
        self.page.goto(self.address + path)
        assert_accessible_on_the_way(self.page)

    def click(self, name: str) -> None:
        main = self.page.locator("main")
        main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()
        assert_accessible_on_the_way(self.page)

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label).fill(words)

    def says(self, text: str) -> None:
        assert text in " ".join(self.page.locator("main").inner_text().split())


@pytest.fixture
def loop(live, page, db) -> Loop:
    ActionRules.objects.create(pk=1, check_percentage=0)
    return Loop(page, live)


@pytest.fixture
def inadequate(loop, allocated_audit) -> Audit:
    loop.let_it_be("2023-06-23")
    audit = moderate_unchanged(submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE)))
    raise_action(
        actor=audit.auditor, audit=audit, owner=audit.allocated_worker, due=datetime.date(2023, 7, 7), domains=audit.tool.domains.all()[:2],
        what="Update the chronology to July 2023", why="It stops in March, so the move is missing.",
    )  # fmt: skip
    return audit


def october(lead) -> Cycle:
    dates = {"audits_due": datetime.date(2023, 10, 23), "moderation_due": datetime.date(2023, 11, 7)}
    return plan_cycle(actor=lead.person, month=datetime.date(2023, 10, 1), theme="Again", cohort="Cared for children", expected=1, **dates)


def reported(tmp_path, first: str, last: str) -> dict[str, str]:
    """The report's line for all actions, by column."""
    file = tmp_path / "report.html"
    call_command("board_report", "--from", first, "--to", last, "--format", "html", "--output", str(file))
    table = next(part for part in re.findall(r"<table.*?</table>", file.read_text(), re.S) if "Judged effective" in part)
    names, *_, line = ([re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
                       for row in re.findall(r"<tr.*?</tr>", table, re.S))  # fmt: skip
    return dict(zip(names, line, strict=True))


def test_a_late_action_is_escalated_closed_and_found_effective(loop, inadequate, lead, worker, team_manager, tmp_path):
    late_and_escalated(loop, team_manager)
    done_returned_and_verified(loop, worker, team_manager)
    audited_again(loop, lead, inadequate)
    found_effective(loop, lead)

    loop.let_it_be("2023-11-30")
    july, november = reported(tmp_path, "2023-07", "2023-07"), reported(tmp_path, "2023-11", "2023-11")
    assert (july["Opened"], july["Closed"], july["Of those, on time"], july["Judged effective"]) == ("0", "1", "0", "0")
    assert (november["Closed"], november["Judged effective"], november["Judged not effective"]) == ("0", "1", "0")


def late_and_escalated(loop: Loop, team_manager) -> None:
    """Six working days after 7 July."""
    loop.let_it_be("2023-07-17")
    call_command("escalate_actions")
    loop.sit_down(team_manager)
    loop.says("Escalated to you: Will Okafor owns it, 6 working days late")
    loop.click("See to it: Update the chronology to July 2023")
    loop.says("6 working days late")


def done_returned_and_verified(loop: Loop, worker, team_manager) -> None:
    show_evidence(loop, worker, "It runs to June.")
    loop.sit_down(team_manager)
    loop.click("Verify: Update the chronology to July 2023")
    loop.click("Return it to the owner instead")
    loop.fill("What is missing", "July, and the move.")
    loop.click("Return to the owner")

    loop.let_it_be("2023-07-19")
    loop.sit_down(worker)
    loop.says("Returned by Tara Quinn")
    show_evidence(loop, worker, "It runs to July and tells of the move.")
    loop.let_it_be("2023-07-20")
    loop.sit_down(team_manager)
    loop.click("Verify: Update the chronology to July 2023")
    loop.says("It runs to July and tells of the move.")
    loop.click("Verify: it is done")
    loop.says("Tara Quinn verified it on 20 July 2023.")


def show_evidence(loop: Loop, worker, words: str) -> None:
    loop.sit_down(worker)
    loop.click("Show evidence: Update the chronology to July 2023")
    loop.fill("What shows that it is done", words)
    loop.fill("Where to find it (optional)", "Case system: chronology")
    loop.click("Mark as done")
    loop.says("Marked as done")


def audited_again(loop: Loop, lead, inadequate: Audit) -> None:
    """The lead plans it in the browser; auditor and moderator do what other journeys walk."""
    loop.let_it_be("2023-09-15")
    october(lead)
    loop.sit_down(lead)
    loop.click("Plan a re-audit")
    loop.click("Plan it")
    loop.page.get_by_label("Put it into a month").check()
    loop.page.get_by_label("Month", exact=True).select_option(label="October 2023")
    loop.click("Save")
    loop.let_it_be("2023-10-20")
    planned = Audit.objects.get(re_audit_of__earlier=inadequate)
    audit = allocate(actor=lead.person, audit=planned, auditor=inadequate.auditor, moderator=inadequate.moderator)
    moderate_unchanged(submit_audit(actor=audit.auditor, audit=grade_all(audit, Grade.GOOD)))


def found_effective(loop: Loop, lead) -> None:
    loop.let_it_be("2023-11-06")
    assert today() == datetime.date(2023, 11, 6)
    loop.sit_down(lead)
    loop.click("Confirm the effect of 1 action")
    loop.click("Update the chronology to July 2023")
    loop.click("Say what changed")
    loop.says("The re-audit found fewer weak domains: this suggests effective.")
    loop.page.get_by_label("Yes: effective").check()
    loop.fill("What in the audits shows it?", "Both domains are Good now.")
    loop.click("Save")
    loop.says("Leah Brandt judged it effective on 6 November 2023: Both domains are Good now.")
    assert Action.objects.get().state == "effective"

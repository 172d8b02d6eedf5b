"""In the annex: other kinds of audit, counted apart, and check and challenge meetings; nobody's name and no grade."""

import datetime

from audits.allocation.services.allocation import add_audit
from foundation.accounts.enums import Role
from foundation.council.clock import frozen_clock
from foundation.documents import Bullets
from oversight.services import add_decision, finish_decision, hold_meeting, plan_meeting
from reports.queries.drafts import document_of
from tests.audits.kinds.of_kinds import planned_kind
from tests.people import Visitor, add_person

JULY = datetime.date(2023, 7, 1)
SECTION = "beside-the-months"


def section_of(report):
    return next((each for each in document_of(report).sections if each.key == SECTION), None)


def test_kinds_and_meetings_are_counted_and_their_decisions(lead, auditor, report, june, head_of_service):
    assert section_of(report) is None
    other = Visitor(add_person("Oda Chair", Role.DIRECTOR)).person
    cycle = planned_kind(lead.person, month=JULY)
    add_audit(actor=lead.person, cycle=cycle, case_id="C-55510", plan_type="child_protection", auditor=auditor.person)
    with frozen_clock(datetime.date(2023, 9, 1)):
        on = datetime.date(2023, 9, 1)
        meeting = plan_meeting(actor=lead.person, cycle=june[0].cycle, held_on=on, chair=head_of_service.person, people=[other])
        meeting = hold_meeting(actor=lead.person, meeting=meeting, held_on=on, present=[row.pk for row in meeting.attendances.all()])
        due = datetime.date(2023, 10, 2)
        decisions = [add_decision(actor=lead.person, meeting=meeting, text=text, owner=other, due=due) for text in ("One", "Two")]
        finish_decision(actor=other, decision=decisions[0], outcome="Done.")

    blocks = section_of(report).blocks
    assert [block.items if isinstance(block, Bullets) else block.text for block in blocks] == [
        "Other kinds of audit are counted apart from the months’ own.",
        ["Closed records, July 2023: 0 of 1 submitted."],
        "1 check and challenge meeting was held on the audits of June and July 2023. 2 decisions noted; 1 of them is still open.",
    ]

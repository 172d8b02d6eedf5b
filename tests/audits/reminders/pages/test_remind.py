"""/cycles/2023-06/remind/: the lead chases whoever is late, with what, once a day."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.auditing.services.auditing import submit_audit
from audits.cycles.services.pausing import pause_month
from audits.enums import Duty, Grade
from audits.models import Audit
from audits.practitioner.services.letter import send_letter, write_letter
from audits.reminders.pages import late_rows
from audits.reminders.services import remind_late
from foundation.accounts.models import Absence
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.audit_stages import grade_all, moderate_unchanged
from tests.reading import text_of

REMIND = "/cycles/2023-06/remind/"
# Three working days after audits were due.
LATE = datetime.date(2023, 6, 28)


@pytest.fixture(autouse=True)
def _late(cycle):
    with frozen_clock(LATE):
        yield


def keys(visitor) -> list[str]:
    return [value for value, _ in visitor.get(REMIND).context["form"].fields["people"].choices]


def whats(audit: Audit, visitor, on: datetime.date) -> list[tuple[str, str]]:
    return [(row.what, row.late.person.name) for row in late_rows(audit.cycle, on, visitor.person)]


def test_the_lead_reminds_an_auditor_who_is_told_at_once(lead, auditor, allocated_audit):
    page = lead.post(REMIND, {"people": keys(lead)}, follow=True)

    assert "Reminded: Amina Yusuf." in text_of(page)
    notice = Notice.objects.get(person=auditor.person, key__startswith="audit.reminded")
    assert (notice.subject, notice.at_once) == (f"Reminder: do audit {allocated_audit.number}", True)
    assert "3 working days late. Leah Brandt asks you" in notice.words
    assert "Reminded on 28 June 2023" in text_of(lead.get("/cycles/2023-06/"))


def test_it_leaves_a_trace_that_leads_alone_read(lead, auditor, allocated_audit):
    lead.post(REMIND, {"people": keys(lead)})

    assert Entry.objects.of(allocated_audit).last().sentence == "reminded somebody who was late"
    assert "Reminded somebody who was late" in text_of(lead.get(allocated_audit.get_absolute_url()))
    assert "Reminded somebody who was late" not in text_of(auditor.get(allocated_audit.get_absolute_url()))


def test_nobody_is_reminded_twice_a_day_but_on_the_next_again(lead, allocated_audit):
    given = {"actor": lead.person, "cycle": allocated_audit.cycle, "keys": keys(lead)}
    remind_late(**given)

    assert keys(lead) == []
    assert "No one is late who can be reminded." in text_of(lead.get(REMIND))
    with pytest.raises(ValidationError):
        remind_late(**given)
    with frozen_clock(datetime.date(2023, 6, 29)):
        assert [(late.duty, late.audit) for late in remind_late(**given)] == [(Duty.AUDIT, allocated_audit)]


def test_whoever_is_away_is_left_alone_and_it_is_said(lead, auditor, allocated_audit):
    Absence.objects.create(person=auditor.person, first_day=LATE, last_day=LATE)

    assert keys(lead) == []
    assert "Away until 28 June 2023: not chased" in text_of(lead.get(REMIND))


def test_in_a_paused_month_nobody_is_chased(lead, allocated_audit):
    pause_month(actor=lead.person, cycle=allocated_audit.cycle, reason="Inspectors are here.")

    assert keys(lead) == []


def test_one_audit_has_its_own_way_there(lead, allocated_audit):
    address = f"{REMIND}?audit={allocated_audit.number}"
    assert address in text_of(lead.get(allocated_audit.get_absolute_url()))

    assert lead.post(address, {"people": keys(lead)})["Location"] == allocated_audit.get_absolute_url()


def test_with_nobody_selected_it_asks_for_somebody(lead, allocated_audit):
    assert lead.post(REMIND, {}).context["form"].errors == {"people": ["Select who you want to remind"]}


def test_everything_late_after_the_grades_can_be_chased_too(
    lead, auditor, team_manager, service_manager, worker, moderator, allocated_audit
):
    audit = submit_audit(actor=auditor.person, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    later = LATE + datetime.timedelta(days=60)
    number = audit.number
    # Who moderates blind must not learn of the response: it gives the grade away.
    assert whats(audit, lead, later) == [(f"Moderate {number}", "Morwenna Pask"), (f"Respond to {number}", "Tara Quinn")]
    assert whats(audit, moderator, later) == [(f"Moderate {number}", "Morwenna Pask")]

    audit = moderate_unchanged(audit)
    wanted = [(f"Respond to {number}", "Tara Quinn"), (f"Conversation on {number}", "Sunil Mehta")]
    assert whats(audit, lead, later) == [*wanted, (f"Letter on {number}", "Amina Yusuf")]
    write_letter(actor=auditor.person, audit=audit, opening="Dear Will", strengths="She is heard.")
    send_letter(actor=auditor.person, audit=audit)
    assert whats(audit, lead, later) == [*wanted, (f"Feedback on {number}", "Will Okafor")]
    with frozen_clock(later):
        assert len(remind_late(actor=lead.person, cycle=audit.cycle, keys=keys(lead))) == 3


def test_others_are_refused(director, auditor, moderator, worker, board_member, allocated_audit):
    for other in (director, auditor, moderator, worker, board_member):
        assert (other.get(REMIND).status_code, other.post(REMIND, {}).status_code) == (403, 403)
    with pytest.raises(PermissionDenied):
        remind_late(actor=director.person, cycle=allocated_audit.cycle, keys=[])

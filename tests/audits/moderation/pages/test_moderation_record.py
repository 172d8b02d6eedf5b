"""What moderation records besides grades: the quality of the audit itself, a return's second grades, and the queue's age."""

import datetime

import pytest

from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, Grade
from audits.models import Audit, ModerationRecord
from audits.moderation.services.moderation import return_audit, save_moderator_grades
from foundation.council.clock import frozen_clock
from tests.audit_stages import agreed_as_submitted, grade_all
from tests.replay import replayed

QUALITY = {"evidence": "strong", "analysis": "weak", "voice": "", "actions": "sound", "words": "Say what each fact means for the child."}


@pytest.fixture
@replayed
def graded(submitted_audit) -> Audit:
    """The moderator gave the auditor's grades throughout, so that only finishing is left."""
    save_moderator_grades(actor=submitted_audit.moderator, audit=submitted_audit, grades=agreed_as_submitted(submitted_audit))
    return submitted_audit


def finish(moderator, audit, **answers):
    return moderator.post(f"/audits/{audit.number}/agree/", answers)


def text_of(visitor, audit) -> str:
    return " ".join(visitor.get(audit.get_absolute_url()).content.decode().split())


def test_the_quality_of_the_audit_is_for_its_auditor_and_not_for_the_team(moderator, auditor, lead, team_manager, worker, graded):
    finish(moderator, graded, **QUALITY)

    for reader in (moderator, auditor, lead):
        assert QUALITY["words"] in text_of(reader, graded)
    for reader in (team_manager, worker):
        assert QUALITY["words"] not in text_of(reader, graded)
    assert graded.moderation_record.qualities == [("Evidence", "Strong"), ("Analysis", "Weak"), ("Actions", "Sound")]


def test_it_may_be_left_out(moderator, graded):
    finish(moderator, graded)

    assert Audit.objects.get().state == AuditState.MODERATED
    assert not ModerationRecord.objects.exists()


def test_a_desk_moderation_asks_for_no_minutes(moderator, graded):
    form = moderator.get(f"/audits/{graded.number}/agree/").context["form"]

    assert "minutes" not in form.fields


def test_grades_submitted_again_stand_beside_the_first(lead, submitted_audit):
    return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="What of the school?")
    submit_audit(actor=submitted_audit.auditor, audit=grade_all(submitted_audit, Grade.OUTSTANDING))

    rows = lead.get(submitted_audit.get_absolute_url()).context["page"].rows

    assert {(row.before, row.resubmitted) for row in rows} == {("Good", "Outstanding")}


def test_the_queue_ages_for_the_lead_and_begins_again_after_a_return(lead, moderator, submitted_audit):
    submitted_on = submitted_audit.submitted_on
    with frozen_clock(submitted_on + datetime.timedelta(days=5)):
        return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="What of the school?")
        audit = submit_audit(actor=submitted_audit.auditor, audit=submitted_audit)
    with frozen_clock(submitted_on + datetime.timedelta(days=12)):
        page, file = (lead.get(f"/audits/{query}").content.decode() for query in ("?sort=state", "?export=csv"))
        others = moderator.get("/audits/").content.decode()

    assert (audit.submitted_on, audit.resubmitted_on) == (submitted_on, submitted_on + datetime.timedelta(days=5))
    assert "7 days" in page
    assert file.splitlines()[0].endswith("Days waiting for moderation")
    assert file.splitlines()[1].endswith(",7")
    assert "7 days" not in others

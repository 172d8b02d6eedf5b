"""/audits/1/: the audit as each person sees it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.auditing.services.auditing import save_findings, save_voice, submit_audit
from audits.enums import ChangeCode, FindingKind, Grade, Source, Voice, VoiceOutcome
from audits.models import Audit
from audits.moderation.services.moderation import finish_moderation, return_audit, save_moderator_grades, withdraw_audit
from foundation.activity.models import Access
from tests.audit_stages import agreed_as_submitted, grade_all


def url(audit: Audit) -> str:
    return f"/audits/{audit.number}/"


def page_of(visitor, audit: Audit):
    return visitor.get(url(audit)).context["page"]


def text_of(visitor, audit: Audit) -> str:
    return " ".join(visitor.get(url(audit)).content.decode().split())


def reads(audit: Audit) -> list[str]:
    return [reading.actor.name for reading in Access.objects.of(audit)]


def moderate_assessment_down(audit: Audit) -> Audit:
    """Every grade agreed but Assessment, which falls from Good to Inadequate."""
    moderator = audit.moderator
    agreed = [
        (domain, Grade.INADEQUATE, "No chronology since 2021.", ChangeCode.EVIDENCE)
        if domain and domain.name == "Assessment"
        else (domain, grade, reason, "")
        for domain, grade, reason in agreed_as_submitted(audit)
    ]
    save_moderator_grades(actor=moderator, audit=audit, grades=agreed)
    return finish_moderation(actor=moderator, audit=audit, agreed=agreed)


def test_before_and_after_stand_side_by_side_with_the_reason(lead, submitted_audit):
    moderate_assessment_down(submitted_audit)

    rows = page_of(lead, submitted_audit).rows
    changed = [row for row in rows if row.is_changed]

    assert len(rows) == 6
    assert [(row.name, row.before, row.after, row.change_reason) for row in changed] == [
        ("Assessment", "Good", "Inadequate", "No chronology since 2021.")
    ]


def test_the_history_says_what_happened_and_which_grade_moved(lead, submitted_audit):
    moderate_assessment_down(submitted_audit)

    history = page_of(lead, submitted_audit).history

    assert [(item.title, item.who) for item in history] == [
        ("Finished moderation", "Morwenna Pask"),
        ("Gave the moderator’s own grades", "Morwenna Pask"),
        ("Submitted the audit", "Amina Yusuf"),
        ("Worked on the audit", "Amina Yusuf"),
        ("Started the audit", "Amina Yusuf"),
        ("Declared no involvement with the child or family", "Amina Yusuf"),
        ("Chose the auditor and the moderator", "Leah Brandt"),
        ("Added the record to the month", "Leah Brandt"),
    ]
    assert history[0].changes == (
        {
            "name": "Assessment",
            "before": "Good",
            "after": "Inadequate",
            "kind": "The evidence does not meet the descriptor",
            "reason": "No chronology since 2021.",
        },
    )


def test_grades_are_provisional_until_moderated(lead, submitted_audit):
    assert "Provisional until moderated" in text_of(lead, submitted_audit)

    moderate_assessment_down(submitted_audit)

    assert "rovisional" not in text_of(lead, submitted_audit)


def test_an_auditor_sees_their_draft_and_the_lead_does_not(auditor, lead, started_audit):
    assert [row.before for row in page_of(auditor, started_audit).rows] == ["Good"] * 6
    assert page_of(lead, started_audit).rows == []


def test_a_returned_audit_shows_others_what_was_first_submitted(auditor, lead, submitted_audit):
    save = {"actor": auditor.person, "audit": submitted_audit}
    return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="Say more.")
    grade_all(submitted_audit, Grade.INADEQUATE)
    save_findings(**save, kind=FindingKind.AREA, findings=[("Not written yet", Source.RECORD)])

    page = page_of(lead, submitted_audit)

    assert ([row.before for row in page.rows], page.areas) == (["Good"] * 6, [])


def test_findings_and_voices_are_shown_with_their_source(lead, auditor, started_audit):
    save = {"actor": auditor.person, "audit": started_audit}
    save_findings(**save, kind=FindingKind.STRENGTH, findings=[("Knows the child well", Source.FAMILY)])
    save_voice(**save, voice=Voice.CHILD, outcome=VoiceOutcome.OBTAINED, words="She listens.")
    submit_audit(**save)

    page = text_of(lead, started_audit)

    assert "Knows the child well" in page
    assert "From: The family" in page
    assert "She listens." in page


@pytest.mark.parametrize(
    ("stage", "visitor", "heading", "button"),
    [
        ("allocated_audit", "auditor", "This audit is yours to do", "Start the audit"),
        ("started_audit", "auditor", "Finish and submit the audit", "Continue the audit"),
        ("started_audit", "lead", "Waiting for Amina Yusuf", ""),
        ("submitted_audit", "moderator", "This audit is yours to moderate", "Moderate"),
        ("submitted_audit", "auditor", "Waiting for Morwenna Pask to moderate", ""),
        ("moderated_audit", "auditor", "Give the feedback", "Write the letter"),
        ("moderated_audit", "worker", "The grades are agreed; this is still to come", ""),
    ],
)
def test_the_page_says_what_its_state_asks_of_each_person(request, stage, visitor, heading, button):
    audit, person = request.getfixturevalue(stage), request.getfixturevalue(visitor)

    step = page_of(person, audit).step

    assert (step.heading, step.button) == (heading, button)


def test_a_withdrawn_record_says_why(lead, allocated_audit):
    withdraw_audit(actor=lead.person, audit=allocated_audit, reason="Transferred.")

    assert "It is not counted in June 2023. Reason: Transferred." in text_of(lead, allocated_audit)


def test_whoever_reads_is_logged_the_newest_first(team_manager, auditor, moderator, lead, moderated_audit):
    for person in (team_manager, auditor, moderator, lead):
        person.get(url(moderated_audit))

    assert reads(moderated_audit) == ["Leah Brandt", "Morwenna Pask", "Amina Yusuf", "Tara Quinn"]


def test_the_log_of_reads_is_not_in_the_history(team_manager, lead, moderated_audit):
    team_manager.get(url(moderated_audit))

    assert "Read the audit" not in text_of(lead, moderated_audit)


def test_worker_and_managers_read_once_it_is_moderated(worker, team_manager, service_manager, head_of_service, submitted_audit):
    line = (worker, team_manager, service_manager, head_of_service)
    assert [person.get(url(submitted_audit)).status_code for person in line] == [404] * 4

    moderate_assessment_down(submitted_audit)

    assert [person.get(url(submitted_audit)).status_code for person in line] == [200] * 4


def test_an_outsider_gets_404(outsider, board_member, analyst, administrator, moderated_audit):
    for other in (outsider, board_member, analyst, administrator):
        assert other.get(url(moderated_audit)).status_code == 404


def test_a_moderator_sees_nothing_before_submission(moderator, started_audit):
    assert moderator.get(url(started_audit)).status_code == 404


def test_it_is_only_read_here(lead, moderated_audit):
    assert lead.post(url(moderated_audit)).status_code == 405


def test_queries_do_not_grow_with_findings(lead, auditor, started_audit):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            lead.get(url(started_audit))
        return len(captured)

    submit_audit(actor=auditor.person, audit=started_audit)
    lead.get(url(started_audit))  # The first time it is noted that the grades were shown.
    with_none = count()
    for number in range(3):
        started_audit.findings.create(kind=FindingKind.AREA, text=f"Area {number}", source=Source.RECORD)

    assert count() == with_none


def test_the_long_wording_of_a_grade_stands_at_its_first_use(lead, started_audit, auditor):
    grade_all(started_audit, Grade.REQUIRES_IMPROVEMENT)
    submit_audit(actor=auditor.person, audit=started_audit)

    assert [row.in_full for row in page_of(lead, started_audit).rows] == [True, False, False, False, False, False]

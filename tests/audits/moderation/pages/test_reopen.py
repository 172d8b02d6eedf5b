"""/audits/1042/reopen/ and /audits/1042/versions/1/: opened again, with what it said until then kept."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.auditing.services.auditing import grade_domain, submit_audit
from audits.enums import AuditState, Grade, Stage
from audits.models import Audit, AuditVersion
from audits.moderation.services.moderation import finish_moderation, release_audit, return_audit, save_moderator_grades
from audits.moderation.services.reopening import reopen_audit
from audits.overview.pages.work import work_for
from audits.responses.services.challenges import answer_challenge, challenge_audit
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.activity.models import Access, Entry
from foundation.notices.models import Notice
from tests.audit_stages import agreed_as_submitted, grade_all, moderate_unchanged
from tests.reading import text_of
from tests.replay import replayed

WHY = "The Inadequate was given before the conference minutes arrived."
TODAY = datetime.date(2023, 6, 23)


def page_of(audit: Audit) -> str:
    return f"/audits/{audit.number}/"


@pytest.fixture
@replayed
def for_auditor(lead, moderated_audit) -> Audit:
    return reopen_audit(actor=lead.person, audit=moderated_audit, reason=WHY)


@pytest.fixture
@replayed
def for_moderator(lead, moderated_audit) -> Audit:
    return reopen_audit(actor=lead.person, audit=moderated_audit, reason=WHY, to=AuditState.SUBMITTED)


def regrade(audit: Audit, grade: Grade) -> Audit:
    """The auditor changes the overall grade and submits again."""
    grade_domain(actor=audit.auditor, audit=audit, domain=None, grade=grade, reason="Seen again.")
    return submit_audit(actor=audit.auditor, audit=audit)


def test_the_lead_opens_a_moderated_audit_for_its_auditor(lead, moderated_audit):
    page = lead.post(f"{page_of(moderated_audit)}reopen/", {"to": "in_progress", "reason": WHY}, follow=True)

    audit = Audit.objects.get()
    assert (audit.state, audit.finished_on, audit.return_reason) == ("in_progress", None, WHY)
    assert "Amina Yusuf has been notified." in text_of(page)


def test_it_leaves_a_trace(for_auditor):
    entry = Entry.objects.of(for_auditor).last()

    assert (entry.sentence, entry.facts["reason"]) == ("opened the audit again for its auditor", WHY)


def test_its_auditor_finds_it_in_my_work_with_who_and_why(auditor, lead, for_auditor):
    items = work_for(auditor.person, TODAY)

    assert [(item.what, item.why) for item in items] == [(f"Revise audit {for_auditor.number}", f"Opened again by {lead.person}: {WHY}")]


def test_who_looks_again_is_told_without_the_reason(auditor, moderator, for_moderator):
    told = Notice.objects.filter(person=moderator.person, key__startswith="audit.reopened").get()

    assert "open again for you to moderate" in told.subject
    assert "Inadequate" not in told.subject + told.words


def test_the_grades_first_submitted_stay_and_agreed_ones_no_longer_stand(auditor, for_auditor):
    regrade(for_auditor, Grade.INADEQUATE)

    overall = dict(for_auditor.judgements.overall().values_list("stage", "grade"))
    assert overall == {Stage.PRE: Grade.GOOD, Stage.AUDITOR: Grade.INADEQUATE}


def test_moderated_again_it_stands_again(for_moderator):
    audit = moderate_unchanged(for_moderator)

    assert (audit.state, audit.judgements.overall().get(stage=Stage.AGREED).grade) == (AuditState.MODERATED, Grade.GOOD)


def test_a_released_audit_is_opened_for_either(lead, submitted_audit):
    released = release_audit(actor=lead.person, audit=submitted_audit, reason="A pilot.")
    audit = reopen_audit(actor=lead.person, audit=released, reason=WHY, to=AuditState.SUBMITTED)

    assert (audit.state, audit.outcome_reason) == (AuditState.SUBMITTED, "")


def test_a_submitted_audit_goes_back_to_its_auditor_alone(lead, submitted_audit):
    page = lead.get(f"{page_of(submitted_audit)}reopen/")

    assert [value for value, _ in page.context["form"].fields["to"].choices] == ["in_progress"]
    with pytest.raises(ValidationError):
        reopen_audit(actor=lead.person, audit=submitted_audit, reason=WHY, to=AuditState.SUBMITTED)


def test_a_reason_is_needed_and_nothing_is_kept_without(lead, moderated_audit):
    page = lead.post(f"{page_of(moderated_audit)}reopen/", {"to": "in_progress", "reason": " "})

    assert list(page.context["form"].errors) == ["reason"]
    with pytest.raises(ValidationError):
        reopen_audit(actor=lead.person, audit=moderated_audit, reason=" ")
    assert not AuditVersion.objects.exists()


def test_the_second_time_does_nothing(lead, for_auditor):
    page = lead.post(f"{page_of(for_auditor)}reopen/", {"to": "in_progress", "reason": WHY}, follow=True)

    assert "there is nothing to open again" in text_of(page)
    assert AuditVersion.objects.count() == 1


def test_a_lead_does_not_open_their_own(auditor, moderated_audit):
    PersonRole.objects.create(person=auditor.person, role=Role.QA_LEAD)

    assert auditor.get(f"{page_of(moderated_audit)}reopen/").status_code == 403
    with pytest.raises(PermissionDenied):
        reopen_audit(actor=auditor.person, audit=moderated_audit, reason=WHY)


def test_an_imported_audit_is_not_opened(lead, moderated_audit):
    Audit.objects.update(imported=True)

    with pytest.raises(ValidationError, match="came from a spreadsheet"):
        reopen_audit(actor=lead.person, audit=moderated_audit, reason=WHY)


def test_others_are_refused(moderator, worker, director, outsider, board_member, moderated_audit):
    address = f"{page_of(moderated_audit)}reopen/"

    assert [person.get(address).status_code for person in (moderator, worker, director)] == [403] * 3
    assert [person.get(address).status_code for person in (outsider, board_member)] == [404] * 2


# Versions


def test_every_judgement_finding_and_voice_is_kept(auditor, lead, submitted_audit):
    from audits.models import Finding, VoiceHeard

    Finding.objects.create(audit=submitted_audit, kind="strength", text="Visits are weekly.")
    VoiceHeard.objects.create(audit=submitted_audit, voice="child", outcome="obtained", words="I was asked.")
    reopen_audit(actor=lead.person, audit=submitted_audit, reason=WHY)

    page = text_of(lead.get(f"{page_of(submitted_audit)}versions/1/"))
    for words in ("Taken together.", "Visits are weekly.", "I was asked.", "Opened again", WHY.split(".")[0]):
        assert words in page


def test_the_audits_page_leads_to_its_versions(lead, for_auditor):
    assert f'href="{page_of(for_auditor)}versions/1/"' in text_of(lead.get(page_of(for_auditor)))


def test_a_version_says_what_was_first_submitted_then_and_agreed(lead, for_auditor):
    again = regrade(for_auditor, Grade.INADEQUATE)
    reopen_audit(actor=lead.person, audit=again, reason=WHY)

    first, second = (lead.get(f"{page_of(again)}versions/{number}/").context["page"].rows[-1] for number in (1, 2))
    assert (first.before, first.resubmitted, first.after) == ("Good", "", "Good")
    assert (second.before, second.resubmitted, second.after) == ("Good", "Inadequate", "")


def test_each_return_keeps_what_was_returned(auditor, moderator, submitted_audit):
    audit = submitted_audit
    for grade in (Grade.INADEQUATE, Grade.OUTSTANDING):
        audit = return_audit(actor=moderator.person, audit=audit, reason="Say more.")
        audit = regrade(audit, grade)
    return_audit(actor=moderator.person, audit=audit, reason="Say more.")

    kept = [version.content["judgements"] for version in AuditVersion.objects.order_by("number")]
    overall = [next(row["grade"] for row in rows if row["stage"] == "auditor" and row["domain"] is None) for rows in kept]
    assert overall == [Grade.GOOD, Grade.INADEQUATE, Grade.OUTSTANDING]


def test_an_auditor_who_revises_is_not_shown_the_moderators_own_grades(auditor, moderator, submitted_audit):
    rows = [(domain, Grade.INADEQUATE, "Mine alone.") for domain in [*submitted_audit.tool.domains.all(), None]]
    save_moderator_grades(actor=moderator.person, audit=submitted_audit, grades=rows)
    return_audit(actor=moderator.person, audit=submitted_audit, reason="Say more.")

    page = text_of(auditor.get(f"{page_of(submitted_audit)}versions/1/"))
    assert "Taken together." in page
    assert "Inadequate" not in page
    assert "Mine alone." not in page


def test_the_team_reads_again_what_stood_but_not_what_was_sent_back(lead, worker, team_manager, moderator, submitted_audit):
    returned = return_audit(actor=moderator.person, audit=submitted_audit, reason="Say more.")
    finished = moderate_unchanged(submit_audit(actor=returned.auditor, audit=returned))
    again = reopen_audit(actor=lead.person, audit=finished, reason=WHY, to=AuditState.SUBMITTED)
    moderate_unchanged(again)

    for reader in (worker, team_manager):
        assert [reader.get(f"{page_of(again)}versions/{number}/").status_code for number in (1, 2)] == [404, 200]


def test_reading_a_version_is_a_reading_of_the_audit(director, for_moderator):
    moderate_unchanged(for_moderator)
    director.get(f"{page_of(for_moderator)}versions/1/")

    assert Access.objects.of(for_moderator).filter(actor=director.person).count() == 1


def test_a_version_is_for_those_who_may_read_the_audit(outsider, board_member, administrator, auditor, for_moderator):
    address = f"{page_of(for_moderator)}versions/1/"

    assert [person.get(address).status_code for person in (outsider, board_member, administrator)] == [404] * 3
    assert auditor.get(address).status_code == 200
    assert auditor.get(f"{page_of(for_moderator)}versions/2/").status_code == 404


# Blind


@pytest.fixture
@replayed
def inadequate(lead, started_audit) -> Audit:
    """Moderated as Inadequate overall, challenged by the team, then opened again for the moderator to grade blind."""
    grade_all(started_audit, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
    audit = moderate_unchanged(submit_audit(actor=started_audit.auditor, audit=started_audit))
    challenge_audit(actor=audit.team.manager, audit=audit, text="We do not see why this is Inadequate.")
    return reopen_audit(actor=lead.person, audit=audit, reason=WHY, to=AuditState.SUBMITTED)


def test_a_blind_moderator_who_grades_again_sees_nothing_of_the_earlier_version(moderator, inadequate):
    pages = [text_of(moderator.get(page_of(inadequate) + place)) for place in ("", "moderate/")]

    for leak in (WHY, "versions/1/", "We do not see why"):
        assert [leak in page for page in pages] == [False, False]
    assert "Inadequate" not in pages[0]
    assert moderator.get(f"{page_of(inadequate)}versions/1/").status_code == 404


def test_nor_the_challenge_until_they_have_graded(moderator, lead, inadequate):
    assert moderator.get(f"{page_of(inadequate)}challenge/answer/").status_code == 404
    assert [item.what for item in work_for(moderator.person, TODAY)] == [f"Moderate {inadequate.number}"]
    assert [item.what for item in work_for(lead.person, TODAY)] == [f"Answer the challenge to audit {inadequate.number}"]
    with pytest.raises(PermissionDenied):
        answer_challenge(actor=moderator.person, audit=inadequate, text="We looked again.")


def test_once_they_have_graded_they_see_both(moderator, inadequate):
    given = agreed_as_submitted(inadequate)
    save_moderator_grades(actor=moderator.person, audit=inadequate, grades=given)
    finish_moderation(actor=moderator.person, audit=inadequate, agreed=given)

    assert moderator.get(f"{page_of(inadequate)}versions/1/").status_code == 200
    assert "We do not see why" in text_of(moderator.get(page_of(inadequate)))


def test_the_challenge_and_the_teams_response_stay_open(inadequate):
    assert (inadequate.challenge.answered_on, inadequate.response.answered_on) == (None, None)
    assert Audit.objects.awaiting_response().get() == inadequate


def test_an_audit_opened_again_waits_since_then(lead, for_moderator):
    waits = Audit.objects.with_waiting().get(pk=for_moderator.pk).waits_from

    assert waits == for_moderator.versions.get().ended_on


def test_each_resubmission_stands_beside_the_first(auditor, moderator, lead, submitted_audit):
    audit = submitted_audit
    for grade in (Grade.INADEQUATE, Grade.OUTSTANDING):
        audit = regrade(return_audit(actor=moderator.person, audit=audit, reason="Say more."), grade)

    row = lead.get(page_of(audit)).context["page"].rows[-1]
    shown = (row.before, [grade for _, grade in row.between], row.resubmitted)
    assert shown == ("Good", ["Inadequate"], "Outstanding")


@pytest.mark.parametrize("is_challenged", [False, True])
def test_the_lead_finds_the_way_on_the_audits_page(lead, team_manager, moderated_audit, is_challenged):
    if is_challenged:
        challenge_audit(actor=team_manager.person, audit=moderated_audit, text="We do not see why.")

    assert f'href="{page_of(moderated_audit)}reopen/"' in text_of(lead.get(page_of(moderated_audit)))
    assert "/reopen/" not in text_of(team_manager.get(page_of(moderated_audit)))

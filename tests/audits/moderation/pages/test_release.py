"""/audits/<number>/release/: the lead lets an audit's grades stand without moderation."""

from django.urls import reverse

from audits.enums import AuditState, Stage
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.activity.models import Entry
from tests.reading import fresh

WHY = {"reason": "No moderator was free this month."}


def url(audit):
    return reverse("audits:release", args=[audit.number])


def test_the_submitted_grades_stand_as_agreed(lead, submitted_audit):
    lead.post(url(submitted_audit), WHY)

    assert fresh(submitted_audit).state == AuditState.RELEASED
    assert fresh(submitted_audit).outcome_reason == WHY["reason"]
    assert list(submitted_audit.judgements.at(Stage.AGREED).values_list("grade", flat=True)) == ["G"] * 6


def test_it_leaves_a_trace(lead, submitted_audit):
    lead.post(url(submitted_audit), WHY)

    last = Entry.objects.of(submitted_audit).last()
    assert (last.actor, last.sentence, last.facts["reason"]) == (lead.person, "released the audit without moderation", WHY["reason"])


def test_a_reason_is_needed(lead, submitted_audit):
    answer = lead.post(url(submitted_audit), {"reason": ""})

    assert answer.context["form"].errors == {"reason": ["Answer “Why is this audit not moderated?”"]}
    assert fresh(submitted_audit).state == AuditState.SUBMITTED


def test_the_moderator_and_the_director_who_see_it_may_not(moderator, director, submitted_audit):
    assert {visitor.post(url(submitted_audit), WHY).status_code for visitor in (moderator, director)} == {403}


def test_an_outsider_gets_404(outsider, board_member, submitted_audit):
    assert {visitor.get(url(submitted_audit)).status_code for visitor in (outsider, board_member)} == {404}


def test_the_second_time_does_nothing(lead, submitted_audit):
    lead.post(url(submitted_audit), WHY)
    before = Entry.objects.count()

    answer = lead.post(url(submitted_audit), WHY)

    assert answer.url == submitted_audit.get_absolute_url()
    assert Entry.objects.count() == before


def test_a_lead_does_not_spare_their_own_audit_from_moderation(auditor, submitted_audit):
    PersonRole.objects.create(person=auditor.person, role=Role.QA_LEAD)

    assert auditor.post(url(submitted_audit), WHY).status_code == 403
    assert fresh(submitted_audit).state == AuditState.SUBMITTED

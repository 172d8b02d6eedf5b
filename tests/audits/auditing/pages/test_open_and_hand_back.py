"""/audits/1/form/ before the audit is started, and /audits/1/hand-back/."""

import pytest

from audits.allocation.services.allocation import allocate
from audits.auditing.services.auditing import start_audit
from audits.enums import AuditState, ConflictKind
from audits.models import Allocation, Audit, Interest
from audits.moderation.services.moderation import save_moderator_grades
from audits.overview.pages.work import work_for
from audits.services.errors import ConflictOfInterest
from audits.services.moves import move_audit
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.errors import Incomplete
from foundation.notices.models import Notice
from tests.audit_stages import agreed_as_submitted
from tests.people import Visitor, add_person
from tests.reading import fresh

WORDS = {"words": "I chaired their conference in 2021."}


def form_of(audit) -> str:
    return f"/audits/{audit.number}/form/"


def back_of(audit) -> str:
    return f"/audits/{audit.number}/hand-back/"


def test_the_first_page_asks_and_one_button_declares_and_starts(auditor, allocated_audit):
    page = auditor.get(form_of(allocated_audit)).content.decode()
    assert "I have had no involvement – start" in page
    assert back_of(allocated_audit) in page

    response = auditor.post(form_of(allocated_audit))

    assert response.url.startswith(f"{form_of(allocated_audit)}domain-")
    assert fresh(allocated_audit).state == AuditState.IN_PROGRESS
    assert allocated_audit.declarations.get().person == auditor.person


def test_it_leaves_a_trace(auditor, allocated_audit):
    auditor.post(form_of(allocated_audit))

    assert [entry.verb for entry in Entry.objects.of(allocated_audit)][-2:] == ["audit.declared", "audit.start"]


@pytest.mark.parametrize("section", ["form/overall/", "form/findings/", "check/"])
def test_nothing_of_the_form_opens_before(auditor, allocated_audit, section):
    address = f"/audits/{allocated_audit.number}/{section}"

    assert auditor.get(address).url == form_of(allocated_audit)
    assert auditor.post(address, {"grade": "G", "reason": "Seen."}).url == form_of(allocated_audit)
    assert not allocated_audit.judgements.exists()


def test_no_door_starts_without_the_declaration(auditor, allocated_audit):
    with pytest.raises(Incomplete, match="Declare that you have had no involvement"):
        start_audit(actor=auditor.person, audit=allocated_audit)
    with pytest.raises(Incomplete):
        move_audit(actor=auditor.person, audit=allocated_audit, move="start")


def test_one_person_s_declaration_is_not_another_s(lead, auditor, allocated_audit):
    other = add_person("Nell Drew", Role.AUDITOR)
    allocate(actor=lead.person, audit=allocated_audit, auditor=other, moderator=allocated_audit.moderator)

    with pytest.raises(Incomplete):
        start_audit(actor=other, audit=allocated_audit)


@pytest.mark.parametrize("who", ["lead", "moderator", "outsider", "director", "administrator"])
def test_nobody_else_opens_it_or_hands_it_back(request, who, allocated_audit):
    visitor = request.getfixturevalue(who)

    assert visitor.post(form_of(allocated_audit)).status_code == 404
    assert visitor.post(back_of(allocated_audit), WORDS).status_code in (403, 404)
    assert fresh(allocated_audit).state == AuditState.ALLOCATED


def test_handing_back_frees_the_audit_and_is_a_conflict_from_then_on(lead, auditor, moderator, allocated_audit):
    auditor.post(back_of(allocated_audit), WORDS)

    assert (fresh(allocated_audit).auditor, fresh(allocated_audit).moderator) == (None, moderator.person)
    assert Interest.objects.get().words == WORDS["words"]
    with pytest.raises(ConflictOfInterest) as refused:
        allocate(actor=lead.person, audit=allocated_audit, auditor=auditor.person, moderator=moderator.person)
    assert [each.kind for each in refused.value.conflicts] == [ConflictKind.DECLARED_INTEREST]


def test_the_lead_is_told_without_the_words_and_finds_it_in_their_work(lead, auditor, allocated_audit):
    auditor.post(back_of(allocated_audit), WORDS)

    notice = Notice.objects.get(person=lead.person)
    assert notice.subject == f"Amina Yusuf handed audit {allocated_audit.pk} back"
    assert "conference" not in notice.words
    assert [item.what for item in work_for(lead.person, today())][0] == f"Find another auditor for audit {allocated_audit.pk}"


def test_the_history_keeps_that_it_was_handed_back_and_not_why(lead, auditor, allocated_audit):
    auditor.post(back_of(allocated_audit), WORDS)

    page = lead.get(allocated_audit.get_absolute_url()).content.decode()
    assert "Handed the audit back" in page
    assert "conference in 2021" not in page
    assert Allocation.objects.latest("pk").before == auditor.person


def test_a_moderator_hands_back_while_it_waits_and_the_next_one_is_blind(lead, moderator, submitted_audit):
    save_moderator_grades(actor=moderator.person, audit=submitted_audit, grades=agreed_as_submitted(submitted_audit))
    moderator.post(back_of(submitted_audit), WORDS)
    other = Visitor(add_person("Odile Baird", Role.MODERATOR))
    allocate(actor=lead.person, audit=submitted_audit, auditor=submitted_audit.auditor, moderator=other.person)

    assert fresh(submitted_audit).state == AuditState.SUBMITTED
    assert Audit.objects.grades_hidden_from(other.person).filter(pk=submitted_audit.pk).exists()
    assert moderator.get(submitted_audit.get_absolute_url()).status_code == 404


def test_why_is_asked_for_and_nothing_happens_without(auditor, allocated_audit):
    page = auditor.post(back_of(allocated_audit), {"words": " "})

    assert page.context["form"].errors["words"] == ["Say in a few words what you had to do with the child or family."]
    assert fresh(allocated_audit).auditor == auditor.person


def test_what_is_started_is_not_handed_back(auditor, started_audit):
    assert auditor.post(back_of(started_audit), WORDS).status_code == 403


def test_the_second_time_does_nothing(auditor, allocated_audit):
    first = auditor.post(back_of(allocated_audit), WORDS)

    assert auditor.post(back_of(allocated_audit), WORDS).url == first.url
    assert Interest.objects.count() == 1

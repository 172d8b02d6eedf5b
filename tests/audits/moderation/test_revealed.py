"""A person who has seen an audit's grades no longer grades it blind: it is noted, said, and left out of the figures on agreement."""

import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from audits.allocation.services.allocation import allocate
from audits.auditing.services.auditing import submit_audit
from audits.cycles.services.cycles import change_cycle
from audits.enums import AuditState, Grade, ShownBy
from audits.models import Audit, Cycle, Revelation
from audits.moderation.services.moderation import finish_moderation, return_audit, save_moderator_grades, withdraw_audit
from audits.moderation.services.reopening import reopen_audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole
from tests.audit_stages import agreed_as_submitted, moderate_unchanged
from tests.people import Visitor, add_person
from tests.replay import replayed

SEEN = "has seen grades of this audit before"


def shown_to(audit, person) -> list[str]:
    return list(Revelation.objects.filter(audit=audit, person=person).values_list("how", flat=True))


def give_to(lead, audit, moderator) -> Audit:
    return allocate(actor=lead.person, audit=audit, auditor=audit.auditor, moderator=moderator)


@pytest.fixture
@replayed
def other_moderator(db) -> Visitor:
    return Visitor(add_person("Odile Baird", Role.MODERATOR))


def seen_and_given_back(lead, audit, moderator, other) -> Audit:
    """The moderator gives their own grades and so sees the auditor's; the audit goes to another and comes back."""
    save_moderator_grades(actor=moderator.person, audit=audit, grades=agreed_as_submitted(audit))
    return give_to(lead, give_to(lead, audit, other.person), moderator.person)


def returned(lead, audit, moderator, other) -> Audit:
    save_moderator_grades(actor=moderator.person, audit=audit, grades=agreed_as_submitted(audit))
    return submit_audit(actor=audit.auditor, audit=return_audit(actor=moderator.person, audit=audit, reason="Say more."))


def opened_again(lead, audit, moderator, other) -> Audit:
    return reopen_audit(actor=lead.person, audit=moderate_unchanged(audit), reason="New facts.", to=AuditState.SUBMITTED)


def page_read(lead, audit, moderator, other) -> Audit:
    """A lead who reads the audit and then becomes its moderator."""
    PersonRole.objects.create(person=moderator.person, role=Role.QA_LEAD)
    audit = give_to(lead, audit, None)
    moderator.get(audit.get_absolute_url())
    PersonRole.objects.filter(person=moderator.person, role=Role.QA_LEAD).delete()
    return give_to(lead, audit, moderator.person)


def list_read(lead, audit, moderator, other) -> Audit:
    PersonRole.objects.create(person=moderator.person, role=Role.QA_LEAD)
    audit = give_to(lead, audit, None)
    moderator.get("/audits/")
    PersonRole.objects.filter(person=moderator.person, role=Role.QA_LEAD).delete()
    return give_to(lead, audit, moderator.person)


def file_taken(lead, audit, moderator, other) -> Audit:
    PersonRole.objects.create(person=moderator.person, role=Role.QA_LEAD)
    audit = give_to(lead, audit, None)
    moderator.get("/audits/?export=csv")
    PersonRole.objects.filter(person=moderator.person, role=Role.QA_LEAD).delete()
    return give_to(lead, audit, moderator.person)


def could_read(lead, audit, moderator, other) -> Audit:
    """A lead who need not have looked: every page was open to them."""
    PersonRole.objects.create(person=moderator.person, role=Role.QA_LEAD)
    return give_to(lead, give_to(lead, audit, None), Person.objects.get(pk=moderator.person.pk))


DETOURS = {
    seen_and_given_back: ShownBy.GRADED,
    returned: ShownBy.GRADED,
    opened_again: ShownBy.GRADED,
    page_read: ShownBy.PAGE,
    list_read: ShownBy.LIST,
    file_taken: ShownBy.FILE,
    could_read: ShownBy.COULD_READ,
}


def printed() -> tuple[dict, str]:
    out, said = StringIO(), StringIO()
    call_command("agreement", "--from", "2023-06", "--to", "2023-06", stdout=out, stderr=said)
    return json.loads(out.getvalue()), said.getvalue()


@pytest.mark.parametrize("detour", DETOURS)
def test_whoever_saw_the_grades_and_grades_again_is_left_out_of_agreement_with_the_reason(
    lead, submitted_audit, moderator, other_moderator, detour
):
    audit = detour(lead, submitted_audit, moderator, other_moderator)

    assert shown_to(audit, moderator.person) == [DETOURS[detour]]
    assert SEEN in moderator.get(f"/audits/{audit.pk}/moderate/").content.decode()
    assert SEEN in lead.get(audit.get_absolute_url()).content.decode()

    moderate_unchanged(audit)
    figures, said = printed()
    assert (figures["overall"]["n"], figures["auditors"]) == (0, {})
    why = f"their moderators had seen the auditor’s grades before they gave their own (1: {DETOURS[detour].label.lower()})"
    words = f"1 of 1 moderated audits is left out: {why}."
    assert words in said
    assert words in lead.get("/insight/agreement/").content.decode()
    assert SEEN in lead.get(audit.get_absolute_url()).content.decode()


def test_a_moderator_who_grades_blind_is_counted_and_nothing_is_said(lead, submitted_audit, moderator):
    moderator.get(submitted_audit.get_absolute_url())
    moderator.get("/audits/")
    moderator.get("/audits/?export=csv")
    assert shown_to(submitted_audit, moderator.person) == []

    moderate_unchanged(submitted_audit)

    figures, said = printed()
    assert (figures["overall"]["n"], said) == (1, "")
    assert "left out" not in lead.get("/insight/agreement/").content.decode()


def test_an_earlier_version_read_is_noted(lead, submitted_audit, director):
    opened = reopen_audit(actor=lead.person, audit=submitted_audit, reason="New facts.")
    director.get(f"/audits/{opened.pk}/versions/1/")

    assert shown_to(opened, director.person) == [ShownBy.PAGE]


def test_the_moves_from_first_submitted_to_agreed_count_every_moderated_audit(lead, submitted_audit, moderator, other_moderator):
    moderate_unchanged(seen_and_given_back(lead, submitted_audit, moderator, other_moderator))

    assert sum(map(sum, printed()[0]["overall"]["matrix"])) == 1


@pytest.mark.parametrize(("setting", "value"), [("blind", False), ("moderation_rule", "none"), ("moderation_rule", "by_rule")])
def test_how_a_month_is_moderated_stays_once_an_audit_is_submitted(lead, submitted_audit, setting, value):
    with pytest.raises(ValidationError, match="first audit of June 2023 is submitted") as refused:
        change_cycle(actor=lead.person, cycle=submitted_audit.cycle, **{setting: value})

    assert list(refused.value.message_dict) == [setting]


def test_a_month_may_be_moderated_more_strictly_at_any_time(lead, submitted_audit):
    Cycle.objects.update(moderation_rule="none")

    changed = change_cycle(actor=lead.person, cycle=submitted_audit.cycle, moderation_rule="by_rule", mode="panel")

    assert (changed.moderation_rule, changed.mode) == ("by_rule", "panel")
    with pytest.raises(ValidationError):
        change_cycle(actor=lead.person, cycle=changed, mode="desk")


def test_the_page_of_the_plan_says_so_by_the_field(lead, submitted_audit):
    address = f"{submitted_audit.cycle.get_absolute_url()}change/"
    page = lead.post(address, {"moderation_rule": "all", "blind": "no", "mode": "desk", "collaborative": "no"})

    assert "blind" in page.context["form"].errors
    assert Cycle.objects.get().blind


def test_a_withdrawn_record_that_was_submitted_keeps_the_setting(lead, submitted_audit):
    opened = reopen_audit(actor=lead.person, audit=submitted_audit, reason="New facts.")
    withdraw_audit(actor=lead.person, audit=opened, reason="It was closed.")

    with pytest.raises(ValidationError):
        change_cycle(actor=lead.person, cycle=opened.cycle, blind=False)


def test_a_month_that_is_not_blind_leaves_nobody_out(lead, cycle, started_audit, moderator, other_moderator):
    change_cycle(actor=lead.person, cycle=Cycle.objects.get(), blind=False)
    audit = submit_audit(actor=started_audit.auditor, audit=Audit.objects.get())
    grades = [(row[0], Grade.GOOD, "") for row in agreed_as_submitted(audit)]
    save_moderator_grades(actor=moderator.person, audit=audit, grades=grades)
    finish_moderation(actor=moderator.person, audit=audit, agreed=grades)

    assert printed()[0]["overall"]["n"] == 1

"""An action tells what its auditor found: a blind moderator of the audit is not given one, nor the audit to somebody who has one."""

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action
from actions.pages.calendar import calendar_of
from actions.pages.work import work_for
from actions.queries.verifiers import default_verifier
from actions.services import change_helpers, mark_done, reassign_action
from audits.allocation.services.allocation import allocate
from audits.models import Audit
from audits.moderation.services.moderation import save_moderator_grades
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today
from tests.audit_stages import agreed_as_submitted
from tests.people import Visitor, add_person
from tests.reading import fresh
from tests.replay import replayed

from .stages import raised


@pytest.fixture
@replayed
def second_moderator(db) -> Visitor:
    return Visitor(add_person("Mo Bell", Role.MODERATOR))


@pytest.fixture
@replayed
def found(auditor, worker, submitted_audit) -> Action:
    return raised(auditor, worker, audit=submitted_audit)


def grade(audit: Audit) -> None:
    save_moderator_grades(actor=audit.moderator, audit=audit, grades=agreed_as_submitted(audit))


def test_it_is_not_raised_for_them_nor_given_to_them_nor_do_they_help_until_they_have_graded(lead, moderator, submitted_audit, found):
    tries = (
        lambda: raised(lead, moderator, audit=submitted_audit),
        lambda: reassign_action(actor=lead.person, action=found, owner=moderator.person, reason="Knows the school."),
        lambda: change_helpers(actor=lead.person, action=found, helpers=[moderator.person]),
    )
    for each in tries:
        with pytest.raises(ValidationError, match="is to moderate Audit .* blind"):
            each()
    grade(submitted_audit)

    for each in tries[::-1]:
        each()


def test_whoever_has_one_is_not_given_the_audit_to_moderate(lead, second_moderator, submitted_audit, found):
    reassign_action(actor=lead.person, action=found, owner=second_moderator.person, reason="Knows the school.")

    with pytest.raises(ValidationError, match=f"has action {found.number}"):
        allocate(actor=lead.person, audit=submitted_audit, auditor=submitted_audit.auditor, moderator=second_moderator.person)


def test_one_that_is_theirs_all_the_same_waits_until_then(moderator, submitted_audit, found):
    """However it came about, as from before the rule."""
    Action.objects.filter(pk=found.pk).update(owner=moderator.person)
    before = (work_for(moderator.person, today()), b"VEVENT" in calendar_of(moderator.person))
    grade(submitted_audit)

    assert before == ([], False)
    assert len(work_for(moderator.person, today())) == 1
    assert b"VEVENT" in calendar_of(moderator.person)


def test_somebody_else_is_asked_to_verify_it_meanwhile(moderator, lead, worker, service_manager, submitted_audit, found):
    Person.objects.filter(pk=worker.person.pk).update(line_manager=moderator.person)
    done = mark_done(actor=Person.objects.get(pk=worker.person.pk), action=found, evidence="Done.")

    assert work_for(Person.objects.get(pk=moderator.person.pk), today()) == []
    assert default_verifier(fresh(done), today()) == submitted_audit.team.manager

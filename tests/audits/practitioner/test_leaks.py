"""Before release the practitioner finds no grade, nor what gives one away, wherever they look."""

import pytest
from django.urls import NoReverseMatch, reverse

from actions.services import raise_action
from audits.auditing.services.auditing import submit_audit
from audits.enums import Grade, Stage
from audits.models import Judgement
from audits.practitioner.services.factual_check import answer_factual_check
from audits.practitioner.services.reflection import send_reflection
from foundation.notices.models import Notice
from tests.journeys.addresses import addresses
from tests.replay import replayed
from tests.shares import WHOLE

from .conftest import without_token
from .test_letter_pages import DUE

# Who may see what is no question to the database; `make test-long` asks on PostgreSQL too.
pytestmark = [] if WHOLE else pytest.mark.once


def places(audit) -> list[str]:
    """Every address of the portal that needs nothing, and every one that takes an audit's number; lists also as files."""
    found = []
    for name, parameters in addresses():
        try:
            found.append(reverse(name, kwargs={parameter: audit.number for parameter in parameters} if parameters == ("number",) else {}))
        except NoReverseMatch:
            continue
    return [*found, "/audits/?export=csv", "/actions/?export=csv", f"{reverse('audits:record-page', args=[audit.number])}?format=pdf"]


def seen(visitor, audit) -> dict[str, str]:
    answers = {place: visitor.get(place) for place in places(audit) if "sign-out" not in place}
    return {place: f"{answer.status_code} {without_token(answer)}" for place, answer in answers.items()}


@pytest.fixture
@replayed
def submitted(checked, worker):
    """As much as a practitioner can have had to do with an audit before it is released."""
    send_reflection(actor=worker.person, audit=checked, hard="Three schools.")
    answer_factual_check(actor=worker.person, audit=checked, corrections={})
    return submit_audit(actor=checked.auditor, audit=checked)


@pytest.mark.parametrize("stage", ["checked", "submitted"])
def test_the_audit_s_judgement_changes_nothing_that_the_practitioner_sees_and_no_word_of_it_reaches_them(request, worker, stage):
    audit = request.getfixturevalue(stage)
    Judgement.objects.filter(audit=audit).update(grade=Grade.OUTSTANDING)
    before = seen(worker, audit)

    Judgement.objects.filter(audit=audit).update(grade=Grade.INADEQUATE, no_action_reason="Too late to mend.")
    after = seen(worker, audit)

    secret = ("Too late to mend.", "Taken together.", "Provisional until moderated")
    assert [place for place in before if before[place] != after[place]] == []
    assert [place for place, text in after.items() if any(words in text for words in secret)] == []
    assert len(before) > 40


def test_what_they_are_told_names_no_grade_and_no_case(submitted, worker):
    told = [f"{notice.subject} {notice.words} {notice.path}" for notice in Notice.objects.filter(person=worker.person)]

    assert len(told) == 2
    assert not any(words in text for text in told for words in (*Grade.labels, submitted.case_id))


def test_a_blind_moderator_reads_nothing_of_the_check_until_they_have_graded(submitted, moderator):
    before = moderator.get(reverse("audits:factual-check", args=[submitted.number])).status_code
    raise_action(actor=submitted.auditor, audit=submitted, what="Mend it", why="Late.", owner=submitted.allocated_worker, due=DUE)
    Judgement.objects.create(audit=submitted, domain=None, stage=Stage.MODERATOR, grade=Grade.GOOD)

    assert before == 404
    assert moderator.get(reverse("audits:factual-check", args=[submitted.number])).status_code == 200

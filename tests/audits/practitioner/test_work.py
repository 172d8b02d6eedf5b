"""What waits on the practitioner's side is read with the same number of queries, however much it is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import AuditState
from audits.models import Audit, FactualCheck, FeedbackLetter
from audits.practitioner.pages.work import work_for
from audits.services.letters_owed import note_letters_owed

TODAY = datetime.date(2023, 6, 7)


def add_one(like: Audit, number: int, state: AuditState) -> Audit:
    """Another record of the same people."""
    days = {"submitted_on": TODAY, "finished_on": TODAY} if state == AuditState.MODERATED else {}
    same = {"auditor": like.auditor, "moderator": like.moderator, "allocated_worker": like.allocated_worker, "team": like.team}
    return Audit.objects.create(cycle=like.cycle, tool=like.tool, case_id=f"C-{number}", state=state, **same, **days)


def add_some(like: Audit, numbers: range) -> None:
    """Of each number: one to reflect on, one to check, one whose letter is to be written, one whose letter is to be read."""
    person = {"asked_by": like.auditor, "asked_of": like.allocated_worker}
    for number in numbers:
        add_one(like, number * 10, AuditState.ALLOCATED)
        checked = add_one(like, number * 10 + 1, AuditState.IN_PROGRESS)
        FactualCheck.objects.create(audit=checked, parts=[], asked_on=TODAY, due=TODAY, **person)
        note_letters_owed([add_one(like, number * 10 + 2, AuditState.MODERATED).pk])
        read = add_one(like, number * 10 + 3, AuditState.MODERATED)
        sent = {"sent_by": like.auditor, "sent_on": TODAY, "read_by": TODAY}
        FeedbackLetter.objects.create(audit=read, addressed_to=like.allocated_worker, opening="Dear Will", **sent)


@pytest.mark.parametrize(("who", "one", "three"), [("worker", 4, 12), ("auditor", 2, 6)])
def test_the_number_of_queries_does_not_grow(request, collaborative_cycle, allocated_audit, who, one, three):
    person = request.getfixturevalue(who).person
    Audit.objects.filter(pk=allocated_audit.pk).update(state=AuditState.WITHDRAWN)
    allocated_audit.cycle.refresh_from_db()
    add_some(allocated_audit, range(1, 2))
    assert person.roles
    with CaptureQueriesContext(connection) as with_one:
        assert len(work_for(person, TODAY)) == one

    add_some(allocated_audit, range(2, 4))
    with CaptureQueriesContext(connection) as with_three:
        assert len(work_for(person, TODAY)) == three
    assert len(with_three) == len(with_one)

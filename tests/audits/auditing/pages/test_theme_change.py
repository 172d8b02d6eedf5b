"""A theme that changes while auditors are at work: answers stay, they are notified, the audit says so."""

import pytest

from audits.auditing.services.auditing import submit_audit
from audits.cycles.services.cycles import change_cycle
from audits.models import Audit, ThemeChange
from foundation.activity.models import Entry
from foundation.notices.models import Notice
from tests.reading import text_of
from tests.replay import replayed

SENTENCE = "from “Children’s part in their plans” to “Supervision”"


@pytest.fixture
@replayed
def changed(lead, started_audit) -> Audit:
    change_cycle(actor=lead.person, cycle=started_audit.cycle, theme="Supervision")
    return started_audit


def told(visitor) -> list[str]:
    return list(Notice.objects.filter(person=visitor.person, key__startswith="cycle.theme").values_list("words", flat=True))


def test_its_auditor_is_told_from_what_to_what(auditor, changed):
    assert told(auditor) == ["From “Children’s part in their plans” to “Supervision”. What you have written stays."]


def test_answers_stay(auditor, started_audit, lead):
    before = set(started_audit.judgements.values_list("domain", "grade", "reason"))
    change_cycle(actor=lead.person, cycle=started_audit.cycle, theme="Supervision")

    assert set(started_audit.judgements.values_list("domain", "grade", "reason")) == before


def test_the_trail_says_old_and_new(changed):
    entry = Entry.objects.of(changed.cycle).get(verb="cycle.changed")

    assert (entry.facts["before"], entry.facts["after"]) == ({"theme": "Children’s part in their plans"}, {"theme": "Supervision"})


@pytest.mark.parametrize("page", ["", "form/", "form/overall/", "form/voices/"])
def test_the_audit_and_its_form_say_so(auditor, changed, page):
    assert SENTENCE in text_of(auditor.get(f"/audits/{changed.number}/{page}"))


def test_an_audit_submitted_before_does_not_say_so(lead, auditor, submitted_audit):
    change_cycle(actor=lead.person, cycle=submitted_audit.cycle, theme="Supervision")

    assert SENTENCE not in text_of(auditor.get(f"/audits/{submitted_audit.number}/"))
    assert told(auditor) == []


def test_another_change_of_the_plan_tells_nobody(lead, auditor, started_audit):
    change_cycle(actor=lead.person, cycle=started_audit.cycle, expected=9)

    assert (told(auditor), ThemeChange.objects.count()) == ([], 0)


def test_an_audit_submitted_later_still_says_so(lead, auditor, changed):
    submit_audit(actor=auditor.person, audit=changed)

    assert SENTENCE in text_of(lead.get(f"/audits/{changed.number}/"))

"""/audits/<number>/reflection/: the practitioner's own view before their work is audited."""

import datetime

import pytest

from audits.cycles.services.cycles import change_cycle
from audits.models import Reflection
from audits.practitioner.services.reflection import send_reflection
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.reading import text_at
from tests.replay import replayed

from .conftest import url

WORDS = {"proud_of": "The visits with her brother.", "hard": "Three changes of school.", "differently": "Ask for a life story worker."}


@pytest.fixture
def asked(collaborative_cycle, allocated_audit):
    return allocated_audit


@pytest.fixture
@replayed
def sent(asked, worker):
    send_reflection(actor=worker.person, audit=asked, **WORDS)
    return asked


def test_the_practitioner_is_asked_and_the_auditor_reads_what_they_send(draft, worker, auditor):
    assert f"Reflect before audit {draft.number}" in text_at(worker, "/")
    worker.post(url(draft, "reflection/"), WORDS)

    form = text_at(auditor, url(draft, "form/"))
    assert [words for words in WORDS.values() if words not in form] == []
    assert "Will Okafor sent one on" in text_at(auditor, url(draft, ""))
    assert "Reflect before" not in text_at(worker, "/")


def test_nobody_is_late_with_a_reflection(asked, worker):
    with frozen_clock(datetime.date(2023, 6, 23)):
        assert "due 23 June 2023" in text_at(worker, "/")
    with frozen_clock(datetime.date(2023, 7, 10)):
        page = text_at(worker, "/")

    assert "Reflect before" in page
    assert "working days late" not in page


def test_it_leaves_a_trace_and_the_auditor_is_told(sent, auditor):
    assert Entry.objects.of(sent).last().sentence == "sent a reflection"
    assert Notice.objects.get(person=auditor.person, key=f"audit.reflection_sent:{sent.number}").path == url(sent, "reflection/")


def test_the_practitioner_is_told_when_the_record_gets_its_auditor(asked, worker):
    notice = Notice.objects.get(person=worker.person)

    assert notice.subject == f"Your reflection is welcome: audit {asked.number}"
    assert asked.case_id not in notice.subject + notice.words


def test_what_is_kept_for_later_is_theirs_alone(asked, worker, auditor, lead, team_manager, moderator):
    worker.post(url(asked, "reflection/"), {"hard": "Not yet said.", "later": ""})

    assert "Not yet said." in text_at(worker, url(asked, "reflection/"))
    assert {visitor.get(url(asked, "reflection/")).status_code for visitor in (auditor, lead, team_manager, moderator)} == {404}
    assert "Not yet said." not in text_at(auditor, url(asked, "form/"))


def test_once_sent_their_manager_the_moderator_and_the_lead_read_it(sent, team_manager, moderator, lead, worker):
    assert all(WORDS["hard"] in text_at(visitor, url(sent, "reflection/")) for visitor in (team_manager, moderator, lead, worker))


def test_nobody_else_finds_it(sent, outsider, board_member, administrator, analyst, director, service_manager):
    visitors = (outsider, board_member, administrator, analyst, director, service_manager)
    assert {visitor.get(url(sent, "reflection/")).status_code for visitor in visitors} == {404}


def test_it_tells_nothing_of_the_audit_but_which_and_by_whom(draft, worker):
    page = text_at(worker, url(draft, "reflection/"))

    assert draft.case_id in page
    assert "Amina Yusuf" in page
    assert not any(words in page for words in ("Good", "Seen in the record", "chronology", "Moderator"))


def test_something_is_written_before_it_is_sent(asked, worker):
    answer = worker.post(url(asked, "reflection/"), {"proud_of": " "})

    assert list(answer.context["form"].errors) == ["proud_of"]
    assert not Reflection.objects.filter(sent_on__isnull=False).exists()


def test_whoever_would_rather_not_is_not_asked_again(asked, worker, auditor):
    worker.post(url(asked, "reflection/"), {"decline": ""})

    assert "Reflect before" not in text_at(worker, "/")
    assert "Will Okafor chose to write none" in text_at(auditor, url(asked, ""))


def test_the_second_time_does_nothing(sent, worker):
    worker.post(url(sent, "reflection/"), {"hard": "Another view."})

    assert Reflection.objects.get().hard == WORDS["hard"]


def test_a_month_without_it_asks_nobody(allocated_audit, worker):
    assert "Reflect before" not in text_at(worker, "/")
    assert worker.get(url(allocated_audit, "reflection/")).status_code == 404


def test_after_submission_it_is_too_late(submitted_audit, worker, lead):
    change_cycle(actor=lead.person, cycle=submitted_audit.cycle, collaborative=True)

    assert worker.get(url(submitted_audit, "reflection/")).status_code == 404

"""/cycles/2023-06/pause/: nothing new is allocated or started, nobody is chased, every page says so."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from audits.allocation.services.allocation import add_audit, allocate
from audits.auditing.services.auditing import start_audit, submit_audit
from audits.cycles.services.pausing import pause_month, resume_month
from audits.models import Audit
from audits.overview.pages.work import work_for
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from tests.reading import text_of
from tests.replay import replayed

MONTH, PAUSE, RESUME = "/cycles/2023-06/", "/cycles/2023-06/pause/", "/cycles/2023-06/resume/"
LATE = datetime.date(2023, 6, 28)


@pytest.fixture
@replayed
def paused(lead, cycle):
    return pause_month(actor=lead.person, cycle=cycle, reason="Inspectors are here.")


def test_the_lead_pauses_with_a_reason(lead, cycle):
    page = lead.post(PAUSE, {"reason": "Inspectors are here."}, follow=True)

    assert "Why: Inspectors are here." in text_of(page)
    assert [entry.sentence for entry in Entry.objects.of(cycle)] == ["planned the month", "paused the month"]


def test_a_reason_is_needed(lead, cycle):
    assert list(lead.post(PAUSE, {"reason": " "}).context["form"].errors) == ["reason"]


def test_a_month_is_paused_once(lead, paused):
    assert lead.post(PAUSE, {"reason": "Again."})["Location"] == MONTH
    assert Entry.objects.of(paused).filter(verb="cycle.paused").count() == 1


def test_nothing_is_added(lead, paused):
    with pytest.raises(ValidationError, match="June 2023 is paused"):
        add_audit(actor=lead.person, cycle=paused, case_id="C-9")


def test_nobody_is_given_an_audit_but_somebody_may_be_relieved(lead, cycle, auditor, moderator, ash_team):
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="C-9", moderator=moderator.person)
    pause_month(actor=lead.person, cycle=cycle, reason="Inspectors are here.")

    with pytest.raises(ValidationError, match="June 2023 is paused"):
        allocate(actor=lead.person, audit=audit, auditor=auditor.person, moderator=moderator.person)
    assert allocate(actor=lead.person, audit=audit, auditor=None, moderator=None).moderator is None


def test_no_audit_is_started_through_any_door(auditor, allocated_audit, paused):
    with pytest.raises(ValidationError, match="June 2023 is paused"):
        start_audit(actor=auditor.person, audit=allocated_audit, no_involvement=True)

    auditor.post(f"/audits/{allocated_audit.number}/form/", {"no_involvement": "on"}, follow=True)
    assert Audit.objects.get().state == "allocated"


def test_what_is_started_may_be_finished(auditor, started_audit, paused):
    assert submit_audit(actor=auditor.person, audit=started_audit).state == "submitted"


def test_nobody_is_late(lead, auditor, started_audit, paused):
    with frozen_clock(LATE):
        assert "working days late" not in text_of(lead.get(MONTH))
        assert [item.due for item in work_for(auditor.person, LATE)] == [None]


def test_an_audit_not_started_waits_for_others(auditor, allocated_audit, paused):
    item = work_for(auditor.person, LATE)[0]

    assert (item.waiting, item.why) == (True, "You are its auditor; June 2023, paused, Elm Team")


def test_the_lead_is_not_asked_to_allocate(lead, cycle):
    add_audit(actor=lead.person, cycle=cycle, case_id="C-9")
    assert [item.what for item in work_for(lead.person, LATE)] == ["Choose auditors for 1 record"]

    pause_month(actor=lead.person, cycle=cycle, reason="Inspectors are here.")
    assert work_for(lead.person, LATE) == []


@pytest.mark.parametrize("page", ["", "change/", "add/", "sample/", "expected/", "exemptions/"])
def test_every_page_of_the_month_says_so(lead, paused, page):
    assert "June 2023 has been paused since" in text_of(lead.get(MONTH + page))


@pytest.mark.parametrize("page", ["", "form/", "form/overall/", "check/"])
def test_every_page_of_its_audits_says_so(auditor, started_audit, paused, page):
    assert "Inspectors are here." in text_of(auditor.get(f"/audits/{started_audit.number}/{page}"))


def test_it_goes_on(lead, auditor, allocated_audit, paused):
    page = lead.post(RESUME, follow=True)

    assert "has been paused since" not in text_of(page)
    assert start_audit(actor=auditor.person, audit=allocated_audit, no_involvement=True).state == "in_progress"


def test_going_on_is_in_the_trail_once(lead, paused):
    for _ in range(2):
        resume_month(actor=lead.person, cycle=paused)

    assert Entry.objects.of(paused).get(verb="cycle.resumed").facts["reason"] == "Inspectors are here."


def test_resuming_is_an_act_not_a_page(lead, paused):
    assert lead.get(RESUME).status_code == 405


def test_others_are_refused(director, auditor, outsider, cycle):
    for other in (director, auditor, outsider):
        assert [other.get(PAUSE).status_code, other.post(PAUSE, {"reason": "No."}).status_code, other.post(RESUME).status_code] == [403] * 3

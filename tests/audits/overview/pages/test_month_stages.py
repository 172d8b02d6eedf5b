"""The month's stages: each says complete only where its own counts say all of them; an audit given back has one state."""

import datetime
import re
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.calculations import MonthProgressCounts, MonthStanding
from audits.enums import Duty
from audits.lateness.queries import late_in_month
from audits.models import Audit, Cycle
from audits.moderation.services.moderation import return_audit
from audits.moderation.services.reopening import reopen_audit
from audits.overview.pages import cycle as cycle_page
from audits.overview.pages.cycle import DONE
from audits.overview.pages.work import work_for
from audits.practitioner.pages.letter import LettersOfMonth
from audits.practitioner.services.letter import send_letter, write_letter
from foundation.council.working_days import add_working_days
from tests.audit_stages import JUNE
from tests.reading import text_of
from tests.replay import replayed

PAGE = "/cycles/2023-06/"
COUNTED = re.compile(r"(\d+) of (\d+)")


@st.composite
def months(draw) -> tuple[SimpleNamespace, MonthProgressCounts]:
    audits = draw(st.integers(0, 12))
    submitted = draw(st.integers(0, audits))
    finished = draw(st.integers(0, submitted))
    back = draw(st.integers(0, submitted - finished))
    expected, exempted = draw(st.none() | st.integers(0, 12)), draw(st.integers(0, 3))
    cycle = SimpleNamespace(
        shortfall_reason=draw(st.sampled_from(["", "Two were ill."])), audits_due=None, moderation_due=None, moderation_required=True
    )
    return cycle, MonthProgressCounts(expected, audits, submitted, finished, exempted, back)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(months())
def test_a_stage_is_complete_only_where_its_counts_say_all_of_at_least_one(month):
    cycle, progress = month
    standing = MonthStanding(agreed=progress.finished, sent_back=progress.submitted - progress.finished)
    moderation = cycle_page._moderation(cycle, progress, standing)
    found = [
        cycle_page._records_status(cycle, progress),
        (cycle_page._status(progress.handed_in, progress.audits), cycle_page._audits_hint(cycle, progress)),
        (moderation.status, moderation.hint),
    ]

    for status, hint in found:
        counted = COUNTED.search(hint)
        is_all = counted is not None and counted[1] == counted[2] and int(counted[2]) > 0
        assert (status == DONE) == is_all, (status, hint)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_feedback_is_complete_only_where_every_audit_of_the_month_has_its_letter(of, given, later):
    feedback = LettersOfMonth(of + later, min(given, of), 0, later)

    counted = COUNTED.search(feedback.words)
    status = cycle_page._status(feedback.given, feedback.of)
    assert (status == DONE) == (counted is not None and counted[1] == counted[2])


@pytest.fixture
@replayed
def two_more(lead, moderated_audit) -> Cycle:
    """Two more records of the month that nobody has submitted, each with its practitioner."""
    for number in (1, 2):
        Audit.objects.create(
            cycle=moderated_audit.cycle, tool=moderated_audit.tool, case_id=f"C-{number}", allocated_worker=moderated_audit.allocated_worker
        )
    return moderated_audit.cycle


def test_feedback_on_one_of_three_is_not_complete(lead, auditor, two_more, moderated_audit):
    write_letter(actor=auditor.person, audit=moderated_audit, opening="Dear Will,", strengths="Seen alone.", closing="Thank you.")
    send_letter(actor=auditor.person, audit=moderated_audit)
    stage = next(stage for stage in lead.get(PAGE).context["page"].stages if stage.text == "Feedback")

    assert (stage.status, stage.hint) == ("In progress", "Given on 1 of 3, 0 acknowledged; 2 after moderation")


@pytest.fixture
@replayed
def sent_back(submitted_audit, moderator) -> Audit:
    return return_audit(actor=moderator.person, audit=submitted_audit, reason="Say more on planning.")


def test_an_audit_sent_back_has_one_state_everywhere(lead, sent_back):
    pages = {url: text_of(lead.get(url)) for url in (PAGE, "/audits/", sent_back.get_absolute_url())}
    listed = lead.get("/audits/", {"export": "csv"}).content.decode()

    assert [url for url, text in pages.items() if "Sent back" not in text] == []
    assert "Sent back" in listed
    assert "In progress" not in re.sub(r"<option.*?</option>", "", pages["/audits/"]) + listed
    assert "0 of 1 submitted, due 23 June 2023; 1 sent back or opened again" in pages[PAGE]


def test_an_audit_opened_again_says_so_everywhere(lead, moderated_audit):
    audit = reopen_audit(actor=lead.person, audit=moderated_audit, reason="New evidence.")

    assert audit.get_state_display() == "Opened again"
    assert "Opened again" in text_of(lead.get(audit.get_absolute_url()))
    assert "13 of" not in text_of(lead.get(PAGE))


def test_it_is_late_only_after_a_day_of_its_own(lead, sent_back, auditor):
    cycle = Cycle.objects.get()
    Cycle.objects.update(audits_due=JUNE)
    given_back = sent_back.versions.get().ended_on
    until = add_working_days(given_back, 5)

    cycle.refresh_from_db()
    assert late_in_month(cycle, until, lead.person) == []
    assert [(late.duty, late.audit) for late in late_in_month(cycle, until + datetime.timedelta(days=1), lead.person)] == [
        (Duty.REVISE, sent_back)
    ]
    assert [item.due for item in work_for(auditor.person, given_back) if "Revise" in item.what] == [until]

"""A plan that is changed once its month has begun betters the figures: the month's page, Results, the pulse and the report say so."""

import datetime

import pytest

from audits.allocation.pages.plan_changes import changes_of_plan
from audits.cycles.services.cycles import change_cycle
from audits.cycles.services.programme import ask_exemption, decide_exemption
from audits.models import Exemption
from foundation.council.clock import frozen_clock
from reports.composing import Draft, compose
from tests.audit_stages import JUNE
from tests.reading import text_of
from tests.replay import replayed

SAID = ["Audits due moved from 23 June 2023 to 30 June 2023.", "Audits expected lowered from 14 to 9."]


@pytest.fixture
@replayed
def eased(lead, submitted_audit):
    """In July, fewer are expected and the day is moved."""
    with frozen_clock(datetime.date(2023, 7, 3)):
        return change_cycle(actor=lead.person, cycle=submitted_audit.cycle, expected=9, audits_due=datetime.date(2023, 6, 30))


def test_every_place_that_counts_against_the_plan_says_it(lead, eased):
    report = " ".join(compose(Draft(JUNE, JUNE)).words())
    pages = [text_of(lead.get(url)) for url in ("/cycles/2023-06/", "/insight/grades/completion/", "/")]

    for sentence in SAID:
        assert [sentence in text for text in (report, *pages)] == [True] * 4


def test_a_change_that_was_taken_back_is_none(lead, eased):
    restored = change_cycle(actor=lead.person, cycle=eased, expected=14, audits_due=datetime.date(2023, 6, 23))

    assert changes_of_plan(restored) == []


def test_a_plan_changed_before_the_month_is_only_a_plan(lead, cycle):
    with frozen_clock(datetime.date(2023, 5, 20)):
        change_cycle(actor=lead.person, cycle=cycle, expected=9)

    assert changes_of_plan(cycle) == []


def test_audits_exempted_after_they_were_due_are_said(lead, director, elm_team, eased):
    with frozen_clock(datetime.date(2023, 7, 4)):
        asked = ask_exemption(actor=lead.person, cycle=eased, audits=2, reason="Short of staff.", team=elm_team)
        decide_exemption(actor=director.person, exemption=asked, approve=True, answer="")

    assert Exemption.objects.get().state == "approved"
    assert changes_of_plan(eased)[-1] == "2 audits were exempted after the audits were due."

"""What the evidence says of a recommendation: grades before and since, figures, findings, actions; and what a wider audience is shown."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.enums import ActionState
from actions.models import Action
from audits.enums import AuditState
from audits.models import Domain
from commissions.services import add_commission
from inspections.calculations.splitting import split_list
from inspections.enums import TargetMet
from inspections.models import Recommendation
from inspections.pages.evidence import actions_words, in_short
from inspections.queries.evidence import EvidencePeriod, MappedEvidence, evidence_for
from performance.models import Target
from tests.insight.conftest import released
from tests.insight.test_health_measures import add_indicator, add_value
from tests.month_grades import JUNE, OVERALL, OVERSIGHT, RELATIONSHIP, add_month, june

__all__ = ["june", "released"]

PERIOD = EvidencePeriod(datetime.date(2023, 6, 12), datetime.date(2023, 9, 14))
AUGUST = datetime.date(2023, 8, 1)


@pytest.fixture
def mapped(recommendation) -> Recommendation:
    recommendation.domains.set(Domain.objects.filter(name__in=[OVERSIGHT, RELATIONSHIP]))
    return recommendation


def graded_since(grades: str, month=AUGUST, **others: str):
    return add_month(month, {OVERALL: grades} | others, {OVERALL: grades} | others, state=AuditState.MODERATED)


def changes(person, mapped) -> dict:
    found = evidence_for(person, [mapped], PERIOD).of[mapped.pk]
    return {each.name: (each.change.before.words, each.change.now.words, str(each.change.movement.label)) for each in found.domains}


def test_grades_of_its_domains_before_and_since(lead, june, mapped):
    """June, in which inspectors came, has none of 14 Good in oversight; August 8 of 12."""
    graded_since("G " * 12, **{OVERSIGHT: "G " * 8 + "RI " * 4, RELATIONSHIP: "G " * 4 + "RI " * 8})

    assert changes(lead.person, mapped) == {
        OVERSIGHT: ("0 of 14 (0%)", "8 of 12 (67%)", "Evidence of a rise"),
        RELATIONSHIP: ("4 of 14 (29%)", "4 of 12 (33%)", "No evidence of a change"),
    }
    short = in_short(evidence_for(lead.person, [mapped], PERIOD).of[mapped.pk])
    assert short == f"Good or better has risen in {OVERSIGHT}. No evidence of a change in {RELATIONSHIP}."


def test_of_few_audits_nothing_is_said(lead, june, mapped):
    graded_since("G " * 5, **{OVERSIGHT: "G " * 5})

    assert changes(lead.person, mapped)[OVERSIGHT] == ("0 of 14 (0%)", "5 of 5 (100%)", "Too few to say")


def test_the_board_reads_no_month_of_fewer_than_five(board_member, lead, june, mapped):
    graded_since("G " * 4, **{OVERSIGHT: "G " * 4})

    assert changes(lead.person, mapped)[OVERSIGHT][1] == "4 of 4 (100%)"
    assert changes(board_member.person, mapped)[OVERSIGHT][1] == "none graded"


def test_a_domain_that_nobody_graded_is_said_to_be_so(lead, mapped):
    found = evidence_for(lead.person, [mapped], PERIOD).of[mapped.pk]

    assert (found.domains, sorted(found.ungraded)) == ([], sorted([OVERSIGHT, RELATIONSHIP]))


def test_figures_then_and_now_against_the_target(lead, mapped):
    indicator = add_indicator("Supervision recorded", polarity="higher")
    for month, value in ((JUNE, "72.8"), (datetime.date(2023, 7, 1), "63.4"), (datetime.date(2023, 10, 1), "99")):
        add_value(indicator, month, value, lead.person)
    Target.objects.create(indicator=indicator, value=Decimal(70), first_month=JUNE)
    mapped.indicators.add(indicator)

    found = evidence_for(lead.person, [mapped], PERIOD).of[mapped.pk].indicators[0]

    assert (found.then.value, found.latest.value, found.target, found.met) == (Decimal("72.8"), Decimal("63.4"), 70, TargetMet.MISSED)


def add_actions(lead, mapped, *states: ActionState) -> None:
    day = datetime.date(2023, 6, 30)
    for state in states:
        done = {} if state == ActionState.OPEN else {"verified_by": lead.person, "verified_on": day}
        action = Action.objects.create(
            what="Do", why="So", due=day, first_due=day, state=state, raised_by=lead.person, raised_on=day, **done
        )
        mapped.actions.add(action)


def test_actions_are_counted_and_few_are_not_shown_to_the_board(lead, board_member, mapped):
    add_actions(lead, mapped, ActionState.OPEN, ActionState.VERIFIED, ActionState.EFFECTIVE, ActionState.WITHDRAWN)
    shown = {who: evidence_for(who.person, [mapped], PERIOD).of[mapped.pk].actions for who in (lead, board_member)}

    assert actions_words(shown[lead]) == "3 actions: 1 open, 1 of them overdue; 2 verified, 1 of them effective."
    assert actions_words(shown[board_member]) == "Fewer than 5 actions."
    assert not MappedEvidence(actions=shown[board_member]).is_empty


def test_neither_is_a_small_part_of_more(lead, board_member, mapped):
    add_actions(lead, mapped, *[ActionState.EFFECTIVE] * 6, ActionState.OPEN)

    assert actions_words(evidence_for(board_member.person, [mapped], PERIOD).of[mapped.pk].actions) == (
        "7 actions, too few of some to say how they are getting on."
    )


def test_commissioned_work_is_shown_to_people_who_may_read_it(lead, board_member, analyst, mapped):
    day = datetime.date(2023, 9, 1)
    asked = add_commission(
        actor=lead.person, question="Is supervision recorded?", asked_by="leaders", occasion="", asked_on=day, due=day.replace(month=12)
    )
    mapped.commissions.add(asked)

    assert {who: list(evidence_for(who.person, [mapped], PERIOD).of[mapped.pk].commissions) for who in (lead, board_member, analyst)} == {
        lead: [asked], board_member: [], analyst: [],
    }  # fmt: skip


def test_it_asks_as_many_questions_of_ten_as_of_two(lead, june, mapped, inspection):
    graded_since("G " * 12, **{OVERSIGHT: "G " * 12})
    indicator = add_indicator("Supervision recorded", polarity="higher")

    def asked(count: int) -> int:
        rows = list(Recommendation.objects.all()[:count])
        with CaptureQueriesContext(connection) as captured:
            evidence_for(lead.person, rows, PERIOD)
        return len(captured)

    for place in range(3, 11):
        Recommendation.objects.create(inspection=inspection, position=place, text=f"Plans {place}")
    for each in Recommendation.objects.all():
        each.domains.set(Domain.objects.all())
        each.indicators.add(indicator)
    assert asked(10) == asked(2)


def test_a_list_of_a_thousand_lines_is_split_at_once():
    assert len(split_list("\n".join(f"• Item {number} of the list" for number in range(1000))).items) == 1000

"""Rounds of observations, rescheduling, cancelling and the family's consent."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from foundation.activity.models import Entry
from foundation.errors import Incomplete, StaleState
from foundation.notices.models import Notice
from observations.enums import FamilyConsent, ObservationState
from observations.models import Observation, ObservationPlan
from observations.pages.plans import completion_in_words
from observations.services.kinds import save_type
from observations.services.observing import acknowledge_observation, note_consent, record_observation, share_observation
from observations.services.planning import assign_observation, cancel_observation, plan_observations, reschedule_observation
from tests.observation_kinds import SUPERVISION, observation_kind
from tests.replay import replayed

from .conftest import SEEN, THE_DAY

OCTOBER = datetime.date(2023, 10, 1)
LATER = datetime.date(2023, 6, 30)


@pytest.fixture
@replayed
def week(lead) -> ObservationPlan:
    return plan_observations(
        actor=lead.person, title="Practice week", first_day=datetime.date(2023, 10, 2), last_day=datetime.date(2023, 10, 5), expected=3
    )


def completion(plan: ObservationPlan) -> str:
    return completion_in_words(ObservationPlan.objects.with_counts().get(pk=plan.pk))


def test_a_round_is_planned_without_a_cycle_and_its_observations_count_in_its_month(lead, observer, worker, week):
    observation = assign_observation(
        actor=lead.person, kind=observation_kind(), observer=observer.person, practitioner=worker.person, plan=week
    )

    assert (observation.month, observation.cycle, observation.plan) == (OCTOBER, None, week)
    assert completion(week) == "0 of 3 expected observations recorded, 0 acknowledged. 2 are still to be given out."


def test_completion_is_counted_against_the_plan(lead, observer, worker, week):
    made, dropped, _ = (
        assign_observation(
            actor=lead.person, kind=observation_kind(SUPERVISION), observer=observer.person, practitioner=worker.person, plan=week
        )
        for _ in range(3)
    )
    made = record_observation(actor=observer.person, observation=made, **SEEN | {"consent": ""})
    acknowledge_observation(actor=worker.person, observation=share_observation(actor=observer.person, observation=made))
    cancel_observation(actor=lead.person, observation=dropped, reason="The manager is ill.")

    assert completion(week) == "1 of 3 expected observations recorded, 1 acknowledged. 1 is still to be given out. 1 cancelled."


@pytest.mark.parametrize(
    ("given", "field"), [({"title": " "}, "title"), ({"last_day": datetime.date(2023, 10, 1)}, "last_day"), ({"expected": 0}, "expected")]
)
def test_a_round_makes_sense(lead, given, field):
    sound = {"title": "Week", "first_day": datetime.date(2023, 10, 2), "last_day": datetime.date(2023, 10, 5), "expected": 1}
    with pytest.raises(ValidationError) as refused:
        plan_observations(actor=lead.person, **sound | given)

    assert list(refused.value.error_dict) == [field]


def test_only_the_lead_plans(observer):
    with pytest.raises(PermissionDenied):
        plan_observations(actor=observer.person, title="Week", first_day=THE_DAY, last_day=THE_DAY, expected=1)


def test_rescheduling_keeps_the_first_day_and_the_reason_and_notifies_both(observer, worker, planned):
    Notice.objects.all().delete()

    moved = reschedule_observation(actor=observer.person, observation=planned, due=LATER, reason="The young person has a trip.")

    assert (moved.due, moved.first_due, moved.rescheduled_why) == (LATER, datetime.date(2023, 6, 23), "The young person has a trip.")
    assert [(each.person, each.subject) for each in Notice.objects.all()] == [(worker.person, f"Observation {moved.number} is rescheduled")]
    assert Entry.objects.of(moved).last().sentence == "rescheduled the observation"


def test_neither_another_day_nor_cancelling_goes_without_a_reason(observer, planned):
    for act in (
        lambda: reschedule_observation(actor=observer.person, observation=planned, due=LATER, reason=" "),
        lambda: cancel_observation(actor=observer.person, observation=planned, reason=""),
    ):
        with pytest.raises(Incomplete) as refused:
            act()
        assert list(refused.value.missing) == ["reason"]


def test_what_is_cancelled_is_recorded_no_more_and_counts_as_neither_planned_nor_recorded(observer, planned):
    cancelled = cancel_observation(actor=observer.person, observation=planned, reason="The review was moved to another council.")

    assert (cancelled.state, cancelled.cancelled_on) == (ObservationState.CANCELLED, THE_DAY)
    assert not Observation.objects.recorded().exists()
    assert not Observation.objects.planned().exists()
    with pytest.raises(StaleState, match="was cancelled on 14 June 2023"):
        record_observation(actor=observer.person, observation=cancelled, **SEEN)


def test_the_practitioner_asks_the_family_and_a_no_stops_the_observation(observer, worker, planned):
    refused = note_consent(actor=worker.person, observation=planned, consent=FamilyConsent.REFUSED, note="Not this time.")

    assert (refused.consent, refused.consent_on) == (FamilyConsent.REFUSED, THE_DAY)
    assert Notice.objects.latest("pk").person == observer.person
    with pytest.raises(Incomplete) as stopped:
        record_observation(actor=observer.person, observation=refused, **SEEN | {"consent": ""})
    assert list(stopped.value.missing) == ["consent"]
    # Another day is another question.
    moved = reschedule_observation(actor=observer.person, observation=refused, due=LATER, reason="The family asked for another day.")
    assert moved.consent == FamilyConsent.NOT_ASKED


def test_nothing_is_recorded_before_the_family_agreed(observer, planned):
    with pytest.raises(Incomplete, match="Say whether the family agreed"):
        record_observation(actor=observer.person, observation=planned, **SEEN | {"consent": ""})


def test_a_colleague_does_not_answer_for_the_family(outsider, planned):
    with pytest.raises(PermissionDenied):
        note_consent(actor=outsider.person, observation=planned, consent=FamilyConsent.GIVEN)


def test_a_type_that_ended_is_offered_no_more_and_stays_on_what_was_observed(lead, observer, worker, planned):
    kind = observation_kind("review_meeting")
    save_type(actor=lead.person, kind=kind, name=kind.name, form=kind.form, first_day=kind.first_day, last_day=datetime.date(2023, 6, 13))

    with pytest.raises(ValidationError, match="is not offered on 14 June 2023"):
        assign_observation(actor=lead.person, kind=observation_kind("review_meeting"), observer=observer.person, practitioner=worker.person)
    assert Observation.objects.get().kind.name == "Review meeting"

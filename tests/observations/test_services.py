"""Assign, record, share: and nobody observes themselves."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from foundation.accounts.services import record_absence
from foundation.activity.models import Entry
from foundation.errors import StaleState
from observations.enums import ObservationState
from observations.models import Observation
from observations.pages.work import work_for
from observations.queries.observed import ObservationCount, counts_for
from observations.services.observing import record_observation, share_observation
from observations.services.planning import assign_observation
from tests.observation_kinds import REVIEW_MEETING, observation_kind
from tests.observations.recorded import record_unplanned_observation

from .conftest import SEEN, THE_DAY

pytestmark = pytest.mark.both


def test_an_observation_goes_from_assigned_to_shared_and_leaves_a_trace(recorded, observer):
    share_observation(actor=observer.person, observation=recorded)

    observation = Observation.objects.get()
    assert (observation.state, observation.recorded_on, observation.shared_on) == (ObservationState.SHARED, THE_DAY, THE_DAY)
    assert [entry.sentence for entry in Entry.objects.of(observation)] == [
        "assigned the observation",
        "recorded the observation",
        "shared the observation with the practitioner",
    ]


def test_the_team_is_the_practitioners(planned, elm_team):
    assert planned.team == elm_team


def test_nobody_observes_themselves(lead, cycle, observer, elm_team):
    with pytest.raises(ValidationError, match="nobody observes themselves"):
        assign_observation(
            actor=lead.person, cycle=cycle, kind=observation_kind(), observer=observer.person, practitioner=observer.person, team=elm_team
        )


def test_nobody_records_an_observation_of_themselves(cycle, observer, elm_team):
    with pytest.raises(ValidationError, match="nobody observes themselves"):
        record_unplanned_observation(
            actor=observer.person, cycle=cycle, kind=observation_kind(), practitioner=observer.person, team=elm_team, **SEEN
        )


def test_the_database_itself_keeps_people_from_observing_themselves(planned, observer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.update(practitioner=observer.person)


def test_only_the_lead_assigns(observer, cycle, worker, elm_team):
    with pytest.raises(PermissionDenied):
        assign_observation(actor=observer.person, cycle=cycle, kind=observation_kind(), observer=observer.person, team=elm_team)


def test_another_observer_does_not_record_it(planned, moderator):
    with pytest.raises(PermissionDenied):
        record_observation(actor=moderator.person, observation=planned, **SEEN)


def test_an_observer_records_what_nobody_had_planned(cycle, observer, elm_team):
    observation = record_unplanned_observation(
        actor=observer.person,
        cycle=cycle,
        kind=observation_kind(),
        team=elm_team,
        **SEEN,
    )

    assert (observation.observer, observation.state) == (observer.person, ObservationState.RECORDED)


def test_an_observer_does_not_record_in_anothers_name(cycle, observer, moderator, elm_team):
    with pytest.raises(PermissionDenied, match="another person’s"):
        record_unplanned_observation(
            actor=observer.person, observer=moderator.person, cycle=cycle, kind=observation_kind(), team=elm_team, **SEEN
        )


def test_a_day_to_come_is_refused(planned, observer):
    with pytest.raises(ValidationError, match="today or in the past"):
        record_observation(actor=observer.person, observation=planned, **SEEN | {"seen_on": THE_DAY + datetime.timedelta(days=1)})


def test_an_observation_is_corrected_until_it_is_shared(recorded, observer):
    corrected = record_observation(actor=observer.person, observation=recorded, **SEEN | {"strengths": "Plain words, and time."})
    share_observation(actor=observer.person, observation=corrected)

    with pytest.raises(StaleState, match="no longer change"):
        record_observation(actor=observer.person, observation=corrected, **SEEN)
    assert Observation.objects.get().strengths == "Plain words, and time."


def test_the_practitioner_reads_it_once_shared(recorded, observer, worker, outsider):
    assert not Observation.objects.visible_to(worker.person).exists()

    share_observation(actor=observer.person, observation=recorded)

    assert Observation.objects.visible_to(worker.person).exists()
    assert not Observation.objects.visible_to(outsider.person).exists()


def test_an_observation_of_nobody_in_particular_is_not_shared(cycle, observer, elm_team):
    observation = record_unplanned_observation(
        actor=observer.person,
        cycle=cycle,
        kind=observation_kind(),
        team=elm_team,
        **SEEN,
    )

    with pytest.raises(ValidationError, match="names no practitioner"):
        share_observation(actor=observer.person, observation=observation)


def test_an_audit_of_another_month_is_refused(lead, cycle, observer, elm_team, allocated_audit):
    from audits.cycles.services.cycles import plan_cycle

    july = plan_cycle(actor=lead.person, month=datetime.date(2023, 7, 1))
    with pytest.raises(ValidationError, match="belongs to June 2023"):
        assign_observation(actor=lead.person, cycle=july, kind=observation_kind(), observer=observer.person, audit=allocated_audit)


def test_a_month_counts_what_was_recorded_by_type_and_job_title(recorded, cycle, lead, observer, worker, elm_team):
    record_unplanned_observation(actor=observer.person, cycle=cycle, kind=observation_kind(REVIEW_MEETING), team=elm_team, **SEEN)
    assign_observation(actor=lead.person, cycle=cycle, kind=observation_kind(), observer=observer.person, team=elm_team)

    assert counts_for([cycle.month]) == [
        ObservationCount(cycle.month, "Review meeting", "", planned=2, recorded=2),
        ObservationCount(cycle.month, "Visit to a child or family", "", planned=1, recorded=0),
    ]


def test_an_assigned_observation_waits_for_its_observer(planned, observer, worker):
    item = work_for(observer.person, THE_DAY)[0]

    assert (item.what, item.due) == ("Observe and record: review meeting, Elm Team", datetime.date(2023, 6, 23))
    assert [item.what for item in work_for(worker.person, THE_DAY)] == ["Ask the family about being observed: review meeting"]


def test_a_recorded_observation_waits_to_be_shared(recorded, observer):
    assert [item.what for item in work_for(observer.person, THE_DAY)] == [f"Share observation {recorded.number} with Will Okafor"]


def test_only_an_observer_is_asked_to_observe(lead, cycle, worker, elm_team):
    with pytest.raises(ValidationError, match="Will Okafor does not have the role “Observer”"):
        assign_observation(actor=lead.person, cycle=cycle, kind=observation_kind(), observer=worker.person, team=elm_team)


def test_an_observer_who_is_away_until_after_the_due_date_is_not_asked(lead, cycle, observer, elm_team):
    record_absence(actor=observer.person, person=observer.person, first_day=THE_DAY, last_day=datetime.date(2023, 6, 26))

    with pytest.raises(ValidationError, match="Owen Price is away until 26 June 2023"):
        assign_observation(
            actor=lead.person, cycle=cycle, kind=observation_kind(), observer=observer.person, team=elm_team, due=datetime.date(2023, 6, 23)
        )


def test_nobody_is_asked_to_observe_by_a_day_that_is_past(lead, cycle, observer, elm_team):
    with pytest.raises(ValidationError, match="today or later"):
        assign_observation(
            actor=lead.person,
            cycle=cycle,
            kind=observation_kind(),
            observer=observer.person,
            team=elm_team,
            due=THE_DAY - datetime.timedelta(days=1),
        )

"""What is written by area of practice, the grade on its own scale, and what the practitioner says to it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.tool.queries import current_tool
from foundation.editing.conflicts import EditConflict
from foundation.editing.version_tokens import version_token
from foundation.errors import StaleState
from foundation.notices.models import Notice
from observations.enums import ObservationState, ObservedGrade
from observations.models import Observation
from observations.queries.observed import AreaCount, areas_seen
from observations.services.observing import (
    acknowledge_observation,
    keep_writing,
    record_observation,
    share_observation,
    write_reflection,
)
from observations.services.written import Written, lines_of, stored_writing
from tests.replay import replayed

from .conftest import SEEN, THE_DAY


@pytest.fixture
@replayed
def shared(recorded, observer) -> Observation:
    return share_observation(actor=observer.person, observation=recorded)


def test_areas_that_were_seen_are_counted_with_their_grade_beside_a_domain(planned, observer, elm_team):
    first, second, *_ = planned.template.areas.all()
    record_observation(
        actor=observer.person, observation=planned, areas={first.pk: ("Warm.", "strong"), second.pk: ("", "")}, grade="secure", **SEEN
    )

    month = planned.month
    relationships = current_tool().domains.get(name="Relationship based practice and direct work")
    assert areas_seen([month]) == [
        AreaCount(month, elm_team.pk, relationships.pk, first.name, ObservedGrade.STRONG, 1),
        AreaCount(month, elm_team.pk, relationships.pk, second.name, None, 1),
    ]


@pytest.mark.parametrize("given", [{"areas": {10**6: ("", "")}}, {"grade": "G"}])
def test_areas_are_of_its_form_and_grades_of_its_scale(planned, observer, given):
    with pytest.raises(ValidationError):
        record_observation(actor=observer.person, observation=planned, **given, **SEEN)
    assert Observation.objects.get().state == ObservationState.PLANNED


def test_half_written_words_are_kept_and_are_nobody_elses_to_read(planned, observer, worker, team_manager):
    keep_writing(actor=observer.person, observation=planned, written=Written(seen="Half a"))

    kept = Observation.objects.get()
    assert (kept.state, kept.seen) == (ObservationState.PLANNED, "Half a")
    assert not Observation.objects.visible_to(team_manager.person).exists()
    assert not Observation.objects.visible_to(worker.person).exists()


def test_two_windows_see_both_versions(planned, observer):
    began = version_token(lines_of(planned, stored_writing(planned)))
    keep_writing(actor=observer.person, observation=planned, written=Written(seen="One."), began_from=began)

    with pytest.raises(EditConflict):
        keep_writing(actor=observer.person, observation=planned, written=Written(seen="Other."), began_from=began)
    # What is stored already is no conflict.
    keep_writing(actor=observer.person, observation=planned, written=Written(seen="One."), began_from=began)


def test_the_practitioner_reflects_acknowledges_and_answers(shared, observer, worker):
    write_reflection(actor=worker.person, observation=shared, reflection="I would wait longer.")
    acknowledge_observation(actor=worker.person, observation=shared, answer="Thank you.")

    answered = Observation.objects.get()
    assert (answered.state, answered.acknowledged_on) == (ObservationState.ACKNOWLEDGED, THE_DAY)
    assert (answered.reflection, answered.answer) == ("I would wait longer.", "Thank you.")
    notice = Notice.objects.latest("pk")
    assert (notice.person, notice.subject) == (observer.person, f"Observation {answered.number} is acknowledged")


def test_nobody_answers_for_the_practitioner(shared, observer, lead):
    for person in (observer.person, lead.person):
        with pytest.raises(PermissionDenied):
            acknowledge_observation(actor=person, observation=shared)


def test_after_it_is_acknowledged_nothing_changes(shared, observer, worker):
    acknowledge_observation(actor=worker.person, observation=shared)

    for act in (
        lambda: write_reflection(actor=worker.person, observation=shared, reflection="Later."),
        lambda: acknowledge_observation(actor=worker.person, observation=shared, answer="Again."),
        lambda: record_observation(actor=observer.person, observation=shared, **SEEN),
    ):
        with pytest.raises(StaleState, match="was acknowledged on 14 June 2023"):
            act()

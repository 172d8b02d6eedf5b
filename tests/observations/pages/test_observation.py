"""One observation: read, record, share."""

import pytest

from observations.enums import ObservationState
from observations.models import Observation
from observations.services.observing import share_observation
from tests.observations.conftest import POSTED, SEEN


def url(observation, page="") -> str:
    return f"/observations/{observation.number}/{page}"


def text_of(visitor, observation) -> str:
    return visitor.get(url(observation)).content.decode()


def test_observer_records_in_one_short_form(observer, planned):
    observer.post(url(planned, "record/"), POSTED)

    observation = Observation.objects.get()
    assert (observation.state, observation.seen_on) == (ObservationState.RECORDED, SEEN["seen_on"])
    assert observation.child_feedback == "She felt listened to."


def test_who_was_present_and_who_said_what_are_read_apart(observer, team_manager, planned):
    said = {"feedback": ["child_feedback", "parent_feedback", "carer_feedback"], "child_feedback": "She felt listened to."}
    said |= {"parent_feedback": "Too many people.", "carer_feedback": "Clear.", "family_feedback": "Dropped, as it is not selected."}
    observer.post(url(planned, "record/"), POSTED | said | {"present": ["child", "carer"], "present_also": "the school nurse"})

    parts = {part["heading"]: part["words"] for part in team_manager.get(url(planned)).context["parts"]}
    assert parts == {
        "Who was present": "Child or young person, Carer, the school nurse",
        "What was seen": SEEN["seen"],
        "Strengths": SEEN["strengths"],
        "Learning": SEEN["learning"],
        "What the child or young person said": "She felt listened to.",
        "What the parents said": "Too many people.",
        "What the carers said": "Clear.",
    }
    form = observer.get(url(planned, "record/")).context["form"]
    assert (form["feedback"].value(), form["present_also"].value()) == (said["feedback"], "the school nurse")


def test_a_day_to_come_is_refused_by_its_field(observer, planned):
    response = observer.post(url(planned, "record/"), POSTED | {"seen_on": "2023-06-30"})

    assert response.context["form"].errors == {"seen_on": ["The date of the observation must be today or in the past."]}


def test_a_correction_starts_from_what_was_written(observer, recorded):
    assert "The review heard the young person first." in observer.get(url(recorded, "record/")).content.decode()


def test_observer_shares_it_and_the_practitioner_reads_it(observer, worker, recorded):
    response = observer.post(url(recorded, "share/"), follow=True)

    assert "Will Okafor can read it now" in response.content.decode()
    assert "Minutes on the same day." in text_of(worker, recorded)


def test_an_action_can_be_raised_from_it(observer, worker, recorded):
    assert f"/actions/raise/?observation={recorded.number}" in text_of(observer, recorded)

    given = {"what": "Send minutes", "why": "They came late.", "owner": worker.person.pk, "level": "practitioner", "priority": "normal"}
    observer.post(f"/actions/raise/?observation={recorded.number}", given | {"due": "2023-07-12"})

    assert recorded.actions.get().team == recorded.team
    assert text_of(observer, recorded).count("Send minutes") == 1


@pytest.mark.parametrize("page", ["record/", "share/"])
def test_a_colleague_who_may_read_it_may_not_write(team_manager, recorded, page):
    assert team_manager.get(url(recorded)).status_code == 200
    assert team_manager.get(url(recorded, page)).status_code == 403


@pytest.mark.parametrize("page", ["", "record/", "share/"])
def test_an_outsider_gets_404(outsider, recorded, page):
    assert outsider.get(url(recorded, page)).status_code == 404


def test_the_practitioner_sees_the_plan_and_no_words_before_it_is_shared(worker, recorded):
    page = text_of(worker, recorded)

    assert "The review heard the young person first." not in page
    assert "Nothing is shown here until it is recorded and shared." in page


def test_the_second_sharing_does_nothing(observer, lead, recorded):
    share_observation(actor=observer.person, observation=recorded)

    assert "Nothing was changed." in lead.post(url(recorded, "share/"), follow=True).content.decode()
    assert "Nothing was changed." in lead.post(url(recorded, "record/"), POSTED, follow=True).content.decode()

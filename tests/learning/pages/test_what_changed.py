"""The pages of what changed: of an event, and of a priority of the improvement plan."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.services.plan import set_priority
from learning.enums import EventState
from learning.models import LearningEvent
from tests.month_grades import june
from tests.publications.conftest import draft, in_review, published, reviewed
from tests.reading import text_of

__all__ = ["draft", "in_review", "june", "published", "reviewed"]


@pytest.fixture
def held(training) -> LearningEvent:
    LearningEvent.objects.update(state=EventState.HELD)
    training.refresh_from_db()
    return training


def url(event, page="") -> str:
    return f"/learning/{event.number}/impact/{page}"


def test_the_page_says_what_it_can_and_draws_it(lead, held, june):
    page = lead.get(url(held))

    assert "It is too early to say anything of grades" in text_of(page)
    assert page.context["chart"]["src"] == f"{url(held, 'chart/')}?"
    for shape in ("", "middle", "narrow"):
        assert lead.get(url(held, "chart/"), {shape: ""} if shape else {})["Content-Type"] == "image/svg+xml"


def test_it_is_linked_from_the_event_once_it_was_held(lead, worker, training):
    assert "What changed" not in text_of(lead.get(training.get_absolute_url()))
    LearningEvent.objects.update(state=EventState.HELD)
    assert "What changed" in text_of(lead.get(training.get_absolute_url()))
    assert "What changed" not in text_of(worker.get(training.get_absolute_url()))


@pytest.mark.parametrize("page", ["", "chart/"])
def test_practitioners_get_403_and_the_board_404(worker, board_member, held, page):
    assert [visitor.get(url(held, page)).status_code for visitor in (worker, board_member)] == [403, 404]


def test_without_anything_to_draw_there_is_no_picture(lead, held):
    assert "There is nothing to draw yet" in text_of(lead.get(url(held)))
    assert lead.get(url(held, "chart/")).status_code == 404


def test_it_is_taken_as_a_file(lead, held):
    lines = lead.get(url(held), {"export": "csv"}).content.decode("utf-8-sig")

    assert "Overall judgement: graded Good or better" in lines


def test_it_asks_as_often_after_three_other_events_as_after_one(lead, held):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            lead.get(url(held))
        counts.append(len(asked))
        day = {"first_day": held.first_day, "last_day": held.first_day, "planned_on": held.first_day}
        for name in ("A", "B"):
            LearningEvent.objects.create(kind="meeting", name=name, organiser=lead.person, state=EventState.HELD, **day)

    assert counts[0] == counts[1]


def test_a_priority_of_the_plan_has_one_too(lead, board_member, outsider, worker, june):
    priority = set_priority(
        actor=lead.person, name="Supervision", good_looks_like="Decisions", owner=lead.person, due=datetime.date(2024, 3, 1)
    )
    page = f"/learning/priorities/{priority.number}/impact/"

    assert page in lead.get(priority.get_absolute_url()).content.decode()
    assert "Priority of the improvement plan" in text_of(lead.get(page))
    assert [visitor.get(page).status_code for visitor in (board_member, outsider, worker)] == [200, 404, 404]


def test_an_alert_has_one_from_the_day_it_was_published(lead, worker, published):
    page = f"/learning/publications/{published.number}/impact/"

    assert page in lead.get(published.get_absolute_url()).content.decode()
    assert "Practice alert" in text_of(lead.get(page))
    assert lead.get(f"/learning/publications/{published.number}/impact/chart/").status_code == 404
    assert worker.get(page).status_code == 403
    assert page not in worker.get(published.get_absolute_url()).content.decode()


def test_an_alert_that_is_not_published_has_none(lead, draft):
    assert lead.get(f"/learning/publications/{draft.number}/impact/").status_code == 404


def test_a_published_alert_is_among_what_else_happened(lead, held, published):
    said = [row[2].value for row in lead.get(url(held)).context["happened"].rows]

    assert said == ["Training: Analysis in assessments", "Practice alert: Plans that are out of date"]

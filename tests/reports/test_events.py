"""What the report says of the calendar of learning: what comes in a few lines, and a table in the annex."""

import datetime

import pytest

from foundation.council.clock import frozen_clock
from learning.enums import Attendance, EventKind
from learning.models import Invitation, LearningEvent
from learning.services.events import cancel_event, hold_event, plan_event
from reports.composing.draft import Draft
from reports.composing.events import EventSections
from tests.people import add_person

JUNE, JULY, ON = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1), datetime.date(2023, 8, 31)


def event(lead, name: str, day: datetime.date, kind: EventKind = EventKind.MEETING, **about) -> LearningEvent:
    return plan_event(actor=lead.person, kind=kind, name=name, first_day=day, **about)


@pytest.fixture
def calendar(lead) -> None:
    with frozen_clock(datetime.date(2023, 7, 31)):
        trained = hold_event(actor=lead.person, event=event(lead, "Analysis in assessment", datetime.date(2023, 6, 19), EventKind.TRAINING))
        for number in range(6):
            person = add_person(f"Guest{number} Person")
            Invitation.objects.create(event=trained, person=person, invited_on=JULY, attendance=Attendance.CAME)
        hold_event(actor=lead.person, event=event(lead, "Held before", datetime.date(2023, 5, 30)))
        event(lead, "Never held", datetime.date(2023, 7, 20))
        event(lead, "Practice week of October", datetime.date(2023, 10, 2), EventKind.PRACTICE_WEEK, last_day=datetime.date(2023, 10, 5))
        event(lead, "Too far ahead", datetime.date(2023, 11, 1))
        cancel_event(actor=lead.person, event=event(lead, "Cancelled", datetime.date(2023, 9, 1)), reason="No room")


def sections() -> EventSections:
    return EventSections(Draft(JUNE, JULY), ON)


def test_what_comes_is_a_line_each(lead, calendar):
    [lines] = sections().coming()

    assert list(lines.items) == ["Practice week: Practice week of October, 2 to 5 October 2023."]


def test_more_than_a_few_are_in_the_annex(lead):
    with frozen_clock(ON):
        for day in range(1, 9):
            event(lead, f"Meeting {day}", datetime.date(2023, 9, day))
    [lines] = sections().coming()

    assert (len(lines.items), lines.items[-1]) == (7, "2 more are in the annex.")


def test_the_annex_has_what_was_held_and_what_comes(lead, calendar):
    [section] = sections().in_detail()
    rows = [[cell.value for cell in row] for row in section.blocks[0].rows]

    assert rows == [
        ["Analysis in assessment", "Training", "19 June 2023", "None named", "6 people"],
        ["Practice week of October", "Practice week", "2 to 5 October 2023", "None named", "Planned"],
    ]


@pytest.mark.parametrize(("came", "says"), [(0, "Not recorded"), (1, "Fewer than five"), (4, "Fewer than five"), (5, "5 people")])
def test_how_few_came_is_not_said(lead, calendar, came, says):
    Invitation.objects.update(attendance=Attendance.UNKNOWN)
    keys = Invitation.objects.order_by("pk").values_list("pk", flat=True)[:came]
    Invitation.objects.filter(pk__in=list(keys)).update(attendance=Attendance.CAME)

    assert sections().in_detail()[0].blocks[0].rows[0][4].value == says


def test_an_empty_calendar_says_nothing(lead):
    assert (sections().coming(), sections().in_detail()) == ([], [])

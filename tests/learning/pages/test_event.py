"""The page of an event, and the pages that plan and change it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.enums import Attendance, EvaluationReply, EventKind, EventState, InvitationReply
from learning.models import EvaluationCount, Invitation, LearningEvent
from learning.services.attendance import record_attendance
from learning.services.events import plan_event
from learning.services.inviting import invite
from observations.services.planning import plan_observations
from tests.learning.conftest import invitation_of
from tests.people import add_person
from tests.reading import text_of

POSTED = {"kind": EventKind.TRAINING, "name": "Direct work", "first_day": "2023-09-12"}


def url(event, page="") -> str:
    return f"/learning/{event.number}/{page}"


def test_an_event_is_planned_in_one_form(head_of_service):
    given = POSTED | {
        "organiser": head_of_service.person.pk,
        "starts_at": "9:30am",
        "ends_at": "14:00",
        "facilitators": "Ruth Ashworth, Meridian",
    }
    page = head_of_service.post("/learning/new/", given | {"questions": "It was good."}, follow=True)

    event = LearningEvent.objects.get()
    assert page.redirect_chain == [(url(event), 302)]
    assert event.days == "12 September 2023, 9:30am to 2pm"
    assert [str(each) for each in event.facilitators.all()] == ["Ruth Ashworth, Meridian"]
    assert [each.text for each in event.questions.all()] == ["It was good."]


def test_what_is_refused_stays_in_its_box(head_of_service):
    given = POSTED | {"organiser": head_of_service.person.pk, "name": "They moved to PR8 1AA.", "starts_at": "9am"}
    page = head_of_service.post("/learning/new/", given)

    assert page.context["form"]["name"].value() == "They moved to PR8 1AA."
    assert not LearningEvent.objects.exists()


@pytest.mark.parametrize("page", ["change/", "cancel/", "invite/", "attendance/"])
def test_a_colleague_reads_it_and_does_not_run_it(worker, director, training, page):
    for visitor in (worker, director):
        assert [visitor.get(url(training)).status_code, visitor.get(url(training, page)).status_code] == [200, 403]


@pytest.mark.parametrize("page", ["", "change/", "cancel/", "invite/", "attendance/"])
def test_the_board_gets_404(board_member, training, page):
    assert board_member.get(url(training, page)).status_code == 404


@pytest.mark.parametrize("page", ["held/", "not-held/", "reply/"])
def test_an_address_that_only_acts_is_not_read(head_of_service, training, page):
    assert head_of_service.get(url(training, page)).status_code == 405


def test_it_is_changed_held_and_cancelled(head_of_service, training):
    form = head_of_service.get(url(training, "change/")).context["form"]
    given = {name: form[name].value() for name in ("name", "place", "organiser", "facilitators", "version")}
    head_of_service.post(url(training, "change/"), given | {"first_day": "2023-08-02", "place": "Library"})
    training.refresh_from_db()
    assert (training.place, training.first_day, training.hours) == ("Library", datetime.date(2023, 8, 2), "")

    head_of_service.post(url(training, "cancel/"), {"reason": "The trainer is ill"})
    page = head_of_service.get(url(training))
    assert "The trainer is ill" in text_of(page)
    assert head_of_service.get(url(training, "change/")).status_code == 302


def test_held_and_not_held(head_of_service, training):
    states = []
    for page in ("held/", "not-held/"):
        head_of_service.post(url(training, page))
        training.refresh_from_db()
        states.append(training.state)

    assert states == [EventState.HELD, EventState.PLANNED]


def test_an_invited_person_replies_from_its_page(worker, training, invited):
    assert "I can come" in text_of(worker.get(url(training)))
    worker.post(url(training, "reply/"), {"comes": "yes"})
    assert invitation_of(training, worker).reply == InvitationReply.COMES
    worker.post(url(training, "reply/"), {"cannot": "yes"})
    assert invitation_of(training, worker).reply == InvitationReply.CANNOT


def test_nobody_replies_for_others(lead, training, invited):
    assert lead.post(url(training, "reply/"), {"comes": "yes"}).status_code == 404


def test_who_is_invited_is_read_by_name_by_its_organiser_alone(head_of_service, director, worker, training, invited):
    assert [row[0] for row in head_of_service.get(url(training)).context["invited"].rows] == ["Tara Quinn", "Will Okafor"]
    for visitor in (director, worker):
        page = visitor.get(url(training))
        assert page.context["invited"] is None
        assert "2: 0 come, 0 cannot, 2 without a reply" in text_of(page)
        assert "Tara Quinn" not in text_of(page)


def counted(event, *counts) -> None:
    question = event.questions.first()
    for reply, count in zip(EvaluationReply, counts, strict=True):
        EvaluationCount.objects.create(question=question, reply=reply, count=count)


@pytest.mark.parametrize(
    ("counts", "organiser", "others"),
    [((4, 0, 0), None, None), ((5, 0, 0), (5, 0, 0), (5, 0, 0)), ((9, 2, 0), (9, 2, 0), None), ((9, 5, 0), (9, 5, 0), (9, 5, 0))],
)
def test_answers_are_shown_from_five_and_none_of_few_to_others(head_of_service, worker, training, counts, organiser, others):
    counted(training, *counts)
    LearningEvent.objects.update(state=EventState.HELD)
    shown = [visitor.get(url(training)).context["evaluation"].rows[0][1:4] for visitor in (head_of_service, worker)]

    assert shown == [list(each) if each else ["not shown"] * 3 for each in (organiser, others)]


def test_people_and_teams_are_invited(head_of_service, training, elm_team, worker):
    head_of_service.post(url(training, "invite/"), {"teams": [elm_team.pk]})

    assert set(Invitation.objects.values_list("person__name", flat=True)) == {"Tara Quinn", "Will Okafor"}


def test_it_asks_as_often_for_twenty_people_as_for_two(head_of_service, training, invited):
    pages = [url(training), url(training, "attendance/")]

    def asked() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                head_of_service.get(page)
            found.append(len(queries))
        return found

    before = asked()
    invite(actor=head_of_service.person, event=training, people=[add_person(f"Guest{n} Person") for n in range(18)])
    assert asked() == before


def test_attendance_is_one_press_a_person(head_of_service, training, invited, worker):
    press = url(training, f"attendance/{invitation_of(training, worker).pk}/")
    page = head_of_service.post(press, {"came": "yes"})
    assert page.url == f"{url(training, 'attendance/')}#person-{invitation_of(training, worker).pk}"
    assert "1 of 2 came; of 1 it is not recorded yet." in text_of(head_of_service.get(url(training, "attendance/")))
    recorded = []
    for button in ("absent", "unknown"):
        head_of_service.post(press, {button: "yes"})
        recorded.append(invitation_of(training, worker).attendance)
    assert recorded == [Attendance.ABSENT, Attendance.UNKNOWN]


def test_somebody_who_was_not_invited_is_added(head_of_service, training, worker):
    head_of_service.post(url(training, "attendance/"), {"person": worker.person.pk})

    assert invitation_of(training, worker).came


def test_nobody_else_records_who_came(director, worker, training, invited):
    """Whose invitation it is does not matter: an invited person sees theirs, and is refused; others see none."""
    own = invitation_of(training, worker)
    assert [visitor.post(url(training, f"attendance/{own.pk}/"), {"came": "yes"}).status_code for visitor in (worker, director)] == [
        403,
        404,
    ]
    assert not invitation_of(training, worker).came


def test_an_invitation_by_mistake_is_withdrawn(head_of_service, training, invited, worker):
    head_of_service.post(url(training, f"attendance/{invitation_of(training, worker).pk}/withdraw/"))

    assert not Invitation.objects.filter(person=worker.person).exists()


def test_who_came_says_once_what_they_thought(head_of_service, training, invited, worker):
    page = url(training, "evaluate/")
    assert worker.get(page).status_code == 302
    record_attendance(actor=head_of_service.person, invitation=invitation_of(training, worker), attendance=Attendance.CAME)
    given = {f"question_{each.pk}": "agree" for each in training.questions.all()}
    assert worker.post(page, {}).status_code == 200
    worker.post(page, given)
    worker.post(page, given)

    assert list(EvaluationCount.objects.values_list("reply", "count")) == [("agree", 1)] * 3
    assert head_of_service.get(page).status_code == 404


def test_a_practice_week_shows_the_rounds_of_observations_in_its_days(lead, worker):
    days = {"first_day": datetime.date(2023, 10, 2), "last_day": datetime.date(2023, 10, 5)}
    week = plan_event(actor=lead.person, kind=EventKind.PRACTICE_WEEK, name="Practice week", **days)
    plan_observations(actor=lead.person, title="Visits of the week", expected=6, **days)
    plan_observations(
        actor=lead.person, title="Before it", expected=6, first_day=datetime.date(2023, 9, 1), last_day=datetime.date(2023, 10, 1)
    )

    assert [[row[0].value, *row[1:]] for row in lead.get(url(week)).context["rounds"].rows] == [["Visits of the week", 6, 0]]
    assert worker.get(url(week)).context["rounds"].rows == []

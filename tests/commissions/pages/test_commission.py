"""The list of commissioned work, and the pages of one."""

import pytest

from commissions.enums import CommissionState
from commissions.models import Commission
from commissions.services import note_told
from tests.commissions.conftest import ANSWER, QUESTION
from tests.reading import text_of

POSTED = {"question": QUESTION, "asked_by": "board", "asked_on": "2023-06-29", "due": "2023-09-07"}
PAGES = ["", "change/", "answer/", "withdraw/", "links/"]


def url(commission, page="") -> str:
    return f"/commissions/{commission.number}/{page}"


def test_the_lead_adds_a_question_in_one_form(lead, head_of_service):
    given = POSTED | {"from_first": "2023-04", "from_last": "2023-05", "lead": head_of_service.person.pk}
    page = lead.post("/commissions/add/", given, follow=True)

    added = Commission.objects.get()
    assert page.redirect_chain == [(url(added), 302)]
    assert (added.lead, added.came_from) == (head_of_service.person, "April and May 2023")
    assert "/reports/2023-04-to-2023-05/" in text_of(page)


def test_the_chair_adds_one_without_naming_who_leads_it(chair):
    assert "lead" not in chair.get("/commissions/add/").context["form"].fields

    chair.post("/commissions/add/", POSTED)

    assert Commission.objects.get().added_by == chair.person


@pytest.mark.parametrize("who", ["other_member", "director", "auditor"])
def test_nobody_else_adds_one(request, who):
    assert request.getfixturevalue(who).get("/commissions/add/").status_code == 403


def test_the_person_who_leads_it_begins_and_answers(head_of_service, asked):
    head_of_service.post(url(asked, "start/"))
    head_of_service.post(url(asked, "answer/"), {"answer": ANSWER})

    asked.refresh_from_db()
    assert asked.state == CommissionState.ANSWERED
    assert "Five could have been closed at contact." in text_of(head_of_service.get(url(asked)))


def test_a_refused_answer_stays_in_its_box(head_of_service, under_way):
    page = head_of_service.post(url(under_way, "answer/"), {"answer": "They moved to PR8 1AA."})

    assert page.context["form"]["answer"].value() == "They moved to PR8 1AA."
    assert "Take it out" in text_of(page)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(lead, head_of_service, under_way):
    version = lead.get(url(under_way, "change/")).context["form"]["version"].value()
    head_of_service.post(url(under_way, "change/"), {"scope": "Of June too", "due": "2023-09-07"})

    page = lead.post(url(under_way, "change/"), {"scope": "Of July", "due": "2023-09-07", "version": version})

    under_way.refresh_from_db()
    assert under_way.scope == "Of June too"
    assert "while you had this page open" in text_of(page)


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_colleague_who_may_read_it_may_not_write(service_manager, asked, page):
    assert service_manager.get(url(asked)).status_code == 200
    assert service_manager.get(url(asked, page)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_an_outsider_gets_404(outsider, asked, page):
    assert outsider.get(url(asked, page)).status_code == 404


def test_a_board_member_gets_404_before_it_is_released(board_member, lead, asked):
    Commission.objects.update(released_on=None)
    assert board_member.get(url(asked)).status_code == 404

    lead.post(url(asked, "release/"))

    assert QUESTION in text_of(board_member.get(url(asked)))


def test_the_second_answer_does_nothing_once_a_report_has_given_it(lead, answered):
    note_told(actor=lead.person, commissions=[answered.pk], first=answered.from_first, last=answered.from_last)

    page = lead.post(url(answered, "answer/"), {"answer": "Another."}, follow=True)

    answered.refresh_from_db()
    assert answered.answer == ANSWER
    assert "a report has given it to the Board. Nothing was changed." in text_of(page)


def test_actions_are_linked_by_their_numbers(lead, asked):
    from actions.services import raise_action

    action = raise_action(actor=lead.person, owner=lead.person, what="Decide at day ten", why="It came of it.")
    wrong = lead.post(url(asked, "links/"), {"numbers": f"{action.number}, 999"})
    assert "There is no action 999 that you can see." in text_of(wrong)

    lead.post(url(asked, "links/"), {"numbers": f"#{action.number}"})

    assert "Decide at day ten" in text_of(lead.get(url(asked)))


@pytest.mark.parametrize(
    ("query", "shown"), [("", 1), ("?stage=open", 0), ("?stage=untold", 1), ("?stage=overdue", 0), ("?state=asked", 0)]
)
def test_the_list_is_narrowed(lead, answered, query, shown):
    assert text_of(lead.get(f"/commissions/{query}")).count(QUESTION) == shown


def test_the_list_is_taken_as_a_file(board_member, answered):
    lines = board_member.get("/commissions/?export=csv").content.decode("utf-8-sig").splitlines()

    assert lines[0].startswith("Number,Question,Asked by")
    assert lines[1].startswith(f"{answered.number},{QUESTION},Improvement Board,Improvement Board,2023-06-29,April and May 2023")


def test_the_list_asks_the_same_of_the_database_however_long_it_is(lead, asked, django_assert_max_num_queries):
    first = Commission.objects.get()
    with django_assert_max_num_queries(40) as few:
        lead.get("/commissions/")
    for _ in range(3):
        first.pk = None
        first.save(force_insert=True)
    with django_assert_max_num_queries(len(few.captured_queries)):
        lead.get("/commissions/")


def test_the_lead_says_who_chairs_the_board(lead, board_member, director):
    lead.post("/commissions/chair/", {"person": board_member.person.pk})

    assert board_member.get("/commissions/add/").status_code == 200
    assert director.get("/commissions/chair/").status_code == 403

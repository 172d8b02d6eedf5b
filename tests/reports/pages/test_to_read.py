"""A Board member’s My work says which report they have not opened, until they have."""

import datetime

import pytest

from desk.queries.news import still_open_to
from foundation.council.clock import frozen_clock, today
from foundation.notices.models import Notice, Preference
from reports.pages.work import work_for

BEFORE, AFTER = datetime.date(2023, 9, 1), datetime.date(2023, 9, 8)
WORDS = "Read the report on June and July 2023"


def to_read(visitor, on: datetime.date = BEFORE) -> list[tuple[str, datetime.date | None]]:
    return [(item.what, item.due) for item in work_for(visitor.person, on) if item.what.startswith("Read")]


def test_an_approved_report_waits_to_be_read_by_the_day_of_the_meeting(board_member, approved_report):
    assert to_read(board_member) == [(WORDS, approved_report.meeting_date)]
    with frozen_clock(BEFORE):
        page = board_member.get("/").text
    assert (WORDS in page, "You have nothing to do" in page, "You have 1 task" in page) == (True, False, True)


def test_after_the_meeting_it_is_not_late(board_member, approved_report):
    assert to_read(board_member, AFTER) == [(WORDS, None)]


@pytest.mark.parametrize("way", ["", "download/html/", "download/docx/"])
def test_whoever_has_opened_it_or_taken_it_as_a_file_is_not_asked_again(board_member, approved_report, way):
    assert board_member.get(f"{approved_report.get_absolute_url()}{way}").status_code == 200

    assert to_read(board_member) == []


def test_the_board_is_told_once_that_a_report_is_approved(board_member, approved_report):
    told = Notice.objects.filter(person=board_member.person)

    assert [(notice.subject, notice.path) for notice in told] == [
        ("The report on June and July 2023 can be read", approved_report.get_absolute_url())
    ]
    assert still_open_to(board_member.person, told) == list(told)


def test_the_board_is_asked_nothing_that_is_not_hers(board_member, approved_report):
    work, mail = board_member.get("/").text, board_member.get("/my-mail/").text

    assert [each for each in ("Dates away", "away", "Declare", "audit or moderate", "Overdue") if each in work] == []
    assert [each for each in ("Overdue", "verify", "Comments you are asked for", "returned") if each in mail] == []
    assert board_member.get("/my-interests/").status_code == 403


def test_a_choice_of_mail_leaves_what_is_not_offered_alone(board_member):
    board_member.post("/my-mail/", {"wants_digest": "yes", "topics": ["news"]})

    assert Preference.of(board_member.person).left_out == ["due_soon"]


def test_a_draft_waits_for_nobody_on_the_board(board_member, written_report):
    assert to_read(board_member) == []


def test_the_staff_are_not_asked_to_read_it(lead, director, approved_report):
    assert to_read(lead) == to_read(director) == []


def test_another_s_reading_is_not_one_s_own(board_member, director, approved_report):
    director.get(approved_report.get_absolute_url())

    assert to_read(board_member, today()) == [(WORDS, None)]


def test_declaring_interests_is_offered_to_those_who_may_be_given_a_record(
    board_member, analyst, auditor, moderator, lead, approved_report
):
    offered = {
        visitor: "Declare what I should not audit" in visitor.get("/").text for visitor in (board_member, analyst, auditor, moderator, lead)
    }

    assert [offered[each] for each in (board_member, analyst, auditor, moderator, lead)] == [False, False, True, True, True]

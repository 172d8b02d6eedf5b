"""What waits, in groups."""

import datetime

from desk.pages.my_work import grouped, summary
from foundation.council.work import WorkItem

THURSDAY = datetime.date(2023, 8, 31)


def item(what: str, due: datetime.date | None = None, waiting: bool = False) -> WorkItem:
    return WorkItem(what, "Because", "/", due, waiting)


def august(day: int) -> datetime.date:
    return datetime.date(2023, 8, day)


def names(groups) -> dict[str, list[str]]:
    return {group.name: [row.what for row in group.rows] for group in groups}


def test_the_week_ends_on_sunday_and_yesterday_is_overdue():
    september = datetime.date(2023, 9, 3)
    items = [
        item("Monday", september + datetime.timedelta(days=1)),
        item("Sunday", september),
        item("today", THURSDAY),
        item("yesterday", august(30)),
    ]

    assert names(grouped(items, THURSDAY)) == {"Overdue": ["yesterday"], "This week": ["today", "Sunday"], "Later": ["Monday"]}


def test_what_has_no_date_comes_last_and_what_others_must_do_stands_apart():
    items = [item("undated"), item("theirs", august(1), waiting=True), item("October", datetime.date(2023, 10, 2))]

    groups = grouped(items, THURSDAY)
    assert names(groups) == {"Later": ["October", "undated"], "Waiting for others": ["theirs"]}
    assert not groups[-1].rows[0].is_late


def test_lateness_is_in_working_days():
    # Monday 28 August 2023 was a bank holiday: Tuesday, Wednesday and Thursday remain.
    (overdue,) = grouped([item("late", august(25))], THURSDAY)

    assert overdue.rows[0].due_words == "3 working days late"


def test_the_summary_counts_what_is_mine():
    items = [item("a", august(30)), item("b", THURSDAY), item("c", august(1), waiting=True)]

    assert summary(grouped(items, THURSDAY), THURSDAY) == "You have 2 tasks, 1 of them overdue."
    assert summary(grouped(items[2:], THURSDAY), THURSDAY) == "You have nothing to do."
    assert summary(grouped(items[:1], THURSDAY), THURSDAY) == "You have 1 task. It is overdue."

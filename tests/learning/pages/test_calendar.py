"""The calendar, the list of events, and the feed that other calendars read."""

import datetime

import pytest
from dateutil import tz
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from foundation.council.clock import frozen_clock
from learning.enums import EventKind
from learning.services.events import cancel_event, plan_event
from tests.learning.conftest import THE_DAY
from tests.reading import text_of

URL = "/learning/"
PAGES = [URL, "/learning/list/"]


def week(actor, first=datetime.date(2023, 10, 23), days=5, **about):
    last = first + datetime.timedelta(days=days - 1)
    return plan_event(actor=actor, kind=EventKind.PRACTICE_WEEK, name="Practice week", first_day=first, last_day=last, **about)


def test_half_a_year_month_by_month(lead, training):
    week(lead.person, datetime.date(2023, 10, 30))
    months = {each["month"]: [row[0].value for row in each["table"].rows] for each in lead.get(URL).context["months"]}

    assert months == {
        "August 2023": ["Analysis in assessments"],
        "September 2023": [],
        "October 2023": ["Practice week"],
        "November 2023": ["Practice week"],
        "December 2023": [],
        "January 2024": [],
    }


def test_another_half_year_is_turned_to(lead, training):
    page = lead.get(URL, {"from": "2023-02"})

    assert [each["month"] for each in page.context["months"]][::5] == ["February 2023", "July 2023"]
    assert "From this month" in text_of(page)
    assert lead.get(URL, {"from": "soon"}).context["months"][0]["month"] == "August 2023"


@pytest.mark.parametrize("url", PAGES)
def test_all_staff_read_it_and_the_board_does_not(worker, auditor, board_member, training, url):
    assert [visitor.get(url).status_code for visitor in (worker, auditor, board_member)] == [200, 200, 403]
    assert ("Plan an event" in text_of(worker.get(url)), "Analysis in assessments" in text_of(worker.get(url))) == (False, True)


@pytest.mark.parametrize("url", PAGES)
def test_it_asks_as_often_for_three_events_as_for_one(lead, training, url):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            lead.get(url)
        counts.append(len(asked))
        week(lead.person)
        week(lead.person, datetime.date(2023, 9, 4))

    assert counts[0] == counts[1]


def test_the_list_is_narrowed_and_taken_as_a_file(lead, training):
    week(lead.person)

    assert [each.name for each in lead.get("/learning/list/", {"kind": "week"}).context["table"].data] == ["Practice week"]
    rows = lead.get("/learning/list/", {"export": "csv", "kind": "training"}).content.decode("utf-8-sig").splitlines()
    assert rows[1].split(",")[1:6] == ["Training", "Analysis in assessments", "2023-08-01", "2023-08-01", "9:30am to midday"]


def feed_for(visitor, anonymous) -> bytes:
    address = visitor.post("/actions/calendar/").context["learning_address"]
    answer = anonymous.get(address.removeprefix("http://testserver"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return answer.content


def lines_of(feed: bytes) -> list[str]:
    """The file read by hand: lines that go on are put together again."""
    return feed.decode().replace("\r\n ", "").split("\r\n")


def test_days_are_dates_and_end_the_day_after(lead, worker, anonymous):
    """Over the change of clocks of 29 October 2023 and that of 31 March 2024."""
    for first in (datetime.date(2023, 10, 27), datetime.date(2024, 3, 29)):
        week(lead.person, first, days=4)
    lines = lines_of(feed_for(worker, anonymous))

    assert [line for line in lines if line.startswith(("DTSTART", "DTEND")) and "VALUE=DATE" in line] == [
        "DTSTART;VALUE=DATE:20231027",
        "DTEND;VALUE=DATE:20231031",
        "DTSTART;VALUE=DATE:20240329",
        "DTEND;VALUE=DATE:20240402",
    ]
    days = [(each["DTSTART"].dt, each["DTEND"].dt) for each in Calendar.from_ical("\r\n".join(lines)).walk("VEVENT")]
    assert [(end - start).days for start, end in days] == [4, 4]


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (datetime.date(2023, 10, 28), datetime.time(8, 30)),
        (datetime.date(2023, 10, 30), datetime.time(9, 30)),
        (datetime.date(2024, 3, 30), datetime.time(9, 30)),
        (datetime.date(2024, 4, 1), datetime.time(8, 30)),
    ],
)
def test_half_past_nine_is_that_in_london_on_either_side_of_a_change_of_clocks(lead, worker, anonymous, tmp_path, day, utc):
    """The file's own time zone, read by another library, says which moment that is."""
    plan_event(
        actor=lead.person, kind=EventKind.MEETING, name="Meeting", first_day=day, starts_at=datetime.time(9, 30), ends_at=datetime.time(10)
    )
    feed = feed_for(worker, anonymous)
    (tmp_path / "feed.ics").write_bytes(feed)
    [start] = [line for line in lines_of(feed) if line.startswith("DTSTART;TZID=Europe/London:")]

    london = tz.tzical(str(tmp_path / "feed.ics")).get("Europe/London")
    at = datetime.datetime.strptime(start.rpartition(":")[2], "%Y%m%dT%H%M%S").replace(tzinfo=london)
    assert at.astimezone(datetime.UTC) == datetime.datetime.combine(day, utc, tzinfo=datetime.UTC)


def test_the_feed_has_names_and_places_and_nothing_else(lead, head_of_service, worker, anonymous, training):
    cancel_event(actor=lead.person, event=week(lead.person), reason="The hall is closed")
    with frozen_clock(THE_DAY - datetime.timedelta(days=500)):
        week(lead.person, THE_DAY - datetime.timedelta(days=500))
    events = list(Calendar.from_ical(feed_for(worker, anonymous)).walk("VEVENT"))

    assert [(str(each["SUMMARY"]), str(each["LOCATION"]), each["URL"].rpartition("/learning/")[2]) for each in events] == [
        ("Training: Analysis in assessments", "Town Hall", f"{training.number}/")
    ]
    assert sorted(events[0]) == ["DTEND", "DTSTAMP", "DTSTART", "LOCATION", "SUMMARY", "UID", "URL"]


def test_a_wrong_or_revoked_address_answers_nobody(worker, anonymous, training):
    address = worker.post("/actions/calendar/").context["learning_address"].removeprefix("http://testserver")
    worker.post("/actions/calendar/", {"revoke": "yes"})

    assert [anonymous.get(each).status_code for each in (address, "/learning/calendar/x.ics")] == [404, 404]

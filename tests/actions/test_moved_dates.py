"""Moving due dates or withdrawing actions does no work: wherever overdue ones are counted, the page says so."""

import csv
import datetime
import io

import pytest

from actions.pages.moved import moved_sentence
from actions.queries.moved import Moved
from actions.services import agree_withdrawal, ask_withdrawal, extend_action
from foundation.council.clock import frozen_clock, today
from foundation.council.working_days import add_working_days
from foundation.documents import cells_of
from reports.composing import Draft, compose
from tests.reading import text_of
from tests.replay import replayed
from tests.tables import table_on

from .stages import in_days, raised

JULY = datetime.date(2023, 7, 1)
SAID = "4 by their first dates; 3 dates moved"


@pytest.fixture
@replayed
def four_late(lead, worker) -> list:
    with frozen_clock(datetime.date(2023, 7, 3)):
        return [raised(lead, worker, what=f"Thing {number}") for number in range(4)]


@pytest.fixture
@replayed
def three_moved(lead, four_late) -> list:
    """Of four late actions three are extended, so that one is late."""
    for action in four_late[:3]:
        extend_action(actor=lead.person, action=action, due=in_days(10), reason="The school is closed.")
    return four_late


def rows_of_csv(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_tracker_says_how_many_were_late_by_their_first_dates(lead, director, team_manager, three_moved):
    for visitor in (lead, director, team_manager):
        strip = {each["text"]: each for each in visitor.get("/actions/?view=all").context["figures"]}

        assert (strip["Overdue"]["number"], strip["Overdue"]["note"]) == (1, SAID)


def test_those_late_by_the_first_date_alone_can_be_opened(lead, three_moved):
    page = lead.get("/actions/?view=all&timing=first")

    assert len(page.context["table"].rows) == 3
    assert page.context["lateness"][-1] == {"text": "Late by the first date alone", "number": 3, "href": "?view=all&timing=first"}
    assert "by its first date" in text_of(page)


def test_the_groups_say_it_too(lead, three_moved):
    (group,) = table_on(lead.get("/actions/?view=all&group=service"), "By ")

    assert (group["Overdue"], group["Overdue by the first date"]) == ("1", "4")


def test_the_pulse_says_it(lead, cycle, three_moved):
    (figure,) = [each for each in lead.get("/").context["pulse"] if each["text"] == "actions overdue"]

    assert (figure["number"], figure["note"].split("; escalated")[0]) == (1, SAID)


def test_the_boards_report_says_it_in_words_and_in_the_table(three_moved):
    document = compose(Draft(JULY, JULY))
    (section,) = [each for each in document.sections if each.key == "actions"]
    (table,) = [block for block in section.blocks if hasattr(block, "rows")]
    total = dict(zip(table.header, [cell.shown for cell in cells_of(table.rows[-1])], strict=True))
    text = " ".join(document.words())

    assert (total["Overdue now"], total["Overdue by first date"]) == ("1", "4")
    assert "1 of 4 open on 7 August 2023 are overdue, 4 by their first due dates;" in text
    assert "3 due dates were moved from 1 July 2023 to 7 August 2023, by 23 working days, of 3 actions." in text


def test_the_files_have_the_first_date_and_the_moves(lead, three_moved):
    rows = rows_of_csv(lead.get("/actions/?view=all&state=every&export=csv"))
    moved = [row for row in rows if row["Times the date was moved"] == "1"]

    assert len(moved) == 3
    assert {(row["Due"], row["First due"]) for row in moved} == {("2023-08-17", "2023-07-17")}
    assert {(row["Working days late"], row["Working days late by the first date"]) for row in moved} == {("", "15")}
    assert {row["Moved by (working days)"] for row in moved} == {"23"}


def test_its_own_page_says_the_first_date_and_how_late_it_is_by_it(lead, three_moved):
    text = text_of(lead.get(three_moved[0].get_absolute_url()))

    assert "17 July 2023, extended once by 23 working days; by this date 15 working days late" in text


def test_leaders_see_moves_and_withdrawals_by_service(head_of_service, lead, director, three_moved):
    action = ask_withdrawal(actor=lead.person, action=three_moved[3], reason="Raised twice.")
    agree_withdrawal(actor=director.person, action=action)
    text = text_of(head_of_service.get("/actions/figures/"))
    rows = rows_of_csv(head_of_service.get("/actions/figures/?export=moved"))

    assert "by 23 working days" in text
    assert [(row["Service"], row["Due dates moved"], row["Withdrawn"], row["Overdue now"]) for row in rows] == [
        ("Rowan Service", "3", "1", "0"),
        ("All", "3", "1", "0"),
    ]
    assert "1 action was withdrawn" in " ".join(compose(Draft(JULY, JULY)).words())


def test_without_a_move_nothing_is_noted(lead, four_late):
    strip = {each["text"]: each for each in lead.get("/actions/?view=all").context["figures"]}

    assert (strip["Overdue"]["number"], strip["Overdue"]["note"]) == (4, "")
    assert moved_sentence(Moved(JULY, today())) == "No due dates were moved from 1 July 2023 to 7 August 2023."


def test_a_date_moved_in_two_steps_counts_twice(lead, four_late):
    for days in (5, 10):
        extend_action(actor=lead.person, action=four_late[0], due=add_working_days(today(), days), reason="Ill.")

    assert "2 due dates were moved" in " ".join(compose(Draft(JULY, JULY)).words())

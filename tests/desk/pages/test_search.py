"""`/search/`: among what the person may see. What is typed is posted, so that no case ID stands in an address."""

import datetime

import pytest

from actions.services import raise_action

pytestmark = pytest.mark.both  # what is found, and in which order, is the database's own


def found(visitor, text: str) -> list[str]:
    sections = visitor.post("/search/", {"q": text}).context["sections"]
    return [row.text for section in sections for row in section.rows]


@pytest.fixture
def action(lead, worker):
    due = datetime.date(2040, 8, 1)
    return raise_action(actor=lead.person, what="Update the chronology", why="It stops in March.", owner=worker.person, due=due)


def test_an_audit_is_found_by_its_number_and_by_the_case_id(lead, allocated_audit):
    assert found(lead, str(allocated_audit.number)) == [str(allocated_audit)]
    assert found(lead, "c-204") == [str(allocated_audit)]


def test_an_action_is_found_by_a_word_and_leads_to_its_page(worker, action):
    page = worker.post("/search/", {"q": "CHRONOLOGY"}).content.decode()

    assert f'<a class="govuk-link" href="{action.get_absolute_url()}">' in page


def test_nobody_finds_what_they_may_not_open(outsider, allocated_audit, action):
    assert found(outsider, "C-20417") == found(outsider, "chronology") == []


@pytest.mark.parametrize("text", ["", "   ", "'; --", "9" * 40, "٣", "%"])
def test_odd_words_find_nothing_and_break_nothing(lead, allocated_audit, text):
    assert found(lead, text) == []


def test_the_page_says_that_nothing_matches(lead):
    assert "Nothing that you can open matches “zebra”" in lead.post("/search/", {"q": "zebra"}).content.decode()


def test_an_indicator_is_found_by_everyone(board_member, allocated_audit):
    assert "Cared for children currently open (Number)" in found(board_member, "cared for children")
    assert found(board_member, "C-20417") == []


def test_words_in_the_address_are_not_searched_for(lead, allocated_audit):
    assert lead.get("/search/", {"q": "C-20417"}).context["sections"] == []

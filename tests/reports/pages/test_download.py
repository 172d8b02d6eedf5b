"""Downloading a report."""

import pytest

from tests.reports import word

URL = "/reports/2023-06-to-2023-07/download/"


def test_word_holds_the_figures_and_the_text(lead, written_report):
    response = lead.get(f"{URL}docx/")
    document = word.opened(response.content)

    assert response["Content-Disposition"] == 'attachment; filename="board-report-2023-06-to-2023-07.docx"'
    assert word.table(document, "Overall judgement, June 2023, after moderation")[2][1] == "2"
    assert "Demand fell again." in word.says(document)


def test_web_page_downloads(lead, report):
    assert lead.get(f"{URL}html/").content.startswith(b"<!DOCTYPE html>")


def test_board_member_downloads_what_was_approved(board_member, approved_report):
    assert board_member.get(f"{URL}docx/").status_code == 200


@pytest.mark.parametrize("form", ["odt", "exe"])
def test_a_form_that_there_is_not_is_not_found(lead, report, form):
    assert lead.get(f"{URL}{form}/").status_code == 404


def test_a_draft_is_not_there_for_the_board(board_member, report):
    assert board_member.get(f"{URL}docx/").status_code == 404


def test_posting_is_refused(lead, report):
    assert lead.post(f"{URL}docx/").status_code == 405


def test_from_the_last_moderation_to_word_takes_at_most_six_page_loads(lead, report):
    """List, report, section, saved report, Word: five, after the page that finishing moderation leads to."""
    lead.get("/reports/")
    lead.get("/reports/2023-06-to-2023-07/")
    lead.get("/reports/2023-06-to-2023-07/sections/summary/")
    lead.post("/reports/2023-06-to-2023-07/sections/summary/", {"text": "Demand fell.", "seen": ""}, follow=True)
    document = word.opened(lead.get(f"{URL}docx/").content)

    assert "Demand fell." in word.says(document)

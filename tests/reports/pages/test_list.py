"""The list of reports."""

from tests.reports.pages.reading import words

URL = "/reports/"


def test_lead_sees_drafts_and_starts_a_report(lead, report):
    text = words(lead.get(URL))

    assert "June and July 2023" in text
    assert "Start a report" in text


def test_board_member_sees_only_what_was_approved(board_member, report):
    assert "There is no report that you can read yet" in words(board_member.get(URL))


def test_board_member_sees_an_approved_report(board_member, approved_report):
    text = words(board_member.get(URL))

    assert "June and July 2023" in text
    assert "Start a report" not in text


def test_without_a_report_the_lead_is_told_what_to_do(lead):
    assert "There is no report yet. Start one" in words(lead.get(URL))


def test_practitioner_may_not(outsider, approved_report):
    assert outsider.get(URL).status_code == 403


def test_posting_is_refused(lead):
    assert lead.post(URL).status_code == 405

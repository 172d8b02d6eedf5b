"""/audits/1/form/…: saved while it is written, and two windows on one section."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.models import Audit
from foundation.activity.models import Entry
from tests.audits.auditing.pages.test_form import rows, section_url

GOOD = {"grade": "G", "reason": "Seen alone every week."}


def seen_at(visitor, address: str) -> str:
    """The hidden mark that the page carries."""
    page = visitor.get(address)
    return page.context["form"]["seen"].value()


def save_as_you_go(visitor, address: str, **given):
    return visitor.post(address, given, headers={"Accept": "application/json"})


@pytest.fixture
def address(begun_audit) -> str:
    return section_url(begun_audit, 1)


def reason_of(audit: Audit) -> str:
    return audit.judgements.get().reason


def test_a_pause_in_writing_saves(auditor, begun_audit, address):
    answer = save_as_you_go(auditor, address, reason="Seen al", seen=seen_at(auditor, address)).json()

    assert (answer["state"], reason_of(begun_audit)) == ("saved", "Seen al")
    assert answer["seen"] == seen_at(auditor, address)
    assert answer["says"].startswith("Saved ")
    assert Entry.objects.of(begun_audit).last().sentence == "graded"


def test_saving_goes_on_from_what_was_saved(auditor, begun_audit, address):
    first = save_as_you_go(auditor, address, reason="Seen al", seen=seen_at(auditor, address)).json()
    save_as_you_go(auditor, address, **GOOD, seen=first["seen"])

    assert reason_of(begun_audit) == "Seen alone every week."


def test_the_second_window_is_shown_both_versions(auditor, begun_audit, address):
    seen = seen_at(auditor, address)
    auditor.post(address, GOOD | {"seen": seen})

    answer = save_as_you_go(auditor, address, grade="RI", reason="Seldom seen alone.", seen=seen)

    assert (answer.status_code, answer.json()["state"]) == (HTTPStatus.CONFLICT, "changed")
    assert "Seen alone every week." in answer.json()["html"]
    assert "Seldom seen alone." in answer.json()["html"]
    assert reason_of(begun_audit) == "Seen alone every week."


def test_without_a_script_the_page_shows_both_and_the_next_save_stands(auditor, begun_audit, address):
    seen = seen_at(auditor, address)
    auditor.post(address, GOOD | {"seen": seen})
    mine = {"grade": "RI", "reason": "Seldom seen alone."}

    page = auditor.post(address, mine | {"seen": seen})

    assert page.context["form"].conflict.theirs == (("Grade", "Good"), ("Evidence and reason", "Seen alone every week."))
    assert page.context["form"]["reason"].value() == "Seldom seen alone."
    auditor.post(address, mine | {"seen": page.context["form"]["seen"].value()})
    assert reason_of(begun_audit) == "Seldom seen alone."


def test_the_hundredth_save_asks_as_few_questions_as_the_second(auditor, address):
    """A morning's writing is a hundred saves: none reads what the trail says of those before."""
    seen = seen_at(auditor, address)
    for count in range(5):
        with CaptureQueriesContext(connection) as asked:
            seen = save_as_you_go(auditor, address, reason=f"Seen alone {count} times.", seen=seen, writing="w").json()["seen"]

    statements = [query["sql"] for query in asked.captured_queries]
    assert [sql for sql in statements if 'FROM "activity_entry"' in sql] == []
    assert len(statements) <= 18


def test_saving_the_same_twice_is_no_clash(auditor, begun_audit, address):
    seen = seen_at(auditor, address)
    for _ in range(2):
        assert save_as_you_go(auditor, address, **GOOD, seen=seen).json()["state"] == "saved"

    assert [entry.sentence for entry in Entry.objects.of(begun_audit)].count("graded") == 1


def test_a_try_whose_answer_was_lost_is_no_other_version(auditor, begun_audit, address):
    seen = seen_at(auditor, address)
    save_as_you_go(auditor, address, reason="Seen", seen=seen)  # its answer never arrives

    answer = save_as_you_go(auditor, address, reason="Seen alone", seen=seen, tried=["reason=See", "reason=Seen"]).json()

    assert (answer["state"], reason_of(begun_audit)) == ("saved", "Seen alone")


def test_a_button_pressed_while_a_save_is_on_its_way_is_no_other_version(auditor, begun_audit, address):
    seen = seen_at(auditor, address)
    save_as_you_go(auditor, address, reason="Seen", seen=seen)  # its answer comes too late

    response = auditor.post(address, GOOD | {"seen": seen, "tried": "reason=Seen"})

    assert (response.status_code, reason_of(begun_audit)) == (HTTPStatus.FOUND, "Seen alone every week.")


def test_line_ends_of_different_browsers_are_no_other_version(auditor, address):
    first = save_as_you_go(auditor, address, reason="One\nTwo", seen=seen_at(auditor, address)).json()

    assert save_as_you_go(auditor, address, reason="One\r\nTwo", seen=first["seen"]).json()["seen"] == first["seen"]


def test_findings_are_saved_as_they_are_written_and_stay_when_saved_again(auditor, begun_audit):
    address = section_url(begun_audit, "findings")
    given = rows("strength", ("Seen alone", "child"), ("", "record")) | rows("area")
    for _ in range(2):
        assert save_as_you_go(auditor, address, **given, seen=seen_at(auditor, address)).json()["state"] == "saved"

    assert [finding.text for finding in begun_audit.findings.all()] == ["Seen alone"]


def test_findings_of_two_windows_are_both_shown(auditor, begun_audit):
    address = section_url(begun_audit, "findings")
    seen = seen_at(auditor, address)
    auditor.post(address, rows("strength", ("Seen alone", "child")) | rows("area") | {"seen": seen})

    page = auditor.post(address, rows("strength") | rows("area", ("No chronology", "record")) | {"seen": seen})

    assert page.context["form"].conflict.theirs == (("Strength, from: The child or young person", "Seen alone"),)
    assert page.context["form"].conflict.mine == (("Area for improvement, from: The child’s record", "No chronology"),)


def test_words_of_a_voice_are_kept_before_its_outcome(auditor, begun_audit):
    address = section_url(begun_audit, "voices")
    save_as_you_go(auditor, address, child_words="I like my worker.", seen=seen_at(auditor, address))

    assert auditor.get(address).context["form"]["child_words"].value() == "I like my worker."
    assert "Say whether the child or young person’s voice was obtained." in [
        each["text"] for each in auditor.get(f"/audits/{begun_audit.number}/check/").context["missing"]
    ]


def test_a_voice_that_is_blanked_again_is_gone(auditor, begun_audit):
    address = section_url(begun_audit, "voices")
    for words in ("I like", ""):
        save_as_you_go(auditor, address, child_words=words, seen=seen_at(auditor, address))

    assert not begun_audit.voices.exists()


def test_after_submission_it_says_that_nothing_is_saved(auditor, submitted_audit):
    answer = save_as_you_go(auditor, section_url(submitted_audit, 1), **GOOD)

    assert (answer.status_code, answer.json()["state"]) == (HTTPStatus.CONFLICT, "closed")


@pytest.mark.parametrize("visitor", ["lead", "moderator", "outsider"])
def test_nobody_else_saves(request, visitor, begun_audit, address):
    assert save_as_you_go(request.getfixturevalue(visitor), address, **GOOD).status_code == HTTPStatus.NOT_FOUND


def test_the_page_is_never_taken_from_a_browsers_store(auditor, address):
    assert "no-store" in auditor.get(address).headers["Cache-Control"]

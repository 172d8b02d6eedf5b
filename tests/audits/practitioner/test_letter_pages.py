"""/audits/<number>/feedback/: what was found, for the practitioner and their manager, and their acknowledgement."""

import datetime

from actions.services import raise_action
from audits.models import FeedbackLetter
from audits.practitioner.pages.letter import letters_sentence
from audits.practitioner.services.letter import acknowledge_letter
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access, Entry
from foundation.council.working_days import add_working_days
from foundation.notices.models import Notice
from tests.reading import text_at

from .conftest import AREA, SAID, STRENGTH, url

REPLY = {"reply": "I will bring the chronology up to date with my manager."}
DUE = datetime.date(2030, 1, 4)


def test_it_says_what_was_found_in_plain_order(finished, worker, team_manager):
    raise_action(
        actor=finished.moderator, audit=finished, what="Mend the chronology", why="It ends early.", owner=team_manager.person, due=DUE
    )
    page = text_at(worker, url(finished, "feedback/"))

    said = [STRENGTH, AREA, SAID, "Mend the chronology", "Tara Quinn", "4 January 2030", "The agreed grades", "Two visits are missing."]
    assert [page.find(words) for words in said] == sorted(page.find(words) for words in said)
    assert min(page.find(words) for words in said) > 0


def test_what_moderation_noted_of_the_audit_itself_stays_with_those_who_lead(finished, worker, team_manager):
    pages = [text_at(visitor, url(finished, page)) for visitor in (worker, team_manager) for page in ("feedback/", "feedback/letter/", "")]

    assert not any("The analysis of the audit is thin." in page for page in pages)


def test_the_practitioner_acknowledges_with_a_reply_that_stays(letter, finished, worker, team_manager, auditor):
    assert f"Read the feedback on audit {finished.number}" in text_at(worker, "/")
    worker.post(url(finished, "feedback/"), REPLY)

    assert all(REPLY["reply"] in text_at(visitor, url(finished, "feedback/")) for visitor in (team_manager, auditor, worker))
    assert f"Read the feedback on audit {finished.number}" not in text_at(worker, "/")
    worker.post(url(finished, "feedback/"), {"reply": "Something else."})
    assert FeedbackLetter.objects.get().reply == REPLY["reply"]


def test_it_leaves_a_trace_and_manager_and_auditor_are_told(letter, finished, worker, team_manager, auditor):
    acknowledge_letter(actor=worker.person, audit=finished, **REPLY)

    assert Entry.objects.of(finished).writes().last().sentence == "acknowledged the feedback"
    told = Notice.objects.filter(key=f"audit.acknowledged.{letter.pk}:{finished.number}").values_list("person", flat=True)
    assert set(told) == {team_manager.person.pk, auditor.person.pk}


def test_it_is_to_be_read_in_ten_working_days(letter, worker):
    assert letter.read_by == add_working_days(letter.sent_on, 10)
    assert "in 10 working days" in text_at(worker, "/")


def test_only_the_practitioner_acknowledges(letter, finished, team_manager, auditor, lead):
    assert {visitor.post(url(finished, "feedback/"), REPLY).status_code for visitor in (team_manager, auditor, lead)} == {403}
    assert FeedbackLetter.objects.get().acknowledged_on is None


def test_without_a_letter_there_is_nothing_to_acknowledge(finished, worker):
    assert "No letter has been sent" in text_of_post(worker, url(finished, "feedback/"))


def text_of_post(visitor, address: str) -> str:
    return " ".join(visitor.post(address, REPLY).content.decode().split())


def test_before_the_grades_are_agreed_nobody_finds_it(submitted_audit, worker, team_manager, auditor, moderator, lead):
    visitors = (worker, team_manager, auditor, moderator, lead)
    assert {visitor.get(url(submitted_audit, "feedback/")).status_code for visitor in visitors} == {404}


def test_an_outsider_does_not_find_it(letter, finished, outsider, board_member, administrator, analyst):
    pages = ("feedback/", "feedback/letter/", "feedback/letter/?format=pdf", "record-page/", "record-page/?format=docx")
    visitors = (outsider, board_member, administrator, analyst)
    assert {visitor.get(url(finished, page)).status_code for visitor in visitors for page in pages} == {404}


def test_reading_it_is_logged(finished, worker):
    worker.get(url(finished, "feedback/"))

    assert [(reading.actor, reading.act, reading.address) for reading in Access.objects.of(finished)] == [
        (worker.person, AccessKind.READ, "audits:feedback")
    ]


def test_the_month_counts_what_was_given_and_acknowledged(letter, finished, worker, lead):
    assert "Given on 1 of 1, 0 acknowledged" in text_at(lead, finished.cycle.get_absolute_url())
    acknowledge_letter(actor=worker.person, audit=finished)

    assert "Given on 1 of 1, 1 acknowledged" in text_at(lead, finished.cycle.get_absolute_url())


def test_the_audit_s_page_says_where_feedback_stands(letter, finished, team_manager):
    assert "to be read by" in text_at(team_manager, url(finished, ""))


def test_the_report_says_how_many_had_feedback(letter, worker):
    june = datetime.date(2023, 6, 1)
    assert letters_sentence(june, june) == (
        "Practitioners had a letter of feedback on 1 of 1 (100%) audits with agreed grades; 0 of 1 (0%) letters were acknowledged."
    )


def test_the_report_says_nothing_of_feedback_before_any_is_due(submitted_audit):
    assert letters_sentence(datetime.date(2023, 6, 1), datetime.date(2023, 6, 1)) == ""


def test_a_months_feedback_is_complete_only_once_it_is_read(lead, worker, letter):
    def stage():
        page = lead.get("/cycles/2023-06/").context["page"]
        return next((each.status, each.hint) for each in page.stages if each.text == "Feedback")

    assert stage() == ("In progress", "Given on 1 of 1, 0 acknowledged")
    acknowledge_letter(actor=worker.person, audit=letter.audit)
    assert stage() == ("Complete", "Given on 1 of 1, 1 acknowledged")

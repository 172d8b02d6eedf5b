"""/audits/<number>/feedback/letter/: written from what was found, sent once, kept as a page, Word and PDF."""

import io

import docx
import pytest
from pdfua import Validator

from audits.models import Audit, FeedbackLetter
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access, Entry
from foundation.notices.models import Notice
from tests.reading import text_at

from .conftest import AREA, STRENGTH, url, words_of_pdf

TEXT = {
    "opening": "Dear Will,\n\nThank you.",
    "strengths": "Her words are in the plan.",
    "areas": "",
    "next_steps": "Mend it.",
    "closing": "",
}


def write(visitor, audit: Audit, **changed):
    return visitor.post(url(audit, "feedback/letter/write/"), TEXT | changed)


def test_the_auditor_begins_from_what_was_found_and_sends_what_they_made_of_it(finished, auditor, worker):
    assert f"Write the feedback on audit {finished.number}" in text_at(auditor, "/")
    page = text_at(auditor, url(finished, "feedback/letter/write/"))
    assert all(words in page for words in (STRENGTH, AREA, "Dear Will Okafor", "The agreed overall judgement is Good."))

    assert write(auditor, finished).url == url(finished, "feedback/letter/send/")
    auditor.post(url(finished, "feedback/letter/send/"))

    letter = text_at(worker, url(finished, "feedback/letter/"))
    assert all(words in letter for words in ("Her words are in the plan.", "Amina Yusuf", "Will Okafor, Social worker"))
    assert "Write the feedback" not in text_at(auditor, "/")


def test_until_it_is_sent_nobody_but_its_writers_reads_it(finished, auditor, worker, team_manager):
    write(auditor, finished)

    assert {visitor.get(url(finished, "feedback/letter/")).status_code for visitor in (worker, team_manager, auditor)} == {404}
    assert "Her words are in the plan." not in text_at(worker, url(finished, "feedback/"))


def test_it_leaves_a_trace_and_the_practitioner_and_their_manager_are_told(finished, auditor, worker, team_manager):
    write(auditor, finished)
    auditor.post(url(finished, "feedback/letter/send/"))

    assert [entry.sentence for entry in Entry.objects.of(finished).writes()][-2:] == [
        "wrote on the letter of feedback",
        "sent the letter of feedback",
    ]
    notices = Notice.objects.filter(key__startswith="audit.letter_sent")
    assert {notice.person for notice in notices} == {worker.person, team_manager.person}
    assert not any(finished.case_id in notice.subject + notice.words for notice in notices)


def test_a_sent_letter_no_longer_changes(letter, finished, auditor):
    write(auditor, finished, opening="Another beginning.")
    auditor.post(url(finished, "feedback/letter/send/"))

    assert FeedbackLetter.objects.get().opening == letter.opening


@pytest.mark.parametrize(("changed", "place"), [({"opening": " "}, "opening"), ({"strengths": "", "next_steps": ""}, "strengths")])
def test_a_letter_begins_and_says_something(finished, auditor, changed, place):
    answer = write(auditor, finished, **changed)

    assert list(answer.context["form"].errors) == [place]
    assert not FeedbackLetter.objects.exists()


def test_words_that_may_say_who_the_child_is_are_pointed_out(finished, auditor):
    write(auditor, finished, areas="We told Jordan Ellis late. This week Amina Yusuf will help.")
    page = text_at(auditor, url(finished, "feedback/letter/send/"))

    assert "<mark>Jordan Ellis</mark>" in page
    assert "<mark>Amina Yusuf</mark>" not in page


def test_the_lead_may_write_it_and_the_team_may_not(finished, lead, worker, team_manager, moderator):
    assert lead.get(url(finished, "feedback/letter/write/")).status_code == 200
    assert {visitor.get(url(finished, "feedback/letter/write/")).status_code for visitor in (worker, team_manager, moderator)} == {403}


def test_an_outsider_does_not_find_it(finished, outsider, board_member):
    pages = ("feedback/letter/write/", "feedback/letter/send/")
    assert {visitor.get(url(finished, page)).status_code for visitor in (outsider, board_member) for page in pages} == {404}


def test_before_the_end_there_is_none_to_write(submitted_audit, auditor, lead):
    assert {visitor.get(url(submitted_audit, "feedback/letter/write/")).status_code for visitor in (auditor, lead)} == {404}
    assert "Write the feedback" not in text_at(auditor, "/")


def test_as_word_it_has_headings_and_lists(letter, finished, worker):
    word = docx.Document(io.BytesIO(worker.get(url(finished, "feedback/letter/?format=docx")).content))

    assert [each.text for each in word.paragraphs if each.style.name == "Heading 1"] == ["What is strong", "What to improve"]
    assert [each.text for each in word.paragraphs if each.style.name == "List Bullet"] == [STRENGTH, AREA]


def test_as_pdf_it_says_the_same_and_a_screen_reader_can_walk_it(letter, finished, worker, tmp_path):
    answer = worker.get(url(finished, "feedback/letter/?format=pdf"))
    file = tmp_path / "letter.pdf"
    file.write_bytes(answer.content)

    assert all(words in words_of_pdf(answer.content) for words in (STRENGTH, AREA, "Dear Will,", "Well done.", "Amina Yusuf"))
    assert list(Validator().validate(str(file)).findings) == []


def test_the_file_is_named_by_the_audit_and_taking_it_is_logged(letter, finished, team_manager):
    answer = team_manager.get(url(finished, "feedback/letter/?format=pdf"))

    assert answer["Content-Disposition"] == f'attachment; filename="feedback-audit-{finished.number}.pdf"'
    assert [(reading.actor, reading.act, reading.facts) for reading in Access.objects.of(finished)] == [
        (team_manager.person, AccessKind.TOOK, {"form": "pdf"})
    ]

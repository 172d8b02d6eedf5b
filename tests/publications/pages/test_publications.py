"""The library, and the pages on which a publication is written, reviewed, published and read."""

import datetime
import io

import docx
import pypdf
import pytest

from desk.pages.chasing import owed_to
from foundation.council.clock import frozen_clock
from publications.enums import PublicationState
from publications.models import Publication, PublicationRead
from publications.services import begin_publication
from tests.publications.conftest import SUMMARY, TEXTS
from tests.reading import text_of

PAGES = ["", "write/", "findings/", "send/", "return/", "withdraw/"]
PRESSES = ["take-back/", "review/", "publish/", "again/", "replace-fact/"]
WORDS = {"title": "Plans that are out of date", "summary": SUMMARY, **TEXTS}


def url(publication, page="") -> str:
    return f"/publications/{publication.number}/{page}"


def state_of(publication) -> str:
    return Publication.objects.get(pk=publication.pk).state


def test_an_alert_is_written_reviewed_published_and_read(lead, moderator, worker):
    lead.post("/publications/new/", {"kind": "alert", "title": "Plans", "author": lead.person.pk})
    alert = Publication.objects.get()
    lead.post(url(alert, "write/"), WORDS)
    lead.post(url(alert, "send/"), {"reviewer": moderator.person.pk})
    moderator.post(url(alert, "review/"))
    lead.post(url(alert, "publish/"))
    page = worker.get(url(alert))

    assert state_of(alert) == PublicationState.PUBLISHED
    assert "<strong>older than six months</strong>" in page.content.decode()
    assert 'href="https://www.gov.uk/guidance"' in page.content.decode()
    assert "I have read this" in text_of(page)
    assert "You said that you have read this." in text_of(worker.post(url(alert, "read/"), follow=True))
    assert PublicationRead.objects.get().reader == worker.person


def test_the_count_is_shown_to_the_lead_and_no_reader_to_anybody(lead, worker, auditor, published):
    worker.post(url(published, "read/"))

    said = "Fewer than five of"
    assert said in text_of(lead.get(url(published)))
    assert worker.person.name not in text_of(lead.get(url(published)))
    assert said not in text_of(auditor.get(url(published)))


def test_a_refused_name_stays_in_its_box_and_the_page_says_where(lead, draft, worker):
    page = lead.post(url(draft, "write/"), WORDS | {"do_now": f"- Ask {worker.person.name}"})

    assert page.context["form"]["do_now"].value() == f"- Ask {worker.person.name}"
    assert "in “What to do now”, list item 1. Take it out" in text_of(page)
    assert Publication.objects.get().texts == TEXTS


def test_what_is_written_is_saved_halfway_and_asked_about_at_the_end(lead, draft, worker):
    words = WORDS | {"found": f"As {worker.person.name} said"}
    saved = lead.post(url(draft, "write/"), words, headers={"Accept": "application/json"})

    assert saved.json()["state"] == "saved"
    assert Publication.objects.get().texts["found"] == f"As {worker.person.name} said"


@pytest.mark.parametrize("who", ["worker", "director", "board_member", "administrator", "outsider"])
@pytest.mark.parametrize("page", PAGES)
def test_a_draft_is_nobody_elses(request, draft, who, page):
    assert request.getfixturevalue(who).get(url(draft, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_reader_changes_nothing(worker, published, page):
    assert worker.get(url(published, page)).status_code == 403


@pytest.mark.parametrize("page", PRESSES)
def test_a_press_of_a_reader_is_refused(worker, published, page):
    assert worker.post(url(published, page)).status_code in (302, 403)
    assert state_of(published) == PublicationState.PUBLISHED


@pytest.mark.parametrize("page", [*PRESSES, "read/"])
def test_a_press_is_never_a_get(lead, draft, page):
    assert lead.get(url(draft, page)).status_code == 405


def test_reading_a_page_changes_nothing(worker, published):
    worker.get(url(published))

    assert not PublicationRead.objects.exists()


@pytest.mark.parametrize("who", ["worker", "board_member", "administrator", "outsider", "analyst"])
def test_everybody_who_signs_in_reads_what_is_published(request, published, who):
    visitor = request.getfixturevalue(who)

    assert "Plans that are out of date" in text_of(visitor.get("/publications/"))
    assert "Children wait for help" in text_of(visitor.get(url(published)))


def test_a_reviewer_reads_it_and_sends_it_back(moderator, in_review):
    assert "Children wait for help" in text_of(moderator.get(url(in_review)))
    moderator.post(url(in_review, "return/"), {"reason": "Say by when."})

    assert state_of(in_review) == PublicationState.DRAFT


def test_a_review_of_words_that_changed_since_is_refused(lead, moderator, in_review):
    seen = next(press for press in moderator.get(url(in_review)).context["presses"])["version"]
    lead.post(url(in_review, "take-back/"))
    lead.post(url(in_review, "write/"), WORDS | {"title": "Others"})
    lead.post(url(in_review, "send/"), {"reviewer": moderator.person.pk})
    moderator.post(url(in_review, "review/"), {"version": seen})

    assert state_of(in_review) == PublicationState.IN_REVIEW


def test_a_withdrawn_one_says_why_and_shows_no_text(lead, worker, published):
    worker.post(url(published, "read/"))
    lead.post(url(published, "withdraw/"), {"reason": "The guidance has changed."})
    page = text_of(worker.get(url(published)))

    assert "The guidance has changed." in page
    assert "Children wait for help" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=OLDER", True),
        ("words=plan+visit", True),
        ("words=Plâns", True),
        ("words=supervision", False),
        ("kind=alert", True),
        ("kind=tips", False),
    ],
)
def test_the_library_is_searched_by_words_and_kind(worker, published, asked, found):
    assert ("Plans that are out of date" in text_of(worker.get(f"/publications/?{asked}"))) == found


def test_a_published_one_is_a_word_file_and_a_pdf(worker, published):
    word, pdf = (worker.get(f"{url(published)}?format={file_format}") for file_format in ("docx", "pdf"))

    headings = [each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs if each.style.name == "Heading 1"]
    assert headings == ["What we found", "Why it matters", "What to do now", "Read more"]
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages).split())
    assert "Published on 1 August 2023, edition 1" in text
    assert "older than six months" in text


@pytest.mark.parametrize("many", [1, 3])
def test_the_library_takes_a_fixed_number_of_queries(django_assert_num_queries, lead, moderator, many):
    for number in range(many):
        begin_publication(actor=lead.person, kind="alert", title=f"Alert {number}")
    lead.get("/publications/")

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        lead.get("/publications/")


QUERIES_OF_THE_LIST = 10


def test_a_reviewer_who_is_late_is_reminded_by_the_lead_alone(lead, moderator, in_review):
    with frozen_clock(in_review.review_due + datetime.timedelta(days=1)):
        assert "/reminders/?of=publications" in lead.get("/publications/").text
        assert "/reminders/?of=publications" not in moderator.get("/publications/").text
        (owed,) = [each for each in owed_to(lead.person) if each.verb == "publication.reminded"]
        assert (owed.person, owed.what) == (moderator.person, f"Review {in_review.short_name.lower()}")
        assert f"Review {in_review.short_name.lower()}" in lead.get("/reminders/?of=publications").text
    with frozen_clock(in_review.review_due):
        assert [each for each in owed_to(lead.person) if each.verb == "publication.reminded"] == []

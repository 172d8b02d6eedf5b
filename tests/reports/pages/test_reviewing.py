"""The pages of a review: asking, commenting under a section, answering, and what is kept of it."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.council.clock import frozen_clock
from reports.models import Review, ReviewComment
from reports.services import approve_report, ask_for_reviews, comment_on_section, set_section_owners
from tests.reading import text_of
from tests.reports.pages.reading import words

REPORT = "/reports/2023-06-to-2023-07/"
COMMENT, ASK = f"{REPORT}sections/pace/comment/", f"{REPORT}reviewers/"
DUE = {"due_day": "25", "due_month": "8", "due_year": "2023"}


@pytest.fixture(autouse=True)
def _on_the_day():
    with frozen_clock(datetime.date(2023, 8, 21)):
        yield


@pytest.fixture
def asked(lead, director, written_report):
    return ask_for_reviews(actor=lead.person, report=written_report, people=[director.person], due=datetime.date(2023, 8, 25))[0]


@pytest.fixture
def comment(director, asked) -> ReviewComment:
    return comment_on_section(actor=director.person, report=asked.report, key="pace", text="Say what August brings.\n\nAnd when.")


def test_the_director_and_owners_of_sections_are_offered_first_and_ticked(lead, director, head_of_service, service_manager, written_report):
    set_section_owners(actor=lead.person, owners={"missing": head_of_service.person})
    form = lead.get(ASK).context["form"]

    assert [text for _, text in form.fields["people"].choices] == ["Dilys Kaur", "Helen Frost"]
    assert form.initial["people"] == [str(director.person.pk), str(head_of_service.person.pk)]
    assert "Owns Missing children" in words(lead.get(ASK))


def test_asked_they_are_named_with_their_day_on_the_reports_page(lead, director, written_report):
    page = lead.post(ASK, {"people": [director.person.pk], **DUE}, follow=True)

    assert "Asked: Dilys Kaur. It is in their My work, to be done by 25 August 2023." in words(page)
    assert "Dilys Kaur Due 25 August 2023" in words(page)


def test_a_day_without_people_and_people_without_a_day_are_asked_for(lead, director, written_report):
    assert "Choose at least one person." in words(lead.post(ASK, DUE))
    page = lead.post(ASK, {"people": [director.person.pk], "due_day": "31", "due_month": "2", "due_year": "2023"})
    assert "must be a real date" in words(page)
    assert page.context["form"]["people"].value() == [str(director.person.pk)]


def test_a_reviewer_is_told_what_to_do_comments_and_says_that_they_have(director, asked):
    assert "asks you to review this report by 25 August 2023 (in 4 working days)." in words(director.get(REPORT))

    page = director.post(COMMENT, {"text": "Say what August brings."}, follow=True)
    assert page.redirect_chain == [(f"{REPORT}#comments-pace", 302)]
    assert "Dilys Kaur, 21 August 2023" in words(page)

    page = director.post(f"{REPORT}reviewed/", follow=True)
    assert "You reviewed it on 21 August 2023. You can still comment." in words(page)
    assert "I have reviewed it" not in words(page)


def test_what_was_typed_is_kept_where_it_is_refused_and_a_reason_is_asked_for(director, asked):
    page = director.post(COMMENT, {"text": "Jayden Smith was seen."})

    assert "Why may these words stand?" in words(page)
    assert "Jayden Smith was seen.</textarea>" in page.content.decode()
    director.post(COMMENT, {"text": "Jayden Smith was seen.", "kept": "It is the name of a service"})
    assert ReviewComment.objects.get().text == "Jayden Smith was seen."


def test_what_was_typed_is_given_back_where_the_report_was_approved_meanwhile(director, head_of_service, asked):
    approve_report(actor=head_of_service.person, report=asked.report)

    page = director.post(COMMENT, {"text": "Say what August brings."})

    assert page.status_code == 409
    assert "Say what August brings." in text_of(page)


def test_the_author_answers_and_resolves_and_the_page_says_so(lead, director, comment):
    lead.post(f"{REPORT}comments/{comment.pk}/", {"text": "It is in now."})
    page = lead.post(f"{REPORT}comments/{comment.pk}/resolve/", follow=True)

    assert "1 resolved comment" in words(page)
    assert f"Resolved by {lead.person} on 21 August 2023" in words(page)
    assert "It is in now." in words(page)
    director.post(f"{REPORT}comments/{comment.pk}/resolve/", {"reopen": "1"})
    comment.refresh_from_db()
    assert comment.state == "open"


def test_each_page_of_a_comment_names_its_section(director, comment):
    assert "Comment on: Pace of practice improvement" in words(director.get(COMMENT))
    assert "Reply to a comment on: Pace of practice improvement" in words(director.get(f"{REPORT}comments/{comment.pk}/"))


def test_a_comment_on_a_text_that_was_written_again_says_so(lead, comment):
    assert "The text has changed since" not in words(lead.get(REPORT))
    lead.post(f"{REPORT}sections/pace/", {"text": "August brings more.", "seen": ""})

    assert "The text has changed since" in words(lead.get(REPORT))


def test_approved_the_comments_are_a_page_of_their_own_for_people_who_read_drafts(lead, director, board_member, analyst, comment):
    approve_report(actor=director.person, report=comment.report)

    assert "Say what August brings." not in words(lead.get(REPORT))
    kept = f"{REPORT}editions/1/comments/"
    assert "Review comments on this edition" in words(lead.get(REPORT))
    assert "Open when the report was approved" in words(lead.get(kept))
    assert "Say what August brings." in words(director.get(kept))
    for outside in (board_member, analyst):
        assert "Review comments" not in words(outside.get(REPORT))
        assert outside.get(kept).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_asks_or_withdraws(request, who, status, asked):
    visitor = request.getfixturevalue(who)

    assert visitor.get(ASK).status_code == status
    assert visitor.post(f"{ASK}{asked.pk}/withdraw/").status_code == status
    assert Review.objects.get().state == "asked"


@pytest.mark.parametrize("who", ["board_member", "outsider", "analyst", "team_manager"])
def test_nobody_comments_who_does_not_read_the_draft(request, who, comment):
    visitor = request.getfixturevalue(who)

    for address in (COMMENT, f"{REPORT}comments/{comment.pk}/", f"{REPORT}comments/{comment.pk}/resolve/", f"{REPORT}reviewed/"):
        assert visitor.post(address, {"text": "Hello there."}).status_code == 404
    assert ReviewComment.objects.count() == 1


def test_only_a_qa_lead_says_who_owns_a_section(lead, director, head_of_service):
    page = lead.post(
        "/reports/owners/", {"missing": head_of_service.person.pk, "seen": lead.get("/reports/owners/").context["form"].initial["seen"]}
    )

    assert page.status_code == 302
    assert head_of_service.person.sections_owned.get().key == "missing"
    assert director.get("/reports/owners/").status_code == 403


def test_withdrawn_it_is_waited_for_no_more(lead, director, asked):
    page = lead.post(f"{ASK}{asked.pk}/withdraw/", follow=True)

    assert "The review of Dilys Kaur is not waited for any more." in words(page)
    assert "Nobody has been asked to review it." in words(page)


def test_the_number_of_queries_does_not_grow_with_the_comments(lead, director, comment):
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            lead.get(REPORT)
        return len(found)

    few = queries()
    for key in ("pace", "missing", "summary"):
        comment_on_section(actor=director.person, report=comment.report, key=key, text="And this.")
    assert queries() == few

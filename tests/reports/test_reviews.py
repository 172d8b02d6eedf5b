"""Reviewing a draft: who is asked, what they say, what it comes to, and who may do what."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from desk.pages.chasing import owed_to
from desk.pages.work import work_for
from desk.queries.holdings import KINDS, version_token
from desk.services import let_leave
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence
from foundation.council.clock import frozen_clock, today
from foundation.errors import StaleState
from foundation.notices.models import Notice
from reports.enums import CommentState, Format, ReviewState
from reports.models import Report, Review, ReviewComment
from reports.queries.drafts import document_of
from reports.rendering import render
from reports.services import (
    approve_report,
    ask_for_reviews,
    comment_on_section,
    give_review,
    open_correction,
    remove_report,
    reopen_comment,
    reply_to_comment,
    resolve_comment,
    set_section_owners,
    withdraw_review,
)
from reports.services.reviewing import hand_over_reviews
from tests.people import Visitor, add_person
from tests.reports.pages.reading import trail_of

ASKED_ON, DUE = datetime.date(2023, 8, 21), datetime.date(2023, 8, 28)
WHAT = "Review the report on June and July 2023"


@pytest.fixture(autouse=True)
def _on_the_day():
    with frozen_clock(ASKED_ON):
        yield


@pytest.fixture
def asked(lead, director, written_report) -> Review:
    return ask(lead, written_report, director)


def ask(lead, report, *visitors, due=DUE) -> Review:
    return ask_for_reviews(actor=lead.person, report=report, people=[each.person for each in visitors], due=due)[0]


def comment(visitor, report, text="Say what August brings.", key="pace") -> ReviewComment:
    return comment_on_section(actor=visitor.person, report=report, key=key, text=text)


def waits(visitor) -> list[str]:
    return [item.what for item in work_for(visitor.person, today())]


def test_it_waits_in_their_my_work_with_its_day_and_they_are_notified(lead, director, asked):
    item = next(item for item in work_for(director.person, today()) if item.what == WHAT)

    assert (item.due, item.url) == (DUE, "/reports/2023-06-to-2023-07/")
    assert Notice.objects.get(person=director.person).subject == "Review the report on June and July 2023 by 28 August 2023"
    assert trail_of(asked.report)[-1] == "asked for a review of the report"


def test_the_notice_says_which_sections_are_theirs(lead, head_of_service, written_report):
    set_section_owners(actor=lead.person, owners={"missing": head_of_service.person})
    ask(lead, written_report, head_of_service)

    assert Notice.objects.get(person=head_of_service.person).words.endswith("You own: Missing children.")


def test_an_analyst_who_is_asked_reads_that_draft_until_it_is_withdrawn(lead, analyst, written_report):
    assert analyst.get(written_report.get_absolute_url()).status_code == 404
    review = ask(lead, written_report, analyst)
    assert analyst.get(written_report.get_absolute_url()).status_code == 200

    withdraw_review(actor=lead.person, report=written_report, review=review)

    assert analyst.get(written_report.get_absolute_url()).status_code == 404
    assert WHAT not in waits(analyst)


def test_the_board_is_not_asked_and_a_person_who_must_grade_blind_is_not(lead, board_member, director, written_report, july):
    with pytest.raises(ValidationError, match="does not read drafts"):
        ask(lead, written_report, board_member)
    type(july[0]).objects.filter(pk=july[0].pk).update(moderator=director.person)
    with pytest.raises(ValidationError, match="to grade blind"):
        ask(lead, written_report, director)
    assert not Review.objects.exists()


def test_a_person_who_comes_to_grade_blind_reads_and_owes_nothing_until_they_have(lead, director, asked, july):
    type(july[0]).objects.filter(pk=july[0].pk).update(moderator=director.person)

    assert WHAT not in waits(director)
    with frozen_clock(datetime.date(2023, 9, 4)):
        assert [owed for owed in owed_to(lead.person) if owed.person == director.person and "report" in owed.what] == []


@pytest.mark.parametrize(
    ("due", "says"),
    [(datetime.date(2023, 8, 20), "today or later"), (datetime.date(2023, 9, 8), "The Board meets on 7 September 2023")],
)
def test_the_day_is_neither_past_nor_after_the_meeting(lead, director, written_report, due, says):
    with pytest.raises(ValidationError, match=says):
        ask(lead, written_report, director, due=due)


def test_nobody_is_asked_where_one_cannot_be(lead, director, head_of_service, written_report):
    Absence.objects.create(person=director.person, first_day=ASKED_ON, last_day=DUE)

    with pytest.raises(ValidationError, match="away until after that date"):
        ask(lead, written_report, head_of_service, director)
    with pytest.raises(ValidationError, match="choose other people"):
        ask(lead, written_report, lead)
    assert not Review.objects.exists()


def test_asking_again_moves_the_day_and_keeps_one_row(lead, director, asked):
    ask(lead, asked.report, director)
    ask(lead, asked.report, director, due=datetime.date(2023, 8, 30))

    assert [(row.state, row.due) for row in Review.objects.all()] == [("asked", datetime.date(2023, 8, 30))]
    assert trail_of(asked.report).count("asked for a review of the report") == 2


def test_given_it_waits_no_more_and_who_asked_is_notified(lead, director, asked):
    comment(director, asked.report)
    give_review(actor=director.person, report=asked.report)

    asked.refresh_from_db()
    assert (asked.state, asked.given_on) == (ReviewState.GIVEN, ASKED_ON)
    assert WHAT not in waits(director)
    assert Notice.objects.get(person=lead.person).words == f"Of {director.person} 1 comment is open."
    with pytest.raises(StaleState):
        give_review(actor=director.person, report=asked.report)


def test_a_person_who_was_not_asked_gives_none(head_of_service, asked):
    with pytest.raises(PermissionDenied):
        give_review(actor=head_of_service.person, report=asked.report)


def test_two_reviewers_at_once_each_keep_their_words(lead, director, head_of_service, asked):
    """Both had read the report before either wrote."""
    first, second = Report.objects.get(), Report.objects.get()
    comment(director, first, "Why this cohort?")
    comment(head_of_service, second, "Name the month.")

    assert list(ReviewComment.objects.values_list("text", flat=True)) == ["Why this cohort?", "Name the month."]


def test_late_it_is_chased_like_everything_else(lead, director, asked):
    with frozen_clock(datetime.date(2023, 8, 29)):
        owed = next(each for each in owed_to(lead.person) if each.person == director.person)
    assert (owed.what, owed.due, owed.verb, owed.places) == (WHAT, DUE, "report.review_reminded", {"report-2023-06-to-2023-07"})


def test_who_wrote_a_comment_and_who_writes_the_report_resolve_it_nobody_else(lead, director, head_of_service, asked):
    said = comment(director, asked.report)
    with pytest.raises(PermissionDenied):
        resolve_comment(actor=head_of_service.person, comment=said)
    resolve_comment(actor=lead.person, comment=said)
    reopen_comment(actor=director.person, comment=said)
    resolve_comment(actor=director.person, comment=said)

    said.refresh_from_db()
    assert (said.state, said.resolved_by) == (CommentState.RESOLVED, director.person)
    with pytest.raises(StaleState):
        resolve_comment(actor=lead.person, comment=said)


def test_a_reply_tells_the_person_who_commented(lead, director, asked):
    reply_to_comment(actor=lead.person, comment=comment(director, asked.report), text="It is in the summary now.")

    told = Notice.objects.get(person=director.person, key__startswith="report-reply")
    assert told.words == "It is about the section “Pace of practice improvement”."


def test_comments_wait_for_the_author_until_they_are_resolved(lead, director, asked):
    said = comment(director, asked.report)
    assert "Answer 1 comment on the report on June and July 2023" in waits(lead)

    resolve_comment(actor=lead.person, comment=said)

    assert not [what for what in waits(lead) if what.startswith("Answer")]


@pytest.mark.parametrize("text", ["", " \n", "x" * 4001, "Their NHS number is 943 476 5919."])
def test_words_that_say_nothing_too_much_or_who_somebody_is_are_refused(director, asked, text):
    with pytest.raises(ValidationError):
        comment(director, asked.report, text)


def test_a_case_id_is_refused_whatever_the_reason(director, asked, june):
    with pytest.raises(ValidationError, match="is a case ID"):
        comment_on_section(
            actor=director.person, report=asked.report, key="pace", text=f"See {june[0].case_id}.", kept="We all know the case"
        )


def test_the_approval_ends_what_was_asked_and_comments_stay_as_history(lead, director, head_of_service, asked):
    ask(lead, asked.report, head_of_service)
    give_review(actor=director.person, report=asked.report)
    said = comment(director, asked.report)
    report = approve_report(actor=director.person, report=asked.report)

    assert {row.reviewer: row.state for row in Review.objects.all()} == {director.person: "given", head_of_service.person: "withdrawn"}
    assert WHAT not in waits(head_of_service)
    assert list(report.comments.all()) == [said]
    for act in (lambda: comment(director, report), lambda: resolve_comment(actor=director.person, comment=said)):
        with pytest.raises(StaleState, match="It is reviewed no more"):
            act()


def test_no_comment_is_in_what_is_published_or_sealed(lead, director, asked):
    words = "Zinnia-coloured words."
    comment(director, asked.report, words)
    report = approve_report(actor=director.person, report=asked.report)

    assert words not in str(report.content)
    assert words.encode() not in render(document_of(report), Format.HTML)


def test_open_comments_go_on_to_the_correction_with_their_replies_and_resolved_ones_stay(lead, director, asked):
    said, done = comment(director, asked.report), comment(director, asked.report, "Done.")
    reply_to_comment(actor=lead.person, comment=said, text="In the next edition.")
    resolve_comment(actor=lead.person, comment=done)
    report = approve_report(actor=director.person, report=asked.report)

    correction = open_correction(actor=lead.person, report=report, reason="Two audits were counted twice")

    carried = correction.comments.get()
    assert (carried.text, carried.edition, carried.replies.get().text) == (said.text, 1, "In the next edition.")
    assert report.comments.count() == 2

    remove_report(actor=lead.person, report=correction)
    assert ReviewComment.objects.count() == 2


def test_a_draft_that_somebody_commented_on_is_not_removed(lead, director, report):
    comment(director, report)

    with pytest.raises(ValidationError, match="one with comments stays"):
        remove_report(actor=lead.person, report=report)


def test_an_empty_draft_of_which_a_review_was_asked_is(lead, director, report):
    ask(lead, report, director)
    remove_report(actor=lead.person, report=report)

    assert not Report.objects.exists()


def test_a_leavers_review_and_sections_go_to_who_takes_them_with_days_of_their_own(lead, director, head_of_service, administrator, asked):
    set_section_owners(actor=lead.person, owners={"missing": director.person})
    seen = version_token(director.person)
    given = {kind.key: head_of_service.person for kind in KINDS if kind.key == "reviews"}
    with frozen_clock(datetime.date(2023, 8, 25)):
        let_leave(actor=administrator.person, person=director.person, takers=given, reason="", seen=seen)

    assert {row.reviewer: (row.state, row.due) for row in Review.objects.all()} == {
        director.person: ("withdrawn", DUE),
        head_of_service.person: ("asked", datetime.date(2023, 9, 4)),
    }
    assert head_of_service.person.sections_owned.get().key == "missing"


def test_owners_that_somebody_changed_meanwhile_are_shown_before_anything_is_overwritten(lead, director, db):
    with pytest.raises(StaleState):
        set_section_owners(actor=lead.person, owners={"missing": director.person}, seen="of before")
    assert set_section_owners(actor=lead.person, owners={"missing": director.person, "pace": None}) == 1
    assert set_section_owners(actor=lead.person, owners={"missing": None}) == 1


def test_who_comments_may_approve_and_who_writes_may_not(director, lead, asked):
    comment(director, asked.report)

    approve_report(actor=director.person, report=asked.report)


@pytest.mark.parametrize(
    "wrong", [{"state": "given"}, {"due": datetime.date(2023, 8, 20)}, {"given_on": datetime.date(2023, 8, 20)}, {"asked_by": "reviewer"}]
)
def test_the_database_keeps_a_review_whole(asked, wrong):
    wrong = {name: asked.reviewer if value == "reviewer" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=asked.pk).update(**wrong)


def test_another_lead_who_wrote_nothing_reviews_too(lead, written_report):
    second = Visitor(add_person("Sasha Lowe", Role.QA_LEAD))
    ask(lead, written_report, second)

    assert WHAT in waits(second)


def test_a_leavers_review_is_not_given_to_a_person_who_must_grade_blind(director, head_of_service, administrator, asked, july):
    type(july[0]).objects.filter(pk=july[0].pk).update(moderator=head_of_service.person)

    with pytest.raises(ValidationError, match="to grade blind"):
        hand_over_reviews(actor=administrator.person, person=director.person, to=head_of_service.person)

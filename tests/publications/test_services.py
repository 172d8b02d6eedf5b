"""From a draft to what all staff read: who may do what, what must be there, and what is frozen."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.enums import FindingKind
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.activity.versions import StaleVersion, version_of
from foundation.council.clock import frozen_clock
from foundation.council.work import items_of_all
from foundation.editing.conflicts import EditConflict
from foundation.editing.version_tokens import version_token
from foundation.errors import Incomplete, StaleState
from foundation.notices.models import Notice
from publications.calculations import ReadCount
from publications.enums import ConsentState, PublicationKind, PublicationState
from publications.models import Publication, PublicationRead
from publications.pages.publication import read_words
from publications.pages.work import work_questions
from publications.queries.editions import latest_edition, read_count
from publications.services import (
    begin_publication,
    give_consent,
    hand_over_publications,
    note_read,
    propose_example,
    publish_publication,
    refuse_consent,
    return_publication,
    review_publication,
    send_for_review,
    take_back,
    withdraw_publication,
    write_next_edition,
    write_publication,
)
from publications.services.writing import publication_lines
from publications.workflow import publications as table
from tests.people import Visitor, add_person

from .conftest import SUMMARY, TEXTS, THE_DAY


def state_of(publication: Publication) -> str:
    return Publication.objects.get(pk=publication.pk).state


def verbs_of(row) -> list[str]:
    return [entry.verb for entry in Entry.objects.of(row).order_by("pk")]


def waits_for(visitor: Visitor) -> list[str]:
    return [item.what for item in items_of_all(work_questions(visitor.person, THE_DAY))]


def test_an_alert_is_written_reviewed_and_published(lead, moderator, worker, published):
    edition = latest_edition(published)

    assert (edition.number, edition.published_on, edition.reviewed_by, edition.given.texts) == (1, THE_DAY, moderator.person, TEXTS)
    assert verbs_of(published) == [f"publication.{verb}" for verb in ("begun", "written", "sent", "reviewed", "published")]
    assert list(Publication.objects.visible_to(worker.person)) == [published]


def test_until_then_only_the_people_who_work_on_it_see_it(lead, moderator, worker, director, board_member, administrator, in_review):
    others = (worker, director, board_member, administrator)

    assert [list(Publication.objects.visible_to(each.person)) for each in (lead, moderator)] == [[in_review], [in_review]]
    assert [list(Publication.objects.visible_to(each.person)) for each in others] == [[], [], [], []]


def test_each_step_waits_for_the_person_whose_it_is(lead, moderator, worker, in_review):
    number = in_review.number

    assert (waits_for(lead), waits_for(moderator), waits_for(worker)) == ([], [f"Review practice alert {number}"], [])
    review_publication(actor=moderator.person, publication=in_review)
    assert (waits_for(lead), waits_for(moderator)) == ([f"Publish practice alert {number}"], [])
    publish_publication(actor=lead.person, publication=in_review)
    assert (waits_for(lead), waits_for(moderator), waits_for(worker)) == ([], [], ["Read: Plans that are out of date"])
    note_read(actor=worker.person, publication=in_review)
    assert waits_for(worker) == []


def test_an_alert_is_to_be_read_for_four_weeks_and_not_by_the_board(worker, board_member, published):
    later = THE_DAY + datetime.timedelta(days=29)

    assert waits_for(board_member) == []
    assert [item.what for item in items_of_all(work_questions(worker.person, later))] == []


@pytest.mark.parametrize("writes", ["author", "co-writer"])
def test_nobody_reviews_what_they_wrote_in(lead, draft, writes):
    other = add_person("Other Lead", Role.QA_LEAD)
    if writes == "co-writer":
        write_publication(actor=other, publication=draft, title="Plans out of date", summary=SUMMARY, texts=TEXTS)
    reviewer = lead.person if writes == "author" else other
    with pytest.raises(ValidationError) as refused:
        send_for_review(actor=lead.person, publication=draft, reviewer=reviewer)

    assert "wrote in it" in refused.value.message_dict["reviewer"][0]


def test_only_a_person_who_was_asked_reviews(lead, in_review):
    with pytest.raises(PermissionDenied, match="The person who was asked reviews it"):
        review_publication(actor=add_person("Other Moderator", Role.MODERATOR), publication=in_review)
    with pytest.raises(PermissionDenied):
        review_publication(actor=lead.person, publication=in_review)


def test_a_reviewer_who_wrote_in_it_since_does_not_review(lead, moderator, in_review):
    in_review.writers.add(moderator.person)

    with pytest.raises(PermissionDenied):
        review_publication(actor=moderator.person, publication=in_review)


def test_practitioners_are_not_asked_to_review(lead, draft, worker):
    with pytest.raises(ValidationError, match="cannot review it here"):
        send_for_review(actor=lead.person, publication=draft, reviewer=worker.person)


def test_what_was_read_is_what_is_reviewed(lead, moderator, in_review):
    seen = version_of(in_review)
    take_back(actor=lead.person, publication=in_review)
    write_publication(actor=lead.person, publication=in_review, title="Other words", summary=SUMMARY, texts=TEXTS)
    send_for_review(actor=lead.person, publication=in_review, reviewer=moderator.person)

    with pytest.raises(StaleVersion):
        review_publication(actor=moderator.person, publication=in_review, version=seen)


def test_a_word_changed_after_the_review_is_reviewed_again(lead, reviewed):
    same = write_publication(actor=lead.person, publication=reviewed, title=reviewed.title, summary=SUMMARY, texts=TEXTS)
    assert same.state == PublicationState.REVIEWED
    changed = write_publication(actor=lead.person, publication=reviewed, title="Other words", summary=SUMMARY, texts=TEXTS)

    assert (changed.state, changed.reviewed_by) == (PublicationState.DRAFT, None)
    with pytest.raises(StaleState):
        publish_publication(actor=lead.person, publication=changed)


def test_it_is_sent_back_with_what_is_to_be_changed(lead, moderator, in_review):
    with pytest.raises(Incomplete):
        return_publication(actor=moderator.person, publication=in_review, reason=" ")
    back = return_publication(actor=moderator.person, publication=in_review, reason="Say by when.")

    assert (back.state, back.returned_because) == (PublicationState.DRAFT, "Say by when.")
    assert waits_for(lead) == [f"Write practice alert {back.number}"]
    assert Notice.objects.get(person=lead.person).subject == f"Practice alert {back.number} was sent back to you"


def test_two_windows_lose_no_word(lead, draft):
    seen = version_token(publication_lines(draft))
    write_publication(actor=lead.person, publication=draft, title="First", summary=SUMMARY, texts=TEXTS, seen=seen)

    with pytest.raises(EditConflict):
        write_publication(actor=lead.person, publication=draft, title="Second", summary=SUMMARY, texts=TEXTS, seen=seen)


def test_nothing_is_sent_without_words(lead, moderator):
    empty = begin_publication(actor=lead.person, kind=PublicationKind.TIPS, title="Tips")

    with pytest.raises(Incomplete) as refused:
        send_for_review(actor=lead.person, publication=empty, reviewer=moderator.person)
    assert list(refused.value.missing) == ["summary"]


@pytest.mark.parametrize("kind", [PublicationKind.EXAMPLE, PublicationKind.NEWSLETTER])
def test_examples_and_newsletters_are_not_begun_by_hand(lead, kind):
    with pytest.raises(ValidationError):
        begin_publication(actor=lead.person, kind=kind, title="Something")


def test_only_the_lead_begins_and_publishes_and_an_author_writes(lead, worker, auditor, moderator):
    with pytest.raises(PermissionDenied):
        begin_publication(actor=auditor.person, kind=PublicationKind.TIPS, title="Tips")
    tips = begin_publication(actor=lead.person, kind=PublicationKind.TIPS, title="Tips", author=auditor.person)
    write_publication(actor=auditor.person, publication=tips, title="Tips", summary="Short.", texts={"tips": "- Ask"})
    with pytest.raises(PermissionDenied):
        write_publication(actor=worker.person, publication=tips, title="Mine", summary="", texts={})
    send_for_review(actor=auditor.person, publication=tips, reviewer=moderator.person)
    review_publication(actor=moderator.person, publication=tips)
    with pytest.raises(PermissionDenied):
        publish_publication(actor=auditor.person, publication=tips)

    assert Notice.objects.filter(person=auditor.person).order_by("pk").first().subject == f"You write top tips {tips.number}"


def test_readers_are_counted_once_and_told_that_it_was_withdrawn(lead, worker, auditor, published):
    for _ in range(2):
        note_read(actor=worker.person, publication=published)
    withdraw_publication(actor=lead.person, publication=published, reason="The guidance has changed.")

    assert PublicationRead.objects.count() == 1
    told = Notice.objects.filter(subject__endswith="was withdrawn")
    assert [(each.person, each.subject) for each in told] == [(worker.person, f"Practice alert {published.number} was withdrawn")]
    assert list(Publication.objects.visible_to(worker.person)) == [published]
    assert list(Publication.objects.visible_to(auditor.person)) == []
    with pytest.raises(ValidationError, match="not published any more"):
        note_read(actor=worker.person, publication=published)


def test_board_members_are_not_counted_as_readers(board_member, published):
    with pytest.raises(PermissionDenied):
        note_read(actor=board_member.person, publication=published)


def test_the_next_edition_has_readers_of_its_own(lead, moderator, worker, published):
    note_read(actor=worker.person, publication=published)
    withdraw_publication(actor=lead.person, publication=published, reason="It is corrected.")
    again = write_next_edition(actor=lead.person, publication=published)
    write_publication(actor=lead.person, publication=again, title="Corrected", summary=SUMMARY, texts=TEXTS)
    send_for_review(actor=lead.person, publication=again, reviewer=moderator.person)
    review_publication(actor=moderator.person, publication=again)
    with frozen_clock(THE_DAY + datetime.timedelta(days=1)):
        second = publish_publication(actor=lead.person, publication=again)

    assert (second.number, second.given.title, read_count(second).read) == (2, "Corrected", 0)
    first = published.editions.get(number=1)
    assert (first.given.title, read_count(first).read) == ("Plans that are out of date", 1)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (ReadCount(0, 40), "Nobody of 40 people who could has said that they have read it yet."),
        (ReadCount(4, 40), "Fewer than five of 40 people who could have said that they have read it."),
        (ReadCount(5, 40), "5 of 40 people who could have said that they have read it."),
        (ReadCount(35, 40), "35 of 40 people who could have said that they have read it."),
        (ReadCount(36, 40), "All but fewer than five of 40 people who could have said that they have read it."),
        (ReadCount(40, 40), "40 of 40 people who could have said that they have read it."),
    ],
)
def test_no_count_gives_away_fewer_than_five(count, words):
    assert read_words(count) == words


def test_every_move_is_refused_from_every_other_state(lead, moderator, worker, published):
    """By somebody who may make it: what is refused is the state."""
    presses = {"take_back": take_back, "write_edition": write_next_edition, "publish": publish_publication}
    for name, service in presses.items():
        assert table.MOVES[name].source != PublicationState.PUBLISHED
        with pytest.raises(StaleState):
            service(actor=lead.person, publication=published)


# Good practice


def test_a_worker_is_asked_and_agrees(lead, worker, proposed):
    assert (proposed.first_month, proposed.state, proposed.consent.state) == (datetime.date(2023, 6, 1), "draft", "asked")
    assert waits_for(worker) == ["Say whether an example of your good practice may be shared"]
    assert waits_for(lead) == []
    give_consent(actor=worker.person, consent=proposed.consent)

    assert waits_for(worker) == []
    assert waits_for(lead) == [f"Write good-practice example {proposed.number}"]
    assert Notice.objects.get(person=lead.person).subject == f"The worker agreed to good-practice example {proposed.number}"


def test_no_notice_says_whose_practice_it_is(lead, worker, shared):
    refuse_consent(actor=worker.person, consent=shared.consent)
    mails = " ".join(f"{each.subject} {each.words}" for each in Notice.objects.all())

    assert [words for words in ("Will", "Okafor", "20417", "child", "pictures") if words in mails] == []


def test_nothing_is_sent_before_the_worker_agrees(lead, moderator, proposed):
    texts = {"done": "The child drew.", "difference": "Words.", "try_it": "Pens."}
    written = write_publication(actor=lead.person, publication=proposed, title=proposed.title, summary="A plan.", texts=texts)
    with pytest.raises(Incomplete) as refused:
        send_for_review(actor=lead.person, publication=written, reviewer=moderator.person)

    assert list(refused.value.missing) == ["consent"]


def test_a_worker_who_declines_ends_it_and_may_think_again(lead, worker, proposed):
    declined = refuse_consent(actor=worker.person, consent=proposed.consent)
    assert (declined.state, state_of(proposed)) == (ConsentState.DECLINED, PublicationState.WITHDRAWN)
    with pytest.raises(Incomplete):
        write_next_edition(actor=lead.person, publication=proposed)
    give_consent(actor=worker.person, consent=declined)

    assert write_next_edition(actor=lead.person, publication=proposed).state == PublicationState.DRAFT


def test_taking_consent_back_takes_the_example_out_of_the_library(lead, worker, auditor, shared):
    note_read(actor=auditor.person, publication=shared)
    refuse_consent(actor=worker.person, consent=shared.consent)

    assert (state_of(shared), Publication.objects.get(pk=shared.pk).withdrawn_because) == ("withdrawn", "It is no longer shared.")
    assert list(Publication.objects.published()) == []
    assert Notice.objects.filter(person=auditor.person).latest("pk").subject == f"Good-practice example {shared.number} was withdrawn"


@pytest.mark.parametrize("who", ["lead", "team_manager", "auditor"])
def test_only_the_worker_answers(request, proposed, who):
    somebody = request.getfixturevalue(who)
    for service in (give_consent, refuse_consent):
        with pytest.raises(PermissionDenied):
            service(actor=somebody.person, consent=proposed.consent)


def test_the_worker_neither_writes_nor_reviews_it(lead, worker, agreed):
    from foundation.accounts.models import PersonRole

    PersonRole.objects.create(person=worker.person, role=Role.QA_LEAD)
    texts = {"done": "The child drew."}
    write_publication(actor=lead.person, publication=agreed, title=agreed.title, summary="A plan.", texts=texts)
    with pytest.raises(ValidationError, match="does not write the example"):
        write_publication(actor=worker.person, publication=agreed, title=agreed.title, summary="Mine.", texts=texts)
    with pytest.raises(ValidationError, match="does not review it"):
        send_for_review(actor=lead.person, publication=agreed, reviewer=worker.person)


def test_a_strength_is_proposed_once_and_only_of_a_finished_audit(lead, strength, proposed, started_audit):
    with pytest.raises(ValidationError, match="proposed already"):
        propose_example(actor=lead.person, finding=strength, title="Again")
    strength.kind = FindingKind.AREA
    strength.save()
    with pytest.raises(ValidationError, match="proposed from a strength"):
        propose_example(actor=lead.person, finding=strength, title="Again")


def test_a_worker_who_left_cannot_be_asked(lead, worker, strength):
    worker.person.is_active = False
    worker.person.save()

    with pytest.raises(ValidationError, match="cannot be asked"):
        propose_example(actor=lead.person, finding=strength, title="Pictures")


# Leaving


def test_what_somebody_writes_or_reviews_goes_to_somebody_else(administrator, lead, moderator, in_review):
    other, manager = add_person("Other Lead", Role.QA_LEAD), add_person("Marta Lowe", Role.SERVICE_MANAGER)
    hand_over_publications(actor=administrator.person, person=lead.person, to=other)
    hand_over_publications(actor=administrator.person, person=moderator.person, to=manager)
    row = Publication.objects.get(pk=in_review.pk)

    assert (row.author, row.reviewer) == (other, manager)


def test_a_review_does_not_go_to_a_person_who_wrote_in_it(administrator, lead, moderator, in_review):
    with pytest.raises(ValidationError, match="wrote in it"):
        hand_over_publications(actor=administrator.person, person=moderator.person, to=lead.person)

    assert Publication.objects.get(pk=in_review.pk).reviewer == moderator.person


# Blindness


def test_a_moderator_reads_nothing_on_a_month_that_they_have_yet_to_grade_blind(lead, moderator, worker, published, submitted_audit):
    Publication.objects.filter(pk=published.pk).update(first_month=datetime.date(2023, 5, 1), last_month=datetime.date(2023, 7, 1))

    assert list(Publication.objects.visible_to(worker.person)) == [published]
    assert list(Publication.objects.visible_to(moderator.person)) == []


def test_the_board_reads_of_months_that_were_released_to_it(lead, board_member, published, cycle):
    from performance.models import MonthRelease

    Publication.objects.filter(pk=published.pk).update(first_month=cycle.month, last_month=cycle.month)
    assert list(Publication.objects.visible_to(board_member.person)) == []
    MonthRelease.objects.create(month=cycle.month, released_by=lead.person, released_on=THE_DAY)

    assert list(Publication.objects.visible_to(board_member.person)) == [published]

"""A month's comments in one place: asked for at once, published once they have come."""

import datetime

import pytest

from foundation.activity.models import Entry
from foundation.council.clock import today
from performance.models import Commentary, Indicator
from performance.pages.work import work_for
from performance.services import ask_for_comment, set_owner, write_comment
from tests.performance.conftest import JULY
from tests.replay import replayed

URL = "/performance/comments/2023-07/"
DUE = {"due": "2098-01-05"}


@pytest.fixture
@replayed
def owned(analyst, head_of_service, scorecard) -> list[Indicator]:
    owned = list(Indicator.objects.filter(slug__in=["referrals-rate", "referrals-number"]))
    return [set_owner(actor=analyst.person, indicator=each, owner=head_of_service.person) for each in owned]


@pytest.fixture
@replayed
def written(analyst, head_of_service, owned) -> Commentary:
    return write_comment(
        actor=head_of_service.person, indicator=owned[0], month=JULY, status=None, comment="Fewer came back.", action="Keep on."
    )


def test_every_owner_is_asked_at_once(analyst, head_of_service, owned):
    analyst.post(URL, DUE)

    asked = [item.what for item in work_for(head_of_service.person, today())]
    assert len(asked) == len(owned)
    assert all(item.startswith("Comment on") for item in asked)


def test_what_is_asked_or_written_already_is_not_asked_again(analyst, written):
    analyst.post(URL, DUE)
    analyst.post(URL, DUE)

    assert Commentary.objects.filter(asked_of__isnull=False).count() == 1
    assert Entry.objects.filter(verb="commentary.asked").count() == 1


def test_it_says_whom_it_could_not_ask(analyst, owned, scorecard):
    page = analyst.post(URL, DUE, follow=True).content.decode()

    assert "Comments asked for: 2, of people: 1." in page
    assert "nobody comments on it yet. Ask a person on its own page." in page


def test_a_date_that_has_passed_is_refused(analyst, owned):
    assert "The date must be today or later." in analyst.post(URL, {"due": "2023-01-05"}).content.decode()
    assert Commentary.objects.count() == Commentary.objects.filter(asked_of=None).count()


def test_the_board_reads_a_comment_once_it_is_published(analyst, board_member, written, released):
    before = board_member.get("/performance/").content.decode()
    analyst.post(f"{URL}publish/")

    assert "Fewer came back." not in before
    assert "Fewer came back." in board_member.get("/performance/").content.decode()
    assert [entry.actor for entry in Entry.objects.of(written).filter(verb="commentary.published")] == [analyst.person]


def test_its_writer_and_the_analyst_see_the_draft(analyst, head_of_service, written):
    for visitor in (analyst, head_of_service):
        page = visitor.get("/performance/").content.decode()
        assert "Fewer came back." in page
        assert "Not published yet" in page


def test_what_is_written_after_it_was_published_waits_again(analyst, board_member, written, released):
    analyst.post(f"{URL}publish/")
    write_comment(actor=analyst.person, indicator=written.indicator, month=JULY, status=None, comment="Another reason.", action="")

    page = board_member.get("/performance/").content.decode()
    assert "Fewer came back." in page
    assert "Another reason." not in page


def test_publishing_twice_does_nothing_more(analyst, written):
    analyst.post(f"{URL}publish/")
    analyst.post(f"{URL}publish/")

    assert Entry.objects.filter(verb="commentary.published").count() == 1


def test_the_analyst_publishes_from_the_comments_own_page(analyst, written):
    own = f"/performance/indicators/{written.indicator.slug}/2023-07/comment/"
    analyst.post(own, {"comment": "Fewer came back, as planned.", "action": "", "publish": ""})

    written.refresh_from_db()
    assert (written.published_comment, written.has_draft) == ("Fewer came back, as planned.", False)


def test_an_owner_cannot_publish(head_of_service, written):
    own = f"/performance/indicators/{written.indicator.slug}/2023-07/comment/"

    assert head_of_service.post(own, {"comment": "Mine.", "publish": ""}).status_code == 403
    assert head_of_service.post(f"{URL}publish/").status_code == 403


@pytest.mark.parametrize("person", ["outsider", "board_member", "head_of_service"])
def test_others_do_not_collect(request, person):
    assert request.getfixturevalue(person).get(URL).status_code == 403


def test_publishing_is_no_reading(analyst):
    assert analyst.get(f"{URL}publish/").status_code == 405


def test_one_comment_and_many_take_the_same_queries(
    analyst, head_of_service, owned, django_assert_num_queries, django_assert_max_num_queries
):
    ask_for_comment(actor=analyst.person, indicator=owned[0], month=JULY, person=head_of_service.person, due=datetime.date(2098, 1, 5))
    analyst.get(URL)
    with django_assert_max_num_queries(40) as few:
        analyst.get(URL)
    count = len(few)
    analyst.post(URL, DUE)
    analyst.get(URL)

    with django_assert_num_queries(count):
        analyst.get(URL)

"""What the Board reads of a comment, said truly; a published comment corrected, and one withdrawn."""

import pytest

from foundation.activity.models import Entry
from foundation.notices.models import Notice
from performance.models import Commentary
from performance.services import publish_comments, write_comment
from tests.performance.conftest import JULY
from tests.performance.pages.reading import text_of
from tests.replay import replayed

OWN = "/performance/indicators/case-supervision-percent/2023-07/comment/"
URL = f"{OWN}withdraw/"


@pytest.fixture
@replayed
def published(analyst, head_of_service, scorecard, supervision, released) -> Commentary:
    supervision.owner = head_of_service.person
    supervision.save()
    said = write_comment(actor=head_of_service.person, indicator=supervision, month=JULY, status=None, comment="First words.", action="")
    return publish_comments(actor=analyst.person, commentaries=[said])[0]


def corrected(by, published) -> None:
    write_comment(actor=by.person, indicator=published.indicator, month=JULY, status=None, comment="Corrected words.", action="")


def page_of(visitor) -> str:
    return text_of(visitor.get(OWN).content.decode())


def test_a_correction_that_waits_stands_beside_what_the_board_reads(analyst, head_of_service, board_member, published):
    corrected(head_of_service, published)

    for visitor in (analyst, head_of_service):
        page = page_of(visitor)
        assert "A correction waits to be published. The Board reads the words published on" in page
        assert "The Board reads this now Comment: First words." in page
        assert "not published: it is neither" not in page
    assert "First words." in board_member.get("/performance/").content.decode()


def test_of_a_month_that_is_not_released_the_page_does_not_say_that_the_board_reads_it(analyst, published, released):
    for release in released:
        release.delete()

    page = page_of(analyst)
    assert "The Board reads them once July 2023 is released to it." in page
    assert "The Board reads these words" not in page


def test_publishing_the_correction_puts_it_in_their_place(analyst, head_of_service, board_member, published):
    corrected(head_of_service, published)
    analyst.post(OWN, {"status": "", "comment": "Corrected words.", "action": "", "publish": ""})

    page = board_member.get("/performance/").content.decode()
    assert "Corrected words." in page
    assert "First words." not in page


def test_what_is_withdrawn_the_board_reads_no_more_and_its_owner_is_told(analyst, head_of_service, board_member, published):
    analyst.post(URL)

    published.refresh_from_db()
    assert (published.published_comment, published.comment) == ("", "First words.")
    assert "First words." not in board_member.get("/performance/").content.decode()
    assert "it is now neither shown to the Board nor in the report" in page_of(analyst)
    assert [each.person for each in Notice.objects.filter(key__startswith="comment-withdrawn")] == [head_of_service.person]
    assert Entry.objects.of(published).last().facts["comment"] == "First words."


def test_publishing_what_has_come_leaves_out_what_was_withdrawn(analyst, head_of_service, published):
    analyst.post(URL)
    analyst.post("/performance/comments/2023-07/publish/")
    published.refresh_from_db()
    before = published.is_published
    corrected(head_of_service, published)
    analyst.post("/performance/comments/2023-07/publish/")

    published.refresh_from_db()
    assert (before, published.published_comment) == (False, "Corrected words.")


def test_a_second_time_does_nothing(analyst, published):
    analyst.post(URL)
    page = analyst.post(URL, follow=True).content.decode()

    assert "It was not saved a second time." in page
    assert Entry.objects.of(published).filter(verb="commentary.withdrawn").count() == 1


@pytest.mark.parametrize("who", ["head_of_service", "board_member", "outsider"])
def test_nobody_else_withdraws(request, published, who):
    assert request.getfixturevalue(who).post(URL).status_code == 403
    assert request.getfixturevalue(who).get(URL).status_code == 405

"""A figure that a later file changed is marked where it is shown: which, from what to what, when; so is a comment written before."""

from io import BytesIO

import pytest

from performance.imports.services import import_figures
from performance.models import Indicator
from performance.services import publish_comments, write_comment
from tests.performance.conftest import JULY
from tests.performance.files import scorecard_file
from tests.performance.pages.reading import text_of

ROW = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,{},2023-07,{},579.3"
MARK = "July 2023 was restated from 703.9 to 710.4 on"
BEFORE = "The comment was written before this figure changed."


def bring(analyst, june: str = "728.9", july: str = "710.4") -> None:
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(ROW.format(june, july))), name="again.csv")


def say(analyst, words: str = "Fewer came.") -> None:
    indicator = Indicator.objects.get(slug="referrals-rate")
    said = write_comment(actor=analyst.person, indicator=indicator, month=JULY, status=None, comment=words, action="")
    publish_comments(actor=analyst.person, commentaries=[said])


@pytest.mark.parametrize("address", ["/performance/", "/performance/indicators/referrals-rate/", "/performance/?export=csv"])
def test_the_board_sees_that_a_figure_of_a_released_month_was_restated(analyst, board_member, scorecard, released, address):
    before = text_of(board_member.get(address).content.decode())
    bring(analyst)

    assert "was restated" not in before
    assert MARK in text_of(board_member.get(address).content.decode())


def test_so_is_the_figure_that_it_is_compared_with(analyst, scorecard):
    bring(analyst, june="730.1", july="703.9")

    assert "June 2023 was restated from 728.9 to 730.1 on" in text_of(analyst.get("/performance/").content.decode())


def test_a_comment_from_before_the_change_says_so_until_it_is_written_anew(analyst, board_member, scorecard, released):
    say(analyst)
    first = text_of(board_member.get("/performance/").content.decode())
    bring(analyst)
    stale = text_of(board_member.get("/performance/").content.decode())
    say(analyst, "Fewer came, as counted again.")

    assert BEFORE not in first
    assert BEFORE in stale
    assert BEFORE not in text_of(board_member.get("/performance/").content.decode())


def test_the_same_file_again_marks_nothing(analyst, scorecard):
    bring(analyst, july="703.9")

    assert "was restated" not in text_of(analyst.get("/performance/").content.decode())

"""A comment that says of its figure what is not so, or no longer: marked in form and table, for people who write it."""

import datetime
from io import BytesIO

import pytest

from performance.imports.services import import_figures
from performance.models import Indicator
from performance.services import publish_comments, write_comment
from tests.performance.files import scorecard_file
from tests.reading import text_of

JULY = datetime.date(2023, 7, 1)
ROW = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,{},579.3"


@pytest.fixture
def referrals(scorecard) -> Indicator:
    return Indicator.objects.get(slug="referrals-rate")


def page(visitor, indicator) -> str:
    return text_of(visitor.get(f"/performance/indicators/{indicator.slug}/2023-07/comment/"))


def say(lead, indicator, comment: str, action: str = "") -> None:
    written = write_comment(actor=lead.person, indicator=indicator, month=JULY, status=None, comment=comment, action=action)
    publish_comments(actor=lead.person, commentaries=[written])


def test_a_comment_that_says_it_rose_beside_a_figure_that_fell_is_marked(lead, director, board_member, released, referrals):
    say(lead, referrals, "The rate rose after the campaign.")
    said = "“The rate rose” is not what the figures show: Referral starts in last 12 months: June 2023 728.9; July 2023 703.9."

    assert said in page(lead, referrals)
    assert said in text_of(lead.get("/performance/?month=2023-07"))
    for reader in (director, board_member):
        assert "is not what the figures show" not in text_of(reader.get("/performance/?month=2023-07"))


@pytest.mark.parametrize(
    "comment",
    [
        "The rate fell, as expected after the new front door.",
        "Referrals to partners rose.",
        "The rate should rise in autumn.",
        "Fewer schools referred; the figure is lower than that of our neighbours.",
        "",
    ],
)
def test_what_is_so_or_about_something_else_is_not(lead, referrals, comment):
    say(lead, referrals, comment, "Managers met.") if comment else None

    assert "is not what the figures show" not in page(lead, referrals)


def test_a_restated_figure_that_the_comment_quotes_as_it_was_is_marked(analyst, lead, referrals):
    say(lead, referrals, "At 703.9 it is the lowest for a year.")
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(ROW.format("710.4"))), name="again.csv")

    assert "“703.9” is not what the figures show: Referral starts in last 12 months: July 2023 710.4." in page(lead, referrals)


def test_a_restatement_that_turns_the_direction_outdates_the_comment(analyst, lead, referrals):
    say(lead, referrals, "The rate fell.")
    before = page(lead, referrals)
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(ROW.format("741.0"))), name="again.csv")

    assert "is not what the figures show" not in before
    assert "“The rate fell” is not what the figures show" in page(lead, referrals)

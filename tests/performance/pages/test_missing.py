"""Why a figure is missing: in its own cell, until it comes."""

from io import BytesIO

import pytest

from foundation.activity.models import Entry
from performance.imports.services import import_figures
from performance.models import MissingFigure
from tests.performance.files import scorecard_file
from tests.performance.pages.reading import scorecard_rows

URL = "/performance/indicators/referrals-rate/2023-07/missing/"
ANSWERS = {"why": "The return is late", "from_whom": "health visiting service", "due": "2023-09-01"}
ROW = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,{},579.3"
NAME = "Referral starts in last 12 months Rate per 10,000 children"


def bring(analyst, figure: str) -> None:
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(ROW.format(figure))), name="july.csv")


@pytest.fixture
def gap(analyst):
    bring(analyst, "NA")


def test_it_stands_in_the_cell_until_the_figure_comes(analyst, board_member, gap, released):
    analyst.post(URL, ANSWERS)
    before = scorecard_rows(board_member, "?month=2023-07")[NAME][2]
    bring(analyst, "703.9")

    assert before == "NA The return is late. From health visiting service by 1 September 2023."
    assert scorecard_rows(analyst, "?month=2023-07")[NAME][2] == "703.9"


def test_the_scorecard_asks_the_analyst_and_nobody_else(analyst, board_member, gap, released):
    assert "Say why it is missing" in scorecard_rows(analyst, "?month=2023-07")[NAME][2]
    assert "Say why it is missing" not in scorecard_rows(board_member, "?month=2023-07")[NAME][2]


def test_it_leaves_one_trace_however_often_it_is_said(lead, gap):
    lead.post(URL, ANSWERS)
    lead.post(URL, ANSWERS)

    [entry] = Entry.objects.filter(verb="indicator.missing_noted")
    assert (entry.actor, entry.facts["why"]) == (lead.person, "The return is late")


def test_a_month_that_has_its_figure_misses_nothing(analyst, scorecard):
    assert "This month has its figure: nothing is missing." in analyst.post(URL, ANSWERS).content.decode()
    assert MissingFigure.objects.count() == 0


@pytest.mark.parametrize("person", ["outsider", "board_member", "head_of_service"])
def test_others_may_not(request, person):
    visitor = request.getfixturevalue(person)

    assert (visitor.get(URL).status_code, visitor.post(URL, ANSWERS).status_code) == (403, 403)

"""One indicator over time."""

from io import BytesIO

import pytest

from performance.services import import_figures
from tests.performance.files import scorecard_file
from tests.performance.pages.reading import facts_on, rows_of

URL = "/performance/indicators/referrals-rate/"


def test_its_figures_stand_latest_first_with_their_source(analyst, spring):
    rows = rows_of(analyst.get(URL).content.decode())

    assert list(rows) == ["July 2023", "June 2023", "May 2023", "April 2023"]
    assert rows["July 2023"] == ["703.9", "579.3", "Down 3.4% lower", "", "scorecard-2023-07.csv, row 5"]


def test_a_restated_figure_says_what_it_was(analyst, scorecard):
    row = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,704.5,579.3"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="again.csv")

    assert rows_of(analyst.get(URL).content.decode())["July 2023"][4] == "again.csv, row 2; restated, was 703.9"


def test_it_says_what_it_is(outsider, scorecard):
    facts = facts_on(outsider, "referrals-rate")

    assert (facts["Period basis"], facts["Which way is better"]) == ("Rolling 12 months", "Neither is better by itself")


def test_its_chart_is_a_picture_with_words(analyst, spring):
    page, chart = analyst.get(URL).content.decode(), analyst.get(f"{URL}chart.svg")

    assert chart["Content-Type"] == "image/svg+xml"
    assert "Ours: 769.2 in Apr 2023, 703.9 in Jul 2023." in page
    assert b"<svg" in chart.content


def test_without_figures_there_is_no_chart(analyst):
    assert "No figure has been imported yet." in analyst.get(URL).content.decode()
    assert analyst.get(f"{URL}chart.svg").status_code == 404


def test_an_unknown_indicator_is_not_found(analyst):
    assert analyst.get("/performance/indicators/no-such/").status_code == 404


@pytest.mark.parametrize(
    ("person", "offered"),
    [("lead", True), ("analyst", True), ("director", True), ("head_of_service", True), ("outsider", False), ("board_member", False)],
)
def test_an_action_is_offered_to_those_who_may_raise_it(request, scorecard, person, offered):
    visitor, door = request.getfixturevalue(person), "/actions/raise/?indicator=referrals-rate"

    assert (door in visitor.get(URL).content.decode()) is offered
    assert visitor.get(door).status_code == (200 if offered else 403)

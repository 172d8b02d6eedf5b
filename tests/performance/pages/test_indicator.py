"""One indicator over time."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.activity.models import Entry
from foundation.council.months import add_months
from performance.imports.services import import_figures
from performance.models import Indicator, NeighbourModel, Place, PublishedPlace, Target
from tests.performance.files import scorecard_file
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.imports.test_long_files import NEIGHBOURS, lait
from tests.performance.pages.reading import facts_on, rows_of

URL = "/performance/indicators/referrals-rate/"


def test_its_figures_stand_latest_first_with_their_source(analyst, spring):
    rows = rows_of(analyst.get(URL).text.partition("Every figure, latest first")[2])

    assert list(rows) == ["July 2023", "June 2023", "May 2023", "April 2023"]
    assert rows["July 2023"] == ["703.9", "", "579.3", "Down 3.4% lower", "", "scorecard-2023-07.csv, row 5"]


def test_a_restated_figure_says_what_it_was(analyst, scorecard):
    row = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,704.5,579.3"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="again.csv")

    assert rows_of(analyst.get(URL).content.decode())["July 2023"][5] == "again.csv, row 2; restated, was 703.9"


def test_it_says_what_it_is(outsider, scorecard):
    facts = facts_on(outsider, "referrals-rate")

    assert (facts["Period basis"], facts["Which way is better"]) == ("Rolling 12 months", "Neither is better by itself")


def test_its_chart_is_a_picture_with_words(analyst, spring):
    page, chart = analyst.get(URL).content.decode(), analyst.get(f"{URL}chart.svg")

    assert chart["Content-Type"] == "image/svg+xml"
    assert "Ours: 769.2 in Apr 2023, 703.9 in Jul 2023." in page
    assert b"<svg" in chart.content
    narrow = analyst.get(f"{URL}chart.svg?narrow")
    assert b"<svg" in narrow.content
    assert narrow.content != chart.content


@pytest.mark.parametrize(
    ("figures", "change", "beside"),
    [
        ([0, 0], "No change 0 − 0", "No change"),
        ([0, 3], None, "Up from 0 to 3"),
        ([100000, 100001], "less than 0.1% higher (100,001 − 100,000) ÷ 100,000", "Up less than 0.1% higher"),
    ],
)
def test_a_change_divides_by_no_nought_and_calls_no_change_none(analyst, tmp_path, figures, change, beside):
    long_table(tmp_path, "children-in-need-plans-number", figures)

    assert facts_on(analyst, "children-in-need-plans-number").get("Change since June 2023") == change
    rows = rows_of(analyst.get("/performance/indicators/children-in-need-plans-number/").text.partition("Every figure, latest first")[2])
    assert rows["July 2023"][3] == beside


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


def long_table(tmp_path, label: str, figures: list[float], unit: str = "number", last: int = 7):
    """Monthly figures that end in July 2023."""
    months = [add_months(datetime.date(2023, last, 1), back) for back in range(1 - len(figures), 1)]
    lines = [f"{label},{unit},{month:%Y-%m},{figure}" for month, figure in zip(months, figures, strict=True)]
    run(written(tmp_path, "\n".join(["indicator,unit,period,value", *lines]).encode()))


def test_rolling_totals_are_charted_as_differences_of_months(analyst, tmp_path):
    # Sixteen steps of ±10 and one of −100: beyond 2.66 × 20, the mean moving range once that of the last step is screened out.
    steps = [10, -10] * 8 + [-100]
    long_table(tmp_path, "referrals-number", [4000 + sum(steps[:count]) for count in range(18)])

    page = analyst.get("/performance/indicators/referrals-number/").text
    assert "recovered from the rolling totals" in page
    assert "July 2023, −100: Outside the limits (below)" in page
    assert analyst.get("/performance/indicators/referrals-number/control.svg").status_code == 200
    # Every difference stands in a table and in the file: the picture alone would tell them to some only.
    rows = rows_of(page.partition("Every month of this chart")[2].partition("</table>")[0])
    limits = ["−53.2", "0.0", "53.2", "fixed"]
    assert [rows[month] for month in ("July 2023", "June 2023", "May 2023")] == [
        ["−100", "Outside the limits (below)", "neither is better", *limits],
        ["−10", "", "", *limits],
        ["10", "", "", *limits],
    ]
    file = csv.DictReader(StringIO(analyst.get("/performance/indicators/referrals-number/?export=csv").content.decode("utf-8-sig")))
    latest = next(file)
    assert [latest[name] for name in ("Charted for signals: Against a year before", "Signal", "Improvement or concern")] == [
        "-100",
        "Outside the limits (below)",
        "neither is better",
    ]
    assert [latest[name] for name in ("Lower limit", "Mean", "Upper limit", "Limits")] == ["-53.2", "0", "53.2", "fixed"]


def test_under_twelve_points_there_are_no_limits(analyst, spring):
    long = analyst.get("/performance/indicators/referrals-number/").text

    assert "There are no control limits yet: 1 of the 12 months" in long


def test_a_target_stands_in_the_chart(analyst, spring):
    Target.objects.create(indicator=Indicator.objects.get(slug="referrals-rate"), value=600, first_month="2023-04-01")

    assert "Target: 600." in analyst.get(URL).text


def test_an_event_is_numbered_in_the_chart_and_explained_below(analyst, spring):
    analyst.post("/performance/events/", {"day": "2023-05-12", "words": "Case system amended", "indicator": ""})

    page = analyst.get(URL).text
    assert "Line 1: Case system amended, May 2023." in page
    assert "12 May 2023: Case system amended" in page
    assert Entry.objects.filter(verb="indicator.event_added").count() == 1


def test_an_event_that_has_not_happened_is_refused_and_kept(analyst):
    page = analyst.post("/performance/events/", {"day": "2098-05-12", "words": "Inspection", "indicator": ""}).text

    assert "today or before" in page
    assert "Inspection" in page


def test_only_those_who_import_note_events(board_member):
    assert board_member.post("/performance/events/", {"day": "2023-05-12", "words": "Inspection"}).status_code == 403


def test_published_neighbours_stand_beside_ours(analyst, spring, tmp_path):
    run(lait(tmp_path, "LAC,2022,343,Ours,North,,80", "LAC,2022,344,One,North,,90"))
    run(written(tmp_path, (NEIGHBOURS + "2021-04,343,Ours,1,344,Close").encode()))
    Indicator.objects.filter(slug="referrals-rate").update(published_as=Indicator.objects.get(code="LAC"))
    PublishedPlace.objects.create(pk=1, council=Place.objects.get(code="343"), neighbour_model=NeighbourModel.objects.get())

    page = analyst.get(URL).text

    assert "Statistical neighbours’ mean, model 2021-04" in page


def test_its_figures_download(analyst, spring):
    file = analyst.get(URL, {"export": "csv"}).content.decode("utf-8-sig")

    assert file.splitlines()[0].startswith("Period,Figure,First reported")
    assert len(file.splitlines()) == 5


def test_it_asks_the_database_as_often_for_many_figures_as_for_few(analyst, spring, tmp_path):
    with CaptureQueriesContext(connection) as few:
        analyst.get(URL)
    long_table(tmp_path, "referrals-rate", [700 + step for step in range(40)], "rate per 10000 children", last=3)
    with CaptureQueriesContext(connection) as many:
        analyst.get(URL)
    assert len(many) == len(few)


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence(analyst, scorecard):
    """3,808 of 14,213 contacts."""
    whole = Indicator.objects.get(slug="mash-contacts-number")
    Indicator.objects.filter(slug="referrals-number").update(numerator_of=whole)

    assert facts_on(analyst, "referrals-number")["Referrals, July 2023"].startswith("26.8% of MASH contacts")


def test_its_definition_names_its_denominator_its_breakdown_and_its_source(analyst, scorecard):
    Indicator.objects.filter(slug="referrals-rate").update(breakdown="from schools", source="Case system")
    facts = facts_on(analyst, "referrals-rate")

    assert (facts["A share or rate of"], facts["Breakdown"], facts["Source"]) == ("Children aged 0 to 17", "from schools", "Case system")

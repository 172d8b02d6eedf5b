"""The check page shows what each figure was before, and asks about those that moved far."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from performance.calculations import moved_far
from performance.models import Value
from tests.performance.files import scorecard_file
from tests.performance.imports.pages.test_uploads import upload
from tests.performance.imports.test_import_kpis import written
from tests.performance.imports.test_long_uploads import COUNT
from tests.performance.pages.reading import text_of

pytestmark = pytest.mark.django_db
AUGUST = "Demand,2,Referral starts in last 12 months,number,2023-07,3808,2023-08,{},"
ASKS = "Is this right?"
UNSURE = "Look at the figures that are far from the ones before them."


def check(analyst, figure: str, name: str = "august.csv") -> str:
    return upload(analyst, scorecard_file(AUGUST.format(figure)), name).url


def test_the_figure_before_and_the_change_stand_beside_the_new_one(analyst, scorecard):
    page = analyst.get(check(analyst, "3712")).text

    assert ('data-label="Before">3,808<' in page, 'data-label="Change">−96<' in page, ASKS in page) == (True, True, False)


def test_a_digit_too_many_is_asked_about_and_nothing_is_stored_until_it_is_said_to_be_right(analyst, scorecard):
    address = check(analyst, "37120")
    assert ASKS in analyst.get(address).text
    had = Value.objects.count()

    refused = analyst.post(address)
    assert (UNSURE in refused.text, "Error: " in refused.text, Value.objects.count()) == (True, True, had)

    analyst.post(address, {"jumps_seen": "on"})
    assert Value.objects.ours().get(indicator__slug="referrals-number", month="2023-08-01").value == 37120


def test_the_file_s_own_previous_figure_is_enough_to_ask(analyst):
    assert ASKS in analyst.get(check(analyst, "37120")).text


def test_a_month_that_is_missing_between_is_named(analyst, scorecard):
    later = "Demand,2,Referral starts in last 12 months,number,,,2023-10,3700,"

    assert "3,808 (July 2023)" in text_of(analyst.get(upload(analyst, scorecard_file(later)).url).text)


def test_leaving_out_refused_rows_does_not_leave_out_the_question(analyst, scorecard):
    bad = "Timeliness,,Cared for children with a visit within statutory timescales,percent,2023-07,92.2,2023-08,400,"
    address = upload(analyst, scorecard_file(AUGUST.format("37120"), bad)).url

    assert UNSURE in analyst.post(address, {"accept_valid": "1"}).text
    assert not Value.objects.filter(month="2023-08-01").exists()


def test_a_long_table_asks_too_in_the_background(analyst, do_waiting_jobs):
    rows = [f"vacancy-rate-percent,{2000 + at // 12}-{at % 12 + 1:02},20" for at in range(240)] + ["vacancy-rate-percent,2020-01,0.2"]
    rows += ["agency-rate-percent,2020-01,20"] + [""] * (COUNT - 242)
    job = upload(analyst, ("indicator,period,value\n" + "\n".join(rows)).encode(), "years.csv").url
    do_waiting_jobs()
    address = analyst.get(job).url

    assert (ASKS in analyst.get(address).text, UNSURE in analyst.post(address).text) == (True, True)
    analyst.post(address, {"jumps_seen": "on"})
    do_waiting_jobs()
    assert Value.objects.filter(month="2020-01-01").count() == 2


def test_a_team_s_figure_is_held_against_the_team_s(analyst, elm_team):
    first = f"indicator,team,period,value\nvacancy-rate-percent,{elm_team.name},2023-06,60\nvacancy-rate-percent,,2023-06,10\n"
    analyst.post(upload(analyst, first.encode(), "june.csv").url)
    second = f"indicator,team,period,value\nvacancy-rate-percent,{elm_team.name},2023-07,12\nvacancy-rate-percent,,2023-07,11\n"

    page = text_of(analyst.get(upload(analyst, second.encode(), "july.csv").url).text)

    assert f"{elm_team.name} July 2023 60 12 −48 2" in page.partition(ASKS)[2].partition("New")[0]


def test_the_command_says_it_and_stores(tmp_path, analyst):
    said = StringIO()

    call_command("import_kpis", str(written(tmp_path, scorecard_file(AUGUST.format("37120")))), stdout=StringIO(), stderr=said)

    assert (
        "Row 2: is this right? Referral starts in last 12 months (Number), Our council: 37,120 in August 2023, after 3,808"
        in said.getvalue()
    )
    assert Value.objects.filter(month="2023-08-01").exists()


@pytest.mark.parametrize(
    ("before", "now", "is_percentage", "far"),
    [
        ("3808", "37120", False, True),
        ("3808", "3712", False, False),
        ("3808", "380", False, True),
        ("66.5", "0.665", True, True),
        ("7.74", "0.0774", True, True),
        ("26.5", "45", True, False),
        ("26.5", "47", True, True),
        ("0.4", "0.9", True, False),
        # Small counts double by chance.
        ("4", "12", False, False),
        ("0", "7", False, False),
        ("38", "44", False, False),
        ("40", "400", False, True),
        ("14.5", "145", False, True),
        ("703.9", "686.3", False, False),
    ],
)
def test_far_is_more_than_chance_and_more_than_a_month_brings(before, now, is_percentage, far):
    assert moved_far(Decimal(before), Decimal(now), is_percentage) == far


def test_what_has_moved_as_far_before_is_nothing_new():
    swings = [Decimal(each) for each in (25, -30, 28, -26, 31, -29)]

    assert not moved_far(Decimal(60), Decimal(30), True, swings)
    assert moved_far(Decimal(60), Decimal(20), True, swings)

"""What files call an indicator besides its label."""

from io import BytesIO

import pytest

from performance.imports.services import import_figures
from performance.models import Indicator, Value
from tests.performance.files import scorecard_file
from tests.performance.pages.test_indicators import answers

pytestmark = pytest.mark.django_db
LONG = b"indicator,period,value\nStaff gaps,2023-07,30.2\n"
SCORECARD = scorecard_file("Management,2,Staff gaps (%),,2023-06,31.5,2023-07,30.2,")
CHANGE = "/performance/indicators/vacancy-rate-percent/change/"


def say(analyst, names: str):
    return analyst.post(CHANGE, answers(Indicator.objects.get(slug="vacancy-rate-percent"), other_names=names))


@pytest.mark.parametrize("content", [LONG, SCORECARD.replace(b",unit,", b",measured in,")], ids=["long", "scorecard"])
def test_a_file_that_uses_another_name_is_read_once_it_is_said(analyst, content):
    given = {"actor": analyst.person, "name": "july.csv"}
    assert import_figures(file=BytesIO(content), **given).refusals

    say(analyst, "Staff gaps\nEmpty posts")

    import_figures(file=BytesIO(content), **given)
    assert str(Value.objects.get(indicator__slug="vacancy-rate-percent", month="2023-07-01").value) == "30.2000"


def test_a_name_of_another_indicator_in_the_same_unit_is_refused(analyst):
    assert "is a name of “Agency rate (%)” already" in say(analyst, "agency  rate").text
    assert Indicator.objects.get(slug="vacancy-rate-percent").other_names == ""


def test_a_unit_behind_the_name_is_understood_in_every_table(analyst):
    content = b"indicator,period,value\nReferral starts in last 12 months (Nos),2023-07,3808\nVacancy rate (%),2023-07,30.2\n"

    assert import_figures(actor=analyst.person, file=BytesIO(content), name="july.csv").refusals == []
    assert Value.objects.get(indicator__slug="referrals-number").value == 3808

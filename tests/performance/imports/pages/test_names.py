"""Names in a file that no indicator has: the check page asks which indicators they are, and remembers it."""

import pytest

from foundation.activity.models import Entry
from performance.models import Indicator, Upload, Value
from tests.performance.files import scorecard_file
from tests.performance.imports.pages.test_uploads import upload
from tests.performance.pages.reading import text_of

pytestmark = pytest.mark.django_db
LONG = b"indicator,period,value\nVacancies (%),2023-07,30.2\nAgency rate,2023-07,11\nWidgets,2023-07,5\n"
SCORECARD = scorecard_file("Management,2,Vacancies,percent,2023-06,31.5,2023-07,30.2,")


def pk_of(slug: str) -> int:
    return Indicator.objects.get(slug=slug).pk


@pytest.mark.parametrize(("content", "figures"), [(LONG, 1), (SCORECARD, 2)], ids=["long", "scorecard"])
def test_a_name_that_is_said_is_read_and_remembered(analyst, content, figures):
    check = upload(analyst, content, "july.csv").url
    assert "Names of indicators that are not known: " in text_of(analyst.get(check).text)
    names = f"{check}names/"
    assert "“Vacancies" in analyst.get(names).text

    assert analyst.post(names, {"name_0": pk_of("vacancy-rate-percent")}).url == check

    analyst.post(check, {"accept_valid": "1"})
    assert Value.objects.filter(indicator__slug="vacancy-rate-percent").count() == figures
    assert Indicator.objects.get(slug="vacancy-rate-percent").other_names == "Vacancies"
    said = Entry.objects.filter(verb="indicator.upload_read_as").latest("pk").facts["names"]
    assert [*said.values()] == ["vacancy-rate-percent"]
    following = upload(analyst, content.replace(b"2023-07", b"2023-08").replace(b"2023-06", b"2023-07"), "august.csv").url
    assert not [name for name, *_ in analyst.get(following).context["unknown"] if "Vacancies" in name]


def test_only_indicators_of_the_file_s_unit_and_table_are_offered(analyst):
    offered = analyst.get(f"{upload(analyst, SCORECARD, 'july.csv').url}names/").context["form"].fields["name_0"].queryset

    assert {(each.unit, each.series) for each in offered} == {("percent", "scorecard")}


def test_a_name_that_nobody_says_stays_refused(analyst):
    check = upload(analyst, LONG, "july.csv").url

    page = analyst.post(f"{check}names/", {"name_0": "", "name_1": ""})

    assert "Say of at least one name which indicator it is" in page.text
    assert not Indicator.objects.exclude(other_names="").exists()


def test_a_file_whose_names_are_all_known_asks_nothing(analyst):
    check = upload(analyst, b"indicator,period,value\nAgency rate,2023-07,11\n", "july.csv").url

    assert "Say which indicators" not in text_of(analyst.get(check).text)
    assert analyst.get(f"{check}names/").url == check


def test_nobody_else_says_it(analyst, auditor, lead):
    names = f"{upload(analyst, LONG, 'july.csv').url}names/"

    assert auditor.get(names).status_code == 403
    assert lead.get(names).status_code == 404
    assert Upload.objects.count() == 1

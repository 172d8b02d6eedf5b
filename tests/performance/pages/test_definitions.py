"""What an indicator is and what it should reach: in words, wherever its figure stands."""

from decimal import Decimal

import pytest

from performance.models import Indicator, Target
from tests.performance.conftest import JULY
from tests.replay import replayed

REFERRALS = "referrals-rate"


@pytest.mark.django_db
def test_every_indicator_of_the_regular_tables_says_more_than_its_name():
    regular = Indicator.objects.regular().select_related("measure")

    assert regular.count() == 50
    assert [each.slug for each in regular if not each.definition or each.definition in (each.label, each.measure.name)] == []


def test_without_a_definition_the_page_says_so_and_not_the_name_again(analyst, scorecard):
    Indicator.objects.filter(slug=REFERRALS).update(definition="")

    rows = {row["key"]: row["value"] for row in analyst.get(f"/performance/indicators/{REFERRALS}/").context["definition"]}
    assert rows["What it is"] == "No definition is written yet."


@pytest.fixture
@replayed
def target(scorecard) -> Target:
    return Target.objects.create(indicator=Indicator.objects.get(slug=REFERRALS), value=Decimal("579.5000"), first_month=JULY)


def test_a_target_stands_in_words_with_the_definition(analyst, target):
    rows = {row["key"]: row["value"] for row in analyst.get(f"/performance/indicators/{REFERRALS}/").context["definition"]}

    assert rows["Target"] == "579.5 from July 2023"


def test_a_target_stands_under_the_figure_of_the_scorecard_and_of_the_half_years(analyst, target, half_years):
    Target.objects.create(indicator=Indicator.objects.get(slug="half-year-dental-checks-percent"), value=80, first_month=JULY)

    assert "target 579.5" in analyst.get("/performance/").content.decode()
    assert "target 80" in analyst.get("/performance/half-years/").content.decode()


def test_of_several_targets_the_one_of_the_month_stands(analyst, target):
    Target.objects.create(indicator=target.indicator, value=600, first_month=JULY.replace(month=5), last_month=JULY.replace(month=6))

    page = analyst.get("/performance/").content.decode()
    assert ("target 579.5" in page, "target 600" in page) == (True, False)

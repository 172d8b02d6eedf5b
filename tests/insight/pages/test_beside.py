"""Figures on the same practice as a domain, beside its grades."""

from io import StringIO

import pytest
from django.core.management import call_command

from foundation.council.models import Council
from insight.models import DomainIndicator
from tests.insight.pages.test_grades import URL, words
from tests.month_grades import OVERSIGHT


@pytest.fixture
def scorecard(db, settings) -> None:
    call_command("import_kpis", str(settings.BASE_DIR / "tests/reference/scorecard-2023-07.csv"), stdout=StringIO())


def test_supervision_stands_beside_the_grades_of_oversight(lead, july, scorecard):
    text = words(lead.get(URL))

    assert (
        f"{OVERSIGHT} 9 of 9 Requires improvement to be good Open cases (CIN CP CfC) with appropriate case supervision recorded "
        "63.4% in July 2023, 72.8% in June 2023"
    ) in text


def test_it_is_offered_as_a_fact(lead, july, scorecard):
    fact = (
        f"{OVERSIGHT}: 9 of 9 Requires improvement to be good; Open cases (CIN CP CfC) with appropriate case supervision recorded: "
        "63.4% in July 2023, 72.8% in June 2023"
    )

    assert fact in words(lead.get("/insight/facts/"))


def test_the_latest_month_is_the_one_beside(lead, june, july, scorecard):
    assert "July 2023, before moderation: how each domain was graded" in words(lead.get(URL))


def test_without_figures_nothing_stands_beside(lead, july):
    assert "Figures beside the grades" not in words(lead.get(URL))


def test_which_indicators_stand_beside_a_domain_is_data(lead, july, scorecard):
    DomainIndicator.objects.filter(domain__name=OVERSIGHT).delete()

    assert "case supervision recorded" not in words(lead.get(URL))


def test_grades_are_named_in_the_councils_words(lead, july, scorecard):
    Council.objects.create(pk=1, requires_improvement_word="Requires improvement", cared_for_word="looked after")
    page = words(lead.get(URL))

    assert "9 of 9 Requires improvement Open cases" in page
    assert "to be good" not in page
    assert "to be good" not in lead.get("/insight/charts/overall.svg").content.decode()
    assert "to be good" not in lead.get(URL, {"export": "csv"}).content.decode()

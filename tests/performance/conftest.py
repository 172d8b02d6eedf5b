"""The reference figures, imported through the service, and two months before them."""

import datetime
from io import BytesIO

import pytest

from foundation.council.months import add_months
from performance.imports.services import import_figures
from performance.models import Indicator, MonthRelease
from performance.services import release_months
from tests.performance.files import HALF_YEARS, SCORECARD, scorecard_file
from tests.replay import replayed

JULY = datetime.date(2023, 7, 1)


@pytest.fixture
@replayed
def scorecard(analyst):
    return import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)


@pytest.fixture
@replayed
def half_years(analyst):
    return import_figures(actor=analyst.person, file=HALF_YEARS, name=HALF_YEARS.name)


@pytest.fixture
def both_tables(scorecard, half_years):
    return scorecard, half_years


@pytest.fixture
@replayed
def spring(analyst, scorecard):
    """April and May 2023 of the referral rate, so that a pace can be read."""
    row = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-04,769.2,2023-05,746.2,579.3"
    return import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="may.csv")


@pytest.fixture
def supervision(db) -> Indicator:
    return Indicator.objects.get(slug="case-supervision-percent")


@pytest.fixture
@replayed
def released(lead) -> list[MonthRelease]:
    """The months of the reference figures, which the Board may read then."""
    return release_months(actor=lead.person, months=[add_months(JULY, -back) for back in range(7)])

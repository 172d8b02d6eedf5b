import datetime

import pytest

from foundation.council.clock import clock_at


@pytest.fixture(autouse=True)
def _the_day():
    """The day on which the June audits are due."""
    with clock_at(datetime.date(2023, 6, 23)):
        yield

import datetime

import pytest

from foundation.council.clock import frozen_clock


@pytest.fixture(autouse=True)
def _the_day():
    """The day on which the June audits are due."""
    with frozen_clock(datetime.date(2023, 6, 23)):
        yield

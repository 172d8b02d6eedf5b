"""Made-up figures below the council's own: supervision in its services and teams, and where contacts come from."""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal
from statistics import fmean

from foundation.accounts.models import Person
from foundation.council.months import add_months, month_code, months_between
from performance.enums import Basis, Polarity, Series, Unit
from performance.models import Indicator, Value
from performance.services.indicators import save_indicator

from .grades import JULY_2023
from .people import SERVICES

SUPERVISION = "case-supervision-percent"
CONTACTS = "mash-contacts-number"
MONTHS = 13
TEAM_HEADER = ["indicator", "period", "service", "team", "value"]
CONTACT_HEADER = ["indicator", "period", "value"]
# How far a service's teams stand from the whole council, in percentage points; teams of one service stand about it.
STANDING = {"Assessment Service": -4, "Locality Service": -1, "Corporate Parenting": 7}
# The service and month whose figure does not fit those of its teams.
LEFT_OUT = ("Locality Service", JULY_2023)
# Contacts in the 12 months to June and to July 2023. A few came with no source.
SOURCES = {
    "from the police": (4702, 4811),
    "from schools": (3164, 3127),
    "from health services": (2388, 2443),
    "from families and the public": (2187, 2214),
    "from other agencies": (1512, 1560),
}


def supervision_rows() -> Iterator[list[str]]:
    """A year of each service and team, about what the council itself had in the month; a service's is the mean of its teams'.

    But for one: the last figure of Locality Service lies below all of its teams, as a file with a team left out would have it.
    """
    months = list(months_between(add_months(JULY_2023, 1 - MONTHS), JULY_2023))
    found = Value.objects.ours().given().filter(indicator__slug=SUPERVISION, month__in=months)
    whole: dict[datetime.date, Decimal] = dict(found.values_list("month", "value"))
    dice = random.Random(SUPERVISION)
    for service, standing in STANDING.items():
        apart = {team: standing + dice.uniform(-4, 4) for team in SERVICES[service]}
        for month, council in whole.items():
            values = {team: min(float(council) + each + dice.uniform(-2.5, 2.5), 100) for team, each in apart.items()}
            mean = fmean(values.values())
            if (service, month) == LEFT_OUT:
                mean = min(values.values()) - 1.7
            yield [SUPERVISION, month_code(month), service, "", f"{mean:.1f}"]
            yield from ([SUPERVISION, month_code(month), "", team, f"{value:.1f}"] for team, value in values.items())


def contact_rows() -> Iterator[list[str]]:
    for source, figures in SOURCES.items():
        for month, figure in zip((add_months(JULY_2023, -1), JULY_2023), figures, strict=True):
            yield [f"MASH contacts {source}", month_code(month), str(figure)]


def add_sources(actor: Person) -> None:
    """An indicator for each source of contacts, beside the whole of the scorecard."""
    whole = Indicator.objects.get(slug=CONTACTS)
    for position, source in enumerate(SOURCES, start=1):
        save_indicator(
            actor=actor,
            indicator=None,
            measure=str(whole.measure),
            label=f"MASH contacts {source}",
            unit=Unit.NUMBER,
            basis=Basis.ROLLING_YEAR,
            breakdown=source,
            polarity=Polarity.NEUTRAL,
            series=Series.OTHER,
            position=position,
            decimals=0,
        )

"""An indicator's page over 640,000 stored figures against itself over 6,400: it costs what it shows."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare
from tests.benchmarks.pages import LEAD

SLUG = "referrals-rate"
YEARS = 40
NEIGHBOURS = 10
TIMES = 5


def rows() -> list[Row]:
    small, large = portal.copy_of_demo("few-figures"), portal.copy_of_demo("many-figures")
    few, many = fill(small, indicators=10, councils=16), fill(large, indicators=100, councils=160)
    return [
        compare(
            "page indicator",
            ours=lambda: opened(large),
            other=lambda: opened(small),
            other_is=f"the same page over {few:,} figures",
            size=f"{many:,} figures",
            limit=1.3,
            times=9,
        )
    ]


def fill(file: Path, *, indicators: int, councils: int) -> int:
    """So many published figures beside the demo's own; the page's indicator is compared with one of them."""
    from performance.models import Import, Indicator, Measure, Neighbour, NeighbourModel, Place, PublishedPlace, Value

    portal.use(file)
    batch = Import.objects.latest("pk")
    england = Place.objects.create(kind="country", name="England")
    region = Place.objects.create(kind="region", name="North")
    made = [Place(kind="council", code=str(900 + number), name=f"Council {number}", region=region) for number in range(councils - 2)]
    places = [england, region, *Place.objects.bulk_create(made)]
    model = NeighbourModel.objects.create(name="2021-04")
    own, *others = places[2:]
    Neighbour.objects.bulk_create(
        Neighbour(model=model, council=own, neighbour=each, rank=rank, source=batch, row=rank)
        for rank, each in enumerate(others[:NEIGHBOURS], start=1)
    )
    PublishedPlace.objects.update_or_create(pk=1, defaults={"council": own, "neighbour_model": model})
    measure = Measure.objects.create(name="Published")
    published = Indicator.objects.bulk_create(
        Indicator(
            slug=f"published-{number}", measure=measure, label=f"Published {number}", unit="percent", basis="reporting_year",
            series="published", source="Bench", code=str(number), breakdown=str(number),
        )
        for number in range(indicators)
    )  # fmt: skip
    Indicator.objects.filter(slug=SLUG).update(published_as=published[0])
    for indicator in published:
        Value.objects.bulk_create(
            Value(indicator=indicator, place=place, month=datetime.date(1985 + year, 3, 1), value=Decimal(year), source=batch, row=1)
            for place in places
            for year in range(YEARS)
        )
    return indicators * councils * YEARS


def signed_in() -> Any:
    from django.test import Client

    from foundation.accounts.models import Person

    client = Client()
    client.force_login(Person.objects.get(email=LEAD))
    return client


CLIENTS: dict[Path, Any] = {}


def opened(file: Path) -> None:
    portal.use(file)
    client = CLIENTS.setdefault(file, signed_in())
    for _ in range(TIMES):
        assert client.get(f"/performance/indicators/{SLUG}/").status_code == 200

"""An indicator's page over 640,000 stored figures: against its bare SQL and template, and against itself over 6,400."""

import datetime
from collections.abc import Callable
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
    bare = bare_page(large)
    return [
        compare(
            "page indicator",
            ours=lambda: opened(large),
            other=bare,
            other_is="the queries of its first opening, bare, and the same template rendered from ready values",
            size=f"{many:,} figures, opened again while nothing was written",
            limit=1.5,
            times=9,
        ),
        compare(
            "page indicator, first",
            ours=lambda: first_opened(large),
            other=bare,
            other_is="the same",
            size=f"{many:,} figures, opened after something was written",
            limit=5,
            times=9,
        ),
        compare(
            "page indicator, figures",
            ours=lambda: first_opened(large),
            other=lambda: first_opened(small),
            other_is=f"the same page over {few:,} figures",
            size=f"{many:,} figures, opened after something was written",
            limit=1.3,
            times=9,
        ),
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


def opened(file: Path, *, keeping: bool = True) -> None:
    from django.core.cache import cache

    portal.use(file)
    client = CLIENTS.setdefault(file, signed_in())
    for _ in range(TIMES):
        if not keeping:
            cache.clear()
        assert client.get(f"/performance/indicators/{SLUG}/").status_code == 200


def first_opened(file: Path) -> None:
    opened(file, keeping=False)


def bare_page(file: Path) -> Callable[[], None]:
    """The queries that the view asks before it renders, as the driver takes them; then its template with what the view gave it."""
    from django.db import connection
    from django.shortcuts import render
    from django.test.utils import CaptureQueriesContext

    from performance.views import indicators

    portal.use(file)
    client = CLIENTS.setdefault(file, signed_in())
    given: list[tuple[Any, str, dict[str, Any]]] = []
    asked: list[str] = []

    def keep(request: Any, template: str, context: dict[str, Any]) -> Any:
        asked.extend(query["sql"] for query in connection.queries)
        given.append((request, template, context))
        return render(request, template, context)

    indicators.render, before = keep, indicators.render  # type: ignore[assignment]  # put back below
    try:
        with CaptureQueriesContext(connection):
            client.get(f"/performance/indicators/{SLUG}/")
    finally:
        indicators.render = before
    [(request, template, context)] = given

    def bare() -> None:
        portal.use(file)
        for _ in range(TIMES):
            with connection.cursor() as cursor:
                for sql in asked:
                    if sql.startswith("SELECT"):
                        cursor.execute(sql).fetchall()
            render(request, template, context)

    return bare

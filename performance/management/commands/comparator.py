"""A council's comparators of one published measure and year."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q, QuerySet

from performance.enums import AverageBy, ComparatorKind, PlaceKind
from performance.models import Indicator, NeighbourModel, Place
from performance.queries.comparators import compare_in_year

SOME = 5


class Command(BaseCommand):
    help = "Print the average of a council's statistical neighbours, with the council's own figure, its region's and England's, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="its name or its number, such as Sefton or 343")
        parser.add_argument("--measure", required=True, help="the measure's code in the published file, or the indicator's address name")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--average", default=AverageBy.MEAN.value, choices=AverageBy.values, help="mean, or median")
        parser.add_argument("--model", required=True, help="the model of neighbours, such as 2021-04")

    def handle(self, *args: Any, council: str, measure: str, year: int, model: str, average: str, **options: Any) -> None:
        place = _one(Place.objects.of_kind(PlaceKind.COUNCIL), Q(name__iexact=council) | Q(code=council), f"council “{council}”")
        indicator = _one(Indicator.objects.published(), Q(code=measure) | Q(slug=measure), f"published measure “{measure}”")
        neighbours = _one(NeighbourModel.objects.all(), Q(name=model), f"neighbour model “{model}”")
        found = compare_in_year(place, indicator, neighbours, year, AverageBy(average))
        if found is None:
            raise CommandError(f"There is no figure of “{measure}” for {year}. Import the year's file first, or ask for another year.")
        self.stdout.write(
            json.dumps(
                {
                    "kind": ComparatorKind.STATISTICAL_NEIGHBOURS.label.lower(),
                    "value": _number(found.value),
                    "average": found.by.value,
                    "n": found.n,
                    "model": neighbours.name,
                    "year": year,
                    "council": _number(found.council),
                    "region": _number(found.region),
                    "england": _number(found.england),
                }
            )
        )


def _one(stored: QuerySet, wanted: Q, what: str) -> Any:
    found = list(stored.filter(wanted)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(f"There are several of the name: {what}. Give the number or the address name.")
    known = ", ".join(str(each) for each in stored[:SOME])
    raise CommandError(f"There is no {what}. {f'Stored are {known} and so on.' if known else 'Import the published file first.'}")


def _number(value: Any) -> float | None:
    return None if value is None else float(value)

"""Noted figures, each with its parts and the sum that they make."""

import datetime
from dataclasses import dataclass

from foundation.statistics import plain
from performance.models import NotedFigure


@dataclass(frozen=True)
class NotedFigureSum:
    """`sum` is “97 = 61 (boys) + 36 (girls)”, or the number alone."""

    figure: NotedFigure
    sum: str


def noted_figure_sums(first: datetime.date | None = None, last: datetime.date | None = None) -> list[NotedFigureSum]:
    """Latest first; of the days from `first` to `last` where they are given."""
    wholes = NotedFigure.objects.filter(whole=None).prefetch_related("parts").select_related("noted_by")
    if first and last:
        wholes = wholes.filter(day__gte=first, day__lte=last)
    return [NotedFigureSum(each, _sum(each)) for each in wholes]


def _sum(whole: NotedFigure) -> str:
    parts = [f"{plain(part.value)} ({part.words})" for part in sorted(whole.parts.all(), key=lambda part: part.pk)]
    return " = ".join(filter(None, [plain(whole.value), " + ".join(parts)]))

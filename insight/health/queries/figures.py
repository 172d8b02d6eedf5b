"""Which of our figures are flagged as unreliable."""

from django.db.models import Count, Exists, F, OuterRef, Q

from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthWindow, summed_figure
from performance.enums import REGULAR_TABLES
from performance.models import Restatement, Value
from performance.queries.two_tables import disagreeing_values
from performance.querysets import ValueQuerySet

_CHANGED = Restatement.objects.filter(value=OuterRef("pk"), was__isnull=False).exclude(was=F("value__value"))
RESTATED, NOTED = Q(Exists(_CHANGED)), ~Q(indicator__quality_note="")

_WHY = ("restated", "noted", "disagree")


def disagreeing(window: HealthWindow) -> Q:
    """On which the scorecard and the half-years disagree."""
    return Q(pk__in=disagreeing_values(window.months))


def regular_values(window: HealthWindow) -> ValueQuerySet:
    """Our own figures of the regular tables that are in use, for the window's months."""
    return Value.objects.ours().given().filter(indicator__series__in=REGULAR_TABLES, indicator__is_current=True, month__in=window.months)


def flagged_figure(window: HealthWindow) -> HealthFigure:
    disagree = disagreeing(window)
    rows = regular_values(window).order_by().values("month")
    counts = list(
        rows.annotate(
            n=Count("pk"),
            count=Count("pk", filter=RESTATED | NOTED | disagree),
            restated=Count("pk", filter=RESTATED),
            noted=Count("pk", filter=NOTED),
            disagree=Count("pk", filter=disagree),
        )
    )
    months = {name: {row["month"]: Share(row[name], row["n"]) for row in counts} for name in ("count", *_WHY)}
    parts = {name: months[name] for name in _WHY}
    return summed_figure(HealthMeasure.FIGURES_FLAGGED, months["count"], window, parts)

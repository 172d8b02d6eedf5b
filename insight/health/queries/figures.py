"""Which of our figures are flagged as unreliable."""

from django.db.models import Count, Exists, F, OuterRef, Q

from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthWindow, summed_figure
from performance.enums import REGULAR_TABLES
from performance.models import Restatement, Value
from performance.querysets import ValueQuerySet

_CHANGED = Restatement.objects.filter(value=OuterRef("pk"), was__isnull=False).exclude(was=F("value__value"))
RESTATED, NOTED = Q(Exists(_CHANGED)), ~Q(indicator__quality_note="")


def regular_values(window: HealthWindow) -> ValueQuerySet:
    """Our own figures of the regular tables that are in use, for the window's months."""
    return Value.objects.ours().given().filter(indicator__series__in=REGULAR_TABLES, indicator__is_current=True, month__in=window.months)


def flagged_figure(window: HealthWindow) -> HealthFigure:
    rows = regular_values(window).order_by().values("month")
    counts = list(
        rows.annotate(
            n=Count("pk"),
            count=Count("pk", filter=RESTATED | NOTED),
            restated=Count("pk", filter=RESTATED),
            noted=Count("pk", filter=NOTED),
        )
    )
    months = {name: {row["month"]: Share(row[name], row["n"]) for row in counts} for name in ("count", "restated", "noted")}
    parts = {name: months[name] for name in ("restated", "noted")}
    return summed_figure(HealthMeasure.FIGURES_FLAGGED, months["count"], window, parts)

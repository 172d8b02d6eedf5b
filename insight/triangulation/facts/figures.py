"""Figures of the scorecard that are linked with a domain: the latest month's, how it moved, its control chart and its target."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from foundation.charts import SignalMeaning
from foundation.council.months import add_months, month_name
from foundation.statistics import change, plain, round_half_up
from foundation.statistics.changes import PERCENTAGE_POINTS
from insight.queries.distributions import BEGINNING
from insight.queries.fact_counts import LinkedIndicator, linked_indicators
from insight.triangulation.calculations import PracticeEvidence, bearing_of_figure
from insight.triangulation.enums import Bearing, EvidenceSource
from performance.enums import OUR_COUNCIL, Polarity
from performance.models import Indicator, Place
from performance.pages.control_charts import Control
from performance.pages.indicators import with_unit
from performance.pages.scorecard_signals import controls_of
from performance.queries.figures import as_given, target_in

from .asked import EvidenceAsked, PracticeSource

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind

_SIGNALS = {SignalMeaning.IMPROVEMENT: Bearing.GOOD, SignalMeaning.CONCERN: Bearing.WEAK}
_SIGNAL_WORDS = {Bearing.GOOD: "an improvement on its control chart", Bearing.WEAK: "a concern on its control chart"}
_TARGET_WORDS = {Bearing.GOOD: "met", Bearing.WEAK: "missed"}


class LinkedFigures(PracticeSource):
    """Of the whole council, or of the service or team that is looked at; of no other part, since a figure covers all its children."""

    source = EvidenceSource.FIGURES

    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        place = place_of(asked)
        if place is None:
            return {}
        linked = [each for each in linked_indicators(BEGINNING, asked.scope.last, place) if _is_current(each, asked)]
        indicators = list({each.indicator.pk: each.indicator for each in linked}.values())
        controls = {indicator.pk: control for indicator, control in controls_of(indicators, asked.scope.last, place)}
        found: dict[str, list[PracticeEvidence]] = {}
        for each in linked:
            found.setdefault(each.domain, []).append(self._evidence(each, controls.get(each.indicator.pk), place))
        return found

    def _evidence(self, linked: LinkedIndicator, control: Control | None, place: int) -> PracticeEvidence:
        indicator, month = linked.indicator, max(linked.values)
        signal = _signal(control) if control and control.rows[0].month == month else None
        target = target_in(indicator.targets.all(), month) if place == OUR_COUNCIL else None
        judged = None if target is None else _against(indicator, linked.values[month], target.value)
        said = [
            *([_SIGNAL_WORDS[signal]] if signal else []),
            *([f"target {as_given(target.value)}: {_TARGET_WORDS[judged]}"] if target and judged else []),
        ]
        return PracticeEvidence(
            self.source,
            str(indicator.shown_label),
            words_of(linked),
            judged=bearing_of_figure(signal, judged),
            note="; ".join(said).capitalize() if said else "No signal on its control chart, and no target",
            months=(month,),
            row=f"{indicator.slug} {place}",
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        slug, place = evidence.row.split()
        is_ours = int(place) == OUR_COUNCIL
        return reverse("performance:indicator", args=[slug]) if is_ours else reverse("performance:part", args=[slug, place])


def place_of(asked: EvidenceAsked) -> int | None:
    """Whose figures are beside these audits; None where there are none of this part, or this reader may not read them."""
    scope = asked.scope
    if scope.cohort or scope.plan_type or scope.kind:
        return None
    if not (scope.team or scope.service):
        return OUR_COUNCIL
    parts = Place.objects.parts_visible_to(asked.person) if asked.person else Place.objects.all()
    part = parts.filter(team=scope.team) if scope.team else parts.filter(service=scope.service)
    return part.values_list("pk", flat=True).first()


def _is_current(linked: LinkedIndicator, asked: EvidenceAsked) -> bool:
    """Whether its latest figure is of the months that are looked at."""
    return bool(linked.values) and max(linked.values) >= asked.scope.first


def _signal(control: Control) -> Bearing | None:
    return _SIGNALS.get(control.latest_meaning) if control.latest_meaning else None


def _against(indicator: Indicator, value: Decimal, target: Decimal) -> Bearing | None:
    if indicator.polarity == Polarity.NEUTRAL:
        return None
    is_met = value >= target if indicator.polarity == Polarity.HIGHER else value <= target
    return Bearing.GOOD if is_met else Bearing.WEAK


def words_of(linked: LinkedIndicator) -> str:
    """“63.4% in July 2023, down 9.4 points since June 2023”."""
    month = max(linked.values)
    earlier = add_months(month, -1)
    said = f"{with_unit(linked.indicator, linked.values[month])} in {month_name(month)}"
    if earlier not in linked.values:
        return said
    return f"{said}, {moved_words(linked, linked.values[earlier], linked.values[month])} since {month_name(earlier)}"


def moved_words(linked: LinkedIndicator, earlier: Decimal, now: Decimal) -> str:
    """A percentage moves in points, a number or rate in per cent of the one before."""
    moved = change(earlier, now, linked.indicator.unit)
    if moved is None or not moved.difference:
        return "unchanged"
    way = "up" if moved.difference > 0 else "down"
    if moved.amount is None:
        return f"{way} from 0"
    size = plain(round_half_up(abs(moved.amount), 1))
    return f"{way} {size} point{'' if size == '1' else 's'}" if moved.kind == PERCENTAGE_POINTS else f"{way} {size}%"

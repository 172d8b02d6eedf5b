"""What is counted of voices: of audits’ forms and of what was gathered beside them, each once."""

from collections.abc import Iterable

from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthWindow, Months, summed_figure
from voices.enums import VoiceGroup
from voices.queries import VoiceCount, VoiceScope, tally_of, voice_counts


def voice_figure(window: HealthWindow) -> HealthFigure:
    """How many voices were obtained of those asked for. A wider audience is shown no groups: of some only one or two are asked."""
    if not window.months:
        return summed_figure(HealthMeasure.VOICES_OBTAINED, {}, window)
    counts = [each for each in voice_counts(VoiceScope(min(window.months), max(window.months))) if each.month in window.months]
    groups = () if window.wider else [group for group in VoiceGroup if any(each.group == group for each in counts)]
    parts = {group.value: _months(each for each in counts if each.group == group) for group in groups}
    return summed_figure(HealthMeasure.VOICES_OBTAINED, _months(counts), window, parts)


def _months(counts: Iterable[VoiceCount]) -> Months:
    by_month: dict = {}
    for each in counts:
        by_month.setdefault(each.month, []).append(each)
    tallies = {month: tally_of(found) for month, found in by_month.items()}
    return {month: Share(tally.obtained, tally.asked) for month, tally in tallies.items() if tally.asked}
